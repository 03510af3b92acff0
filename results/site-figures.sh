#!/usr/bin/env bash
# Prints what the site costs: made of 1,000,000 results, made again after one more commit, and drawn in Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

./mvnw -q -B package -DskipTests -Dspotless.check.skip=true -pl results
./mvnw -q -B -pl results org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath \
  -Dmdep.outputFile=target/classpath
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

figures() {
  "$java" -cp "results/target/results.jar:results/target/test-classes:$(cat results/target/classpath)" \
    dev.labcoat.results.publish.site.SiteFigures "$@"
}
# As run-bench.sh starts it, with 1 GiB.
site() {
  local begin
  begin=$(date +%s%N)
  "$java" -Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Dlabcoat.home="$PWD" -jar results/target/results.jar \
    site --history "$folder/history" --out "$folder/site" >/dev/null
  echo "$begin $(date +%s%N)" | LC_ALL=C awk -v what="$1" '{ printf "%s: %.1f s\n", what, ($2 - $1) / 1e9 }'
}

figures generate "$folder/history"
site "site from nothing"
for commit in 1 2 3; do
  figures add "$folder/history" "$commit"
  site "site after one more commit"
done
figures look "$folder/site"
