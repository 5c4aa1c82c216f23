"""`fourcorners playbook lint`: what is wrong or doubtful in a playbook, and the remedy."""

from pathlib import Path
from typing import Annotated

import typer

from playbooks.doubts import LintProblem


def lint(
    playbook: Annotated[str, typer.Argument(help="The id of a playbook, or the path of a YAML file.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Find what is wrong with a playbook; exit 2 when there are errors."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.shelf import playbook_named
    from clause_library.library import load_library
    from review.lint import lint_whole

    book = playbook_named(playbook, load_settings())
    problems = lint_whole(book, library=load_library())
    lines = _lines(playbook, problems)
    if json:
        rows = [
            problem.model_dump(mode="json") | ({"line": line} if line else {})
            for problem, line in zip(problems, lines, strict=True)
        ]
        print_json({"playbook": book.id, "problems": rows})
    else:
        for problem, line in zip(problems, lines, strict=True):
            where = f"line {line}" if line else ""
            place = ": ".join(filter(None, (where, problem.position_id or book.id, problem.field)))
            typer.echo(f"{problem.severity}: {place}: {problem.message}")
        if not problems:
            typer.echo(f"{book.id}: nothing to mend in {len(book.positions)} positions.")
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(2)


def _lines(name: str, problems: tuple[LintProblem, ...]) -> tuple[int, ...]:
    """The lines of the problems where a file was named; 0 for a playbook by its id."""
    from playbooks.places import lines_of
    from playbooks.reading import decoded

    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        return (0,) * len(problems)
    return lines_of(problems, decoded(path.read_bytes()))
