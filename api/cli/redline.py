"""`fourcorners redline FILE EDITS.json --out FILE.docx`: edits as tracked changes, with a receipt."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def redline(
    file: Annotated[Path, typer.Argument(help="The original .docx.")],
    edits: Annotated[Path, typer.Argument(help="The edits as JSON (README, “Edits”).")],
    out: Annotated[Path, typer.Option(help="Where the redlined .docx goes.")],
    author: Annotated[str | None, typer.Option(help="Author of the changes (default: the setting).")] = None,
    json: Annotated[bool, typer.Option("--json", help="The receipt as JSON on standard output.")] = False,
) -> None:
    """Write edits as tracked changes into a Word file; all of them, or none."""
    from adapters.clock import SystemClock
    from adapters.settings import load_settings
    from api.cli.files import print_json, read_input, say, write_output
    from api.composition import author_named
    from extraction.readers.guard import read_guarded
    from review.redline.instructions import parse_edits
    from review.redline.redline import redline as write_redline

    data = read_input(file)
    document = read_guarded(data, file.name)
    asked = parse_edits(read_input(edits).decode("utf-8", "replace"), document)
    redlined = write_redline(
        data,
        document,
        edits=asked,
        author=author_named(author, load_settings()),
        date=SystemClock().now(),
        refusals="refuse_all",
    )
    write_output(out, redlined.data)
    receipt = redlined.receipt
    if json:
        print_json({"out": str(out), "receipt": {**receipt.model_dump(mode="json"), "holds": receipt.holds}})
    else:
        say(f"{out}: {receipt.insertions} insertions, {receipt.deletions} deletions, proved.")
