#!/usr/bin/env bash
# Makes faults on purpose, prints what came of them, and ends with 1 if anything was lost, let in or left behind.
#   results/faults.sh kills [COUNT] [SEED]       kill -9 at random moments of commands that write; an hour for 1,000
#   results/faults.sh mutations [COUNT] [SEED]   damaged files of every kind that is read; half an hour for 10,000
#   results/faults.sh disk [COUNT]               a disk that runs full, COUNT times for each command; some minutes
#   results/faults.sh hostile [STEP]             what strangers may write, in one of STEP texts of files; half an hour for all
#   results/faults.sh fuzz responses|jmh [SECONDS]  what a fuzzer makes up, as a server's response or a JMH result; ten minutes
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The class path of fixtures, whose stack files are read by forks.
stack_files_need() {
  ./mvnw -q -B -pl fixtures org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath \
    -Dmdep.outputFile=target/classpath
  cat fixtures/target/classpath
}

# Commands find their project by the folder they are started in: one that is in none.
export TRIALS_FOLDER=/

main=dev.labcoat.results.faults.Faults
seed=${3:-1}
case ${1:-} in
  kills) exec results/trials.sh "$main" "$1" "${2:-1000}" "$seed" ;;
  mutations)
    status=0
    results/trials.sh "$main" "$1" "${2:-10000}" "$seed" || status=$?
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "fixtures/target/classes:fixtures/target/test-classes:$(stack_files_need)" \
      dev.labcoat.fixtures.stack.StackFileMutations "${2:-10000}" "$seed" || status=$?
    exit "$status"
    ;;
  hostile) exec results/trials.sh "$main" "$1" "${2:-1}" "$seed" ;;
  disk)
    # In a namespace of its own, so that what is mounted is gone with it.
    if [ "$(id -u)" = 0 ]; then own=(unshare -m); else own=(unshare -rm); fi
    exec "${own[@]}" results/trials.sh "$main" "$1" "${2:-100}" "$seed"
    ;;
  fuzz)
    case ${2:-} in
      responses) module=fixtures target=dev.labcoat.fixtures.load.ResponseReaderFuzz seeds=fuzz ;;
      jmh) module=results target=dev.labcoat.results.jmh.JmhResultFuzz seeds=jmh ;;
      *) exec "$0" ;;
    esac
    ./mvnw -q -B -Pfuzz -pl "$module" test-compile org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath \
      -Dmdep.outputFile=target/fuzz-classpath -Dspotless.check.skip=true
    cd "$module"
    mkdir -p target/fuzz
    exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/classes:target/test-classes:$(cat target/fuzz-classpath)" \
      com.code_intelligence.jazzer.Jazzer --target_class="$target" --instrumentation_includes='dev.labcoat.**:tools.jackson.**' \
      --reproducer_path=target/fuzz -artifact_prefix=target/fuzz/ -max_total_time="${3:-600}" -max_len=8192 target/fuzz \
      "src/test/resources/$seeds"
    ;;
  *)
    sed -n '2,7s/^# //p' results/faults.sh >&2
    exit 2
    ;;
esac
