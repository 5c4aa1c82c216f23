"""`fourcorners review FILE`: the whole review of one contract."""

import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.attached import HELP, attachments_json, opened, say_attached

if TYPE_CHECKING:
    from api.reviewing import ReviewedFile

app = typer.Typer()


class SideName(StrEnum):
    """For whom the contract is read."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    MUTUAL = "mutual"


@app.command()
def review(
    file: Annotated[Path, typer.Argument(help="A contract (.docx, .pdf, .txt, .html, .eml, .doc and more).")],
    playbook: Annotated[str | None, typer.Option(help="Id or YAML file (default: by contract type).")] = None,
    side: Annotated[SideName | None, typer.Option(help="For whom (default: the playbook's side).")] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder for review.json, report, redline, receipt.")
    ] = None,
    attachment: Annotated[int | None, typer.Option(help=HELP, min=1)] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Hold a contract against a playbook."""
    from adapters.clock import SystemClock
    from adapters.settings import load_settings
    from api.cli.files import print_json
    from api.cli.summary import review_lines
    from api.reviewing import Request, review_file

    data, name = opened(file, attachment)
    begun = time.perf_counter()
    request = Request(playbook=playbook, side=side.value if side else None)
    done = review_file(data, name, request=request, settings=load_settings(), clock=SystemClock())
    rendered = write_outputs(done, out, seconds=time.perf_counter() - begun)
    if attachment is None:
        say_attached(done.attached, file, command="review")
    if json:
        print_json(rendered)
        return
    for line in review_lines(done.review):
        typer.echo(line)
    for name, path in rendered["outputs"].items():
        if path:
            typer.echo(f"{name:<10}{path}")
    if out:
        typer.echo(f"{'issues':<10}{out / 'issues.docx'}")
    if out and done.no_redline:
        typer.echo(f"no redline: {done.no_redline}")


def write_outputs(done: "ReviewedFile", out: Path | None, *, seconds: float) -> dict[str, Any]:
    """Write the files of a review to `out`, if given; the JSON that names them."""
    import json

    from api.cli.files import write_output
    from review.report.issue_list import issue_list
    from review.report.rendering import review_json

    came = {"attachments": attachments_json(done.attached)}
    if out is None:
        return review_json(done.review, seconds=seconds, outputs={}) | came
    paths: dict[str, str | None] = {"report": str(out / "report.html")}
    write_output(out / "report.html", done.report.encode())
    write_output(out / "issues.docx", issue_list(done.review))
    if done.redline is not None and done.receipt is not None:
        paths |= {"redline": str(out / "redline.docx"), "receipt": str(out / "receipt.json")}
        write_output(out / "redline.docx", done.redline)
        receipt = {**done.receipt.model_dump(mode="json"), "holds": done.receipt.holds}
        write_output(out / "receipt.json", json.dumps(receipt, indent=2, ensure_ascii=False).encode())
    rendered = review_json(done.review, seconds=seconds, outputs=paths) | came
    write_output(out / "review.json", json.dumps(rendered, indent=2, ensure_ascii=False).encode())
    return rendered
