#!/usr/bin/env bash
# Measures the ladders of NGINX, uWSGI and Gunicorn, of which figures are published, and prints them beside ours in Markdown, for
# docs/stacks.md: geometric means of the rounds with the lowest and the highest of them. At most fourteen minutes; needs jq, and the
# programs that ./run-bench.sh doctor looks for.
#   results/stack-figures.sh [nginx|tools|uwsgi|gunicorn]...  only these parts; default: all
# ROUNDS and TURN_SECONDS are those of the load tools.

# Backquotes in the texts are Markdown's.
# shellcheck disable=SC2016
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rounds=${ROUNDS:-3} seconds=${TURN_SECONDS:-1}
parts=("$@")
[[ $# -gt 0 ]] || parts=(nginx tools uwsgi gunicorn)
command -v jq >/dev/null || { echo "stack-figures.sh: jq is not installed: apt-get install jq" >&2; exit 2; }
./run-bench.sh list >/dev/null # builds what is stale, so that nothing is left to build
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Of pairs [baseline, changed] on standard input: the ratio of each, and how they lie.
readonly ratios='
  map(select(.[0] > 0 and .[1] > 0) | (.[1] / .[0] | log)) |
  def two: . * 100 | round / 100 | tostring;
  if length == 0 then "not measured | 0"
  else "\(add / length | exp | two) (\(min | exp | two) to \(max | exp | two)) | \(length)" end'

# Measures steps of a stack in lockstep: STACK BUDGET STEP...
lockstep() {
  local stack=$1 budget=$2
  shift 2
  local steps
  steps=$(IFS=, && echo "$*")
  ./run-bench.sh run --stack "$stack" -p step="$steps" -p connections=32 --preset quick --budget "$budget" \
    --results "$folder/$stack" >"$folder/$stack.log" 2>&1 || cat "$folder/$stack.log" >&2
}

# A row of what lockstep has measured: STACK cpu|rate BASELINE STEP WHAT PUBLISHED WHY
paired() {
  local found
  found=$(jq -rs --arg figure "$2" --arg base "$3" --arg step "$4" '
    def weighted: . as $fork | [.metrics["subject.cpu"].values, .operations] | transpose | map(.[0] * .[1]) | add
      / ($fork.operations | add);
    def of($step): [.[] | .arms as $arms | .rounds[] | .number as $round | .results[]
      | select($arms[.arm].cell.params.step == $step and .fork != null) | .fork | select(.error == null)
      | {key: ($round | tostring), value: (if $figure == "cpu" then weighted else (.scores | add / length) end)}] | from_entries;
    of($base) as $before | of($step) as $after
    | [$before | to_entries[] | select($after[.key]) | [.value, $after[.key]]] | '"$ratios" \
    "$folder/$1"/*/experiment.json 2>/dev/null) || found='not measured | 0'
  printf '| %s | %s | %s | %s |\n' "$5" "$6" "$found" "$7"
}

# A row of what the load tools did: TOOL BASELINE STEP WHAT PUBLISHED WHY
tool() {
  local found
  found=$(jq -r --arg tool "$1" --arg base "$2" --arg step "$3" '
    def of($step): [.samples[] | select(.tool == $tool and .step == $step)
      | {key: (.round | tostring), value: .perSecond}] | from_entries;
    of($base) as $before | of($step) as $after
    | [$before | to_entries[] | select($after[.key]) | [.value, $after[.key]]] | '"$ratios" "$folder/tools.json") ||
    found='not measured | 0'
  printf '| %s | %s | %s | %s |\n' "$4" "$5" "$found" "$6"
}

table() {
  printf '\n%s\n\n| what | published | ours | n | why they differ |\n| --- | --- | --- | ---: | --- |\n' "$1"
}

nginx() {
  local both=cpus=2 why='a request costs what it costs, on one CPU or two'
  lockstep nginx 300s BASELINE WORKERS workers=8 CONNECTIONS+OPEN_FILES FILE_CACHE LOG FILE_CACHE+LOG ALL $both $both+WORKERS
  table 'NGINX, 32 kept-alive connections: CPU time per request in times the baseline, in lockstep.'
  paired nginx cpu BASELINE WORKERS '4 workers' '1.78x requests/s (2,900 to 5,150)' 'on one CPU more workers only share it'
  paired nginx cpu BASELINE workers=8 '8 workers' 'less requests/s than with 4' 'likewise'
  paired nginx cpu BASELINE CONNECTIONS+OPEN_FILES '1024 connections, 4096 open files' '1.24x requests/s (5,150 to 6,068, and about 300 more)' '32 connections meet neither limit'
  paired nginx cpu BASELINE FILE_CACHE 'cache of open files' '1.08x requests/s (about 6,370 to 6,900)' 'open and fstat are saved; on kept connections they are a larger part of a request'
  paired nginx cpu BASELINE LOG 'no access log' '' 'not part of the published ladder'
  paired nginx cpu BASELINE FILE_CACHE+LOG 'all that does not need more CPUs: file cache and no log' '' 'what the two save adds up'
  paired nginx cpu BASELINE ALL 'all' '2.4x requests/s, without keep-alive' 'its 4 workers cost on one CPU what the first row says; connecting, which no knob makes cheaper, is left out here'
  paired nginx cpu $both $both+WORKERS '4 workers, on 2 CPUs' '1.78x requests/s' "$why"
  paired nginx rate $both $both+WORKERS 'the same: requests/s' '1.78 (2,900 to 5,150/s)' 'one worker can use one of the 2 CPUs, and the client takes its part of both'
}

tools() {
  local four=WORKERS+CONNECTIONS+OPEN_FILES+FILE_CACHE java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  "$java" -XX:+UseSerialGC -Xmx64m -cp benchmarks/target/benchmarks.jar dev.labcoat.fixtures.stack.StackProgram \
    cross-check 40 "$seconds" "$rounds" nginx BASELINE WORKERS workers=8 "$four" FILE_CACHE+LOG >"$folder/tools.json" || true
  table 'NGINX under several tools, 40 connections: requests per second in times the baseline, each with the same tool.'
  local limit='the server has one CPU here, and `ab` needs longer for a request than it does: `ab` is the limit'
  tool 'ab, new connections' BASELINE WORKERS '4 workers, `ab`' '1.78 (2,900 to 5,150/s)' "$limit"
  tool 'ab, new connections' BASELINE workers=8 '8 workers, `ab`' 'worse than 4' "$limit"
  tool 'ab, new connections' BASELINE "$four" '4 workers, 1024 connections, 4096 files, file cache, `ab`' '2.4 (2,900 to 6,900/s)' "$limit"
  tool 'ab -k' BASELINE "$four" 'the same, `ab -k`' '' 'what is published did not keep connections'
  tool wrk BASELINE FILE_CACHE+LOG 'file cache and no log, `wrk`' '' 'the server is the limit: its gain is seen'
  tool 'h2load --h1' BASELINE FILE_CACHE+LOG 'file cache and no log, `h2load --h1`' '' 'likewise'
  tool 'our client' BASELINE FILE_CACHE+LOG 'file cache and no log, our client' '' 'likewise'
  tool 'ab, new connections' BASELINE FILE_CACHE+LOG 'file cache and no log, `ab`' '' 'the tool is the limit: the gain is hidden'
}

uwsgi() {
  lockstep uwsgi-flask 130s BASELINE PROCESSES NO_LOG processes=8
  lockstep uwsgi-flask 100s waitMillis=5 waitMillis=5+PROCESSES waitMillis=5+processes=8
  table 'uWSGI with Flask, 32 connections, one for each request: requests per second in times the baseline, in lockstep.'
  local cpu='the application computes, and has one CPU here; the published gain is that of a request that waits, or of more CPUs'
  paired uwsgi-flask rate BASELINE PROCESSES 'hello, 4 processes' '3.1 (347 to 1,068/s), with threads' "$cpu"
  paired uwsgi-flask rate BASELINE NO_LOG 'hello, no log' '1.40 (1,101 to 1,542/s)' 'the log is a file in the page cache here'
  paired uwsgi-flask rate BASELINE processes=8 'hello, 8 processes' '0.93 for 10 (1,542 to 1,431/s), without log' 'more than there are CPUs give nothing: both agree'
  local wait=', waits 5 ms'
  paired uwsgi-flask rate waitMillis=5 waitMillis=5+PROCESSES "4 processes$wait" '3.1' 'each process serves one request at a time, so 4 wait at once'
  paired uwsgi-flask rate waitMillis=5 waitMillis=5+processes=8 "8 processes$wait" '' 'likewise, until the CPU is the limit'
}

gunicorn() {
  lockstep gunicorn-flask 170s BASELINE WORKERS THREADS LIFETIME waitMillis=5 waitMillis=5+WORKERS
  table 'Gunicorn with Flask, 32 connections, one for each request, in lockstep.'
  paired gunicorn-flask rate BASELINE WORKERS '4 workers: requests/s' '' 'nothing is published; the application computes, on one CPU'
  paired gunicorn-flask cpu BASELINE THREADS 'threads (`gthread`): CPU time per request' '' 'nothing is published'
  paired gunicorn-flask cpu BASELINE LIFETIME 'replaced each 500 requests: CPU time per request' '' 'nothing is published; starting Python and Flask is what is paid'
  paired gunicorn-flask rate waitMillis=5 waitMillis=5+WORKERS '4 workers, waits 5 ms: requests/s' '' 'as with uWSGI'
}

printf 'Measured %s on %s CPUs, %s, load average %s before.\n' "$(date -u +%F)" "$(nproc)" \
  "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)" "$(cut -d' ' -f1 /proc/loadavg)"
for part in "${parts[@]}"; do
  case $part in
    nginx | tools | uwsgi | gunicorn) "$part" ;;
    *)
      sed -n '2,6s/^# //p' results/stack-figures.sh >&2
      exit 2
      ;;
  esac
done
