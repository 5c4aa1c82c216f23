"""`fourcorners eval facts`: commercial facts, read by the engine and by a person."""

import time
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from evals.datasets.facts import SCORED, FactCase
from evals.paired import ROUNDS, SEED
from evals.scorers.facts import score_facts
from evals.scorers.obligations import Count
from extraction.engine import ENGINE
from extraction.metadata.reading import read_metadata

Split = Literal["all", "open", "held"]


@dataclass(frozen=True, slots=True)
class ScoredCase:
    """A case, its counts by field, and what went wrong."""

    case: FactCase
    counts: dict[str, Count]
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactsResult:
    """A scored run. `summary()` is the object that `--json` prints."""

    split: Split
    scored: tuple[ScoredCase, ...]
    seconds: float

    def summary(self) -> dict[str, Any]:
        """`{dataset, split, n, engine, metrics, per_category, intervals, seconds}`; figures in [0, 1].

        `f1`, `precision` and `recall` are over all facts of all fields; `silent_cases` is the share of the
        cases that say nothing of any field for which nothing was said.
        """
        total = self._total(SCORED)
        fields = [name for name in SCORED if any(name in each.counts for each in self.scored)]
        silent = [each for each in self.scored if not any(one.wanted for one in each.counts.values())]
        quiet = sum(not any(one.said for one in each.counts.values()) for each in silent)
        return {
            "dataset": "facts",
            "split": self.split,
            "n": len(self.scored),
            "engine": {"name": ENGINE.name, "version": ENGINE.version},
            "metrics": {
                **_figures(total),
                "silent_cases": round(quiet / len(silent), 4) if silent else 1.0,
                **{f"{name}_f1": round(self._total((name,)).f1, 4) for name in fields},
            },
            "per_category": [self._row(name) for name in fields],
            "intervals": {
                "f1": self._interval(SCORED),
                **{f"{name}_f1": self._interval((name,)) for name in fields},
            },
            "seconds": round(self.seconds, 2),
        }

    def wrong(self) -> list[ScoredCase]:
        """Cases of the open half with errors: the held half is not looked at when rules are mended."""
        return [each for each in self.scored if each.errors and each.case.half == "open"]

    def _total(self, fields: tuple[str, ...], half: str | None = None) -> Count:
        rows = [_sum(each, fields) for each in self.scored if half in (None, each.case.half)]
        return Count(*(sum(column) for column in zip(Count(), *rows, strict=True)))

    def _row(self, name: str) -> dict[str, Any]:
        total = self._total((name,))
        row: dict[str, Any] = {"category": name, **total._asdict(), **_figures(total)}
        for half in ("open", "held"):
            if any(each.case.half == half for each in self.scored):
                row[f"{half}_f1"] = round(self._total((name,), half).f1, 4)
        return row

    def _interval(self, fields: tuple[str, ...]) -> list[float]:
        """95 % interval, whole cases drawn again."""
        rows = np.array([_sum(each, fields) for each in self.scored])
        random = np.random.default_rng(SEED)
        drawn = [rows[random.integers(0, len(rows), len(rows))].sum(axis=0) for _ in range(ROUNDS)]
        low, high = np.percentile([Count(*map(int, row)).f1 for row in drawn], [2.5, 97.5])
        return [round(float(low), 4), round(float(high), 4)]


def run_facts(cases: tuple[FactCase, ...], *, split: Split = "all") -> FactsResult:
    """Read every case of the half with the engine and score it."""
    chosen = [case for case in cases if split in ("all", case.half)]
    began = time.perf_counter()
    read = [read_metadata(case.document, ()) for case in chosen]
    seconds = time.perf_counter() - began
    scored: list[ScoredCase] = []
    for case, metadata in zip(chosen, read, strict=True):
        counts, errors = score_facts(case, metadata)
        scored.append(ScoredCase(case, dict(counts), errors))
    return FactsResult(split, tuple(scored), seconds)


def _sum(each: ScoredCase, fields: tuple[str, ...]) -> Count:
    rows = [each.counts[name] for name in fields if name in each.counts]
    return Count(*(sum(column) for column in zip(Count(), *rows, strict=True)))


def _figures(total: Count) -> dict[str, float]:
    return {
        "precision": round(total.right / total.said, 4) if total.said else 1.0,
        "recall": round(total.right / total.wanted, 4) if total.wanted else 1.0,
        "f1": round(total.f1, 4),
    }
