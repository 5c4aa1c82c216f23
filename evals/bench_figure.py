"""One thing measured beside a floor or a peer of the same run, and how it is taken."""

import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from contracts.value import Value


class Figure(Value):
    """One thing measured. `best` and `typical` are seconds (MiB for memory) of the fastest and the median
    run; `ratio` is typical over the floor's typical; `bound` is stated by the product, None where it
    states none."""

    name: str
    unit: str
    best: float
    typical: float
    floor: str
    floor_typical: float
    ratio: float
    bound: float | None = None

    @property
    def holds(self) -> bool:
        return self.bound is None or self.best <= self.bound


def figure(
    name: str, ours: list[float], *, floor: str, floors: list[float], bound: float | None = None
) -> Figure:
    """Seconds of several runs of ours beside those of the floor."""
    typical, floor_typical = median(ours), median(floors)
    return Figure(
        name=name, unit="s", best=round(min(ours), 3), typical=round(typical, 3), floor=floor,
        floor_typical=round(floor_typical, 3), ratio=round(typical / floor_typical, 2), bound=bound,
    )  # fmt: skip


def seconds(
    runs: int, work: Callable[[], object], *, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Seconds of each of `runs` runs, after one that is not counted: on the wall, or of the processor where
    `clock` is `time.process_time`, which counts no other process and no child."""
    work()
    taken: list[float] = []
    for _ in range(runs):
        begun = clock()
        work()
        taken.append(clock() - begun)
    return taken


def process(code: str) -> None:
    """Run `code` in a process of its own."""
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def peak_mib(code: str) -> float:
    """Peak resident memory of a process of its own that runs `code`."""
    probe = f"{code}\nfrom evals.memory import peak_mib\nprint(peak_mib())"
    done = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])
