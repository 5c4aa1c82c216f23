"""What the HTTP routes, the pages and the demo ask of the service: take a file in, follow it, hand it out."""

import hashlib
import secrets
import threading
import time

from adapters.jobs import Jobs
from adapters.pipeline import Glance, Pipeline, under_name
from adapters.records.contracts import Order, Place
from adapters.records.outputs import Kind, Output
from adapters.steps import Steps, Storage
from api.attachments import Attached, attached, attachment
from api.intake import Upload, made_earlier, too_large
from api.playbook_service import PlaybookService
from api.playbook_values import Pinned
from api.reading import MAIL_TYPES
from contracts.contract import Contract
from contracts.errors import (
    BoundMissedError,
    IllegalStateError,
    InvalidInputError,
    NotFoundError,
)
from contracts.findings import Review
from playbooks.playbook import Playbook, Side
from playbooks.siding import for_side

_SECONDS_BETWEEN_LOOKS = 0.05
_GIVEN_UP = "the review was stopped again and again; upload the contract once more, or ask your operator"


class Service:
    """Contracts of one workspace and their reviews. Its methods block; call them off the event loop.

    `desk` is where the versions of playbooks are drafted, tried and published.
    """

    def __init__(
        self,
        pipeline: Pipeline,
        desk: PlaybookService,
        *,
        storage: Storage,
        steps: Steps,
        jobs: Jobs,
        max_upload_bytes: int,
    ) -> None:
        self.desk = desk
        self.max_upload_bytes = max_upload_bytes
        self._pipeline = pipeline
        self._database = storage.database
        self._blobs = storage.blobs
        self._clock = storage.clock
        self._workspace = storage.workspace
        self._steps = steps
        self._jobs = jobs
        # a file may be shared by two contracts: none is swept away while another is taking it up
        self._files = threading.Lock()

    def submit(self, upload: Upload) -> Contract:
        """Take a file in and queue its review.

        It is read at once, so that nothing is stored of what cannot be read; what only another program can
        read is read by the job, which then chooses the playbook where none is named. Raises
        `UnreadableError` (`TooLargeError` over the size limit), `NotFoundError` for an unknown playbook,
        and `IllegalStateError` for an idempotency key that was used for another upload.
        """
        if len(upload.data) > self.max_upload_bytes:
            raise too_large(self.max_upload_bytes)
        if upload.playbook_id:
            self.playbook(upload.playbook_id)
        earlier = self._made_before(upload)
        if earlier is not None:
            return earlier
        glance = self._pipeline.glance(upload.data, upload.name)
        playbook = self._choice(upload, glance)
        contract = self._new_contract(upload, glance, playbook)
        with self._files, self._database.begin(self._workspace) as records:
            made = made_earlier(records, upload)
            if made is not None:
                return made
            self._blobs.put(upload.data)
            records.contracts.add(contract)
            if playbook is not None:
                records.pinned.keep(playbook, at=contract.created_at)
            original = Output(kind="original", sha256=contract.sha256, media_type=glance.media_type)
            records.outputs.put(contract.id, original)
            if glance.document is not None:
                self._steps.keep_document(records, contract, document=glance.document)
            if upload.idempotency_key:
                records.idempotency.keep(upload.idempotency_key, upload.fingerprint(), contract=contract)
        self._jobs.submit(contract.id)
        return contract

    def resume(self) -> None:
        """At start: queue what was taken in just before a crash, and fail what was given up."""
        with self._database.read(self._workspace) as records:
            unfinished = records.contracts.unfinished()
        for contract in unfinished:
            if self._jobs.has_given_up(contract.id):
                self._steps.fail(contract.id, _GIVEN_UP)
            else:
                self._jobs.submit(contract.id)

    def wait(self, contract_id: str, *, timeout_seconds: float) -> Contract:
        """Block until the review has ended, well or not; `BoundMissedError` after the time given."""
        deadline = time.monotonic() + timeout_seconds
        while (contract := self.contract(contract_id)).state in ("queued", "running"):
            if time.monotonic() > deadline:
                raise BoundMissedError(f"{contract.name} was not reviewed in {timeout_seconds:.0f} seconds")
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        return contract

    def contract(self, contract_id: str) -> Contract:
        """`NotFoundError` when there is none of that id."""
        with self._database.read(self._workspace) as records:
            return records.contracts.get(contract_id)

    def contracts(self, *, order: Order, limit: int, after: Place | None = None) -> tuple[Contract, ...]:
        """A page of the list; see `ContractRecords.page`."""
        with self._database.read(self._workspace) as records:
            return records.contracts.page(order=order, limit=limit, after=after)

    def outputs(self, contract_id: str) -> dict[Kind, Output]:
        """What there is to download of a contract, and why something is not."""
        with self._database.read(self._workspace) as records:
            records.contracts.get(contract_id)
            return records.outputs.of(contract_id)

    def file(self, contract_id: str, kind: Kind) -> tuple[Contract, Output, bytes]:
        """The contract, the output and its bytes; `NotFoundError` says why there is none."""
        with self._database.read(self._workspace) as records:
            contract = records.contracts.get(contract_id)
            output = records.outputs.get(contract_id, kind)
        assert output.sha256 is not None  # `get` raises otherwise
        return contract, output, self._blobs.get(output.sha256)

    def attachments(self, contract_id: str) -> tuple[tuple[Attached, Contract | None], ...]:
        """What came with a mail, each with the contract it became; () for a file of another kind."""
        contract, mail = self._mail(contract_id)
        with self._database.read(self._workspace) as records:
            became = {each.attachment: each for each in records.contracts.attached_to(contract_id)}
        return tuple((each, became.get(each.number)) for each in attached(mail, contract.name))

    def review_attachment(
        self, contract_id: str, number: int, *, playbook_id: str = "", side: Side | None = None
    ) -> Contract:
        """Take an attachment in as a contract of its own; asked again, the contract that it became.

        Raises `NotFoundError` for a number that the mail has not, and what `submit` raises.
        """
        contract, mail = self._mail(contract_id)
        found = attachment(mail, contract.name, number=number)
        upload = Upload(
            data=found.data, name=found.name, playbook_id=playbook_id, side=side,
            mail_id=contract.id, attachment=number,
        )  # fmt: skip
        return self.submit(upload)

    def review(self, contract_id: str) -> tuple[Contract, Review]:
        """The finished review; `IllegalStateError` while it runs or when it failed."""
        contract = self.contract(contract_id)
        if contract.state == "failed":
            raise IllegalStateError(f"{contract.name} could not be reviewed: {contract.problem}")
        if contract.state != "reviewed":
            raise IllegalStateError(f"the review of {contract.name} is not finished yet; ask again")
        _, _, data = self.file(contract_id, "review")
        return contract, under_name(Review.model_validate_json(data), contract.name)

    def delete(self, contract_id: str) -> None:
        """Forget a contract with everything made of it; a file that another contract shares stays."""
        with self._files:
            with self._database.begin(self._workspace) as records:
                contract = records.contracts.get(contract_id)
                made = records.outputs.of(contract_id).values()
                hashes = {contract.sha256, *(output.sha256 for output in made if output.sha256)}
                records.contracts.delete(contract_id)
                if not records.blob_use.is_used(contract.sha256):
                    hashes.update(records.results.forget(contract.sha256))
                unused = [sha256 for sha256 in hashes if not records.blob_use.is_used(sha256)]
            self._jobs.forget(contract_id)
            for sha256 in unused:
                self._blobs.delete(sha256)

    @property
    def pipeline(self) -> Pipeline:
        """The steps of a review, for what makes its files again."""
        return self._pipeline

    @property
    def storage(self) -> Storage:
        """The records and files of this workspace, for what reads across its contracts."""
        return Storage(
            database=self._database, blobs=self._blobs, clock=self._clock, workspace=self._workspace
        )

    @property
    def playbooks(self) -> dict[str, Playbook]:
        """The playbooks in force, by their ids."""
        return self.desk.in_force()

    def playbook(self, playbook_id: str) -> Playbook:
        """The playbook in force; `NotFoundError` names those there are."""
        playbooks = self.playbooks
        playbook = playbooks.get(playbook_id)
        if playbook is None:
            known = ", ".join(sorted(playbooks))
            raise NotFoundError(f"there is no playbook {playbook_id[:60]!r}; choose one of {known}")
        return playbook

    def reviewed_under(self, contract: Contract) -> Pinned:
        """The playbook that a contract is held against, and what is in force in its place today."""
        return self.desk.pinned(contract)

    def _made_before(self, upload: Upload) -> Contract | None:
        if len(upload.idempotency_key) > 200:
            raise InvalidInputError("an Idempotency-Key has at most 200 characters")
        if not upload.idempotency_key and upload.mail_id is None:
            return None
        with self._database.read(self._workspace) as records:
            return made_earlier(records, upload)

    def _mail(self, contract_id: str) -> tuple[Contract, bytes]:
        """The contract and its file; no bytes where it is not a mail."""
        contract, output, data = self.file(contract_id, "original")
        return contract, data if output.media_type in MAIL_TYPES.values() else b""

    def _choice(self, upload: Upload, glance: Glance) -> Playbook | None:
        """The playbook that the uploader named, else the one for the type of contract, once it is read."""
        if upload.playbook_id:
            return self.playbook(upload.playbook_id)
        if glance.document is None:
            return None
        return self._pipeline.playbook_for(glance.document, for_side(self.playbooks, upload.side))

    def _new_contract(self, upload: Upload, glance: Glance, playbook: Playbook | None) -> Contract:
        now = self._clock.now()
        return Contract(
            id=secrets.token_hex(8),
            workspace=self._workspace,
            name=upload.name,
            sha256=hashlib.sha256(upload.data).hexdigest(),
            playbook_id=playbook.id if playbook else None,
            playbook_version=playbook.version if playbook else "",
            playbook_sha256=playbook.sha256 if playbook else "",
            side=upload.side or (playbook.side if playbook else None),
            state="queued",
            stage="queued",
            created_at=now,
            updated_at=now,
            deferred=glance.deferred,
            enclosures=glance.enclosures,
            mail_id=upload.mail_id,
            attachment=upload.attachment,
        )
