"""`fourcorners serve`: the pages and the HTTP API."""

from typing import Annotated

import typer

app = typer.Typer()


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
    host, port = host or settings.host, port or settings.port
    typer.echo(f"Four Corners is served at http://{host}:{port}/ (stop with Ctrl-C)", err=True)
    uvicorn.run(create_app(settings), host=host, port=port, log_level="warning", access_log=False)
