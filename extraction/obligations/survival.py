"""Whether a duty goes on after the contract ends, by its own words or by a survival clause."""

import re

from contracts.document import Document
from extraction.wordings import worded

_PAPER = r"(?:agreement|contract|lease|licen[cs]e|term|engagement|order)"
_ENDING = r"(?:expiry|expiration|termination|end|cancellation)"
_ENDED = (
    rf"\s+(?:the\s+|any\s+)?(?:(?:earlier|early|sooner|any)\s+)?{_ENDING}(?:\s+(?:or|and)\s+(?:(?:earlier|sooner)\s+)?{_ENDING})?"
    rf"(?:\s+(?:of|hereof)(?:\s+(?:this|the|its|her|his)\s+(?:\w+\s+)?{_PAPER})?|(?=\s*[,;.)]|\s*\Z)"
    rf"|(?=\s+for\s+any\s+reason))"
)
_AND_FOR = r"\b[^.;]{0,60}\band\s+for\s+[^.;]{1,40}\bthereafter"
_AFTER = re.compile(
    worded(
        *(f"{lead}{_ENDED}" for lead in (
            "upon", "after", "following", "on", "beyond", "survives?", "notwithstanding",
            r"thereafter\s+following",
        )),
        f"term{_AND_FOR}", f"agreement{_AND_FOR}", r"in\s+perpetuity\b", r"shall\s+survive\b",
    ),
    re.IGNORECASE,
)  # fmt: skip
_OTHER_END = re.compile(r"\s(?:of)\s*\Z", re.IGNORECASE)
_TERM = (
    rf"\s+(?:the\s+)?(?:entire\s+|whole\s+|initial\s+|duration\s+of\s+the\s+|life\s+of\s+the\s+)?"
    rf"(?:term\b|this\s+{_PAPER})"
)
_LONG = rf"\s+long\s+as\s+this\s+{_PAPER}"
_WITHIN = re.compile(
    worded(
        f"during{_TERM}", f"throughout{_TERM}", f"for{_TERM}", f"so{_LONG}", f"as{_LONG}",
        rf"while\s+this\s+{_PAPER}",
    ),
    re.IGNORECASE,
)  # fmt: skip
_SURVIVES = re.compile(worded("surviv(?:e|es|al)") + r"\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:this|the\s+(?:foregoing|provisions\s+of\s+this))\s+(?:section|article|clause|paragraph)",
    re.IGNORECASE,
)
_SENTENCE_CHARS = 600


def survives(words: str) -> bool | None:
    """What a duty's own words say; None where they say nothing. To go on for a time after the term counts
    more than to be owed during it."""
    after = _AFTER.search(words)
    if after and not _OTHER_END.search(after[0]):
        return True
    return False if _WITHIN.search(words) else None


def surviving_ranges(document: Document) -> list[tuple[int, int]]:
    """The clauses that a survival clause names ("Sections 7 and 10 survive"), or that say it of
    themselves, as half-open ranges of the text."""
    text = document.text
    found: list[tuple[int, int]] = []
    by_id = {clause.id: clause for clause in document.clauses}
    for match in _SURVIVES.finditer(text) if document.clauses else ():
        low = max(text.rfind(". ", max(0, match.start() - _SENTENCE_CHARS), match.start()), 0)
        low = max(low, text.rfind("\n", low, match.start()) + 1, match.start() - _SENTENCE_CHARS)
        stop = text.find(". ", match.end(), match.end() + _SENTENCE_CHARS)
        high = stop if stop > 0 else match.end() + _SENTENCE_CHARS
        for reference in document.references:
            clause = by_id.get(reference.clause_id or "")
            if clause and low <= reference.start < high and reference.kind == "section":
                found.append((clause.start, clause.end))
        own = document.clause_at(match.start())
        if own and _OWN.search(text, low, match.start()):
            found.append((own.start, own.end))
    return found
