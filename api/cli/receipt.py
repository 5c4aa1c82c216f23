"""`fourcorners receipt ORIGINAL REDLINED`: what was changed, proved from the files alone."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def receipt(
    original: Annotated[Path, typer.Argument(help="The .docx before.")],
    redlined: Annotated[Path, typer.Argument(help="The .docx after.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Prove what a redlined file changed; exit 4 when a check does not hold."""
    from api.cli.files import print_json, read_input
    from review.redline.prove import receipt as prove

    proved = prove(read_input(original), read_input(redlined))
    if json:
        print_json({**proved.model_dump(mode="json"), "holds": proved.holds})
    else:
        for check in proved.checks:
            typer.echo(f"{'holds' if check.holds else 'FAILS':<6} {check.name}  {check.detail}".rstrip())
    if not proved.holds:
        raise typer.Exit(4)
