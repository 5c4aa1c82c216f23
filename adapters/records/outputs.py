"""What a review produced: which stored file is which output of a contract."""

from typing import Literal

from sqlalchemy import Connection, delete, exists, insert, select

from adapters.records.tables import idempotency, outputs, results
from contracts.contract import Contract
from contracts.errors import IllegalStateError, NotFoundError
from contracts.people import WorkspaceId
from contracts.value import Value

Kind = Literal["original", "document", "extraction", "review", "redline", "receipt", "report"]
ResultStage = Literal["document", "extraction", "review"]


class Output(Value):
    """One output: a stored file, or (`sha256` None) the sentence that says why there is none."""

    kind: Kind
    sha256: str | None
    media_type: str = ""
    problem: str = ""


class OutputRecords:
    """Outputs of the contracts of one workspace."""

    def __init__(self, connection: Connection, workspace: WorkspaceId) -> None:
        self._connection = connection
        self._workspace = workspace

    def put(self, contract_id: str, output: Output) -> None:
        """Keep it, in place of an earlier one of its kind."""
        self._connection.execute(
            delete(outputs).where(
                outputs.c.workspace == self._workspace,
                outputs.c.contract_id == contract_id,
                outputs.c.kind == output.kind,
            )
        )
        row = {"workspace": self._workspace, "contract_id": contract_id, **output.model_dump()}
        self._connection.execute(insert(outputs).values(**row))

    def of(self, contract_id: str) -> dict[Kind, Output]:
        """All outputs of a contract by their kind; empty when there is none."""
        query = select(
            outputs.c.kind, outputs.c.sha256, outputs.c.media_type, outputs.c.problem
        ).where(outputs.c.workspace == self._workspace, outputs.c.contract_id == contract_id)  # fmt: skip
        rows = self._connection.execute(query).mappings()
        found = [Output.model_validate(dict(row)) for row in rows]
        return {output.kind: output for output in found}

    def get(self, contract_id: str, kind: Kind) -> Output:
        """`NotFoundError`, with the reason where it is known, when there is no such file."""
        output = self.of(contract_id).get(kind)
        if output is None:
            raise NotFoundError(f"contract {contract_id[:40]} has no {kind} yet")
        if output.sha256 is None:
            raise NotFoundError(output.problem)
        return output


class ResultKey(Value):
    """What a result depends on, and nothing else.

    `made_from` is the hash of what went in besides the file: for a document the programs and limits that
    it was read with, so that a scan is read anew once Tesseract is installed; for the others the stored
    result of the step before.
    """

    stage: ResultStage
    content_sha256: str
    engine: str
    made_from: str
    playbook_sha256: str = ""
    side: str = ""


class ResultRecords:
    """Results kept by what they depend on, so that the same file is read once."""

    def __init__(self, connection: Connection, workspace: WorkspaceId) -> None:
        self._connection = connection
        self._workspace = workspace

    def find(self, key: ResultKey) -> str | None:
        """Hash of the stored result, if there is one."""
        query = select(results.c.blob_sha256).where(results.c.workspace == self._workspace)
        for name, wanted in key.model_dump().items():
            query = query.where(results.c[name] == wanted)
        return self._connection.execute(query).scalar_one_or_none()

    def keep(self, key: ResultKey, blob_sha256: str) -> None:
        """Keep the hash of a stored result; the first one of a key stays."""
        if self.find(key) is None:
            row = {"workspace": self._workspace, "blob_sha256": blob_sha256, **key.model_dump()}
            self._connection.execute(insert(results).values(**row))

    def forget(self, content_sha256: str) -> tuple[str, ...]:
        """Drop all results of a file; returns the hashes they were stored under."""
        mine = (results.c.workspace == self._workspace, results.c.content_sha256 == content_sha256)
        found = self._connection.execute(select(results.c.blob_sha256).where(*mine)).scalars().all()
        self._connection.execute(delete(results).where(*mine))
        return tuple(found)


class BlobUse:
    """Which stored files are still needed, over all workspaces: files are shared by content."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def is_used(self, sha256: str) -> bool:
        """Whether any output or kept result still names the file."""
        query = select(
            exists().where(outputs.c.sha256 == sha256) | exists().where(results.c.blob_sha256 == sha256)
        )
        return bool(self._connection.execute(query).scalar_one())


class IdempotencyRecords:
    """Keys that clients send with an upload, so that a repeated request is made once."""

    def __init__(self, connection: Connection, workspace: WorkspaceId) -> None:
        self._connection = connection
        self._workspace = workspace

    def find(self, key: str, request_sha256: str) -> str | None:
        """Id of the contract made under `key`; `IllegalStateError` when the key was used for another
        request (draft-ietf-httpapi-idempotency-key-header, section 2.7)."""
        query = select(idempotency.c.contract_id, idempotency.c.request_sha256).where(
            idempotency.c.workspace == self._workspace, idempotency.c.key == key
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        if row.request_sha256 != request_sha256:
            raise IllegalStateError("this Idempotency-Key was used for another upload; send a new key")
        return row.contract_id

    def keep(self, key: str, request_sha256: str, *, contract: Contract) -> None:
        """Remember which contract the request made."""
        self._connection.execute(
            insert(idempotency).values(
                workspace=self._workspace,
                key=key,
                request_sha256=request_sha256,
                contract_id=contract.id,
                created_at=contract.created_at,
            )
        )
