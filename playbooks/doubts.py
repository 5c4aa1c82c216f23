"""What lint says, and the rungs of a position that it speaks about."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from contracts.value import Value
from playbooks.checks import Check
from playbooks.playbook import Position


class LintProblem(Value):
    """Something to mend. `position_id` is "" for the playbook as a whole, `field` the place within it,
    list entries counted from 1 as ranks are ("fallbacks[1].checks[2].min"), "" where it is the whole. An
    error makes the playbook unfit for use; a warning is worth a look."""

    position_id: str
    message: str
    severity: Literal["error", "warning"]
    field: str = ""


class Rung(NamedTuple):
    """The standard or a fallback: what to call it, where it stands in the position, what it asks for."""

    name: str
    title: str
    place: str
    checks: tuple[Check, ...]
    clause: str
    clause_field: str


def rungs_of(position: Position) -> Iterator[Rung]:
    """The standard and the fallbacks, best first; `place` ends in a full stop where it is not empty."""
    yield Rung("the standard", position.title, "", position.checks, position.standard, "standard")
    for rank, rung in enumerate(position.fallbacks, 1):
        place = f"fallbacks[{rank}]."
        yield Rung(f"fallback {rank}", rung.title, place, rung.checks, rung.clause, f"{place}clause")


def checks_of(position: Position) -> Iterator[tuple[str, Check]]:
    """Every check of the position with its field ("fallbacks[1].checks[2]")."""
    for rung in rungs_of(position):
        for number, check in enumerate(rung.checks, 1):
            yield f"{rung.place}checks[{number}]", check


def error(position: Position | None, field: str, *, message: str) -> LintProblem:
    """A problem that makes the playbook unfit for use; of the playbook as a whole for None."""
    id = position.id if position else ""
    return LintProblem(position_id=id, message=message, severity="error", field=field)


def warning(position: Position | None, field: str, *, message: str) -> LintProblem:
    """A problem that is worth a look; of the playbook as a whole for None."""
    return error(position, field, message=message).model_copy(update={"severity": "warning"})
