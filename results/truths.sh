#!/usr/bin/env bash
# Is the verdict true? Changes whose effect is known are compared, and compared with what is known and what plain JMH says.
# Prints a row for each change and mode, with percent more time for an operation; ends with 1 if a verdict is wrong.
#   results/truths.sh quick [FORKS]  smooth changes, a rare stall, a background thread, a cold start: about ten minutes
#   results/truths.sh [all] [FORKS]  every change in every mode: about two hours; FORKS of each side for plain JMH, default 3
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
extent=${1:-all}
case $extent in
  quick | all) ;;
  *)
    sed -n '2,5s/^# //p' results/truths.sh >&2
    exit 2
    ;;
esac
exec results/trials.sh dev.labcoat.results.cli.Truths benchmarks/target/benchmarks-calibration.jar "$extent" "${2:-3}"
