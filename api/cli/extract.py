"""`fourcorners extract FILE`: metadata, obligations and clauses, each with its quotation."""

import time
from pathlib import Path
from typing import Annotated

import typer

from api.cli.attached import HELP, attachments_json, opened, say_attached
from contracts.extraction import Extraction

app = typer.Typer()


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A contract (.docx, .pdf, .txt, .html, .eml, .doc and more).")],
    attachment: Annotated[int | None, typer.Option(help=HELP, min=1)] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Read a contract into typed facts, obligations and clauses."""
    from adapters.settings import load_settings
    from api.attachments import attached
    from api.cli.files import print_json
    from api.composition import limits, read_twice
    from api.reading import read_file
    from extraction.rendering import extraction_json

    data, name = opened(file, attachment)
    begun = time.perf_counter()
    settings = load_settings()
    extraction = read_twice(read_file(data, name, limits=limits(settings)), settings)
    seconds = time.perf_counter() - begun
    came = attached(data, name)
    if attachment is None:
        say_attached(came, file, command="extract")
    if json:
        print_json({**extraction_json(extraction, seconds=seconds), "attachments": attachments_json(came)})
        return
    for line in summary(extraction):
        typer.echo(line)


def summary(extraction: Extraction) -> list[str]:
    """The facts of a contract in a few lines."""
    from api.cli.summary import gap_lines, term_lines
    from contracts.metadata import Metadata
    from review.report.words import fact_words, field_words

    lines: list[str] = []
    for field in Metadata.model_fields:
        value = getattr(extraction.metadata, field)
        facts = value if isinstance(value, tuple) else (value,) if value else ()
        said = "; ".join(f"{fact_words(fact.value)} ({fact.confidence:.0%})" for fact in facts)
        lines.append(f"{field_words(field) + ':':<20}{said or 'not found'}")
    document = extraction.document
    lines.append(f"{'Clauses:':<20}{len(document.clauses)}")
    lines.append(f"{'Obligations:':<20}{len(extraction.obligations)}")
    lines.append(f"{'Read completely:':<20}{'yes' if document.coverage.complete else 'no'}")
    lines.extend(f"  {line}" for line in gap_lines(document.coverage))
    terms = term_lines(document)
    lines.append(f"{'Terms, references:':<20}{len(terms) or 'nothing'} to mend")
    lines.extend(f"  {line}" for line in terms)
    return lines
