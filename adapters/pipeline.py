"""The functions a review is made of, as the jobs are given them by the composition root."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from contracts.contract import Contract
from contracts.document import Document
from contracts.edits import Receipt
from contracts.extraction import Engine, Extraction
from contracts.findings import Review
from playbooks.playbook import Playbook, Side


class RedlinedFile(Protocol):
    """A Word file with tracked changes, and what it was proved to be."""

    @property
    def data(self) -> bytes: ...

    @property
    def receipt(self) -> Receipt: ...


class Glance(NamedTuple):
    """What reading a file while it comes in gave: the document, or (None) the reason, as a sentence
    without a stop, why the job has to read it. `enclosures` counts the files that came with a mail."""

    media_type: str
    document: Document | None
    deferred: str = ""
    enclosures: int = 0


@dataclass(frozen=True)
class Pipeline:
    """One function per step. `engine` keys kept results: change its version when any of them changes.

    `read` takes the bytes and the file name and raises `UnreadableError`; `glance` does the same while an
    upload waits, and leaves to the job what takes another program; `means` is the SHA-256 of everything
    besides the file that a reading depends on (programs, their languages, limits). `review` takes the
    extraction, the playbook and the side; `redline` raises `RedlineRefusedError` or
    `UnsupportedFormatError` where it can write no change, and the date stamps the changes. `playbook_for`
    chooses of the playbooks on offer the one that fits the type of contract, for uploads that name none.
    """

    engine: Engine
    glance: Callable[[bytes, str], Glance]
    read: Callable[[bytes, str], Document]
    means: Callable[[], str]
    extract: Callable[[Document], Extraction]
    review: Callable[[Extraction, Playbook, Side], Review]
    redline: Callable[[bytes, Review, datetime], RedlinedFile]
    report: Callable[[Review], str]
    playbook_for: Callable[[Document, Mapping[str, Playbook]], Playbook]


def under_name(review: Review, name: str) -> Review:
    """The review with its document called `name`: results are kept by content, and the same file may
    have come in under another name before."""
    document = review.extraction.document.model_copy(update={"name": name})
    return review.model_copy(
        update={"extraction": review.extraction.model_copy(update={"document": document})}
    )


def headline(review: Review) -> dict[str, object]:
    """What the list of contracts shows of a review."""
    metadata = review.extraction.metadata
    parties = [fact.value.name for fact in metadata.parties if fact.value.name]
    return {
        "route": review.triage.route,
        "score": review.triage.score,
        "asks": len(review.triage.asks),
        "title": metadata.title.value if metadata.title else "",
        "counterparty": ", ".join(parties[:3]),
    }


def finish(contract: Contract, review: Review, *, at: datetime) -> Contract:
    """The contract, reviewed."""
    changes = {"state": "reviewed", "stage": "done", "updated_at": at, **headline(review)}
    return contract.model_copy(update=changes)
