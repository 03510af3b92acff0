#!/usr/bin/env bash
# Builds everything and runs a main class of the tests with arguments, in the folder TRIALS_FOLDER if it is set: the trials of
# calibrate.sh, truths.sh and faults.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./mvnw -q -B package -DskipTests -Dspotless.check.skip=true
./mvnw -q -B -pl results org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath \
  -Dmdep.outputFile=target/classpath
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
root=$PWD
class_path=$root/results/target/results.jar:$root/results/target/test-classes:$(cat results/target/classpath)
cd "${TRIALS_FOLDER:-.}"
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dlabcoat.home="$root" -Dlabcoat.root="$root" -cp "$class_path" "$@"
