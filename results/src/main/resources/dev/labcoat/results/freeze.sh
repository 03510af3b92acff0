# Stops and continues processes as it is told, a line on standard input at a time: "STOP PID..." or "CONT PID...". Says "done"
# after each. When standard input ends, which it does however the parent ends, all that is stopped goes on.
# Usage: bash freeze.sh
trap '' INT HUP TERM
stopped=' '
while read -r signal pids; do
    kill "-$signal" $pids 2>/dev/null
    for pid in $pids; do
        stopped="${stopped/ $pid / }"
        if [ "$signal" = STOP ]; then
            stopped="$stopped$pid "
        fi
    done
    echo done
done
kill -CONT $stopped 2>/dev/null
