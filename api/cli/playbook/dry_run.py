"""`fourcorners playbook dry-run`: which verdicts a draft would change, and for which contracts."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.playbook.versions import AuthorOption, JsonOption, named

if TYPE_CHECKING:
    from adapters.settings import Settings
    from review.dry_run import DryRun


def dry_run(
    draft: Annotated[str, typer.Argument(help="A YAML file, or the id of a playbook in the records.")],
    contracts: Annotated[
        list[Path] | None, typer.Argument(help="Contracts to try it on (default: those already reviewed).")
    ] = None,
    *,
    folder: Annotated[Path | None, typer.Option(help="Try it on the contracts in this folder.")] = None,
    version: Annotated[str, typer.Option(help="Which version, where an id is named.")] = "",
    author: AuthorOption = None,
    json: JsonOption = False,
) -> None:
    """Show what a draft would change, side by side, before it is published."""
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.file_trial import files_in

    settings = load_settings()
    files = [*(contracts or ()), *(files_in(folder) if folder else ())]
    if files or folder:
        run = _over_files(draft, files, version=version, settings=settings)
    else:
        run = _over_records(draft, version=version, by=named(author), settings=settings)
    if json:
        print_json(run_json(run))
        return
    for line in run_lines(run):
        typer.echo(line)


def run_json(run: "DryRun") -> dict[str, Any]:
    """A dry run as JSON, with its counts and its tally."""
    counts = {"tried": len(run.contracts), "changed": run.changed, "grave": run.grave}
    positions = [each.model_dump(mode="json") for each in run.positions]
    return {**counts, "positions": positions, **run.model_dump(mode="json")}


def run_lines(run: "DryRun") -> Iterator[str]:
    """A dry run for people: position by position, then contract by contract."""
    from review.dry_run import standing_words

    old = f"version {run.against}" if run.against else "nothing (it is the first of its id)"
    yield f"{run.playbook_id} {run.draft_version} against {old}"
    yield f"{run.changed} of {len(run.contracts)} contracts come out otherwise" + (
        "; verdicts of high or critical severity change" if run.grave else ""
    )
    for row in run.positions:
        moves = ", ".join(f"{was or 'none'} → {now or 'none'} ({count})" for was, now, count in row.moves)
        yield f"  [{row.severity}] {row.title} ({row.position_id}): {moves}"
    for each in run.contracts:
        if not each.changed:
            continue
        yield f"\n{each.name} ({each.side}): {each.route_before or 'no route'} → {each.route_after}"
        for change in each.changes:
            was, now = standing_words(change.before) or "none", standing_words(change.after) or "none"
            yield f"  {change.title}: {was} → {now}"
            yield f"    before: {change.before.reason if change.before else 'there was no such position'}"
            yield f"    after:  {change.after.reason if change.after else 'there is no such position'}"
    for missed in run.not_tried:
        yield f"\nnot tried: {missed.name}: {missed.reason}"


def _over_records(draft: str, *, version: str, by: str, settings: "Settings") -> "DryRun":
    from api.cli.files import read_input
    from api.desk import open_desk
    from api.trying import MOST
    from playbooks.reading import decoded

    with open_desk(settings) as desk:
        if _is_file(draft):
            return desk.dry_run_of(desk.parse(decoded(read_input(Path(draft)))), by=by, most=MOST).dry_run
        return desk.dry_run(draft, version, by=by, most=MOST).dry_run


def _over_files(draft: str, files: list[Path], *, version: str, settings: "Settings") -> "DryRun":
    from api.desk import open_desk
    from api.file_trial import try_on_files
    from api.shelf import all_playbooks, playbook_named

    if _is_file(draft):
        new = playbook_named(draft, settings)
    else:
        with open_desk(settings) as desk:
            new = desk.read(draft, version)
    return try_on_files(files, all_playbooks(settings).get(new.id), new=new, settings=settings)


def _is_file(name: str) -> bool:
    return Path(name).suffix.lower() in (".yaml", ".yml")
