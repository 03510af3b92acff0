#!/usr/bin/env bash
# How often is the comparison right? Trials in real forks, and their figures. They take minutes to an hour.
#   results/calibrate.sh false-alarms [REPORTS]       nothing changed: reports of 10 rows that show a change all the same
#   results/calibrate.sh bytes [REPORTS]              reports of a row that allocates 1 % more and 20 that do not: which are named
#   results/calibrate.sh slowdowns [TRIALS] cpu|http  3, 5 and 10 % slower, judged in lockstep and end to end
#   results/calibrate.sh why [TRIALS] [PERCENT]       one more method in a row: whether compare --why names it first
#   results/calibrate.sh first [TRIALS]               how soon a slower row is on the screen, where it is known what rows load
#   results/calibrate.sh simulate [REPORTS]           nothing changed: simulated reports under every model of noise
#   results/calibrate.sh change-points [SERIES]       nothing changed: simulated series that have a change point all the same
#   results/calibrate.sh spread JAR REGEX [PAIRS]     a jar against itself: in lockstep, and one run after the other
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
  sed -n '2,10s/^# //p' results/calibrate.sh >&2
  exit 2
}
ours=benchmarks/target/benchmarks-calibration.jar
main=dev.labcoat.results.experiment.Calibration
case ${1:-} in
  false-alarms) set -- "$1" "$ours" "${2:-20}" ;;
  bytes) set -- "$1" "$ours" "${2:-10}" ;;
  slowdowns) [ $# -eq 3 ] || usage; set -- "$1" "$ours" "$2" "$3" ;;
  spread) [ $# -ge 3 ] || usage; set -- "$1" "$2" "$3" "${4:-8}" ;;
  why) set -- "${2:-10}" "${3:-8}"; main=dev.labcoat.results.cli.WhyTrials ;;
  first) set -- "${2:-3}"; main=dev.labcoat.results.cli.FirstSlowerTrials ;;
  simulate) set -- "${2:-10000}"; main=dev.labcoat.results.verdict.FalseReports ;;
  change-points) set -- "${2:-10000}"; main=dev.labcoat.results.trend.FalseChangePoints ;;
  *) usage ;;
esac

exec results/trials.sh "$main" "$@"
