"""A file on its way in: what a request says of it, and whether the same request was made before."""

import hashlib
from dataclasses import dataclass

from adapters.records.database import Records
from contracts.contract import Contract
from contracts.errors import TooLargeError
from playbooks.playbook import Side


@dataclass(frozen=True)
class Upload:
    """A file as it came in; `name` is its base name, and the reader is chosen by it and the bytes. Without
    a `playbook_id` the type of the contract chooses. `mail_id` and `attachment` name the contract, a mail,
    that it came with, and which of its files it is (1-based)."""

    data: bytes
    name: str
    playbook_id: str = ""
    side: Side | None = None
    idempotency_key: str = ""
    mail_id: str | None = None
    attachment: int | None = None

    def fingerprint(self) -> str:
        """Hash of everything that makes two requests the same."""
        parts = (hashlib.sha256(self.data).hexdigest(), self.name, self.playbook_id, self.side or "")
        return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def made_earlier(records: Records, upload: Upload) -> Contract | None:
    """The contract that the same request made before, by its key or by its place in a mail."""
    if upload.idempotency_key:
        found = records.idempotency.find(upload.idempotency_key, upload.fingerprint())
        if found:
            return records.contracts.get(found)
    if upload.mail_id is None:
        return None
    came = records.contracts.attached_to(upload.mail_id)
    return next((each for each in came if each.attachment == upload.attachment), None)


def too_large(limit_bytes: int) -> TooLargeError:
    """The refusal of a file over the limit, naming the setting that raises it."""
    return TooLargeError(
        f"the file is larger than {limit_bytes // 2**20} MB; send a smaller one, "
        "or raise FOURCORNERS_MAX_UPLOAD_MB"
    )
