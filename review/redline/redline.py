"""Write edits into a Word file as tracked changes, and prove the result before handing it over."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from contracts.document import Document
from contracts.edits import Edit, Receipt, Refusal
from contracts.errors import RedlineRefusedError
from contracts.value import Value
from review.redline.intent import intended_text
from review.redline.plan import plan
from review.redline.prove import receipt
from review.redline.source import Source
from review.redline.stamp import Author, Stamp, authors, distinct, used_ids
from review.redline.write import write

__all__ = ["Author", "Redlined", "Refusals", "redline"]

Refusals = Literal["refuse_all", "skip"]


class Redlined(Value):
    """A redlined file and the proof of what it is. `author` is the name its changes carry."""

    data: bytes
    receipt: Receipt
    author: str


def redline(
    data: bytes,
    document: Document,
    edits: Sequence[Edit],
    *,
    author: Author,
    date: datetime,
    refusals: Refusals = "refuse_all",
) -> Redlined:
    """The file with `edits` as tracked changes and comments of `author` at `date` (UTC where it has no zone).

    `document` is what `read_docx` made of these bytes in the current view. Replacements are cut down to
    the fewest words. An edit that cannot be made safely refuses the batch, or with "skip" is left out and
    listed in the receipt. Without edits the bytes come back as they are. The same input gives the same
    bytes. Raises `RedlineRefusedError`; then nothing was written. An author whom the file knows already
    gets " (Four Corners)" behind the name, so that ours can always be told from others'.
    """
    source = Source(data, document)
    planned = plan(source, edits)
    if planned.refused and refusals == "refuse_all":
        raise RedlineRefusedError(f"nothing was changed: {_reasons(planned.refused)}")
    person = distinct(author, authors(source.package))
    if not planned.leaves:
        proof = receipt(data, data, intended=document.text, edits=0, refused=planned.refused)
        return Redlined(data=data, receipt=proof, author=person.name)
    intended = intended_text(document, planned)
    redlined = write(source, planned, edits, Stamp(person, date, used_ids(source.package)))
    proof = receipt(data, redlined, intended=intended, edits=len(planned.made), refused=planned.refused)
    failed = [check for check in proof.checks if not check.holds]
    if failed:
        told = "; ".join(f"{check.name}: {check.detail}" for check in failed)
        raise RedlineRefusedError(f"nothing was changed, because the result could not be proved ({told})")
    return Redlined(data=redlined, receipt=proof, author=person.name)


def _reasons(refused: Sequence[Refusal]) -> str:
    return "; ".join(f"edit {refusal.edit}: {refusal.reason}" for refusal in refused)
