"""`fourcorners playbook import|export|versions|copy`: files into drafts, versions into files."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from playbooks.publishing import PlaybookVersion
    from review.guides.draft import GuideDraft

AuthorOption = Annotated[
    str | None, typer.Option("--author", help="Who does this (default: your name on this machine).")
]
NoteOption = Annotated[str, typer.Option(help="A remark that is kept with the version.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
IdArgument = Annotated[str, typer.Argument(help="The id of a playbook.")]


def import_playbook(
    file: Annotated[
        Path, typer.Argument(help="A playbook (.yaml), or a negotiation guide (.docx, .xlsx …).")
    ],
    *,
    author: AuthorOption = None,
    note: NoteOption = "",
    out: Annotated[
        Path | None, typer.Option(help="Write the draft to this YAML file, and keep it nowhere else.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """Take a file in as a draft: exactly as it is, or nothing of it."""
    from adapters.settings import load_settings
    from api.cli.files import print_json, write_output
    from api.desk import open_desk

    text, guide = _text_in(file)
    if guide and not json:
        _tell(guide)
    made: dict[str, Any] = {"guide": _guide_json(guide)} if guide else {}
    if out is not None:
        write_output(out, text.encode())
        made["file"], said = str(out), f"The draft is in {out}."
    else:
        with open_desk(load_settings()) as desk:
            draft = desk.draft(text, by=named(author), note=note)
        made, said = made | version_json(draft), line_of(draft)
    if json:
        print_json(made)
    else:
        typer.echo(said)


def export_playbook(
    playbook: IdArgument,
    *,
    version: Annotated[str, typer.Option(help="Which version (default: the one in force).")] = "",
    format: Annotated[str, typer.Option(help="yaml (the file as it came in), docx, xlsx or md.")] = "yaml",
    out: Annotated[Path | None, typer.Option(help="File to write (default: standard output).")] = None,
) -> None:
    """A version as a file: as YAML byte for byte as it came in, or written for people."""
    from adapters.settings import load_settings
    from api.cli.files import write_output
    from api.desk import open_desk

    with open_desk(load_settings()) as desk:
        if format == "yaml":
            data = desk.text(playbook, version)[0].encode()
        else:
            from review.guides.export import export_guide

            data = export_guide(desk.read(playbook, version), format)
    if out is not None:
        write_output(out, data)
    else:
        import sys

        sys.stdout.buffer.write(data)


def list_versions(playbook: IdArgument, json: JsonOption = False) -> None:
    """The versions of a playbook in the records, the newest first."""
    from adapters.settings import load_settings
    from api.cli.files import print_json, say
    from api.desk import open_desk

    with open_desk(load_settings()) as desk:
        found = desk.versions(playbook, limit=1000)
    if json:
        print_json({"playbook": playbook, "versions": [version_json(each) for each in found]})
        return
    for each in found:
        typer.echo(line_of(each))
    if not found:
        say(f"{playbook} has no versions of your own; copy it: fourcorners playbook copy {playbook}")


def copy_version(
    playbook: IdArgument,
    *,
    version: Annotated[str, typer.Option(help="Which version (default: the one in force).")] = "",
    as_version: Annotated[str, typer.Option(help="Its new version (default: the next number).")] = "",
    as_id: Annotated[str, typer.Option(help="Its new id (default: the same).")] = "",
    author: AuthorOption = None,
    json: JsonOption = False,
) -> None:
    """Copy a version, or a starter, into a draft."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.desk import open_desk

    with open_desk(load_settings()) as desk:
        draft = desk.copy(playbook, version, by=named(author), as_version=as_version, as_id=as_id)
    if json:
        print_json(version_json(draft))
    else:
        typer.echo(line_of(draft))


def named(author: str | None) -> str:
    """Who acts: the name given, else the one that this machine knows."""
    if author is not None:
        return author
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""  # refused with the sentence that asks for a name


def line_of(version: "PlaybookVersion") -> str:
    """A version in one line."""
    from playbooks.publishing import STATE_WORDS

    words = [f"{version.playbook_id} {version.version}: {STATE_WORDS[version.state]}"]
    words.append(f"written by {', '.join(version.authors)}")
    if version.approver:
        words.append(f"published by {version.approver}")
    if version.replaced_by:
        words.append(f"replaced by {version.replaced_by}")
    return "; ".join(words)


def version_json(version: "PlaybookVersion") -> dict[str, Any]:
    """A version without its text."""
    return version.model_dump(mode="json", exclude={"text"})


def _text_in(file: Path) -> "tuple[str, GuideDraft | None]":
    """The YAML of a file; for a guide that of the draft made of it."""
    from api.cli.files import read_input
    from playbooks.reading import decoded

    data = read_input(file)
    if file.suffix.lower() in (".yaml", ".yml"):
        return decoded(data), None
    from adapters.settings import load_settings
    from api.composition import approved_clauses
    from api.guides import draft_of_guide
    from playbooks.dump import dump_playbook

    made = draft_of_guide(data, file.name, library=approved_clauses(load_settings()))
    return dump_playbook(made.playbook), made


def _tell(made: "GuideDraft") -> None:
    from api.cli.files import say

    say(f"{len(made.playbook.positions)} positions were made of the guide.")
    for note in made.notes:
        say(f"look at {note.place or note.position_id or 'the whole'}: {note.sentence}")
    for told in made.unused:
        say(f"not used, {told.place}: {told.text[:100]}")


def _guide_json(made: "GuideDraft") -> dict[str, Any]:
    return {
        "positions": [each.model_dump(mode="json") for each in made.sources],
        "notes": [each.model_dump(mode="json") for each in made.notes],
        "unused": [each.model_dump(mode="json", exclude={"quote"}) for each in made.unused],
    }
