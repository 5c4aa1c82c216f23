"""The redlined Word file of a review: its suggestions as tracked changes, with remarks fit for outsiders."""

from collections.abc import Sequence
from datetime import datetime

from contracts.edits import Edit, InsertParagraphs
from contracts.errors import UnsupportedFormatError
from contracts.findings import Review, Suggestion
from review.redline.redline import Author, Redlined, redline

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def redline_review(data: bytes, review: Review, *, author: Author, date: datetime) -> Redlined | None:
    """The file with every suggestion that can be sent, or None where there is none.

    Only text for the counterparty goes out, never guidance. A suggestion is made whole or not at all: one
    with an edit that cannot be made safely is left out, listed in the receipt, and stays in the report.
    Raises `UnsupportedFormatError` for files that are not .docx, `RedlineRefusedError`.
    """
    sendable = [
        finding.suggestion for finding in review.findings if finding.suggestion and finding.suggestion.edits
    ]
    if not sendable:
        return None
    document = review.extraction.document
    if document.media_type != _WORD:
        raise UnsupportedFormatError("tracked changes can be written into .docx only; ask for the Word file")
    batch, owners = _batch(sendable)
    redlined = redline(data, document, edits=batch, author=author, date=date, refusals="skip")
    refused = redlined.receipt.refused
    if not refused:
        return redlined
    halved = {owners[refusal.edit] for refusal in refused}
    kept = [suggestion for number, suggestion in enumerate(sendable) if number not in halved]
    rest, _ = _batch(kept)
    again = redline(data, document, edits=rest, author=author, date=date, refusals="skip")
    told = again.receipt.model_copy(update={"refused": (*refused, *again.receipt.refused)})
    return again.model_copy(update={"receipt": told})


def _batch(suggestions: Sequence[Suggestion]) -> tuple[list[Edit], list[int]]:
    """All edits in the order of the text, and the suggestion that each belongs to."""
    owned = [(edit, number) for number, each in enumerate(suggestions) for edit in each.edits]
    owned.sort(key=lambda pair: (_place(pair[0]), pair[1]))
    return [edit for edit, _ in owned], [number for _, number in owned]


def _place(edit: Edit) -> tuple[int, int]:
    """Replacements by offset, then insertions by block; the order of the given edits where they tie."""
    if isinstance(edit, InsertParagraphs):
        return 1, edit.after
    return 0, edit.start
