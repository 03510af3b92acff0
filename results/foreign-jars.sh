#!/usr/bin/env bash
# Tries JMH jars that this project did not write, from Maven Central, one after the other: holds the list, a run, the jar compared with
# itself and the exports against plain JMH. Prints the table of docs/tried-jars.md; takes about a minute for each jar. Needs mvn and jq,
# and results/target/results.jar.
# Usage: foreign-jars.sh [GROUP:ARTIFACT:VERSION REGEX]...
set -euo pipefail

home=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What plain JMH and run do alike: 1 s of warming up, 1 s measured.
effort=(-wi 5 -w 200ms -i 5 -r 200ms)

if [ $# -eq 0 ]; then
  for version in 1.19 1.20 1.21 1.36 1.37; do
    set -- "$@" "org.openjdk.jmh:jmh-samples:$version" 'JMHSample_08_DeadCode.measureRight$'
    set -- "$@" "org.openjdk.jmh:jmh-core-benchmarks:$version" 'RawThroughputBench.empty$|BlackholeBench.baseline$'
  done
fi

# A jar in $folder, with what it needs in $folder/lib.
fetch() {
  mkdir -p "$folder"
  cat >"$folder/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>tried</groupId><artifactId>tried</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies><dependency><groupId>$1</groupId><artifactId>$2</artifactId><version>$3</version></dependency></dependencies>
</project>
POM
  mvn -q -B -f "$folder/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DoutputDirectory=lib -DincludeScope=runtime >"$folder/log" 2>&1
  mv "$folder/lib/$2-$3.jar" "$jar"
}

labcoat() { java -Dlabcoat.home="$home" -jar "$home/results/target/results.jar" "$@" 2>"$folder/errors"; }
jmh() { java -cp "$jar:$folder/lib/*" org.openjdk.jmh.Main "$@" 2>&1; }

# Every number of a JMH file.
numbers() { jq -c 'map([.benchmark, .mode, .params, (.primaryMetric | .score, .scoreError, .scorePercentiles, .scoreUnit, .rawData)]) | sort' "$1"; }

# Whether the exports of what plain JMH wrote have its numbers: jmh all of them, the others as many rows.
exports() {
  local rows format
  rows=$(jq length "$folder/plain.json")
  labcoat import "$folder/plain.json" --results "$folder/imported" >"$folder/import.log" || return
  labcoat table --format jmh --results "$folder/imported" >"$folder/exported.json"
  [ "$(numbers "$folder/plain.json")" = "$(numbers "$folder/exported.json")" ] || return
  for format in json bmf; do
    [ "$(labcoat table --format "$format" --results "$folder/imported" | jq length)" = "$rows" ] || return
  done
  [ "$(labcoat table --format csv --results "$folder/imported" | wc -l)" = $((rows + 1)) ]
}

echo '| jar | listed, by JMH | score of run, by JMH | exports | against itself | seconds |'
echo '| --- | --- | --- | --- | --- | --- |'
while [ $# -gt 1 ]; do
  IFS=: read -r group artifact version <<<"$1"
  rows=$2
  shift 2
  folder=$work/$artifact-$version
  jar=$folder/$artifact-$version.jar
  if ! fetch "$group" "$artifact" "$version"; then
    echo "| $artifact $version | cannot be fetched | | | | |"
    continue
  fi
  SECONDS=0
  launch=(--jar "$jar" --class-path "$folder/lib/*")
  # A benchmark of several modes is listed in each.
  listed=$(labcoat list . "${launch[@]}" | awk '/^  [^ ]/ {class = $1} /^    [^ ]/ {print class "." $1}' | sort -u | wc -l) || true
  known=$(jmh -l | grep '^[a-z][^ ]*\.[^ ]*$' | sort -u | wc -l) || true
  labcoat run "$rows" "${launch[@]}" --preset smoke --results "$folder/run" -- "${effort[@]}" >"$folder/run.log" || true
  ran=$(labcoat table --format jmh --results "$folder/run" | jq -r 'map("\(.primaryMetric.score * 100 | round / 100)") | join(" ")') ||
    ran='**none**'
  jmh "$rows" -f 1 "${effort[@]}" -rf json -rff "$folder/plain.json" >"$folder/plain.log" || true
  plain=$(jq -r 'map("\(.primaryMetric.score * 100 | round / 100) \(.primaryMetric.scoreUnit)") | join(" ")' "$folder/plain.json") ||
    plain='**none**'
  if exports; then exported=same; else exported='**differ**'; fi
  labcoat compare "${launch[@]}" --rows "$rows" --head-flags=-Da=1 --preset smoke --budget 20s --json \
    --results "$folder/compared" >"$folder/compared.json" || true
  verdict=$(jq -r '.rows | map("\(.verdict), \(.pairs | length) pairs") | join("; ")' "$folder/compared.json") || verdict='**none**'
  echo "| $artifact $version | $listed, $known | $ran, $plain | $exported | $verdict | $SECONDS |"
done
