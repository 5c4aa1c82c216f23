"""`fourcorners serve`: the pages and the HTTP API."""

from typing import Annotated

import typer

app = typer.Typer()

# An open event stream must not keep the service alive for long after Ctrl-C.
GRACE_SECONDS = 2


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (default: the setting).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (default: the setting).")] = None,
) -> None:
    """Serve until interrupted."""
    import uvicorn

    from adapters.settings import load_settings
    from api.app import create_app

    settings = load_settings()
    changes = {"host": host or settings.host, "port": settings.port if port is None else port}
    settings = settings.model_copy(update=changes)
    typer.echo(
        f"Four Corners is served at http://{settings.host}:{settings.port}/ (stop with Ctrl-C)", err=True
    )
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
