"""`fourcorners playbook list|show|lint`."""

from typing import Annotated

import typer

from playbooks.playbook import Playbook

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_playbooks(
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """The playbooks that reviews can use."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.shelf import all_playbooks

    books = all_playbooks(load_settings()).values()
    if json:
        rows = [
            {"id": book.id, "title": book.title, "version": book.version, "side": book.side,
             "contract_types": book.contract_types, "positions": len(book.positions)}
            for book in books
        ]  # fmt: skip
        print_json({"playbooks": rows})
        return
    for book in books:
        typer.echo(f"{book.id:<20}{book.title} ({book.side} side, {len(book.positions)} positions)")


@app.command()
def show(
    playbook: Annotated[str, typer.Argument(help="The id of a playbook, or the path of a YAML file.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """One playbook: what it holds on each position."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.shelf import playbook_named

    book = playbook_named(playbook, load_settings())
    if json:
        print_json(book.model_dump(mode="json"))
        return
    typer.echo(f"{book.title} (version {book.version}, {book.side} side)\n{book.notice}")
    for position in book.positions:
        typer.echo(f"\n[{position.severity}] {position.title}  ({position.id})")
        typer.echo(f"  {position.issue}")
        typer.echo(f"  standard: {position.standard or 'no wording of our own'}")
        for rank, fallback in enumerate(position.fallbacks, 1):
            agreed = f", needs {fallback.approver}" if fallback.approver else ""
            typer.echo(f"  fallback {rank}: {fallback.title}{agreed}")
        if position.walk_away:
            typer.echo(f"  walk away: {position.walk_away}")


@app.command()
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


def _problems(book: Playbook):
    from clause_library.library import load_library
    from extraction.clauses.taxonomy import clause_types
    from playbooks.lint import lint_playbook
    from review.trial import try_playbook

    library = load_library()
    clause_ids = frozenset(clause.id for clause in library.clauses)
    problems = lint_playbook(book, clause_ids=clause_ids, type_ids=frozenset(clause_types()))
    return (*problems, *try_playbook(book, library=library))
