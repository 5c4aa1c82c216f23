"""Clauses of the library for a draft that names none: those that meet what the draft asks."""

from clause_library.clause import ApprovedClause
from clause_library.library import Library
from playbooks.playbook import Playbook, Position
from review.trial import try_clause

_MOST_TRIED = 12  # clauses of one type; each is a small review


def with_offers(playbook: Playbook, *, library: Library) -> Playbook:
    """The playbook with a clause to offer wherever a position or a rung has none and the library holds one
    that was tried and reaches it, and nothing better. The first by id is taken; a person confirms it.
    """
    positions = tuple(_offered(position, playbook, library) for position in playbook.positions)
    return playbook.model_copy(update={"positions": positions})


def _offered(position: Position, playbook: Playbook, library: Library) -> Position:
    if all(check.kind in ("absent", "present") for check in position.checks):
        return position
    reached: dict[int, str] = {}
    for clause in _candidates(position, playbook, library):
        finding = try_clause(clause, position, playbook=playbook, library=library)
        rank = 0 if finding.verdict == "standard" else finding.rank
        if rank is not None:
            reached.setdefault(rank, clause.id)
    rungs = tuple(
        rung if rung.clause else rung.model_copy(update={"clause": reached.get(rank, "")})
        for rank, rung in enumerate(position.fallbacks, 1)
    )
    return position.model_copy(
        update={"standard": position.standard or reached.get(0, ""), "fallbacks": rungs}
    )


def _candidates(position: Position, playbook: Playbook, library: Library) -> list[ApprovedClause]:
    fitting = [
        clause
        for clause in library.of_type(position.clause_types[0])
        if clause.side in (playbook.side, "mutual")
        and (not clause.contract_types or set(clause.contract_types) & set(playbook.contract_types))
    ]
    return fitting[:_MOST_TRIED]
