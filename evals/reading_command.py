"""`fourcorners eval reading …`: what the readers make of whole folders."""

import json as _json
from pathlib import Path
from typing import Annotated

import typer


def reading(
    *,
    folders: Annotated[list[Path], typer.Argument(help="Folders of .docx, .docm, .pdf and .txt files.")],
    against: Annotated[
        Path | None, typer.Option(help="CUAD file with others' texts of the same contracts.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write a page of Markdown with all figures here.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Read every file below the folders; exit 4 where one fails, is slow or takes too much memory."""
    from contracts.errors import InvalidInputError
    from evals.reading import cuad_texts, files_below, read_files
    from evals.reading_table import reading_page, summary

    files = files_below(folders)
    if not files:
        raise InvalidInputError("no .docx, .docm, .pdf or .txt file lies below the folders; name others")
    texts = cuad_texts(against) if against else None
    readings = read_files(files, texts=texts, say=lambda line: typer.echo(line, err=True))
    told = summary(readings)
    if report:
        named = [*map(str, folders), *(["--against", str(against)] if against else [])]
        report.write_text(reading_page(readings, " ".join(["fourcorners eval reading", *named])), "utf-8")
        typer.echo(f"report: {report}", err=True)
    if json:
        rows = [{**one.model_dump(mode="json"), "holds": one.holds} for one in readings]
        typer.echo(_json.dumps({**told, "readings": rows}, ensure_ascii=False))
    else:
        for name, value in told.items():
            typer.echo(f"{name.replace('_', ' ')}: {value}")
        for one in readings:
            if not one.holds:
                what = f"{one.seconds:g} s, {one.peak_mib:g} MiB"
                typer.echo(f"MISSED {one.file}: {one.outcome}, {what} {one.reason}")
    if not told["holds"]:
        raise typer.Exit(4)
