"""`fourcorners playbook submit|send-back|publish|retire|discard`: the life of a version."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.playbook.versions import (
    AuthorOption,
    IdArgument,
    JsonOption,
    NoteOption,
    line_of,
    named,
    version_json,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.playbook_service import PlaybookService
    from playbooks.publishing import PlaybookVersion, State

VersionOption = Annotated[
    str, typer.Option(help="Which version (default: the only one that the move is open to).")
]


def submit(
    playbook: IdArgument,
    *,
    version: VersionOption = "", author: AuthorOption = None, note: NoteOption = "",
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Put a draft before an approver; refused while lint finds errors in it."""
    _move(
        playbook, version, "draft",
        lambda desk, which: desk.submit(playbook, which, by=named(author), note=note), json=json,
    )  # fmt: skip


def send_back(
    playbook: IdArgument,
    *,
    version: VersionOption = "", author: AuthorOption = None, note: NoteOption = "",
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Make a version that is in review a draft again; the note says what to mend."""
    _move(
        playbook, version, "in_review",
        lambda desk, which: desk.send_back(playbook, which, by=named(author), note=note), json=json,
    )  # fmt: skip


def publish(
    playbook: IdArgument,
    *,
    version: VersionOption = "", author: AuthorOption = None, note: NoteOption = "",
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Put a version in force; the one before it is retired, and open reviews stay on theirs."""
    _move(
        playbook, version, "in_review",
        lambda desk, which: desk.publish(playbook, which, by=named(author), note=note), json=json,
    )  # fmt: skip


def retire(
    playbook: IdArgument,
    *,
    version: VersionOption = "", author: AuthorOption = None, note: NoteOption = "",
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Take a published version out of force; nothing takes its place by itself."""
    _move(
        playbook, version, "published",
        lambda desk, which: desk.retire(playbook, which, by=named(author), note=note), json=json,
    )  # fmt: skip


def discard(playbook: IdArgument, version: Annotated[str, typer.Option(help="Which draft.")]) -> None:
    """Forget a draft."""
    from adapters.settings import load_settings
    from api.desk import open_desk

    with open_desk(load_settings()) as desk:
        desk.delete(playbook, version)
    typer.echo(f"{playbook} {version}: the draft is forgotten")


def _move(
    playbook: str, version: str, state: "State",
    make: "Callable[[PlaybookService, str], PlaybookVersion]", *, json: bool,
) -> None:  # fmt: skip
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.desk import open_desk

    with open_desk(load_settings()) as desk:
        moved = make(desk, version or _only(desk, playbook, state))
    if json:
        print_json(version_json(moved))
    else:
        typer.echo(line_of(moved))


def _only(desk: "PlaybookService", playbook: str, state: "State") -> str:
    from contracts.errors import NotFoundError
    from playbooks.publishing import STATE_WORDS

    found = [each.version for each in desk.versions(playbook, limit=1000) if each.state == state]
    if len(found) == 1:
        return found[0]
    there = f"several are: {', '.join(found)}" if found else "none is"
    raise NotFoundError(
        f"name the version with --version: of {playbook} one must be {STATE_WORDS[state]}, {there}"
    )
