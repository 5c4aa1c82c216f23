"""A whole review, as `fourcorners review` makes it of a .docx: read, extracted, checked, redlined, reported.

Taken in processor seconds after start, as one core would need with nothing else to do: a review neither
waits nor uses a second core. The floor is only reading the file. That cost grows with the length and no
faster is shown by seconds per page, of which each contract is compared with one of fifty pages of the same
run.
"""

import time
from datetime import UTC, datetime

from evals.bench_contract import long_contract
from evals.bench_figure import Figure, figure, seconds

# Pages, and the seconds that the product states.
BOUNDS = ((50, 1.5), (200, 6.0))
LENGTHS = (10, 50, 100, 200, 400)
_COMPARED = 50
_MOST_GROWTH = 1.5
# A contract of a few pages pays the fixed costs of a review over few pages.
_GROWING_FROM = 100
_LONG_RUNS = 2


def review_figures(runs: int) -> list[Figure]:
    """Seconds of whole reviews, then the seconds per page at each length beside those at fifty pages."""
    taken = {pages: _taken(pages, runs if pages <= _COMPARED else _LONG_RUNS) for pages in LENGTHS}
    found: list[Figure] = []
    for pages, bound in BOUNDS:
        ours, floors = taken[pages]
        name = f"whole review of {pages} pages of .docx"
        found.append(figure(name, ours, floor="only reading it", floors=floors, bound=bound))
    return [*found, *(_growth(pages, taken) for pages in LENGTHS if pages != _COMPARED)]


def _taken(pages: int, runs: int) -> tuple[list[float], list[float]]:
    data = long_contract(pages)
    ours = seconds(runs, lambda: whole_review(data), clock=time.process_time)
    return ours, seconds(runs, lambda: _read(data), clock=time.process_time)


def _growth(pages: int, taken: dict[int, tuple[list[float], list[float]]]) -> Figure:
    """Seconds per page at `pages` over those at fifty, of the fastest runs: 1 where the cost is linear."""
    ours, theirs = min(taken[pages][0]) / pages, min(taken[_COMPARED][0]) / _COMPARED
    ratio = round(ours / theirs, 2)
    return Figure(
        name=f"cost of a page among {pages}, beside one among {_COMPARED}", unit="times", best=ratio,
        typical=ratio, floor=f"a page among {_COMPARED}", floor_typical=1.0, ratio=ratio,
        bound=_MOST_GROWTH if pages >= _GROWING_FROM else None,
    )  # fmt: skip


def _read(data: bytes) -> None:
    from extraction.readers.reading import read_document

    read_document(data, "contract.docx")


def whole_review(data: bytes) -> str:
    """The report of a .docx with its redline made, from bytes to page."""
    from clause_library.library import load_library
    from extraction.engine import extract
    from extraction.readers.reading import read_document
    from playbooks.load import starter_playbooks
    from review.engine import review
    from review.marking import redline_review
    from review.redline.redline import Author
    from review.report.page import render_report

    extraction = extract(read_document(data, "contract.docx"))
    playbook = starter_playbooks()["saas-customer"]
    found = review(extraction, playbook, library=load_library(), side="customer")
    author, date = Author(name="Bench", initials="B"), datetime(2026, 1, 1, tzinfo=UTC)
    redlined = redline_review(data, found, author=author, date=date)
    return render_report(found, receipt=redlined.receipt if redlined else None)
