"""`fourcorners demo`: three sample contracts through the real service, then its pages."""

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from adapters.records.outputs import Kind
    from adapters.settings import Settings
    from api.service import Service

app = typer.Typer()

SAMPLES = Path(__file__).parent.parent.parent / "samples"
# The sample and the playbook that a person would choose for it.
_UPLOADS = (
    ("third-party-nda.docx", "nda-mutual"),
    ("vendor-saas.docx", "saas-customer"),
    ("customer-redline-nda.docx", "nda-mutual"),
)
_PATIENCE_SECONDS = 180.0
_OUTPUTS: "dict[Kind, str]" = {"report": "report.html", "redline": "redline.docx", "receipt": "receipt.json"}


@app.command()
def demo(
    serve: Annotated[bool, typer.Option(help="Serve the pages afterwards, until interrupted.")] = True,
    out: Annotated[Path, typer.Option(help="Folder for the demo's data and outputs; made anew.")] = Path(
        "out/demo"
    ),
    port: Annotated[int | None, typer.Option(help="Port of the pages (default: the setting).")] = None,
) -> None:
    """Review the sample contracts and show what comes of them."""
    from adapters.settings import load_settings
    from api.opening import open_service

    out = out.absolute()
    _clear(out)
    settings = load_settings(home=out / "service", **({"port": port} if port is not None else {}))
    with open_service(settings) as service:
        for name, playbook in _UPLOADS:
            _review_sample(service, name, playbook=playbook, out=out)
        typer.echo("Samples and playbooks are illustrations of our own; counsel must approve any wording.")
        if serve:
            with _served(service, settings) as address:
                typer.echo(f"\nServed at {address} (stop with Ctrl-C)")
                _wait_for_interrupt()


def _clear(out: Path) -> None:
    """Remove what an earlier demo made, and nothing else."""
    mark = out / ".fourcorners-demo"
    if out.exists() and any(out.iterdir()) and not mark.exists():
        from contracts.errors import InvalidInputError

        raise InvalidInputError(f"{out} is not empty and not a demo's; name another folder with --out.")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    mark.touch()


def _review_sample(service: "Service", name: str, *, playbook: str, out: Path) -> None:
    from api.cli.files import write_output
    from api.cli.summary import review_lines
    from api.intake import Upload

    begun = time.perf_counter()
    data = (SAMPLES / name).read_bytes()
    contract = service.submit(Upload(data=data, name=name, playbook_id=playbook))
    contract = service.wait(contract.id, timeout_seconds=_PATIENCE_SECONDS)
    seconds = time.perf_counter() - begun
    typer.echo(f"\n{name} ({seconds:.1f} s)")
    if contract.state == "failed":
        typer.echo(f"  could not be reviewed: {contract.problem}")
        raise typer.Exit(1)
    for line in review_lines(service.review(contract.id)[1]):
        typer.echo(line)
    available = service.outputs(contract.id)
    for kind, file in _OUTPUTS.items():
        output = available.get(kind)
        if output is None or output.sha256 is None:
            continue
        place = out / Path(name).stem / file
        write_output(place, service.file(contract.id, kind)[2])
        typer.echo(f"  {kind:<8} {place}")


@contextmanager
def _served(service: "Service", settings: "Settings") -> Iterator[str]:
    """Serve in a thread of this process; yields the address once connections are taken."""
    import uvicorn

    from api.app import create_app
    from api.cli.serve import GRACE_SECONDS

    config = uvicorn.Config(
        create_app(settings, service=service),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="pages")
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                from contracts.errors import OutsideError

                place = f"{settings.host}:{settings.port}"
                raise OutsideError(f"Cannot serve on {place}; is the port taken? Name another with --port.")
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://{settings.host}:{port}/"
    finally:
        server.should_exit = True
        thread.join()


def _wait_for_interrupt() -> None:
    """Until Ctrl-C, or until whoever started us sends SIGTERM."""
    import signal

    asked = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: asked.set())
    asked.wait()
