#!/usr/bin/env bash
# How often does bisect name the right commit, and how long does it take?
#   results/bisect-trial.sh [TRIALS]             real forks: histories of 32 commits of a small project of which one takes 8 % longer
#                                                from a random commit on; in every second one, another 8 % come and go elsewhere
#   results/bisect-trial.sh simulate [TRIALS]    the same histories with drawn times, 2 % apart from pair to pair
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if [ "${1:-}" = simulate ]; then
  exec results/trials.sh dev.labcoat.results.trend.SimulatedBisection "${2:-1000}"
fi
trials=${1:-10}
commits=32
./mvnw -q -B -pl results package -Dmaven.test.skip=true -Dspotless.check.skip=true
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp results/target/results.jar "$folder/results.jar"

# Tokens of work at a commit: 1,000, and 80 more for what is there.
tokens() {
  local tokens=1000
  [ "$1" -lt "$culprit" ] || tokens=$((tokens + 80))
  if [ "$1" -ge "$slow" ] && [ "$1" -lt "$fast" ]; then tokens=$((tokens + 80)); fi
  echo "$tokens"
}

history() {
  rm -rf "$folder/project"
  cp -r results/src/test/resources/projects/maven "$folder/project"
  cp -r .mvn mvnw "$folder/project"
  (
    cd "$folder/project"
    mv gitignore .gitignore
    git init -q -b main
    for commit in $(seq 0 $((commits - 1))); do
      echo "$commit" >notes.txt
      sed -i "s/TOKENS = .*;/TOKENS = $(tokens "$commit");/" src/main/java/acme/Work.java
      git add -A
      git -c user.name=trial -c user.email=trial@localhost commit -q -m "commit $commit"
    done
  )
}

right=0
seconds=()
for trial in $(seq 1 "$trials"); do
  RANDOM=$trial
  while true; do
    culprit=$((1 + RANDOM % (commits - 1))) slow=$commits fast=$commits
    [ $((trial % 2)) -eq 0 ] || break
    slow=$((1 + RANDOM % (commits - 1))) fast=$((1 + RANDOM % (commits - 1)))
    # Around the culprit the same times would tell of another one.
    if [ "$slow" -lt "$fast" ] && { [ "$culprit" -lt "$slow" ] || [ "$culprit" -gt "$fast" ]; }; then break; fi
  done
  history
  begin=$(date +%s)
  (cd "$folder/project" && "$java" -jar "$folder/results.jar" bisect "HEAD~$((commits - 1))" HEAD SumBenchmark) >"$folder/said" 2>&1 || true
  took=$(($(date +%s) - begin))
  seconds+=("$took")
  answer=$(grep '^SumBenchmark.sum: .* since ' "$folder/said" || tail -n 3 "$folder/said")
  verdict=wrong
  if grep -q "^SumBenchmark.sum: .* since [0-9a-f]* (commit $culprit)\$" <<<"$answer"; then
    verdict=right
    right=$((right + 1))
  fi
  echo "trial $trial: $verdict, $took s, slower from commit $culprit$([ "$slow" -eq "$commits" ] || echo ", and from $slow until $fast"): $answer"
  [ -z "${KEEP:-}" ] || cp "$folder/said" "$KEEP/trial-$trial.txt"
done
echo "right in $right of $trials; median $(printf '%s\n' "${seconds[@]}" | sort -n | sed -n "$(((trials + 1) / 2))p") s, longest $(printf '%s\n' "${seconds[@]}" | sort -n | tail -n 1) s"
