#!/usr/bin/env bash
# Prints what the runner itself costs: from Enter until the first row, less what was warming up or measuring, which bounds
# the time to the first slice from above; then a whole quick run, whose last lines say what share of it was overhead.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./run-bench.sh list >/dev/null # builds what is stale, so that nothing is left to build

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for try in 1 2 3 4 5; do
  begin=$(date +%s%N)
  ./run-bench.sh run rawLoopback -p connections=32 -p fileSizeBytes=1024 --preset smoke --results "$folder/$try" |
    while IFS= read -r line; do
      case $line in *1/1*) date +%s%N ;; esac
    done >"$folder/row"
  sed -n 's/.*"warmUpSeconds":\([0-9.]*\).*/\1/p' "$folder/$try"/*/rounds.jsonl >"$folder/warmup"
  sed -n 's/.*"measuredSeconds":\([0-9.]*\).*/\1/p' "$folder/$try"/*/rounds.jsonl >"$folder/measured"
  echo "$begin $(cat "$folder/row" "$folder/warmup" "$folder/measured" | tr '\n' ' ')" |
    LC_ALL=C awk '{ printf "Enter to the first slice: at most %.2f s\n", ($2 - $1) / 1e9 - $3 - $4 }'
done
echo
time ./run-bench.sh run --preset quick --results "$folder/quick"
