"""`fourcorners eval reading …`: what the readers make of whole folders."""

import json as _json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from evals.reading import FileReading


def reading(
    *,
    folders: Annotated[list[Path], typer.Argument(help="Folders of .docx, .docm, .pdf and .txt files.")],
    against: Annotated[
        Path | None, typer.Option(help="CUAD file with others' texts of the same contracts.")
    ] = None,
    scans: Annotated[
        int, typer.Option(min=0, help="Also read as many pages of the PDF files from pictures of them.")
    ] = 0,
    report: Annotated[
        Path | None, typer.Option(help="Write a page of Markdown with all figures here.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read every file below the folders; exit 4 where one fails, is slow or takes too much memory."""
    from contracts.errors import InvalidInputError
    from evals.reading import cuad_texts, files_below, read_files
    from evals.reading_scans import read_scans
    from evals.reading_table import reading_page, summary

    files = files_below(folders)
    if not files:
        raise InvalidInputError("no .docx, .docm, .pdf or .txt file lies below the folders; name others")
    texts = cuad_texts(against) if against else None
    readings = read_files(files, texts=texts, say=_say)
    pictures = read_scans(files, scans, say=_say)
    told = summary(readings, pictures)
    if report:
        named = [*map(str, folders), *(["--against", str(against)] if against else [])]
        named += ["--scans", str(scans)] if scans else []
        command = " ".join(["fourcorners eval reading", *named])
        report.write_text(reading_page(readings, command, pictures=pictures), "utf-8")
        _say(f"report: {report}")
    if json:
        rows = [{**one.model_dump(mode="json"), "holds": one.holds} for one in readings]
        typer.echo(_json.dumps({**told, "readings": rows}, ensure_ascii=False))
    else:
        _tell(told, [one for one in readings if not one.holds])
    if not told["holds"]:
        raise typer.Exit(4)


def _say(line: str) -> None:
    typer.echo(line, err=True)


def _tell(told: "Mapping[str, object]", missed: "Iterable[FileReading]") -> None:
    for name, value in told.items():
        typer.echo(f"{name.replace('_', ' ')}: {value}")
    for one in missed:
        what = f"{one.seconds:g} s, {one.peak_mib:g} MiB"
        typer.echo(f"MISSED {one.file}: {one.outcome}, {what} {one.reason}")
