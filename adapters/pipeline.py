"""The functions a review is made of, as the jobs are given them by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from contracts.contract import Contract
from contracts.document import Document
from contracts.edits import Receipt
from contracts.extraction import Engine, Extraction
from contracts.findings import Review
from playbooks.playbook import Side


class RedlinedFile(Protocol):
    """A Word file with tracked changes, and what it was proved to be."""

    @property
    def data(self) -> bytes: ...

    @property
    def receipt(self) -> Receipt: ...


@dataclass(frozen=True)
class Pipeline:
    """One function per step. `engine` keys kept results: change its version when any of them changes.

    `read` takes the bytes and the file name and raises `UnreadableError`; `playbook_sha256` gives the
    content hash of a playbook by its id and raises `NotFoundError`; `review` takes the extraction, the
    playbook's id and the side; `redline` raises `RedlineRefusedError` or `UnsupportedFormatError` where
    it can write no change, and the date stamps the changes. `playbook_for` names the playbook that
    fits the type of contract, for uploads that name none.
    """

    engine: Engine
    read: Callable[[bytes, str], Document]
    extract: Callable[[Document], Extraction]
    review: Callable[[Extraction, str, Side], Review]
    redline: Callable[[bytes, Review, datetime], RedlinedFile]
    report: Callable[[Review], str]
    playbook_sha256: Callable[[str], str]
    playbook_for: Callable[[Document], str]


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
