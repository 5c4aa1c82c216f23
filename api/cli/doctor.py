"""`fourcorners doctor`: what works on this machine, and what to install for the rest."""

import shutil
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

app = typer.Typer()


@app.command()
def doctor(
    json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Check settings, storage, weights, library, playbooks and helper programs; exit 1 when one fails."""
    from api.cli.files import print_json

    rows = [_tried(name, check) for name, check in _CHECKS.items()]
    if json:
        print_json({"ok": all(row["state"] != "fails" for row in rows), "checks": rows})
    else:
        for row in rows:
            typer.echo(f"{row['state']:<8}{row['name']:<22}{row['detail']}")
    if any(row["state"] == "fails" for row in rows):
        raise typer.Exit(1)


def _tried(name: str, check: Callable[[], tuple[str, str]]) -> dict[str, Any]:
    # the doctor's work is to report whatever breaks, so every error is caught here and shown
    try:
        state, detail = check()
    except Exception as error:
        state, detail = "fails", f"{type(error).__name__}: {error}"
    return {"name": name, "state": state, "detail": detail}


def _python() -> tuple[str, str]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return ("works" if sys.version_info >= (3, 11) else "fails"), version


def _home() -> tuple[str, str]:
    from adapters.settings import load_settings

    home = load_settings().home
    home.mkdir(parents=True, exist_ok=True)
    probe = home / ".doctor"
    probe.write_text("ok")
    probe.unlink()
    return "works", str(home)


def _weights() -> tuple[str, str]:
    from extraction.engine import extract
    from extraction.readers.guard import read_guarded

    words = b"1. Governing Law. This Agreement is governed by the laws of the State of Delaware."
    found = extract(read_guarded(words, "probe.txt"))
    present = [presence.type for presence in found.presence if presence.state == "present"]
    if "governing_law" in present:
        return "works", f"{found.engine.name} {found.engine.version}"
    return "fails", "the engine does not recognise a governing-law clause; run `fourcorners train`"


def _library() -> tuple[str, str]:
    from clause_library.library import load_library

    return "works", f"{len(load_library().clauses)} approved clauses"


def _playbooks() -> tuple[str, str]:
    from adapters.settings import load_settings
    from api.shelf import all_playbooks

    return "works", ", ".join(sorted(all_playbooks(load_settings())))


def _model() -> tuple[str, str]:
    from adapters.settings import load_settings

    model = load_settings().model
    return "works" if model else "off", model or "no language model is set; everything runs without one"


def _tesseract() -> tuple[str, str]:
    from adapters.settings import load_settings
    from extraction.readers.limits import Limits
    from extraction.readers.ocr import problem

    language = load_settings().ocr_language
    why = problem(Limits(ocr_language=language))
    return ("absent", why) if why else ("works", f"reads scanned pages in {language}")


def _program(name: str, use: str) -> Callable[[], tuple[str, str]]:
    def check() -> tuple[str, str]:
        found = shutil.which(name)
        return ("works", found) if found else ("absent", f"install it for {use}")

    return check


_CHECKS: dict[str, Callable[[], tuple[str, str]]] = {
    "Python": _python,
    "home folder": _home,
    "offline engine": _weights,
    "clause library": _library,
    "playbooks": _playbooks,
    "language model": _model,
    "Tesseract": _tesseract,
    "LibreOffice (soffice)": _program("soffice", "reading .doc, .rtf and .odt, and for some tests"),
    "Chromium (chromium)": _program("chromium", "the tests of the pages"),
}
