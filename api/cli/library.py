"""`fourcorners library …`: look at the approved clauses, search them, set variants side by side."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.library_words import clause_lines, found_line, past_lines, variance_line

if TYPE_CHECKING:  # commands load what they use when they run: `fourcorners --help` stays quick
    from clause_library.library import Library
    from clause_library.search import Hit

app = typer.Typer(no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Limit = Annotated[int, typer.Option(min=1, max=50, help="How many clauses at most.")]
OfType = Annotated[str, typer.Option("--type", help="Only clauses of this type.")]


class Side(StrEnum):
    """Whose clause it is."""

    customer = "customer"
    vendor = "vendor"
    mutual = "mutual"


class Place(StrEnum):
    """Where to look for clauses."""

    library = "library"
    contracts = "contracts"
    both = "both"


@app.callback()
def _library() -> None:
    """The library of approved clauses."""


@app.command()
def search(  # noqa: PLR0913 (one parameter per promised option, decision 0002)
    query: Annotated[str, typer.Argument(help="What the clause should do, in your own words.")],
    *,
    limit: Limit = 5,
    of_type: OfType = "",
    side: Annotated[Side | None, typer.Option(help="Only clauses for this side, and mutual ones.")] = None,
    jurisdiction: Annotated[str, typer.Option(help="Only clauses that serve under this law.")] = "",
    contract_type: Annotated[str, typer.Option(help="Only clauses for this type of contract.")] = "",
    json: AsJson = False,
) -> None:
    """Search approved clauses by meaning and by words."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.searching import open_clause_search
    from clause_library.search import Filters

    filters = Filters(type=of_type, side=side or "", jurisdiction=jurisdiction, contract_type=contract_type)
    with open_clause_search(load_settings()) as clauses:
        hits = clauses(query, limit, filters=filters)
    if json:
        print_json({"query": query, "clauses": [_hit(hit) for hit in hits]})
        return
    for hit in hits:
        typer.echo(found_line(hit.clause))


@app.command()
def like(
    given: Annotated[str, typer.Argument(metavar="FILE|TEXT", help="A clause, or a text file with it.")],
    *,
    where: Annotated[Place, typer.Option("--in", help="Where to look.")] = Place.both,
    limit: Limit = 5,
    of_type: OfType = "",
    json: AsJson = False,
) -> None:
    """Find clauses like this one, in the library and in contracts reviewed before."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.desk import open_storage
    from api.searching import like as find_like
    from api.searching import open_clause_search
    from clause_library.past import Asked

    settings = load_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    asked = Asked(_words_of(given), like=True, type=of_type)
    with open_clause_search(settings) as clauses, open_storage(settings) as storage:
        ours, past = find_like(clauses, asked, where=where.value, limit=limit, storage=storage)
    if json:
        rows = [{**hit.clause.model_dump(mode="json"), "score": round(hit.score, 4)} for hit in past]
        print_json({"library": [_hit(hit) for hit in ours], "contracts": rows})
        return
    for hit in ours:
        typer.echo(found_line(hit.clause))
    for hit in past:
        typer.echo(past_lines(hit))
    if not ours and not past:
        typer.echo("nothing like it was found", err=True)


@app.command()
def show(id: Annotated[str, typer.Argument(help="The id of a clause.")], json: AsJson = False) -> None:
    """One clause with its conditions, its approval and its fallbacks."""
    from api.cli.files import print_json

    clause = _the_library().get(id)
    if json:
        print_json({**clause.model_dump(mode="json"), "standing": clause.standing})
        return
    typer.echo(clause_lines(clause))


@app.command("list")
def list_clauses(
    of_type: OfType = "",
    side: Annotated[Side | None, typer.Option(help="Only clauses of this side.")] = None,
    json: AsJson = False,
) -> None:
    """The clauses by their ids."""
    from api.cli.files import print_json

    chosen = [
        clause
        for clause in _the_library().clauses
        if (not of_type or clause.type == of_type) and (not side or clause.side == side)
    ]
    if json:
        rows = [{**clause.model_dump(mode="json"), "standing": clause.standing} for clause in chosen]
        print_json({"clauses": rows})
        return
    for clause in chosen:
        typer.echo(
            f"{clause.id}  {clause.type}  {clause.title} ({clause.side}, {clause.posture}, {clause.standing})"
        )


@app.command()
def compare(
    first: Annotated[str, typer.Argument(help="The id of a clause.")],
    second: Annotated[str, typer.Argument(help="The id of another.")],
    json: AsJson = False,
) -> None:
    """Two variants word by word: [-only in the first-] {+only in the second+}."""
    from api.cli.files import print_json
    from api.variants import compare_clauses

    library = _the_library()
    found = compare_clauses(library.get(first), library.get(second))
    if json:
        print_json(found.model_dump(mode="json"))
        return
    typer.echo(variance_line(found))


@app.command()
def export(
    out: Annotated[Path | None, typer.Option(help="Write to this file and not to standard output.")] = None,
    of_type: OfType = "",
) -> None:
    """All clauses as one YAML file, to be approved, changed and read again as a folder of one's own."""
    from api.cli.files import say, write_output
    from clause_library.writing import written_clauses

    text = written_clauses(one for one in _the_library().clauses if not of_type or one.type == of_type)
    if out is None:
        typer.echo(text, nl=False)
        return
    write_output(out, text.encode("utf-8"))
    say(f"clauses: {out}")


@app.command()
def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Forget all vectors, make them anew.")] = False,
    json: AsJson = False,
) -> None:
    """Embed what is new of the library and of past contracts; with --rebuild, all of it."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.desk import open_storage
    from api.searching import open_clause_search

    settings = load_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    with open_clause_search(settings) as clauses, open_storage(settings) as storage:
        if rebuild:
            done: dict[str, Any] = clauses.rebuild(storage)._asdict()
        else:
            done = {"embedded": clauses.catch_up(storage)}
    if json:
        print_json(done)
        return
    typer.echo(", ".join(f"{name}: {value}" for name, value in done.items()))


def _the_library() -> "Library":
    from adapters.settings import load_settings
    from api.composition import approved_clauses

    return approved_clauses(load_settings())


def _hit(hit: "Hit") -> dict[str, Any]:
    clause = hit.clause
    return {
        **clause.model_dump(mode="json"),
        "standing": clause.standing,
        "score": round(hit.score, 4),
    }


def _words_of(given: str) -> str:
    """The text of a file of that name, else the words themselves."""
    from contracts.errors import InvalidInputError

    try:
        text = Path(given).read_text("utf-8") if len(given) < 500 and Path(given).is_file() else given
    except (OSError, UnicodeDecodeError):
        raise InvalidInputError(f"{given} is no text file in UTF-8; give the words of a clause") from None
    if not text.strip():
        raise InvalidInputError("there are no words to look for; give a clause, or a text file with one")
    return text[:20_000]
