"""`fourcorners eval verdicts`: what the review says of contracts whose verdicts a person wrote down."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from clause_library.library import Library, load_library
from contracts.findings import Review, Route
from evals.paired import SEED
from evals.scorers.verdicts import Row, score_contract, shares
from evals.verdicts_file import word_file
from evals.verdicts_gold import GoldContract
from extraction.engine import extract
from extraction.readers.limits import Limits
from extraction.readers.reading import read_document
from review.engine import ENGINE, review

Split = Literal["all", "open", "held"]
# Each round draws whole contracts again; more would not move the second digit.
ROUNDS = 500


@dataclass(frozen=True, slots=True)
class ScoredContract:
    """A contract, its rows, the route said, and whether a second run gave the same bytes."""

    contract: GoldContract
    rows: tuple[Row, ...]
    route: Route
    repeated: bool

    @property
    def route_right(self) -> bool:
        return self.route in self.contract.route.routes

    @property
    def falsely_safe(self) -> bool:
        return self.route == "safe_to_sign" and not self.route_right


@dataclass(frozen=True, slots=True)
class VerdictsResult:
    """A scored run. `summary()` is the object that `--json` prints."""

    split: Split
    scored: tuple[ScoredContract, ...]
    seconds: float

    def summary(self) -> dict[str, Any]:
        """`{dataset, split, n, engine, metrics, per_category, intervals, seconds}`; shares in [0, 1], but for
        `false_safe_to_sign`, a number of contracts."""
        return {
            "dataset": "verdicts",
            "split": self.split,
            "n": len(self.scored),
            "engine": {"name": ENGINE.name, "version": ENGINE.version},
            "metrics": figures(self.scored),
            "per_category": [*self._by_playbook(), *self._by_condition()],
            "intervals": self._intervals(),
            "seconds": round(self.seconds, 2),
        }

    def wrong(self) -> list[ScoredContract]:
        """Contracts of the open half with errors: the held half is not looked at when rules are mended."""
        return [
            each
            for each in self.scored
            if each.contract.half == "open"
            and not (each.route_right and all(row.right and row.placed is not False for row in each.rows))
        ]

    def rows(self) -> list[Row]:
        return [row for each in self.scored for row in each.rows]

    def _by_playbook(self) -> list[dict[str, Any]]:
        names = dict.fromkeys(row.playbook for row in self.rows())
        return [
            _category(f"playbook {name}", [r for r in self.rows() if r.playbook == name]) for name in names
        ]

    def _by_condition(self) -> list[dict[str, Any]]:
        names = sorted({row.planted for row in self.rows()})
        return [
            _category(f"planted {name or 'nothing'}", [row for row in self.rows() if row.planted == name])
            for name in names
        ]

    def _intervals(self) -> dict[str, list[float]]:
        """95 % intervals, whole contracts drawn again."""
        random = np.random.default_rng(SEED)
        drawn = [
            figures([self.scored[i] for i in random.integers(0, len(self.scored), len(self.scored))])
            for _ in range(ROUNDS)
        ]
        found: dict[str, list[float]] = {}
        for name in drawn[0]:
            low, high = np.percentile([each[name] for each in drawn], [2.5, 97.5])
            found[name] = [round(float(low), 4), round(float(high), 4)]
        return found


def figures(scored: Sequence[ScoredContract]) -> dict[str, float]:
    """Every metric of some contracts."""
    many = len(scored)
    return {
        **shares([row for each in scored for row in each.rows]),
        "false_safe_to_sign": sum(each.falsely_safe for each in scored),
        "route_accuracy": round(sum(each.route_right for each in scored) / many, 4),
        "repeatability": round(sum(each.repeated for each in scored) / many, 4),
    }


def _category(name: str, rows: Sequence[Row]) -> dict[str, Any]:
    found = shares(rows)
    kept = ("verdict_accuracy", "false_missing", "false_alarm", "overlooked", "undecided")
    return {"category": name, "n": len(rows), **{each: found[each] for each in kept}}


def run_verdicts(
    contracts: Sequence[GoldContract], *, split: Split = "all", say: Callable[[str], None] = lambda _: None
) -> VerdictsResult:
    """Build, read, extract and review each contract of the half, twice, and score it. `seconds` are those of
    the first runs."""
    library = load_library()
    scored: list[ScoredContract] = []
    spent = 0.0
    for contract in contracts:
        if split not in ("all", contract.half):
            continue
        data = word_file(contract)
        began = time.perf_counter()
        first = reviewed(contract, data, library=library)
        spent += time.perf_counter() - began
        same = first.model_dump_json() == reviewed(contract, data, library=library).model_dump_json()
        scored.append(
            ScoredContract(contract, score_contract(contract, first), first.triage.route, repeated=same)
        )
        say(f"{contract.id} ({contract.half})")
    return VerdictsResult(split, tuple(scored), spent)


def reviewed(contract: GoldContract, data: bytes, *, library: Library) -> Review:
    """The review of a gold contract, through the doors that any file takes."""
    name = contract.file or f"{contract.id}.docx"
    extraction = extract(read_document(data, name, limits=Limits()))
    return review(extraction, contract.book, library=library, side=contract.side)
