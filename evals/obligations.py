"""`fourcorners eval obligations`: who owes what, read by the engine and by a person."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from contracts.obligations import Obligation
from evals.datasets.obligations import Case, Gold
from evals.paired import ROUNDS, SEED
from evals.scorers.obligations import FIGURES, Count, Scored, said_of, score_case
from extraction.engine import ENGINE
from extraction.obligations.reading import read_obligations

Split = Literal["all", "open", "held"]


@dataclass(frozen=True, slots=True)
class ObligationsResult:
    """A scored run. `summary()` is the object that `--json` prints."""

    split: Split
    cases: tuple[Case, ...]
    scored: tuple[Scored, ...]
    seconds: float

    def summary(self) -> dict[str, Any]:
        """`{dataset, split, n, engine, metrics, per_category, intervals, seconds}`; figures in [0, 1].

        `found_f1` counts a duty that is there at all; the other F1 also need the named field to be right,
        so what is missed or invented counts against each. `actor_accuracy` is over the duties wanted.
        """
        totals = {name: self._total(name) for name in FIGURES}
        found = totals["found"]
        silent = [each for case, each in zip(self.cases, self.scored, strict=True) if not case.owes]
        metrics = {
            "duties_wanted": found.wanted,
            "duties_missed": found.wanted - found.right,
            "duties_invented": found.said - found.right,
            "false_alarms": _share(sum(each.counts["found"].said > 0 for each in silent), len(silent)),
            "actor_accuracy": _share(self._actors_right(), found.wanted),
            **{f"{name}_f1": round(count.f1, 4) for name, count in totals.items()},
        }
        return {
            "dataset": "obligations",
            "split": self.split,
            "n": len(self.cases),
            "engine": {"name": ENGINE.name, "version": ENGINE.version},
            "metrics": metrics,
            "per_category": [self._row(name) for name in FIGURES],
            "intervals": {f"{name}_f1": self._interval(name) for name in FIGURES},
            "seconds": round(self.seconds, 2),
        }

    def worst(self) -> list[tuple[Case, tuple[str, ...]]]:
        """Cases of the open half with errors, most first: the held half is not looked at when rules are
        mended."""
        open_ones = [
            (case, each.errors)
            for case, each in zip(self.cases, self.scored, strict=True)
            if case.half == "open" and each.errors
        ]
        return sorted(open_ones, key=lambda row: (-len(row[1]), row[0].id))

    def _total(self, name: str, half: str | None = None) -> Count:
        counts = [
            each.counts[name]
            for case, each in zip(self.cases, self.scored, strict=True)
            if half in (None, case.half)
        ]
        return Count(*(sum(column) for column in zip(Count(), *counts, strict=True)))

    def _actors_right(self) -> int:
        nobody = sum(each.nobody_right for each in self.scored)
        return self._total("actor").right + nobody

    def _row(self, name: str) -> dict[str, Any]:
        total = self._total(name)
        row: dict[str, Any] = {"category": name, **total._asdict(), "f1": round(total.f1, 4)}
        for half in ("open", "held"):
            if any(case.half == half for case in self.cases):
                row[f"{half}_f1"] = round(self._total(name, half).f1, 4)
        return row

    def _interval(self, name: str) -> list[float]:
        """95 % interval, whole cases drawn again."""
        rows = np.array([each.counts[name] for each in self.scored])
        random = np.random.default_rng(SEED)
        drawn = [rows[random.integers(0, len(rows), len(rows))].sum(axis=0) for _ in range(ROUNDS)]
        figures = [Count(*(int(each) for each in row)).f1 for row in drawn]
        low, high = np.percentile(figures, [2.5, 97.5])
        return [round(float(low), 4), round(float(high), 4)]


def run_obligations(gold: Gold, *, split: Split = "all") -> ObligationsResult:
    """Read every case of the half with the engine and score it."""
    cases = tuple(case for case in gold.cases if split in ("all", case.half))
    began = time.perf_counter()
    read = [read_obligations(gold.document_of(case), gold.parties_of(case)) for case in cases]
    seconds = time.perf_counter() - began
    scored = tuple(score_duties(gold, case, duties=duties) for case, duties in zip(cases, read, strict=True))
    return ObligationsResult(split, cases, scored, seconds)


def score_duties(gold: Gold, case: Case, *, duties: Sequence[Obligation]) -> Scored:
    """One case, whoever read it."""
    return score_case(case.owes, [said_of(duty, gold.parties_of(case)) for duty in duties])


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
