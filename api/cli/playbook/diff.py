"""`fourcorners playbook diff`: what changed between two playbooks, in words."""

from typing import Annotated

import typer


def diff(
    old: Annotated[str, typer.Argument(help="The id of a playbook, or the path of a YAML file.")],
    new: Annotated[str, typer.Argument(help="The playbook to compare it with, by id or path.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Say in words what changed from one playbook to another."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.shelf import playbook_named
    from playbooks.diff import diff_in_words, diff_playbooks

    settings = load_settings()
    before, after = playbook_named(old, settings), playbook_named(new, settings)
    changes = diff_playbooks(before, after)
    if json:
        sides = {
            name: {"id": book.id, "version": book.version, "sha256": book.sha256}
            for name, book in (("old", before), ("new", after))
        }
        print_json({**sides, "changes": [change.model_dump(mode="json") for change in changes]})
        return
    for line in diff_in_words(changes):
        typer.echo(line)
    if not changes:
        typer.echo(f"{before.id} and {after.id} hold the same.")
