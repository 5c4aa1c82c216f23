"""What of a contract is not sent to a model: passages that speak to one.

They are left out with the whole block they stand in, because what goes on in the next sentence may be
part of them, and every passage left out is told. Words that were kept out of the text (hidden words,
remarks, running headers) are no part of what is sent in the first place.
"""

from collections.abc import Sequence

from contracts.document import Document
from contracts.extraction import Withheld
from extraction.addressed.find import addressed_blocks

Range = tuple[int, int]
LEFT_OUT = "[…]"
_REASON = "this passage speaks to a machine; it was not sent to the model"
_SHOWN_CHARS = 60
_MOST_TOLD = 20


def withheld_ranges(document: Document) -> list[Range]:
    """Half-open ranges of the text that no model sees, in order and apart."""
    return addressed_blocks(document)


def sendable(text: str, part: Range, *, withheld: Sequence[Range]) -> str:
    """The words of one part of the text, with a mark for each passage left out."""
    start, end = part
    pieces: list[str] = []
    for low, high in withheld:
        if low < end and start < high:
            pieces += [text[start : max(start, low)], LEFT_OUT]
            start = max(start, high)
    return "".join([*pieces, text[start:end] if start < end else ""])


def told(document: Document, withheld: Sequence[Range]) -> list[Withheld]:
    """One entry for each passage left out, the last for all beyond twenty."""
    shown = [
        Withheld(
            field="document", words=" ".join(document.text[low:high].split())[:_SHOWN_CHARS], reason=_REASON
        )
        for low, high in withheld[:_MOST_TOLD]
    ]
    if len(withheld) > _MOST_TOLD:
        more = (
            f"{len(withheld) - _MOST_TOLD} more passages speak to a machine; they were not sent to the model"
        )
        shown.append(Withheld(field="document", words="", reason=more))
    return shown
