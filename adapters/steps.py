"""What each step of a review does: take stored files, make one, keep it. Knows nothing of the job engine.

A step returns the hash of what it stored, never the thing itself, so that the job's state stays small
and free of contract text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from adapters.blobs import Blobs
from adapters.clock import Clock
from adapters.pipeline import Pipeline, finish, under_name
from adapters.records.database import Database, Records
from adapters.records.outputs import Kind, Output, ResultKey, ResultStage
from contracts.contract import Contract, Stage, advance, choose, fail
from contracts.document import Document
from contracts.errors import IllegalStateError, NotFoundError, RedlineRefusedError, UnreadableError
from contracts.extraction import Extraction
from contracts.findings import Review
from contracts.people import WorkspaceId
from playbooks.playbook import Playbook
from playbooks.siding import for_side

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON = "application/json"
HTML = "text/html; charset=utf-8"

V = TypeVar("V", bound=BaseModel)


@dataclass(frozen=True)
class Storage:
    """Where the contracts of one workspace are kept, and the clock that dates them."""

    database: Database
    blobs: Blobs
    clock: Clock
    workspace: WorkspaceId


class Steps:
    """The steps of the contracts of one workspace. `playbooks` gives, by their ids, those on offer at the
    moment; a contract that has its playbook already stays with the one it is pinned to."""

    def __init__(
        self, pipeline: Pipeline, storage: Storage, *, playbooks: Callable[[], Mapping[str, Playbook]]
    ) -> None:
        self._pipeline = pipeline
        self._playbooks = playbooks
        self._database = storage.database
        self._blobs = storage.blobs
        self._clock = storage.clock
        self._workspace = storage.workspace

    def keep_document(self, records: Records, contract: Contract, *, document: Document) -> None:
        """Keep what was read when the file came in, so that the job need not read it again."""
        key = self._key(contract, "document", made_from=self._pipeline.means())
        if records.results.find(key) is None:
            records.results.keep(key, self._blobs.put(document.model_dump_json().encode()))

    def read(self, contract_id: str) -> str:
        """Bytes to Document; returns the hash of its JSON. The document chooses the playbook where the
        uploader chose none and it was not read before."""
        contract = self._enter(contract_id, "reading")
        key = self._key(contract, "document", made_from=self._pipeline.means())
        sha256 = self._kept(contract, key, lambda: self._read(contract))
        if contract.playbook_id is None:
            self._choose(contract, self._load(sha256, Document))
        return sha256

    def extract(self, contract_id: str, document_sha256: str) -> str:
        """Document to Extraction; returns the hash of its JSON."""
        contract = self._enter(contract_id, "extracting")
        document = self._load(document_sha256, Document)
        key = self._key(contract, "extraction", made_from=document_sha256)
        return self._kept(contract, key, lambda: self._pipeline.extract(document))

    def review(self, contract_id: str, extraction_sha256: str) -> str:
        """Extraction to Review; returns the hash of its JSON."""
        contract = self._enter(contract_id, "reviewing")
        playbook, side = self._pinned(contract), contract.side
        if side is None:
            raise IllegalStateError(f"contract {contract_id} has no side; upload it again and name one")
        extraction = self._load(extraction_sha256, Extraction)
        key = self._key(contract, "review", made_from=extraction_sha256).model_copy(
            update={"playbook_sha256": playbook.sha256, "side": side}
        )
        return self._kept(contract, key, lambda: self._pipeline.review(extraction, playbook, side))

    def redline(self, contract_id: str, review_sha256: str) -> None:
        """Write the Word file with its receipt, or the reason why there is none, and the report."""
        contract = self._enter(contract_id, "redlining")
        review = under_name(self._load(review_sha256, Review), contract.name)
        made = self._redlined(contract, review)
        made.append(self._stored("report", self._pipeline.report(review).encode(), HTML))
        with self._database.begin(self._workspace) as records:
            for output in made:
                records.outputs.put(contract_id, output)

    def finish(self, contract_id: str, review_sha256: str) -> None:
        """Mark the contract reviewed, with what the list shows of it."""
        review = self._load(review_sha256, Review)
        with self._database.begin(self._workspace) as records:
            contract = records.contracts.get(contract_id)
            if contract.state == "running":
                records.contracts.save(finish(contract, review, at=self._clock.now()))

    def fail(self, contract_id: str, problem: str) -> None:
        """Mark the contract failed with the sentence to show; nothing happens when it was deleted."""
        with self._database.begin(self._workspace) as records:
            try:
                contract = records.contracts.get(contract_id)
            except NotFoundError:
                return
            if contract.state not in ("reviewed", "failed"):
                records.contracts.save(fail(contract, problem, at=self._clock.now()))

    def _enter(self, contract_id: str, stage: Stage) -> Contract:
        with self._database.begin(self._workspace) as records:
            contract = advance(records.contracts.get(contract_id), stage, at=self._clock.now())
            records.contracts.save(contract)
        return contract

    def _read(self, contract: Contract) -> Document:
        return self._pipeline.read(self._blobs.get(contract.sha256), contract.name)

    def _choose(self, contract: Contract, document: Document) -> None:
        self._pin(contract, self._pipeline.playbook_for(document, for_side(self._playbooks(), contract.side)))

    def _pinned(self, contract: Contract) -> Playbook:
        """The playbook that the contract was taken in under, whatever was published since."""
        with self._database.read(self._workspace) as records:
            found = records.pinned.find(contract.playbook_sha256)
        if found is not None:
            return found
        # taken in before versions were kept: the playbook of that id as it is now, pinned from here on
        playbook = self._playbooks().get(contract.playbook_id or "")
        if playbook is None:
            raise IllegalStateError(f"contract {contract.id} has no playbook; upload it again and name one")
        return self._pin(contract.model_copy(update={"playbook_id": None}), playbook)

    def _pin(self, contract: Contract, playbook: Playbook) -> Playbook:
        now = self._clock.now()
        chosen = choose(
            contract,
            playbook.id,
            side=playbook.side,
            at=now,
            version=playbook.version,
            sha256=playbook.sha256,
        )
        with self._database.begin(self._workspace) as records:
            records.pinned.keep(playbook, at=now)
            records.contracts.save(chosen)
        return playbook

    def _kept(self, contract: Contract, key: ResultKey, make: Callable[[], BaseModel]) -> str:
        """The stored result that depends on the same things, else a new one."""
        with self._database.read(self._workspace) as records:
            found = records.results.find(key)
        sha256 = found or self._blobs.put(make().model_dump_json().encode())
        with self._database.begin(self._workspace) as records:
            records.results.keep(key, sha256)
            records.outputs.put(contract.id, Output(kind=key.stage, sha256=sha256, media_type=JSON))
        return sha256

    def _key(self, contract: Contract, stage: ResultStage, *, made_from: str) -> ResultKey:
        engine = f"{self._pipeline.engine.name} {self._pipeline.engine.version}"
        return ResultKey(stage=stage, content_sha256=contract.sha256, engine=engine, made_from=made_from)

    def _redlined(self, contract: Contract, review: Review) -> list[Output]:
        try:
            # stamped with the time of the upload, so that a job that runs again writes the same bytes
            stamp = contract.created_at.replace(microsecond=0)
            redlined = self._pipeline.redline(self._blobs.get(contract.sha256), review, stamp)
        except (RedlineRefusedError, UnreadableError) as refusal:
            return [
                Output(kind="redline", sha256=None, problem=str(refusal)),
                Output(kind="receipt", sha256=None, problem=str(refusal)),
            ]
        receipt = redlined.receipt.model_dump_json(indent=2).encode()
        return [self._stored("redline", redlined.data, DOCX), self._stored("receipt", receipt, JSON)]

    def _stored(self, kind: Kind, data: bytes, media_type: str) -> Output:
        return Output(kind=kind, sha256=self._blobs.put(data), media_type=media_type)

    def _load(self, sha256: str, shape: type[V]) -> V:
        return shape.model_validate_json(self._blobs.get(sha256))
