"""`fourcorners playbook propose`: a draft from a folder of signed contracts, with its evidence."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.playbook.versions import JsonOption


class SideName(StrEnum):
    """For whom the contracts were signed."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    MUTUAL = "mutual"


def propose(
    folder: Annotated[Path, typer.Argument(help="A folder of signed contracts; its own folders too.")],
    *,
    type: Annotated[str, typer.Option(help="Only contracts of this type (nda, saas …).")] = "",
    side: Annotated[SideName, typer.Option(help="Whose side the draft is for.")] = SideName.MUTUAL,
    out: Annotated[Path | None, typer.Option(help="Write the draft to this YAML file.")] = None,
    json: JsonOption = False,
) -> None:
    """Propose positions from what was signed before. A draft with evidence, which nothing publishes."""
    from adapters.settings import load_settings
    from api.cli.files import print_json, say, write_output
    from api.file_trial import propose_from_folder
    from api.proposing import proposal_json

    made = propose_from_folder(folder, kind=type, side=side.value, settings=load_settings())
    if out is not None:
        write_output(out, made.text.encode())
    if json:
        print_json(proposal_json(made) | {"file": str(out) if out else None})
        return
    for position in made.playbook.positions:
        typer.echo(f"{position.title} ({position.id})\n  {position.guidance}")
        for rank, rung in enumerate(position.fallbacks, 1):
            typer.echo(f"  fallback {rank}: {rung.title}")
    for each in made.left_out:
        say(f"left out: {each.name}: {each.reason}")
    typer.echo(f"The draft is in {out}; lint it, and import it." if out else "Write the draft with --out.")
