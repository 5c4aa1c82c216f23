"""The peak memory of a process, told by the process itself."""

import re
import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_mib() -> float:
    """Peak resident memory of this process, in MiB.

    From /proc where there is one: `ru_maxrss` of a child starts at what its parent held when it forked.
    """
    if _STATUS.exists():
        found = re.search(r"VmHWM:\s+(\d+)", _STATUS.read_text())
        if found:
            return round(int(found[1]) / 1024, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
