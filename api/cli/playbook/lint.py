"""`fourcorners playbook lint`: what is wrong or doubtful in a playbook, and the remedy."""

from typing import Annotated

import typer

from playbooks.lint import LintProblem
from playbooks.playbook import Playbook


def lint(
    playbook: Annotated[str, typer.Argument(help="The id of a playbook, or the path of a YAML file.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Find what is wrong with a playbook; exit 2 when there are errors."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.shelf import playbook_named

    book = playbook_named(playbook, load_settings())
    problems = _problems(book)
    if json:
        print_json(
            {"playbook": book.id, "problems": [problem.model_dump(mode="json") for problem in problems]}
        )
    else:
        for problem in problems:
            place = ": ".join(filter(None, (problem.position_id or book.id, problem.field)))
            typer.echo(f"{problem.severity}: {place}: {problem.message}")
        if not problems:
            typer.echo(f"{book.id}: nothing to mend in {len(book.positions)} positions.")
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(2)


def _problems(book: Playbook) -> tuple[LintProblem, ...]:
    from clause_library.library import load_library
    from extraction.clauses.taxonomy import clause_types
    from playbooks.lint import lint_playbook
    from review.trial import try_playbook

    library = load_library()
    clause_ids = frozenset(clause.id for clause in library.clauses)
    problems = lint_playbook(book, clause_ids=clause_ids, type_ids=frozenset(clause_types()))
    return (*problems, *try_playbook(book, library=library))
