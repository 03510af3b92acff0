#!/usr/bin/env bash
# Builds everything and runs a main class of the tests with arguments: the trials of calibrate.sh and truths.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./mvnw -q -B package -DskipTests -Dspotless.check.skip=true
./mvnw -q -B -pl results org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath \
  -Dmdep.outputFile=target/classpath
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dlabcoat.home="$PWD" -Dlabcoat.root="$PWD" \
  -cp "results/target/results.jar:results/target/test-classes:$(cat results/target/classpath)" "$@"
