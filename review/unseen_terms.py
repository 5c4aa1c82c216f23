"""Terms on one matter that the contract takes from a page or a paper that is not in the file."""

import re
from functools import lru_cache

from contracts.document import Document
from contracts.spans import Quote
from extraction.clauses.taxonomy import clause_types
from extraction.sentences import sentences
from playbooks.playbook import Position
from review.judge import Judgement
from review.passages import cite
from review.phrases import says

_LEAST_CHARS = 6
_PAPER = r"\b(?:terms|agreement|conditions|policy|policies|addendum|standards?|requirements|code)\b"
# Taken in by reference; kept on a page; or named and not attached.
_TAKEN = re.compile(
    rf"{_PAPER}[^\n]{{0,220}}?\bincorporated\b|\bincorporat(?:es?|ing)\b[^.\n]{{0,160}}{_PAPER}"
    rf"|{_PAPER}[^\n]{{0,160}}?(?:https?:|\bwww\.|\b[\w-]+\.(?:com|org|net|io|eu|co|example)\b)"
    rf"|{_PAPER}[^\n]{{0,160}}?\b(?:not attached|available (?:up)?on request)\b",
    re.IGNORECASE,
)


def unseen_terms(position: Position, document: Document) -> Quote | None:
    """The sentence by which terms on the position's matter are taken from elsewhere, or None. It has to name
    the matter: by a sign of the position, or by the name or a usual heading of its types."""
    names = (*position.signs, *_names(position))
    blocks = tuple(
        (block.start, block.end) for block in document.blocks if block.kind in ("paragraph", "cell")
    )
    for start, end in _taken(document.text, blocks):
        if says(document, names, within=(start, end)):
            return cite(document, (start, end))
    return None


@lru_cache(maxsize=4)  # every position of a playbook asks the same of one document
def _taken(text: str, blocks: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The sentences of the blocks that take terms in, `[start, end)` code points of `text`."""
    return tuple(
        span
        for start, end in blocks
        if _TAKEN.search(text, start, end)
        for span in sentences(text, start, end=end)
        if _TAKEN.search(text, *span)
    )


def rests_on_unseen(position: Position, judgement: Judgement, *, document: Document) -> bool:
    """Whether the words that decide stand in a sentence that only points to terms outside the file, or the
    places say nothing while such a sentence names the matter."""
    named = unseen_terms(position, document)
    if named is None or judgement.verdict in ("missing", "not_applicable"):
        return False
    if judgement.deciding is None or judgement.deciding.outcome == "passed":
        cited = [quote for check in judgement.checks for quote in check.quotes[:1]]
        return all(named.span.contains(quote.span) for quote in cited)
    return judgement.verdict == "non_standard" and all(
        named.span.contains(quote.span) or quote.span.contains(named.span)
        for quote in judgement.deciding.quotes
    )


def _names(position: Position) -> tuple[str, ...]:
    kinds = [clause_types()[each] for each in position.clause_types if each in clause_types()]
    # The first type names the position; the others are where else its words may stand.
    found = [name for kind in kinds[:1] for name in (kind.title, *kind.headings)]
    return tuple(dict.fromkeys(name for name in found if len(name) >= _LEAST_CHARS))
