"""Doubts about two positions that decide the same thing."""

from collections.abc import Iterator
from itertools import combinations

from playbooks.checks import AbsentCheck, Check, Mutual, Present
from playbooks.doubts import LintProblem, warning
from playbooks.playbook import Playbook, Position
from playbooks.strictness import implies

# These say something only together with the clause types of their position.
_BARE = (Present, AbsentCheck, Mutual)


def doubtful_pairs(playbook: Playbook) -> Iterator[LintProblem]:
    """Positions that one and the same clause decides alike, told of the second of the two."""
    for one, other in combinations(playbook.positions, 2):
        if not _meet(one, other):
            continue
        if _as_strict(one.checks, other.checks) and _as_strict(other.checks, one.checks):
            yield warning(
                other,
                "checks",
                message=f'the position decides the same as "{one.id}"; join the two, or tell them apart by '
                "their clause types, conditions or checks",
            )
            continue
        for number, check in enumerate(other.checks, 1):
            if not isinstance(check, _BARE) and check in one.checks:
                yield warning(
                    other,
                    f"checks[{number}]",
                    message=f'the position "{one.id}" makes the same {check.kind} check on the same '
                    "clauses; keep it in one of the two",
                )


def _meet(one: Position, other: Position) -> bool:
    """Whether there is a contract on which both are judged by the same places."""
    same_matter = one.signs == other.signs
    same_time = one.applies_when is None or other.applies_when in (None, one.applies_when)
    return same_matter and same_time and set(one.clause_types) == set(other.clause_types)


def _as_strict(checks: tuple[Check, ...], wanted: tuple[Check, ...]) -> bool:
    return all(any(implies(check, each) for check in checks) for each in wanted)
