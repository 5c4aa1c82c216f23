"""Terms that the contract takes from elsewhere, and that are not in the file."""

import re

from contracts.document import Document
from contracts.spans import Quote
from extraction.sentences import sentences
from review.passages import cite

# A cover page of this many words or fewer holds few terms of its own.
_COVER_WORDS = 1500
_ORDER_WORDS = 2500
# A page with this many headed clauses of its own is a contract, however short its words.
_CONTRACT_CLAUSES = 12
_WHOLE = re.compile(
    r"\b(?:standard|framework|general|master|common) terms\b|\bmaster\b[^.]{0,40}\bagreement\b", re.I
)
_TERMS = r"\b(?:terms|agreement|conditions|policy|nda|addendum|schedule|standard)\b"
# "A company incorporated in England" takes nothing in.
_TAKEN = re.compile(
    rf"\bincorporat(?:es?|ing)\b[^.]{{0,120}}{_TERMS}"
    rf"|\bincorporated by reference\b|{_TERMS}[^.]{{0,120}}\bincorporated (?:herein|into)\b"
    rf"|{_TERMS}[^\n]{{0,80}}?\b(?:available|found|posted|located|published)\s+(?:at|on)\s+"
    r"(?:https?:|www\.|\[|[\w-]+\.(?:com|org|net|io|eu|co)\b)",
    re.IGNORECASE,
)


def terms_elsewhere(document: Document) -> Quote | None:
    """The first sentence by which the contract takes terms in that stand elsewhere, or None."""
    hit = _TAKEN.search(document.text)
    if hit is None:
        return None
    block = document.block_at(hit.start())
    start, end = (block.start, block.end) if block else hit.span()
    for low, high in sentences(document.text, start, end=end):
        if low <= hit.start() < high:
            return cite(document, (low, high))
    return cite(document, hit.span())


def is_cover_page(document: Document) -> bool:
    """Whether the file is short enough that most of its terms must stand elsewhere; a longer one counts
    where what it takes in are whole standard terms and not a policy."""
    if document.words <= _COVER_WORDS:
        return _headed(document) < _CONTRACT_CLAUSES
    quote = terms_elsewhere(document) if document.words <= _ORDER_WORDS else None
    return quote is not None and bool(_WHOLE.search(quote.text))


def _headed(document: Document) -> int:
    headed = [each for each in document.clauses if each.kind == "clause" and each.heading]
    top = min((each.level for each in headed), default=0)
    return sum(each.level == top for each in headed)
