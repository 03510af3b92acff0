#!/usr/bin/env bash
# Prints what the site costs: made of 1,000,000 results, made again after one more commit, also with a year of nights beside
# them, and drawn in Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

./run-bench.sh list >/dev/null # builds what is stale, so that nothing is left to build
./mvnw -q -B -pl results test-compile org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath \
  -Dmdep.outputFile=target/classpath -Dspotless.check.skip=true
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

figures() {
  "$java" -cp "results/target/results.jar:results/target/test-classes:$(cat results/target/classpath)" \
    dev.labcoat.results.publish.site.SiteFigures "$@"
}
site() {
  local begin
  begin=$(date +%s%N)
  JDK_JAVA_OPTIONS=-Xmx1g ./run-bench.sh site --published "$folder" >/dev/null 2>&1
  echo "$begin $(date +%s%N)" | LC_ALL=C awk -v what="$1" '{ printf "%s: %.1f s\n", what, ($2 - $1) / 1e9 }'
}

figures generate "$folder"
site "site from nothing, 1 GiB of heap"
for commit in 0 1 2; do
  figures add "$folder" "$commit"
  site "site after one more commit"
done
figures nights "$folder"
site "site with the nights"
figures look "$folder/site"
