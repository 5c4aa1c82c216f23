"""How fast and how large: each figure beside a floor or a peer measured in the same run.

Absolute seconds say little on a shared machine; the ratio to the floor does. The bounds that the product
states (a 30-page contract reviewed in 3 s after start, the command started in 0.5 s, a hundred pages read in
0.5 s from .docx and in 2 s from PDF, the facts and duties of fifty pages in 0.4 s, a whole review of fifty
pages in 1.5 s and of two hundred in 6 s, no page of a long contract dearer than 1.5 of a short one) are
checked on the fastest run, which is the one least disturbed.
"""

import shutil
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from evals.bench_contract import long_contract
from evals.bench_facts import facts_figures
from evals.bench_figure import Figure, figure, peak_mib, process, seconds
from evals.bench_reading import reading_figures
from evals.bench_review import review_figures

PAGES = 30
_RUNS = 5


def bench(runs: int = _RUNS) -> tuple[Figure, ...]:
    """All figures; takes two to three minutes."""
    data = long_contract(PAGES)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "contract.docx"
        file.write_bytes(data)
        figures = [_start(runs), _reading(data, runs), _review(data, runs), _memory(file)]
        if shutil.which("soffice"):
            figures.append(_beside_libreoffice(file, data))
    return (*figures, *review_figures(runs), *facts_figures(runs), *reading_figures(runs))


def _start(runs: int) -> Figure:
    command = seconds(runs, lambda: process("import api.cli.main"))
    floor = seconds(runs, lambda: process("import typer"))
    return figure(
        "start of the command", command, floor="a process that imports typer", floors=floor, bound=0.5
    )


def _reading(data: bytes, runs: int) -> Figure:
    from extraction.readers.docx.package import open_package
    from extraction.readers.limits import Limits
    from extraction.readers.reading import read_document

    def parse() -> None:
        open_package(data, Limits()).tree("word/document.xml")

    ours = seconds(runs, lambda: read_document(data, "contract.docx"))
    return figure(
        f"reading {PAGES} pages of .docx",
        ours,
        floor="unzipping and parsing its XML",
        floors=seconds(runs, parse),
    )


def _review(data: bytes, runs: int) -> Figure:
    from extraction.readers.reading import read_document

    ours = seconds(runs, lambda: _reviewed(data))
    floor = seconds(runs, lambda: read_document(data, "contract.docx"))
    return figure(
        f"review and redline of {PAGES} pages", ours, floor="only reading it", floors=floor, bound=3.0
    )


def _reviewed(data: bytes) -> None:
    from clause_library.library import load_library
    from extraction.engine import extract
    from extraction.readers.reading import read_document
    from playbooks.load import starter_playbooks
    from review.engine import review
    from review.marking import redline_review
    from review.redline.redline import Author

    extraction = extract(read_document(data, "contract.docx"))
    playbook = starter_playbooks()["saas-customer"]
    found = review(extraction, playbook, library=load_library(), side="customer")
    author, date = Author(name="Bench", initials="B"), datetime(2026, 1, 1, tzinfo=UTC)
    redline_review(data, found, author=author, date=date)


def _memory(file: Path) -> Figure:
    review = f"from evals.bench import _reviewed; _reviewed(open({str(file)!r}, 'rb').read())"
    ours, floor = peak_mib(review), peak_mib("import lxml.etree, numpy, pydantic")
    return Figure(
        name=f"memory of reviewing {PAGES} pages", unit="MiB", best=ours, typical=ours, bound=600.0,
        floor="a process that imports lxml, numpy, pydantic", floor_typical=floor,
        ratio=round(ours / floor, 2),
    )  # fmt: skip


def _beside_libreoffice(file: Path, data: bytes) -> Figure:
    def convert() -> None:
        with tempfile.TemporaryDirectory() as profile:
            command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless"]
            command += ["--convert-to", "txt:Text", "--outdir", profile, str(file)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)

    ours, peer = seconds(3, lambda: _reviewed(data)), seconds(3, convert)
    return figure(
        f"review and redline of {PAGES} pages",
        ours,
        floor="LibreOffice writing it as plain text",
        floors=peer,
    )
