"""A whole set of steps from small fakes; importable by a process of its own (`python job_fakes.py HOME`)."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.blobs import FolderBlobs
from adapters.clock import SystemClock
from adapters.jobs import Jobs
from adapters.pipeline import Glance, Pipeline
from adapters.records.database import Database
from adapters.steps import Steps, Storage
from contracts.contract import Contract
from contracts.document import Block, Document
from contracts.edits import Receipt
from contracts.errors import NoTextError, RedlineRefusedError, StorageError
from contracts.extraction import Engine, Extraction
from contracts.findings import PlaybookRef, Review, Triage
from contracts.metadata import Metadata
from contracts.people import DEFAULT_WORKSPACE
from playbooks.checks import Present
from playbooks.playbook import Playbook, Position

ENGINE = Engine(name="fake", version="1")
ALL_STEPS = ["read", "extract", "review", "redline", "report"]


@dataclass(frozen=True)
class FakeRedlined:
    data: bytes
    receipt: Receipt


def book(**changes: Any) -> Playbook:
    position = Position(
        id="term",
        title="Term",
        clause_types=("term",),
        issue="It ends.",
        severity="high",
        checks=(Present(),),
    )
    return Playbook(
        id="nda-mutual", title="NDA", version="1", contract_types=("nda",), side="mutual", notice="A sample.",
        positions=(position,), sha256="p" * 64,
    ).model_copy(update=changes)  # fmt: skip


class FakePipeline:
    """Reads text, finds nothing, and writes down in `log` which functions were called."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._failed = False
        self.means = "m" * 64

    def pipeline(self) -> Pipeline:
        return Pipeline(
            engine=ENGINE,
            glance=lambda data, name: Glance("text/plain", self.read(data, name)),
            read=self.read,
            means=lambda: self.means,
            extract=self.extract,
            review=self.review,
            redline=self.redline,
            report=self.report,
            playbook_for=lambda document, playbooks: playbooks["nda-mutual"],
        )

    def calls(self) -> list[str]:
        return self._log.read_text().split() if self._log.exists() else []

    def _note(self, name: str) -> None:
        with self._log.open("a") as file:
            file.write(name + "\n")

    def read(self, data: bytes, name: str) -> Document:
        self._note("read")
        text = data.decode()
        if text == "flaky" and not self._failed:
            self._failed = True
            raise StorageError("the disk is busy; try again")
        if text == "scan":
            raise NoTextError("the file holds no text; run it through OCR")
        if text == "bug":
            raise ValueError(f"a secret of the contract: {text}")
        block = Block(kind="paragraph", start=0, end=len(text))
        return Document(name=name, sha256="d" * 64, media_type="text/plain", text=text, blocks=(block,))

    def extract(self, document: Document) -> Extraction:
        self._note("extract")
        return Extraction(
            document=document, passages=(), presence=(), metadata=Metadata(), obligations=(), engine=ENGINE
        )

    def review(self, extraction: Extraction, book: Playbook, side: Any) -> Review:
        self._note("review")
        playbook = PlaybookRef(id=book.id, title=book.title, version=book.version, sha256=book.sha256)
        triage = Triage(route="negotiate", score=40, reasons=("one ask",), asks=("Cap the term.",))
        return Review(
            extraction=extraction, playbook=playbook, side=side, findings=(), triage=triage, engine=ENGINE
        )

    def redline(self, data: bytes, review: Review, date: datetime) -> FakeRedlined:
        self._note("redline")
        if data == b"refused":
            raise RedlineRefusedError("a text file takes no tracked changes")
        receipt = Receipt(
            original_sha256="a" * 64, redlined_sha256="b" * 64, edits=0, insertions=0, deletions=0,
            comments=0, untouched_parts=0, changed_parts=(), checks=(),
        )  # fmt: skip
        return FakeRedlined(data + f" redlined {date:%Y}".encode(), receipt)

    def report(self, review: Review) -> str:
        self._note("report")
        return f"<!doctype html><title>{review.extraction.document.name}</title>"


@dataclass(frozen=True)
class Workplace:
    """Everything a job needs, below one folder."""

    fake: FakePipeline
    database: Database
    blobs: FolderBlobs
    steps: Steps
    state_url: str

    def add(
        self, contract_id: str, data: bytes, *, name: str = "nda.txt", playbook: str | None = "nda-mutual"
    ) -> None:
        now = SystemClock().now()
        contract = Contract(
            id=contract_id, workspace=DEFAULT_WORKSPACE, name=name, sha256=self.blobs.put(data),
            playbook_id=playbook, side="mutual" if playbook else None, state="queued", stage="queued",
            created_at=now, updated_at=now,
        )  # fmt: skip
        with self.database.begin(DEFAULT_WORKSPACE) as records:
            records.contracts.add(contract)

    def contract(self, contract_id: str) -> Contract:
        with self.database.read(DEFAULT_WORKSPACE) as records:
            return records.contracts.get(contract_id)


def open_workplace(home: Path) -> Workplace:
    fake = FakePipeline(home / "calls.log")
    database = Database.open(f"sqlite:///{home / 'records.db'}")
    blobs = FolderBlobs(home / "files")
    storage = Storage(database=database, blobs=blobs, clock=SystemClock(), workspace=DEFAULT_WORKSPACE)
    steps = Steps(fake.pipeline(), storage, playbooks=lambda: {"nda-mutual": book()})
    return Workplace(fake, database, blobs, steps, f"sqlite:///{home / 'jobs.db'}")


class Ends:
    """Told of each step that ended; waits for the last one of a job."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self._over = threading.Semaphore(0)

    def __call__(self, step: str) -> None:
        self.steps.append(step)
        if step in ("finish", "fail"):
            self._over.release()

    def wait(self) -> None:
        assert self._over.acquire(timeout=30), f"the job did not end: {self.steps}"


@contextmanager
def running(place: Workplace, ends: Ends) -> Iterator[Jobs]:
    jobs = Jobs(place.steps, state_url=place.state_url, workers=1, between_steps=ends)
    jobs.open()
    try:
        yield jobs
    finally:
        jobs.close()


def _die_after_extract(step: str) -> None:
    if step == "extract":
        os.kill(os.getpid(), 9)


if __name__ == "__main__":
    place = open_workplace(Path(sys.argv[1]))
    place.add("c1", b"words of a contract")
    jobs = Jobs(place.steps, state_url=place.state_url, between_steps=_die_after_extract)
    jobs.open()
    jobs.submit("c1")
    threading.Event().wait()
