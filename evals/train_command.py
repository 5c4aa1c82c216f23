"""`fourcorners train`: make the weights again from the training data."""

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from contracts.errors import InvalidInputError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def train(
    data: Annotated[
        Path | None, typer.Option(help="Folder that holds cuad/train.json; default: $FOURCORNERS_DATA.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the weights; default: where the engine reads them.")
    ] = None,
) -> None:
    """Learn the clause types and write the weights and their card; the same bytes each time."""
    if find_spec("sklearn") is None:
        raise InvalidInputError("training needs scikit-learn; install the package with its extra 'train'")
    import extraction.clauses
    from extraction.train import train as learn

    weights = out or Path(extraction.clauses.__path__[0]) / "weights"
    folder = data or Path(os.environ.get("FOURCORNERS_DATA", "../shared/data"))
    card = learn(folder, weights, say=lambda line: typer.echo(line, err=True))
    for name, size in card.bytes.items():
        typer.echo(f"{name}: {size} bytes, {card.types} types, written to {weights}")
