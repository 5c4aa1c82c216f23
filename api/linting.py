"""All that lint has to say of a playbook, with the clauses and types that there are."""

from clause_library.library import Library
from playbooks.doubts import LintProblem
from playbooks.playbook import Playbook


def problems_of(playbook: Playbook, library: Library) -> tuple[LintProblem, ...]:
    """What is wrong or doubtful in the file and in the clauses it offers, in the order of the positions."""
    from review.lint import lint_whole

    return lint_whole(playbook, library=library)
