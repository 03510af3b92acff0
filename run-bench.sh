#!/usr/bin/env bash
# Finds a JDK, builds what is stale, and hands its arguments to the results program.
set -euo pipefail

self=${BASH_SOURCE[0]}
home=$(cd "$(dirname "$(readlink -f "$self" 2>/dev/null || echo "$self")")" && pwd)
oldest=17

# Maven's wrapper asks for it, and a service of systemd has none.
export HOME=${HOME:-~}

say() { printf 'run-bench.sh: %s\n' "$*" >&2; }

# The feature version of the JDK in a folder; nothing when there is none with a compiler.
feature_of() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release"
}

find_jdk() {
  local feature best=0 candidate java
  if [ -n "${JAVA_HOME:-}" ]; then
    feature=$(feature_of "$JAVA_HOME")
    if [ -z "$feature" ]; then
      say "JAVA_HOME is $JAVA_HOME, and there is no JDK: correct it, or unset it"
      exit 2
    elif [ "$feature" -lt "$oldest" ]; then
      say "JAVA_HOME is JDK $feature in $JAVA_HOME, and the oldest that will do is $oldest: point it at a newer one"
      exit 2
    fi
    jdk=$JAVA_HOME
    return
  fi
  java=$(command -v java || true)
  for candidate in ${java:+"$(dirname "$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")")"} \
    /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    feature=$(feature_of "$candidate")
    if [ -n "$feature" ] && [ "$feature" -gt "$best" ]; then
      best=$feature
      jdk=$candidate
    fi
  done
  if [ "$best" -lt "$oldest" ]; then
    say "no JDK $oldest or newer was found: install one, and point JAVA_HOME at it"
    exit 2
  fi
}

benchmarks=benchmarks/target/benchmarks.jar
results=results/target/results.jar
stamp=target/run-bench.stamp

# What differs whenever the sources of some modules do.
sources() {
  local module files=(pom.xml .mvn)
  for module; do files+=("$module/pom.xml" "$module/src/main"); done
  find "${files[@]}" -type f -exec cksum {} + | sort | cksum
}

# A line that differs whenever sources or the JDK differ, or a jar is not the one that was built of them.
state() { printf '%s / %s / %s\n' "$1" "$(cksum "$jdk/release")" "$(cksum "${@:2}" 2>/dev/null | tr '\n' ' ')"; }
state_of_all() { state "$1" "$benchmarks" "$results"; }
state_of_program() { state "$1" "$results"; }
remember_build() { { state_of_all "$1" && state_of_program "$2"; } >"$stamp"; }

build_what_is_stale() {
  local all program modules=fixtures,benchmarks,results
  all=$(sources fixtures benchmarks results)
  if [ -f "$benchmarks" ] && [ -f "$results" ] && [ "$(sed -n 1p "$stamp" 2>/dev/null)" = "$(state_of_all "$all")" ]; then
    return
  fi
  program=$(sources results)
  # The program that is there knows the arguments, as long as it is none of an older source.
  if [ -f "$results" ] && [ "$(sed -n 2p "$stamp" 2>/dev/null)" = "$(state_of_program "$program")" ]; then
    "$jdk/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Dlabcoat.onlyCheckArguments=true -jar "$results" "$@" || exit 2
    modules=fixtures,benchmarks
  fi
  say "building what has changed (the first time, Maven fetches what it needs)"
  mkdir -p target
  if ! JAVA_HOME=$jdk ./mvnw -q -B -T 1C -pl "$modules" package -Dmaven.test.skip=true -Dspotless.check.skip=true -Denforcer.skip=true -Dcompiler.check=-parameters >target/run-bench.log 2>&1; then
    cat target/run-bench.log >&2
    say "the build failed; the reason is above, and in $home/target/run-bench.log"
    exit 2
  fi
  remember_build "$all" "$program"
}

# Names of files and values of params may have any letters, which a JVM loses in a locale that does not know them.
if [ "$(locale charmap 2>/dev/null)" != UTF-8 ] && locale -a 2>/dev/null | grep -qix 'C.utf-\?8'; then
  export LC_ALL=C.UTF-8
fi

find_jdk
# Ctrl-C reaches Maven too, whose JVM then ends with a status of its own: to bash that looks like a build that failed.
trap 'say stopped; exit 130' INT
(
  trap 'exit 130' INT
  cd "$home" && build_what_is_stale "$@"
)
trap - INT

# Flags for every JVM of a user's would keep ours from starting beside the collector that a benchmark declares, or change unseen
# what is measured.
for name in JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS; do
  if [ -n "${!name:-}" ]; then
    say "$name is left out: to measure with JVM flags, give them to run with --flags, to compare with --base-flags and --head-flags"
    unset "$name"
  fi
done

terminal=false
if [ -t 1 ]; then terminal=true; fi
# A table is there before the second compiler pays; hashing a jar takes six times as long without it, and a site is computed.
compiler=-XX:+TieredCompilation
case "${1:-run}" in accept | comment | completion | doctor | import | list | man | publish | table | -*) compiler=-XX:TieredStopAtLevel=1 ;; esac
exec "$jdk/bin/java" "$compiler" -XX:+UseSerialGC -Xshare:auto \
  -Dlabcoat.home="$home" -Dlabcoat.terminal="$terminal" -jar "$home/$results" "$@"
