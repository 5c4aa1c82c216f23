"""The verdict on the places found for a position, computed from its checks and its ladder."""

from collections.abc import Sequence
from typing import Literal

from clause_library.library import Library
from contracts.findings import CheckResult, Verdict
from contracts.value import Value
from playbooks.checks import AbsentCheck, MustMention
from playbooks.playbook import Position
from review.checking import carry_out
from review.passages import Reading

Rung = Literal["passed", "failed", "undecided"]
_TELLING = ("similar", "fees_period", "one_of")


class Judgement(Value):
    """A verdict and what it rests on: `deciding` is the check that tipped it, `standard_unmet` the first
    check of the standard that failed, `undecided` the title of a fallback that could not be decided."""

    verdict: Verdict
    rank: int | None = None
    checks: tuple[CheckResult, ...] = ()
    deciding: CheckResult | None = None
    undecided: str = ""


def judge(position: Position, reading: Reading, *, library: Library) -> Judgement:
    """Climb down the ladder: the standard, then each fallback in its order.

    The first rung whose checks all pass is the verdict. A standard that cannot be decided is
    `not_evaluated`. Below a standard that failed, a rung that cannot be decided is passed over and named.
    """
    results = tuple(carry_out(check, reading, library=library) for check in position.checks)
    rung = _rung(results)
    if rung == "passed":
        return Judgement(verdict="standard", checks=results, deciding=results[0])
    if rung == "undecided":
        open_ones = [each for each in results if each.outcome == "not_evaluated"]
        return Judgement(verdict="not_evaluated", checks=results, deciding=open_ones[0])
    deciding = next(each for each in results if each.outcome == "failed")
    undecided = ""
    for rank, fallback in enumerate(position.fallbacks, 1):
        below = tuple(carry_out(check, reading, library=library) for check in fallback.checks)
        rung = _rung(below)
        if rung == "passed":
            return Judgement(verdict="fallback", rank=rank, checks=(*results, *below), deciding=deciding)
        if rung == "undecided":
            undecided = undecided or fallback.title
    return Judgement(verdict="non_standard", checks=results, deciding=deciding, undecided=undecided)


def forbids(position: Position) -> bool:
    """Whether the position wants no such clause at all."""
    return any(isinstance(check, AbsentCheck) for check in position.checks)


def confirms(position: Position, judgement: Judgement) -> bool:
    """Whether passed checks prove by themselves that an uncertain place is such a clause: a standard met
    through two groups of words at least, a period of fees, or likeness to our clause."""
    if judgement.verdict != "standard" or forbids(position):
        return False
    groups = sum(len(check.groups) for check in position.checks if isinstance(check, MustMention))
    return groups >= 2 or any(check.kind in _TELLING for check in judgement.checks)


def _rung(results: Sequence[CheckResult]) -> Rung:
    outcomes = {result.outcome for result in results}
    if "failed" in outcomes:
        return "failed"
    return "undecided" if "not_evaluated" in outcomes else "passed"
