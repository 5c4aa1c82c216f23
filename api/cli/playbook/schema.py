"""`fourcorners playbook schema`: the JSON Schema of playbook files, for editors."""

from pathlib import Path
from typing import Annotated

import typer


def schema(
    out: Annotated[Path | None, typer.Option("--out", help="Write it there instead of printing it.")] = None,
) -> None:
    """Print the JSON Schema of playbook files, by which an editor completes and checks them."""
    from api.cli.files import say, write_output
    from api.schema import playbook_schema_text

    text = playbook_schema_text()
    if out is None:
        typer.echo(text, nl=False)
        return
    write_output(out, text.encode("utf-8"))
    say(f"Wrote {out}.")
