"""Write edits into a Word file as tracked changes, and prove the result before handing it over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from contracts.document import Document
from contracts.edits import Edit, Receipt
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
    *,
    edits: Sequence[Edit],
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
    job = _Job(data, document, tuple(edits), author, date)
    result = job.attempt({}, strict=refusals == "refuse_all")
    if not result.receipt.holds and refusals == "skip":
        result = job.attempt(job.unprovable())
    if not result.receipt.holds:
        raise RedlineRefusedError(f"nothing was changed, because {_unproved(result.receipt)}")
    return result


@dataclass(frozen=True, slots=True)
class _Job:
    data: bytes
    document: Document
    edits: tuple[Edit, ...]
    author: Author
    date: datetime

    def attempt(self, excluded: Mapping[int, str], *, strict: bool = False) -> Redlined:
        """Write the edits that are not excluded, and say what holds of the result."""
        source = Source(self.data, self.document)
        planned = plan(source, self.edits, excluded=excluded)
        if planned.refused and strict:
            told = "; ".join(f"edit {refusal.edit}: {refusal.reason}" for refusal in planned.refused)
            raise RedlineRefusedError(f"nothing was changed: {told}")
        person = distinct(self.author, authors(source.package))
        intended = intended_text(self.document, planned)
        redlined = self.data
        if planned.leaves:
            stamp = Stamp(person, self.date, used_ids(source.package))
            redlined = write(source, planned, edits=self.edits, stamp=stamp)
        made, refused = len(planned.made), planned.refused
        proof = receipt(self.data, redlined, intended=intended, edits=made, refused=refused)
        return Redlined(data=redlined, receipt=proof, author=person.name)

    def unprovable(self) -> dict[int, str]:
        """The edits whose result cannot be proved even when each is made alone, and why."""
        found: dict[int, str] = {}
        for number in range(len(self.edits)):
            others = {other: "tried later" for other in range(len(self.edits)) if other != number}
            proof = self.attempt(others).receipt
            if not proof.holds:
                found[number] = _unproved(proof)
        return found


def _unproved(proof: Receipt) -> str:
    failed = (f"{check.name}: {check.detail}" for check in proof.checks if not check.holds)
    return f"the result could not be proved ({'; '.join(failed)})"
