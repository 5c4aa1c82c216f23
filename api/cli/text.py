"""`fourcorners text FILE`: the words of a contract in one of three views."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.attached import HELP, opened, say_attached

app = typer.Typer()


class ViewName(StrEnum):
    """Which words: as they stand now, as they stood before all changes, or with the changes marked."""

    CURRENT = "current"
    ORIGINAL = "original"
    MARKED = "marked"


@app.command()
def text(
    file: Annotated[Path, typer.Argument(help="A contract (.docx, .pdf, .txt, .html, .eml, .doc and more).")],
    view: Annotated[ViewName, typer.Option(help="Which words to show.")] = ViewName.CURRENT,
    attachment: Annotated[int | None, typer.Option(help=HELP, min=1)] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object with text and blocks.")] = False,
) -> None:
    """Print the text of a contract, with the printed numbers of its clauses."""
    from adapters.settings import load_settings
    from api.attachments import attached
    from api.cli.files import print_json, say
    from api.cli.summary import gap_lines
    from api.reading import read_file
    from extraction.readers.rendering import render_text
    from extraction.rendering import document_json

    limits = load_settings().limits
    data, name = opened(file, attachment)
    document = read_file(data, name, view=view.value, limits=limits)
    if attachment is None:
        say_attached(attached(data, name), file, command="text")
    if json:
        blocks = [block.model_dump(mode="json", exclude_defaults=True) for block in document.blocks]
        print_json({**document_json(document), "view": view.value, "text": document.text, "blocks": blocks})
        return
    typer.echo(render_text(document))
    for line in gap_lines(document.coverage):
        say(line)
