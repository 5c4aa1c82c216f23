"""`fourcorners library search QUERY`: approved clauses for a need put in plain words."""

from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _library() -> None:
    """The library of approved clauses."""


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="What the clause should do, in your own words.")],
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many clauses at most.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Search approved clauses by meaning and by words."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.searching import open_clause_search

    with open_clause_search(load_settings()) as search_clauses:
        hits = search_clauses(query, limit)
    if json:
        rows = [{**hit.clause.model_dump(mode="json"), "score": round(hit.score, 4)} for hit in hits]
        print_json({"query": query, "clauses": rows})
        return
    for hit in hits:
        typer.echo(f"{hit.clause.id}  {hit.clause.title} ({hit.clause.side}, {hit.clause.posture})")
        typer.echo(f"  {hit.clause.summary}")
