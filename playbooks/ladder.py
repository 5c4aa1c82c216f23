"""Doubts about the order of the standard and its fallbacks, and about who agrees to them."""

from collections.abc import Iterator

from playbooks.checks import Check, DurationRange, FeesPeriod, MoneyRange, NumberRange
from playbooks.doubts import LintProblem, Rung, error, rungs_of, warning
from playbooks.playbook import Position
from playbooks.strictness import implies

_RANGES = (DurationRange, NumberRange, MoneyRange, FeesPeriod)
_UNBOUNDED = {"min": None, "max": None}


def doubtful_ladder(position: Position) -> Iterator[LintProblem]:
    """A rung is reached only by what failed the standard and every rung above it, so each must ask for less
    than all above it."""
    above: list[Rung] = []
    for rung in rungs_of(position):
        unreachable = next((upper for upper in above if _asks_for_all(rung, upper)), None)
        if unreachable:
            yield error(
                position,
                f"{rung.place}checks",
                message=f'{rung.name} "{rung.title}" can never be reached: it asks for as much as '
                f"{unreachable.name} or more; loosen or remove it",
            )
        elif above:
            yield from _out_of_order(position, rung, above[-1])
        above.append(rung)
    yield from _without_approver(position)


def _asks_for_all(rung: Rung, upper: Rung) -> bool:
    return all(any(implies(check, wanted) for check in rung.checks) for wanted in upper.checks)


def _out_of_order(position: Position, rung: Rung, upper: Rung) -> Iterator[LintProblem]:
    """A rung that gives way in one point and asks for more in another is probably in the wrong place."""
    for number, check in enumerate(rung.checks, 1):
        for wanted in upper.checks:
            if _narrows(check, wanted):
                yield warning(
                    position,
                    f"{rung.place}checks[{number}]",
                    message=f"{rung.name} asks for more than {upper.name} in its {check.kind} check; "
                    "loosen it, or put the rungs in the order in which we give way",
                )


def _narrows(check: Check, wanted: Check) -> bool:
    return (
        isinstance(check, _RANGES)
        and isinstance(wanted, _RANGES)
        and check.model_copy(update=_UNBOUNDED) == wanted.model_copy(update=_UNBOUNDED)
        and check != wanted
        and implies(check, wanted)
    )


def _without_approver(position: Position) -> Iterator[LintProblem]:
    for rank, rung in enumerate(position.fallbacks, 1):
        if not rung.approver:
            yield warning(
                position,
                f"fallbacks[{rank}].approver",
                message=f'nobody approves fallback {rank} "{rung.title}"; name an approver',
            )
    if position.approver:
        return
    if position.severity == "critical":
        yield error(position, "approver", message="the position is critical but has no approver; name one")
    elif position.severity == "high":
        yield warning(
            position, "approver", message="the position is of high severity but has no approver; name one"
        )
