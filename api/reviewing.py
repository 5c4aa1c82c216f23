"""One file in, one finished review with its Word file and report out: what a command does in one go.

The service does the same steps as checkpointed jobs (`adapters/jobs.py`).
"""

from dataclasses import dataclass

from adapters.clock import Clock
from adapters.settings import Settings
from api.attachments import Attached, attached
from api.composition import author_named, limits, read_twice, review_with
from api.reading import read_file
from api.shelf import all_playbooks, fitting_playbook, playbook_named
from contracts.edits import Receipt
from contracts.errors import RedlineRefusedError, UnsupportedFormatError
from contracts.findings import Review
from playbooks.playbook import Side
from playbooks.siding import for_side
from review.marking import redline_review
from review.report.page import render_report


@dataclass(frozen=True)
class ReviewedFile:
    """What came of a file. `redline` is None where none was written, and `no_redline` says why;
    `attached` is what came with it, being a mail, and was not reviewed with it."""

    review: Review
    report: str
    redline: bytes | None
    receipt: Receipt | None
    no_redline: str
    attached: tuple[Attached, ...] = ()


@dataclass(frozen=True)
class Request:
    """Which playbook and side; None lets the contract decide."""

    playbook: str | None = None
    side: Side | None = None


def review_file(
    data: bytes, name: str, *, request: Request, settings: Settings, clock: Clock
) -> ReviewedFile:
    """Read, extract, review, redline and report. Raises `UnreadableError`, `NotFoundError`."""
    document = read_file(data, name, limits=limits(settings))
    extraction = read_twice(document, settings)
    if request.playbook:
        playbook = playbook_named(request.playbook, settings)
    else:
        offered = for_side(all_playbooks(settings), request.side)
        playbook = fitting_playbook(extraction.metadata, offered)
    review = review_with(extraction, playbook, side=request.side or playbook.side, settings=settings)
    author, date = author_named(None, settings), clock.now()
    try:
        redlined, why = redline_review(data, review, author=author, date=date), "There was nothing to change."
    except (RedlineRefusedError, UnsupportedFormatError) as refusal:
        redlined, why = None, str(refusal)
    return ReviewedFile(
        review=review,
        report=render_report(review, receipt=redlined.receipt if redlined else None),
        redline=redlined.data if redlined else None,
        receipt=redlined.receipt if redlined else None,
        no_redline="" if redlined else why,
        attached=attached(data, name),
    )
