"""Fallbacks that people accept again and again, proposed for the ladder. A person ranks them, never we."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from clause_library.embed import similarity
from contracts.decisions import Decision
from contracts.metadata import Duration
from contracts.value import Value
from playbooks.checks import Check, DurationRange, SimilarTo
from playbooks.playbook import Fallback, Playbook, Position
from playbooks.strictness import implies
from review.measures import days_of, durations
from review.proposals.groups import grouped, likeness, medoid

LEAST, DAYS = 5, 365
_ALIKE = 0.8
_SIMILAR_ENOUGH = 0.7


class FallbackProposal(Value):
    """Words accepted in several contracts within a year, with the decisions they rest on, oldest first.

    `typical` are the words most like all the others. `fallback` is what could be put into the ladder at
    `rank` (1 is the first fallback); None where no check could be made of the words: `remedy` then says what
    to do. `against` counts the decisions of the same year that refused the like.
    """

    position_id: str
    typical: str
    decisions: tuple[Decision, ...]
    against: int
    rank: int
    fallback: Fallback | None = None
    remedy: str = ""


def propose_fallbacks(
    decisions: Sequence[Decision], playbook: Playbook, *, until: date, least: int = LEAST, days: int = DAYS
) -> tuple[FallbackProposal, ...]:
    """What was accepted in `least` contracts or more within the `days` that end on `until` (that day
    included), and is no rung of the ladder yet; in the order of the positions, the most frequent first.

    A contract counts once, by its last decision on a position. Acceptances of the standard or of a rung
    propose nothing.
    """
    recent = [
        each
        for each in sorted(decisions, key=lambda each: (each.at, each.contract_id))
        if each.playbook_id == playbook.id and until - timedelta(days=days) < each.at.date() <= until
    ]
    found: list[FallbackProposal] = []
    for position in playbook.positions:
        mine = {each.contract_id: each for each in recent if each.position_id == position.id}
        accepted = [each for each in mine.values() if _is_new(each, position)]
        refused = [each for each in mine.values() if each.choice == "rejected"]
        found.extend(_proposals(position, accepted, refused=refused, least=least))
    return tuple(found)


def _is_new(decision: Decision, position: Position) -> bool:
    """Whether something was accepted that the position does not hold already."""
    if decision.choice != "accepted" or decision.verdict in ("standard", "fallback"):
        return False
    known = {position.standard, *(rung.clause for rung in position.fallbacks)} - {""}
    return bool(decision.text.strip()) and decision.clause_id not in known


def _proposals(
    position: Position, accepted: Sequence[Decision], *, refused: Sequence[Decision], least: int
) -> Iterator[FallbackProposal]:
    """Decisions for the same clause of the library are one; others are put together by their words."""
    by_clause = sorted({each.clause_id for each in accepted if each.clause_id})
    sets = [[each for each in accepted if each.clause_id == id] for id in by_clause]
    free = [each for each in accepted if not each.clause_id]
    for group in grouped(likeness([_bare(each.text) for each in free]), close=_ALIKE):
        sets.append([free[member] for member in group.members])
    for alike in sorted(sets, key=lambda each: -len(each)):
        if len(alike) < least:
            continue
        bare = [_bare(each.text) for each in alike]
        typical = medoid(likeness(bare), range(len(bare)))
        against = sum(similarity(bare[typical], _bare(each.text)) >= _ALIKE for each in refused)
        yield _proposal(position, alike, typical=alike[typical].text, against=against)


def _bare(text: str) -> str:
    """The words without their lengths of time: "four years" and "five years" are one thing to have agreed."""
    kept, at = "", 0
    for each in sorted(durations(text), key=lambda each: each.start):
        kept, at = kept + text[at : max(at, each.start)], max(at, each.end)
    return kept + text[at:]


def _proposal(
    position: Position, alike: Sequence[Decision], *, typical: str, against: int
) -> FallbackProposal:
    checks = tuple(_checks(position, alike))
    title = f"Accepted in {len(alike)} contracts within a year"
    rung = Fallback(title=title, checks=checks, clause=alike[0].clause_id) if checks else None
    remedy = "put the typical words into the clause library, and name that clause in a `similar` check"
    return FallbackProposal(
        position_id=position.id, typical=typical, decisions=tuple(alike), against=against,
        rank=_rank(checks, position), fallback=rung, remedy="" if rung else remedy,
    )  # fmt: skip


def _checks(position: Position, alike: Sequence[Decision]) -> Iterator[Check]:
    """The checks of the standard, their lengths of time loosened to what was accepted; or closeness to the
    clause that was accepted. None where neither says what was accepted."""
    ranges = [check for check in position.checks if isinstance(check, DurationRange)]
    loosened = [wider for check in ranges if (wider := _loosened(check, alike))]
    if ranges and len(loosened) == len(ranges) and loosened != ranges:
        kept = [check for check in position.checks if not isinstance(check, DurationRange)]
        yield from (*loosened, *kept)
    elif alike[0].clause_id:
        yield SimilarTo(clause=alike[0].clause_id, at_least=_SIMILAR_ENOUGH)


def _loosened(check: DurationRange, alike: Sequence[Decision]) -> DurationRange | None:
    """The check, wide enough for the lengths that every one of the accepted texts states."""
    sizes: list[Decimal] = []
    for decision in alike:
        found = durations(decision.text)
        if not found:
            return None
        sizes.append(found[0].size)
    low, high = _in_days(check.min), _in_days(check.max)
    changes: dict[str, Duration] = {}
    if low is not None and check.min and min(sizes) < low:
        changes["min"] = _like(check.min, min(sizes), up=False)
    if high is not None and check.max and max(sizes) > high:
        changes["max"] = _like(check.max, max(sizes), up=True)
    return check.model_copy(update=changes)


def _in_days(bound: Duration | None) -> Decimal | None:
    return None if bound is None else days_of(bound)


def _like(bound: Duration, size: Decimal, *, up: bool) -> Duration:
    """The size, in days, in the unit of the bound, rounded so that it still lies within."""
    exact = size / days_of(bound.model_copy(update={"count": 1}))
    whole = int(exact.to_integral_value())
    if abs(exact - whole) > Decimal("0.05"):
        whole = int(exact) + (1 if up else 0)
    return bound.model_copy(update={"count": whole})


def _rank(checks: Sequence[Check], position: Position) -> int:
    """Above the first rung that asks for less, as far as the declarations tell; else at the end."""
    if not checks:
        return len(position.fallbacks) + 1
    for rank, rung in enumerate(position.fallbacks, 1):
        if all(any(implies(check, looser) for check in checks) for looser in rung.checks):
            return rank
    return len(position.fallbacks) + 1
