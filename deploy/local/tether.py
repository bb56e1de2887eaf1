"""Ties a process to the life of the one that started it, then becomes the program to run.

Run as `python -I -S tether.py PARENT_PID PROGRAM ARGUMENT...`, with PROGRAM a path; it needs the standard
library alone. A runner that is killed with SIGKILL can clean nothing up, and on Linux the kernel can do it
instead: PR_SET_PDEATHSIG is kept across exec. It is SIGKILL, because a program that drains on SIGTERM waits
for servers that die at the same moment; everything started here is made to survive a SIGKILL.

A launcher and no preexec_fn: code that runs between fork and exec can deadlock in a process with threads.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, command: list[str]) -> None:
    """Never returns: this process is the command afterwards, with the same pid."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It died before prctl took effect, and no signal will come.
        sys.exit("the process that started this one is gone")
    try:
        os.execv(command[0], command)  # noqa: S606 - the runner's own command, and no shell is wanted
    except OSError as error:
        sys.exit(f"cannot run {command[0]}: {error.strerror}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
