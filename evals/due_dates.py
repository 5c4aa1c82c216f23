"""`fourcorners eval due-dates`: due dates counted by the engine and by a person."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from contracts.document import Document
from contracts.due import DueDate, Timing
from evals.datasets.due_dates import DueCase
from extraction.due.counting import due_date
from extraction.due.events import known_events, plain
from extraction.due.openings import OpenDays
from extraction.due.timing import find_timing
from extraction.engine import ENGINE
from extraction.obligations.reading import read_obligations

_Z = 1.96  # 95 %
Answer = tuple[Any, str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Counted:
    """What was said of one case: from its whole sentence, and from the deadline of the obligation in it."""

    case: DueCase
    said: DueDate
    through: DueDate

    @property
    def exact(self) -> bool:
        """Whether day, event waited for and rhythm are all as a person says."""
        return _answer(self.said) == _wanted(self.case)

    @property
    def exact_through(self) -> bool:
        """The same by way of the obligation."""
        return _answer(self.through) == _wanted(self.case)


def run_due_dates(cases: Sequence[DueCase]) -> tuple[list[Counted], float]:
    """Every case counted, and the seconds it took."""
    begun = time.perf_counter()
    counted = [Counted(case, _count(case), _count_through(case)) for case in cases]
    return counted, time.perf_counter() - begun


def summary(counted: Sequence[Counted], seconds: float) -> dict[str, Any]:
    """`{dataset, split, n, engine, metrics, per_category, intervals, seconds}`; figures in [0, 1].

    `exact` is over all cases, `exact_held` over the half that no rule was changed for; `invented` are days
    said where a person says none; `obligation_exact` goes by way of the obligation read from the sentence.
    """
    held = [each for each in counted if each.case.half == "held"]
    silent = [each for each in counted if each.case.due is None]
    metrics = {
        "exact": _share(counted),
        "exact_open": _share([each for each in counted if each.case.half == "open"]),
        "exact_held": _share(held),
        "obligation_exact": round(sum(each.exact_through for each in counted) / max(1, len(counted)), 4),
        "invented": round(sum(each.said.date is not None for each in silent) / max(1, len(silent)), 4),
    }
    kinds = list(dict.fromkeys(_kind(each.case) for each in counted))
    rows = [(kind, [each for each in counted if _kind(each.case) == kind]) for kind in kinds]
    return {
        "dataset": "due-dates",
        "split": "all",
        "n": len(counted),
        "engine": {"name": ENGINE.name, "version": ENGINE.version},
        "metrics": metrics,
        "per_category": [{"category": kind, "n": len(each), "exact": _share(each)} for kind, each in rows],
        "intervals": {"exact": _interval(counted), "exact_held": _interval(held)},
        "seconds": round(seconds, 3),
    }


def _count(case: DueCase) -> DueDate:
    found = find_timing(case.sentence)
    return _due(found.timing if found else None, case)


def _count_through(case: DueCase) -> DueDate:
    """As the product does: the first obligation of the sentence that has a deadline."""
    document = Document(
        name="case", sha256="0", media_type="text/plain", text=case.sentence, blocks=()
    )  # fmt: skip
    deadlines = [duty.deadline for duty in read_obligations(document, ()) if duty.deadline]
    return _due(deadlines[0].timing if deadlines else None, case)


def _due(timing: Timing | None, case: DueCase) -> DueDate:
    if timing is None:
        return DueDate()
    return due_date(timing, known_events(None, case.events), open_days=OpenDays(case.calendar))


def _answer(due: DueDate) -> Answer:
    return due.date, plain(due.waits_for), frozenset(due.recurrence.split(";"))


def _wanted(case: DueCase) -> Answer:
    return case.due, plain(case.waits_for), frozenset(case.rrule.split(";"))


def _kind(case: DueCase) -> str:
    if case.rrule:
        return "rhythm"
    if case.waits_for:
        return "waits for an event"
    if case.due is None:
        return "no day"
    return "a day, with a holiday calendar" if case.calendar else "a day"


def _share(counted: Sequence[Counted]) -> float:
    return round(sum(each.exact for each in counted) / max(1, len(counted)), 4)


def _interval(counted: Sequence[Counted]) -> tuple[float, float]:
    """Wilson's 95 % interval of the share (Wilson 1927), which holds for shares near one."""
    n = max(1, len(counted))
    share = sum(each.exact for each in counted) / n
    middle = share + _Z**2 / (2 * n)
    spread = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    scale = 1 + _Z**2 / n
    return round((middle - spread) / scale, 4), round((middle + spread) / scale, 4)
