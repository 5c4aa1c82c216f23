"""All that lint has to say of a playbook, with the clauses and types that there are."""

from clause_library.library import Library
from playbooks.lint import LintProblem, lint_playbook
from playbooks.playbook import Playbook


def problems_of(playbook: Playbook, library: Library) -> tuple[LintProblem, ...]:
    """What is wrong or doubtful in the file, then the clauses it offers that do not meet their own checks."""
    from extraction.clauses.taxonomy import clause_types
    from review.trial import try_playbook

    clause_ids = frozenset(clause.id for clause in library.clauses)
    found = lint_playbook(playbook, clause_ids=clause_ids, type_ids=frozenset(clause_types()))
    return (*found, *try_playbook(playbook, library=library))
