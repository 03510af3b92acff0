# Runs a command in a process group of its own, with no standard input, and takes the whole group and a folder away as
# soon as the command ends or our own standard input does. The latter is how the parent's end is noticed, even kill -9.
# Usage: bash tether.sh FOLDER COMMAND...
# Who stops the parent often stops us too, with all of a terminal or a service: the parent says what is to end.
trap '' INT HUP TERM
folder=$1
shift
set -m
exec 3<&0 0</dev/null
# Made here and not by the parent: what ends this shell before its first line, such as Ctrl-C, leaves nothing behind.
mkdir -p -- "$folder" || exit

# The command begins once it is watched, and never, should this shell be killed before. That takes some milliseconds.
(
    until [ -e "$folder/watched" ]; do
        kill -0 "$$" || exit
    done
    trap - TERM
    exec "$@" 3<&-
) &
job=$!
# From here on only the job writes to the log: the shell's own remarks on jobs would pass for its last words.
exec >/dev/null 2>&1

watch() {
    while read -r _ <&3; do :; done
    kill -KILL -- "-$job"
    rm -rf -- "$folder"
}
# Each does it without the other, should one be killed.
watch &
first=$!
watch &
second=$!
# All have their groups. With job control on, a job that is only stopped for a while would count as ended.
set +m
: >"$folder/watched"

wait "$job"
status=$?
kill -KILL -- "-$job" "-$first" "-$second"
rm -rf -- "$folder"
exit "$status"
