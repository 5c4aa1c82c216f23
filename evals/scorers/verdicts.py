"""Verdicts of the review against those a reviewer wants.

Every position of every contract is one row. A fallback is right only with its rank. `there` are positions
whose clause is in the contract as the reviewer reads it, so that "missing" would be false.
"""

from collections.abc import Sequence
from typing import NamedTuple

from contracts.document import Document, Severity
from contracts.edits import InsertParagraphs
from contracts.findings import Finding, Review
from contracts.structure import Clause
from evals.verdicts_gold import GoldContract, Planted, Wanted

WEIGHTS: dict[Severity, int] = {"critical": 40, "high": 20, "medium": 8, "low": 3}
_THERE = ("standard", "fallback", "non_standard", "not_evaluated")
_ALARMS = ("non_standard", "missing")
_FINE = ("standard", "not_applicable")


class Row(NamedTuple):
    """One position of one contract. `placed` is None where no place was wanted or the clause was not called
    missing."""

    contract: str
    playbook: str
    position: str
    severity: Severity
    planted: Planted
    wanted: tuple[str, ...]
    said: str
    reason: str
    placed: bool | None = None
    place: str = ""

    @property
    def right(self) -> bool:
        return self.said in self.wanted

    @property
    def right_kind(self) -> bool:
        """Right but for the rank of a fallback."""
        return _kind(self.said) in {_kind(each) for each in self.wanted}

    @property
    def there(self) -> bool:
        return all(_kind(each) in _THERE for each in self.wanted)

    @property
    def falsely_missing(self) -> bool:
        return self.there and self.said == "missing"

    @property
    def fine(self) -> bool:
        """Whether there is nothing to ask of the other side."""
        return all(each in _FINE for each in self.wanted)

    @property
    def false_alarm(self) -> bool:
        return self.fine and self.said in _ALARMS

    @property
    def overlooked(self) -> bool:
        """Whether a deviation was called standard or said not to apply."""
        return not any(each in _FINE for each in self.wanted) and self.said in _FINE

    @property
    def undecided(self) -> bool:
        return self.said in ("not_evaluated", "error") and self.said not in self.wanted


def score_contract(contract: GoldContract, review: Review) -> tuple[Row, ...]:
    """A row for each position, in the order of the playbook."""
    findings = {finding.position_id: finding for finding in review.findings}
    document = review.extraction.document
    return tuple(
        _row(contract, contract.expect[position.id], findings[position.id], document)
        for position in contract.book.positions
    )


def _row(contract: GoldContract, wanted: Wanted, finding: Finding, document: Document) -> Row:
    place, placed = "", None
    if wanted.after and finding.verdict == "missing":
        place = placement(document, finding)
        placed = place.casefold() in {each.casefold() for each in wanted.after}
    return Row(
        contract=contract.id,
        playbook=contract.playbook,
        position=finding.position_id,
        severity=finding.severity,
        planted=wanted.planted,
        wanted=wanted.verdicts,
        said=f"fallback {finding.rank}" if finding.verdict == "fallback" else finding.verdict,
        reason=finding.reason,
        placed=placed,
        place=place,
    )


def placement(document: Document, finding: Finding) -> str:
    """The heading of the clause after which the finding's suggestion puts a new one; "" for none."""
    suggestion = finding.suggestion or finding.waiting
    edits = (suggestion.edits or suggestion.held) if suggestion else ()
    inserted = next((edit for edit in edits if isinstance(edit, InsertParagraphs)), None)
    if inserted is None:
        return ""
    by_id = {clause.id: clause for clause in document.clauses}
    holding = [each for each in document.clauses if each.blocks[0] <= inserted.after < each.blocks[1]]
    headed = [_top(each, by_id) for each in holding]
    return next((each.heading.strip(" .") for each in headed if each.heading), "")


def _top(clause: Clause, by_id: dict[str, Clause]) -> Clause:
    while clause.parent and clause.parent in by_id and by_id[clause.parent].heading:
        clause = by_id[clause.parent]
    return clause


def _kind(verdict: str) -> str:
    return verdict.partition(" ")[0]


def shares(rows: Sequence[Row]) -> dict[str, float]:
    """Every figure that is a share of the rows, in [0, 1]; 0 of nothing is 1 for what should be high and 0
    for what should be low."""
    there = [row for row in rows if row.there]
    fine = [row for row in rows if row.fine]
    deviating = [row for row in rows if not any(each in _FINE for each in row.wanted)]
    placed = [row for row in rows if row.placed is not None]
    weight = sum(WEIGHTS[row.severity] for row in rows)
    wrong = sum(WEIGHTS[row.severity] for row in rows if not row.right)
    return {
        "verdict_accuracy": _share(sum(row.right for row in rows), len(rows), 1.0),
        "kind_accuracy": _share(sum(row.right_kind for row in rows), len(rows), 1.0),
        "false_missing": _share(sum(row.falsely_missing for row in there), len(there), 0.0),
        "false_alarm": _share(sum(row.false_alarm for row in fine), len(fine), 0.0),
        "overlooked": _share(sum(row.overlooked for row in deviating), len(deviating), 0.0),
        "undecided": _share(sum(row.undecided for row in rows), len(rows), 0.0),
        "severity_weighted_error": _share(wrong, weight, 0.0),
        "placement": _share(sum(bool(row.placed) for row in placed), len(placed), 1.0),
    }


def _share(part: int, whole: int, empty: float) -> float:
    return round(part / whole, 4) if whole else empty
