"""`fourcorners playbook list` and `show`: which playbooks there are, and what one of them holds."""

from typing import Annotated

import typer

from playbooks.playbook import Playbook


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
    if book.bases:
        stands_on = ", ".join(f"{base.id} version {base.version}" for base in book.bases)
        typer.echo(f"Stands on {stands_on}; left out: {', '.join(book.drop) or 'nothing'}")
    for position in book.positions:
        typer.echo(f"\n[{position.severity}] {position.title}  ({position.id})")
        if book.extends:
            typer.echo(f"  {_origin(book, position.id)}")
        typer.echo(f"  {position.issue}")
        typer.echo(f"  standard: {position.standard or 'no wording of our own'}")
        for rank, fallback in enumerate(position.fallbacks, 1):
            agreed = f", needs {fallback.approver}" if fallback.approver else ""
            typer.echo(f"  fallback {rank}: {fallback.title}{agreed}")
        if position.walk_away:
            typer.echo(f"  walk away: {position.walk_away}")


def _origin(book: Playbook, position_id: str) -> str:
    """ "inherited from nda-mutual", "from nda-mutual, with its own approver", "of this playbook"."""
    origin = book.origin_of(position_id)
    match origin.kind:
        case "own":
            return "of this playbook"
        case "inherited":
            return f"inherited from {origin.base}"
        case "overridden":
            fields = ", ".join(name.replace("_", " ") for name in origin.fields)
            return f"from {origin.base}, with its own {fields}"
