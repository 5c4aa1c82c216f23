"""`fourcorners extract FILE`: metadata, obligations and clauses, each with its quotation."""

import shlex
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.attached import HELP, attachments_json, opened, say_attached
from contracts.extraction import Extraction

if TYPE_CHECKING:
    from api.attachments import Attached
    from extraction.export.schedule import Schedule

app = typer.Typer()


@app.command()
def extract(
    file: Annotated[Path, typer.Argument(help="A contract (.docx, .pdf, .txt, .html, .eml, .doc and more).")],
    attachment: Annotated[int | None, typer.Option(help=HELP, min=1)] = None,
    export: Annotated[
        Path | None,
        typer.Option(help="Write obligations and key dates here (.csv, .xlsx, .ics or .json)."),
    ] = None,
    event: Annotated[
        list[str] | None,
        typer.Option(
            help='A date that due dates wait for ("receipt of the invoice=2026-03-03"); repeatable.'
        ),
    ] = None,
    calendar: Annotated[
        str,
        typer.Option(help="Holidays that are no business days (US, US-NY, GB-ENG); default: weekends only."),
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Read a contract into typed facts, obligations with their due dates, and clauses."""
    from api.cli.files import print_json
    from api.scheduling import parse_events
    from extraction.due.openings import OpenDays
    from extraction.export.data import ending_of, schedule_json
    from extraction.export.schedule import make_schedule
    from extraction.rendering import extraction_json

    # before a long reading: whether what was asked for can be had
    events, _ = parse_events(event or ()), OpenDays(calendar)
    if export:
        ending_of(export.name)
    extraction, came, seconds = _read(file, attachment)
    schedule = make_schedule(extraction, events=events, calendar=calendar)
    if export:
        _write(schedule, export)
    if json:
        told = extraction_json(extraction, seconds=seconds) | schedule_json(schedule)
        return print_json({**told, "attachments": attachments_json(came)})
    for line in [*summary(extraction), *_due_lines(schedule)]:
        typer.echo(line)


def _read(file: Path, attachment: int | None) -> "tuple[Extraction, tuple[Attached, ...], float]":
    """The reading, what came with the file, and the seconds that the reading took."""
    from adapters.settings import load_settings
    from api.attachments import attached
    from api.composition import limits, read_twice
    from api.reading import read_file

    data, name = opened(file, attachment)
    begun = time.perf_counter()
    settings = load_settings()
    extraction = read_twice(read_file(data, name, limits=limits(settings)), settings)
    seconds = time.perf_counter() - begun
    came = attached(data, name)
    if attachment is None:
        say_attached(came, file, command="extract")
    return extraction, came, seconds


def _write(schedule: "Schedule", path: Path) -> None:
    from adapters.clock import SystemClock
    from api.cli.files import say, write_output
    from extraction.export.data import ending_of, export

    write_output(path, export(schedule, ending_of(path.name), stamp=SystemClock().now().date()))
    say(f"Obligations and key dates: {path}")


_MOST_LINES = 12


def _due_lines(schedule: "Schedule") -> list[str]:
    """Key dates, and how many due dates are known and wait."""
    from extraction.due.words import day_words

    lines = ["Key dates:"] if schedule.dates else []
    for each in schedule.dates[:_MOST_LINES]:
        day = day_words(each.due.date) if each.due.date else f"waits for: {each.due.waits_for}"
        lines.append(f"  {day:<20}{each.title} ({each.how}, {each.confidence:.0%})")
    dues = [due for due in schedule.dues if due]
    known = sum(due.date is not None for due in dues)
    waiting = list(dict.fromkeys(due.waits_for for due in dues if due.waits_for))
    lines.append(
        f"{'Due dates:':<24}{known} known, {sum(bool(due.waits_for) for due in dues)} wait for an event"
    )
    lines.extend(f"  --event {shlex.quote(name + '=YYYY-MM-DD')}" for name in waiting[:_MOST_LINES])
    return lines


def summary(extraction: Extraction) -> list[str]:
    """The facts of a contract in a few lines: those that were found, then the names of the others."""
    from api.cli.summary import gap_lines, term_lines
    from contracts.metadata import Metadata, facts_of
    from review.report.words import field_words, not_found, told_words

    lines: list[str] = []
    for field in Metadata.model_fields:
        facts = facts_of(extraction.metadata, field)
        if facts:
            said = "; ".join(f"{told_words(fact)} ({fact.confidence:.0%})" for fact in facts)
            lines.append(f"{field_words(field) + ':':<24}{said}")
    if missing := not_found(extraction.metadata):
        lines.append(f"Not found: {', '.join(missing)}")
    document = extraction.document
    lines.append(f"{'Clauses:':<24}{len(document.clauses)}")
    lines.append(f"{'Obligations:':<24}{len(extraction.obligations)}")
    lines.append(f"{'Read completely:':<24}{'yes' if document.coverage.complete else 'no'}")
    lines.extend(f"  {line}" for line in gap_lines(document.coverage))
    terms = term_lines(document)
    lines.append(f"{'Terms, references:':<24}{len(terms) or 'nothing'} to mend")
    lines.extend(f"  {line}" for line in terms)
    return lines
