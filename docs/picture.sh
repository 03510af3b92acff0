#!/usr/bin/env bash
# Makes docs/comparison.svg: runs the comparison of the README on a pseudo-terminal of 100 columns, and draws what it printed. Takes
# some minutes; needs script of util-linux.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./run-bench.sh list >/dev/null # builds what is stale

command='./run-bench.sh compare --vary fileCache=false,true --rows StaticFileBenchmark.staticFile \
    -p server=jetty -p connections=32 -p fileSizeBytes=1024'
printed=$(mktemp)
trap 'rm -f "$printed"' EXIT
unset NO_COLOR
TERM=xterm script -q -e -c "stty cols 100 rows 40; $command" "$printed" </dev/null >&2
{
  printf '$ %s\n' "$command"
  # Not where the checkout lies.
  sed "/^Script \(started\|done\)/d; s|$PWD/||g" "$printed" | tr -d '\r'
} | java docs/Picture.java >docs/comparison.svg
