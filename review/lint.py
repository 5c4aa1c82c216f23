"""All that can be said against a playbook before anybody relies on it."""

from clause_library.library import Library
from extraction.clauses.taxonomy import clause_types
from playbooks.lint import LintProblem, lint_playbook
from playbooks.playbook import Playbook
from review.trial import try_playbook


def lint_whole(playbook: Playbook, *, library: Library) -> tuple[LintProblem, ...]:
    """What is wrong or doubtful in the playbook, and in the clauses of the library that it offers, each tried
    on the position that offers it. In the order of the positions."""
    clauses = {clause.id: clause for clause in library.clauses}
    problems = lint_playbook(
        playbook, clause_ids=clauses.keys(), type_ids=clause_types().keys(), clauses=clauses
    )
    order = {position.id: number for number, position in enumerate(playbook.positions)}
    found = (*problems, *try_playbook(playbook, library=library))
    return tuple(sorted(found, key=lambda problem: order.get(problem.position_id, -1)))
