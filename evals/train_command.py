"""`fourcorners train`: make the weights again from the training data."""

import os
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from contracts.errors import InvalidInputError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Part(StrEnum):
    """What is learnt."""

    clauses = "clauses"
    ranker = "ranker"


@app.command()
def train(
    data: Annotated[
        Path | None,
        typer.Option(help="Folder that holds cuad/train.json and acord; default: $FOURCORNERS_DATA."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for the weights; default: where the engine reads them.")
    ] = None,
    only: Annotated[
        Part, typer.Option(help="clauses: the clause types. ranker: the search's ranker, in seconds.")
    ] = Part.clauses,
) -> None:
    """Learn the clause types and write the weights and their card; the same bytes each time."""
    folder = data or Path(os.environ.get("FOURCORNERS_DATA", "../shared/data"))
    if only == Part.ranker:
        _train_ranker(folder, out)
        return
    if find_spec("sklearn") is None:
        raise InvalidInputError("training needs scikit-learn; install the package with its extra 'train'")
    import extraction.clauses
    from extraction.train import train as learn

    weights = out or Path(extraction.clauses.__path__[0]) / "weights"
    card = learn(folder, weights, say=lambda line: typer.echo(line, err=True))
    for name, size in card.bytes.items():
        typer.echo(f"{name}: {size} bytes, {card.types} types, written to {weights}")


def _train_ranker(folder: Path, out: Path | None) -> None:
    import clause_library.weights
    from evals.ranker_training import train_ranker

    weights = out or Path(clause_library.weights.__path__[0])
    size = train_ranker(folder, weights)
    typer.echo(f"ranker.json: {size} bytes, written to {weights}")
