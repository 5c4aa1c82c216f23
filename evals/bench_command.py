"""`fourcorners bench`: speed and memory beside floors and peers of the same run."""

import json as _json
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def bench(
    runs: Annotated[int, typer.Option(min=1, max=50, help="Counted runs of each figure.")] = 5,
    clauses: Annotated[
        int, typer.Option(min=0, help="Clauses of the search's figures, which take minutes; 0 for none.")
    ] = 100_000,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Measure; exit 4 when a stated bound is missed."""
    from evals.bench import bench as measure

    figures = measure(runs)
    if clauses:
        from evals.bench_library import library_figures

        figures += library_figures(clauses)
    if json:
        rows = [{**figure.model_dump(), "holds": figure.holds} for figure in figures]
        typer.echo(_json.dumps({"figures": rows}, indent=2))
    else:
        for figure in figures:
            bound = (
                f"; bound {figure.bound:g} {'holds' if figure.holds else 'MISSED'}" if figure.bound else ""
            )
            typer.echo(f"{figure.name}: {figure.typical:g} {figure.unit} (best {figure.best:g}{bound})")
            typer.echo(f"    {figure.ratio:g} × {figure.floor} ({figure.floor_typical:g} {figure.unit})")
    if not all(figure.holds for figure in figures):
        raise typer.Exit(4)
