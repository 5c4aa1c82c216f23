"""Doubts about the clauses that a position offers, and about the clause types it names."""

from collections.abc import Collection, Iterator, Mapping
from typing import Protocol

from playbooks.checks import AbsentCheck, SimilarTo
from playbooks.doubts import LintProblem, checks_of, error, rungs_of, warning
from playbooks.nearest import did_you_mean
from playbooks.playbook import Playbook, Position


class Offered(Protocol):
    """What lint asks of a clause of the library."""

    @property
    def status(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def contract_types(self) -> tuple[str, ...]: ...
    @property
    def slots(self) -> dict[str, str]: ...


def doubtful_names(
    position: Position, *, clause_ids: Collection[str], type_ids: Collection[str]
) -> Iterator[LintProblem]:
    """Clause types and clauses that do not exist, and rungs that offer nothing."""
    for number, type_id in enumerate(position.clause_types, 1):
        if type_id not in type_ids:
            yield error(
                position,
                f"clause_types[{number}]",
                message=f'there is no clause type "{type_id}"; {did_you_mean(type_id, type_ids)}'
                "take an id of the taxonomy",
            )
        elif type_id in position.clause_types[: number - 1]:
            yield warning(
                position, f"clause_types[{number}]", message=f'"{type_id}" stands twice; remove one'
            )
    named = [(rung.clause_field, rung.clause) for rung in rungs_of(position) if rung.clause]
    for field, check in checks_of(position):
        if isinstance(check, SimilarTo):
            named.append((f"{field}.clause", check.clause))
    for field, clause in named:
        if clause not in clause_ids:
            yield error(
                position,
                field,
                message=f'the library has no clause "{clause}"; {did_you_mean(clause, clause_ids)}'
                "correct the id or write the clause",
            )
    yield from _offers_nothing(position)


def _offers_nothing(position: Position) -> Iterator[LintProblem]:
    wants_none = any(isinstance(check, AbsentCheck) for check in position.checks)
    if not position.standard and not wants_none:
        yield warning(
            position, "standard", message="no standard clause is named, so nothing can be offered; name one"
        )
    # a standard that forbids the clause puts no words into a contract, so a rung below may have the same
    seen = {} if wants_none else {position.standard: "the standard"}
    for rank, rung in enumerate(position.fallbacks, 1):
        field = f"fallbacks[{rank}].clause"
        if not rung.clause:
            yield warning(
                position, field, message=f'the fallback "{rung.title}" names no clause to offer; name one'
            )
        elif rung.clause in seen:
            yield warning(
                position,
                field,
                message=f"fallback {rank} offers the same clause as {seen[rung.clause]}; "
                "offer one that gives way",
            )
        seen.setdefault(rung.clause, f"fallback {rank}")


def doubtful_clauses(
    position: Position, playbook: Playbook, *, clauses: Mapping[str, Offered]
) -> Iterator[LintProblem]:
    """Clauses that may not be offered, that are for somebody else, or that leave a gap."""
    for rung in rungs_of(position):
        clause = clauses.get(rung.clause)
        if clause is None:
            continue
        field, name = rung.clause_field, rung.clause
        if clause.status == "retired":
            yield error(
                position, field, message=f'the clause "{name}" is retired; offer one that is approved'
            )
        elif clause.status == "draft":
            yield warning(
                position, field, message=f'the clause "{name}" is a draft; have it approved, or offer another'
            )
        if clause.side not in (playbook.side, "mutual"):
            yield warning(
                position,
                field,
                message=f'the clause "{name}" is written for the {clause.side} and this playbook for the '
                f"{playbook.side} side; offer one for our side",
            )
        if playbook.contract_types and not set(clause.contract_types) & set(playbook.contract_types):
            yield warning(
                position,
                field,
                message=f'the clause "{name}" is for contracts of the types '
                f"{_listed(clause.contract_types)}, not for {_listed(playbook.contract_types)}; "
                "offer another, or add the type to the clause",
            )
        yield from _gaps(position, playbook, field=field, name=name, clause=clause)


def _gaps(
    position: Position, playbook: Playbook, *, field: str, name: str, clause: Offered
) -> Iterator[LintProblem]:
    for slot, words in clause.slots.items():
        if not words.strip():
            yield warning(
                position,
                field,
                message=f'the clause "{name}" leaves {{{slot}}} without a value; give the slot '
                "its usual words",
            )
    if playbook.side == "mutual" and ("{party_us}" in clause.text or "{party_them}" in clause.text):
        yield warning(
            position,
            field,
            message=f'the clause "{name}" says {{party_us}} or {{party_them}}, which a playbook for the '
            "mutual side cannot fill; offer one that speaks of each party",
        )


def _listed(words: Collection[str]) -> str:
    return ", ".join(words) or "none"
