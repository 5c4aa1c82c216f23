"""How fast and how large: each figure beside a floor or a peer measured in the same run.

Absolute seconds say little on a shared machine; the ratio to the floor does. The bounds that the product
states (a 30-page contract reviewed in 3 s after start, the command started in 0.5 s) are checked on the
fastest run, which is the one least disturbed.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from contracts.value import Value
from evals.bench_contract import long_contract

PAGES = 30
_RUNS = 5


class Figure(Value):
    """One thing measured. `best` and `typical` are seconds (MiB for memory) of the fastest and the median
    run; `ratio` is typical over the floor's typical; `bound` is stated by the product, None where it
    states none."""

    name: str
    unit: str
    best: float
    typical: float
    floor: str
    floor_typical: float
    ratio: float
    bound: float | None = None

    @property
    def holds(self) -> bool:
        return self.bound is None or self.best <= self.bound


def bench(runs: int = _RUNS) -> tuple[Figure, ...]:
    """All figures; takes about half a minute."""
    data = long_contract(PAGES)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "contract.docx"
        file.write_bytes(data)
        figures = [_start(runs), _reading(data, runs), _review(data, runs), _memory(file)]
        if shutil.which("soffice"):
            figures.append(_beside_libreoffice(file, data))
    return tuple(figures)


def _start(runs: int) -> Figure:
    command = _seconds(runs, lambda: _process("import api.cli.main"))
    floor = _seconds(runs, lambda: _process("import typer"))
    return _figure("start of the command", command, "a process that imports typer", floor, bound=0.5)


def _reading(data: bytes, runs: int) -> Figure:
    from extraction.readers.docx.package import open_package
    from extraction.readers.limits import Limits
    from extraction.readers.reading import read_document

    def parse() -> None:
        open_package(data, Limits()).tree("word/document.xml")

    ours = _seconds(runs, lambda: read_document(data, "contract.docx"))
    return _figure(
        f"reading {PAGES} pages of .docx", ours, "unzipping and parsing its XML", _seconds(runs, parse)
    )


def _review(data: bytes, runs: int) -> Figure:
    from extraction.readers.reading import read_document

    ours = _seconds(runs, lambda: _reviewed(data))
    floor = _seconds(runs, lambda: read_document(data, "contract.docx"))
    return _figure(f"review and redline of {PAGES} pages", ours, "only reading it", floor, bound=3.0)


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
    ours, floor = _peak_mib(review), _peak_mib("import lxml.etree, numpy, pydantic")
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

    ours, peer = _seconds(3, lambda: _reviewed(data)), _seconds(3, convert)
    return _figure(f"review and redline of {PAGES} pages", ours, "LibreOffice writing it as plain text", peer)


def _figure(
    name: str, ours: list[float], floor: str, floors: list[float], *, bound: float | None = None
) -> Figure:
    typical, floor_typical = median(ours), median(floors)
    return Figure(
        name=name, unit="s", best=round(min(ours), 3), typical=round(typical, 3), floor=floor,
        floor_typical=round(floor_typical, 3), ratio=round(typical / floor_typical, 2), bound=bound,
    )  # fmt: skip


def _seconds(runs: int, work: Callable[[], object]) -> list[float]:
    """Wall seconds of each of `runs` runs, after one that is not counted."""
    work()
    taken: list[float] = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return taken


def _process(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def _peak_mib(code: str) -> float:
    """Peak resident memory of a process of its own that runs `code`."""
    probe = f"{code}\nfrom evals.memory import peak_mib\nprint(peak_mib())"
    done = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])
