"""How long the contract runs, whether it renews, and the notice that ends it."""

import re

from contracts.document import Document
from contracts.extraction import Passage
from contracts.metadata import Duration, Fact, Renewal, Term
from contracts.value import Value
from extraction.metadata.renewal import read_renewal
from extraction.metadata.statements import RENEWS, Statement, quotes_of, read_statements, source_of
from extraction.metadata.term import read_term

_TERMINATE = re.compile(r"\bterminat(?:e|ed|ion)\b|\bcancel(?:led)?\b", re.IGNORECASE)
_FREELY = re.compile(
    r"\b(?:for\s+convenience|without\s+cause|at\s+any\s+time|for\s+any\s+(?:or\s+no\s+)?reason"
    r"|for\s+no\s+reason|with(?:out|\s+or\s+without)\s+cause|at\s+(?:its|their|will))\b",
    re.IGNORECASE,
)
_FOR_CAUSE = re.compile(
    r"\b(?:breach|cure|default|remed(?:y|ied)|insolven\w+|bankrupt\w*|fail(?:s|ure|ed)?|non-?payment"
    r"|material)\b",
    re.IGNORECASE,
)


class Lifetime(Value):
    """What was found of how long the contract runs."""

    term: Fact[Term] | None = None
    renewal: Fact[Renewal] | None = None
    notice_period: Fact[Duration] | None = None


def read_lifetime(document: Document, passages: tuple[Passage, ...]) -> Lifetime:
    """Term, renewal and the notice to terminate freely, each from the sentence that says it best."""
    found = read_statements(document, passages)
    term = read_term(document, found)
    return Lifetime(
        term=term,
        renewal=read_renewal(document, found, term=term),
        notice_period=_notice_period(document, found),
    )


def _notice_period(document: Document, found: list[Statement]) -> Fact[Duration] | None:
    best: tuple[float, Duration, Statement] | None = None
    for sentence in found:
        if not _TERMINATE.search(sentence.words) or "notice" not in sentence.words.lower():
            continue
        freely = bool(_FREELY.search(sentence.words))
        cause = bool(_FOR_CAUSE.search(sentence.words))
        hinted = "termination_for_convenience" in sentence.hints
        score = 0.5 + 0.3 * freely - 0.3 * cause + 0.1 * hinted - 0.2 * bool(RENEWS.search(sentence.words))
        for each in sentence.durations:
            around = sentence.words[max(0, each.start - 120) : each.end + 60].lower()
            if "notice" in around and score >= 0.4 and (best is None or score > best[0]):
                best = (min(score, 0.95), each.value, sentence)
                break
    if best is None:
        return None
    source = source_of(best[2], "termination_for_convenience")
    quotes = quotes_of(document, best[2])
    return Fact[Duration](value=best[1], quotes=quotes, confidence=best[0], source=source)
