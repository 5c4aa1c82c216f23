"""What is doubtful in a playbook that can be read: each problem with its position, a sentence, a remedy."""

from collections.abc import Collection, Iterator
from typing import Literal

from contracts.metadata import Duration
from contracts.value import Value
from playbooks.checks import (
    AbsentCheck,
    Check,
    DurationRange,
    FeesPeriod,
    MoneyRange,
    NumberRange,
    OneOf,
    SimilarTo,
)
from playbooks.playbook import Playbook, Position
from playbooks.strictness import bounds_of, implies


class LintProblem(Value):
    """Something to mend. `position_id` is "" for the playbook as a whole, `field` the place within it,
    list entries counted from 1 as ranks are ("fallbacks[1].checks[2].min"), "" where it is the whole. An
    error makes the playbook unfit for use; a warning is worth a look."""

    position_id: str
    message: str
    severity: Literal["error", "warning"]
    field: str = ""


# the review uses such ids for findings on the document as such
_RESERVED = "document."


def lint_playbook(
    playbook: Playbook, *, clause_ids: Collection[str], type_ids: Collection[str]
) -> tuple[LintProblem, ...]:
    """All problems, in the order of the positions. `clause_ids` are those of the library, `type_ids`
    those of the taxonomy."""
    found: list[LintProblem] = []
    seen: set[str] = set()
    for position in playbook.positions:
        if position.id in seen:
            found.append(_error(position, "another position has the same id; give it one of its own"))
        seen.add(position.id)
        if position.id.startswith(_RESERVED):
            found.append(_error(position, f'ids that begin with "{_RESERVED}" are kept; take another'))
        for problems in (
            _names(position, clause_ids, type_ids),
            _checks(position),
            _ladder(position),
            _words(position),
        ):
            found.extend(problems)
    if not playbook.notice:
        found.append(
            LintProblem(
                position_id="", message="the notice is empty; say who approved it", severity="warning"
            )
        )
    return tuple(found)


def _names(
    position: Position, clause_ids: Collection[str], type_ids: Collection[str]
) -> Iterator[LintProblem]:
    for type_id in position.clause_types:
        if type_id not in type_ids:
            yield _error(position, f'there is no clause type "{type_id}"; take an id of the taxonomy')
    checks = [*position.checks, *(check for rung in position.fallbacks for check in rung.checks)]
    named = [position.standard, *(rung.clause for rung in position.fallbacks)]
    named += [check.clause for check in checks if isinstance(check, SimilarTo)]
    for clause in dict.fromkeys(named):
        if clause and clause not in clause_ids:
            yield _error(
                position, f'the library has no clause "{clause}"; correct the id or write the clause'
            )
    if not position.standard:
        yield _warning(position, "no standard clause is named, so nothing can be offered; name one")
    for rung in position.fallbacks:
        if not rung.clause:
            yield _warning(position, f'the fallback "{rung.title}" names no clause to offer; name one')


def _checks(position: Position) -> Iterator[LintProblem]:
    if position.required and all(isinstance(check, AbsentCheck) for check in position.checks):
        yield _error(
            position, "the clause is required, yet its only check is that it is absent; set `required: false`"
        )
    absent = any(isinstance(check, AbsentCheck) for check in position.checks)
    if absent and len(position.checks) > 1:
        yield _error(position, "a clause that must be absent cannot pass another check; keep `absent` alone")
    for check in (*position.checks, *(check for rung in position.fallbacks for check in rung.checks)):
        yield from _bounds(position, check)


def _bounds(position: Position, check: Check) -> Iterator[LintProblem]:
    if not isinstance(check, DurationRange | NumberRange | MoneyRange | FeesPeriod):
        return
    low, high = bounds_of(check)
    if check.min is None and check.max is None:
        yield _error(position, f"a {check.kind} check has neither min nor max; give one of them")
    elif low > high:
        yield _error(
            position, f"min {_said(check.min)} is more than max {_said(check.max)}; swap or correct them"
        )


def _ladder(position: Position) -> Iterator[LintProblem]:
    """A rung is reached only by what failed the standard and every rung above it."""
    above = [("the standard", position.checks)]
    for rank, rung in enumerate(position.fallbacks, 1):
        for name, checks in above:
            if all(any(implies(check, upper) for check in rung.checks) for upper in checks):
                yield _error(
                    position,
                    f'fallback {rank} "{rung.title}" can never be reached: it asks for as much as '
                    f"{name} or more; loosen or remove it",
                )
                break
        above.append((f"fallback {rank}", rung.checks))
        if not rung.approver:
            yield _warning(position, f'nobody approves fallback {rank} "{rung.title}"; name an approver')


def _words(position: Position) -> Iterator[LintProblem]:
    if position.severity == "critical" and not position.approver:
        yield _error(position, "the position is critical but has no approver; name one")
    if not position.counterparty_text:
        yield _warning(
            position, "there is no text for the counterparty; write one or two courteous sentences"
        )
    if not position.issue:
        yield _warning(position, "the issue is empty; say in plain words what is at stake")
    for check in position.checks:
        if isinstance(check, OneOf) and len({value.lower() for value in check.values}) < len(check.values):
            yield _warning(position, "a value stands twice in a one_of check; remove one")


def _said(bound: object) -> str:
    return f"{bound.count} {bound.unit}" if isinstance(bound, Duration) else str(bound)


def _error(position: Position, message: str) -> LintProblem:
    return LintProblem(position_id=position.id, message=message, severity="error")


def _warning(position: Position, message: str) -> LintProblem:
    return LintProblem(position_id=position.id, message=message, severity="warning")
