# Sourced by `make test`: the servers of tests keep their files in memory where there is room for them, because a
# database that is made for one test waits for the disk several times.

if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ -r /proc/meminfo ]; then
    room=$(df --output=avail -k /dev/shm | tail -n 1)
    free=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
    # Each of some twenty databases takes 300 MB.
    if [ "$room" -gt 10000000 ] && [ "$free" -gt 14000000 ]; then
        export TMPDIR=/dev/shm
    fi
fi
