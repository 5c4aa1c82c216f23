"""Whether a duty goes on after the contract ends, by its own words or by a survival clause."""

import re

from contracts.document import Document

_PAPER = r"(?:agreement|contract|lease|licen[cs]e|term|engagement|order)"
_ENDING = r"(?:expiry|expiration|termination|end|cancellation)"
_AFTER = re.compile(
    rf"\b(?:upon|after|following|on|beyond|survives?|notwithstanding|thereafter\s+following)\s+(?:the\s+|any\s+)?"
    rf"(?:(?:earlier|early|sooner|any)\s+)?{_ENDING}(?:\s+(?:or|and)\s+(?:(?:earlier|sooner)\s+)?{_ENDING})?"
    rf"(?:\s+(?:of|hereof)(?:\s+(?:this|the|its|her|his)\s+(?:\w+\s+)?{_PAPER})?|(?=\s*[,;.)]|\s*\Z)"
    rf"|(?=\s+for\s+any\s+reason))"
    rf"|\b(?:term|agreement)\b[^.;]{{0,60}}\band\s+for\s+[^.;]{{1,40}}\bthereafter"
    r"|\bin\s+perpetuity\b|\bshall\s+survive\b",
    re.IGNORECASE,
)
_OTHER_END = re.compile(r"\s(?:of)\s*\Z", re.IGNORECASE)
_WITHIN = re.compile(
    rf"\b(?:during|throughout|for)\s+(?:the\s+)?(?:entire\s+|whole\s+|initial\s+|duration\s+of\s+the\s+|life\s+of\s+"
    rf"the\s+)?(?:term\b|this\s+{_PAPER})|\b(?:so|as)\s+long\s+as\s+this\s+{_PAPER}|\bwhile\s+this\s+{_PAPER}",
    re.IGNORECASE,
)
_SURVIVES = re.compile(r"\bsurviv(?:e|es|al)\b", re.IGNORECASE)
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
