"""The sentences that say how long the contract runs, with the lengths of time in them."""

import re

from contracts.document import Document
from contracts.extraction import Passage
from contracts.metadata import Source
from contracts.spans import Quote, locate
from contracts.value import Value
from extraction.metadata.durations import FoundDuration, find_durations
from extraction.metadata.wrapping import unwrapped
from extraction.sentences import sentences

_ANCHOR = re.compile(
    r"\bterm\s+of\s+(?:this|the)\b|\binitial\s+(?:\w+\s+)?(?:term|period)\b|\b(?:this"
    r"|the)\s+(?:\w+\s+){0,3}(?:agreement|contract)\b[^.;]{0,90}"
    r"\b(?:in\s+(?:full\s+)?(?:force|effect)|continue|terminate|expire|remain|commence|term)"
    r"|\bterm\b[^.;]{0,60}\b(?:shall|will|is|commence|begin)"
    r"|\brenew|\bextend(?:ed|s)?\b[^.;]{0,80}\b(?:term|period|year|agreement|contract|month)|\bextensions?\b|\btacit"
    r"|\bperpetual|\bin\s+perpetuity"
    r"|\bnoti(?:ce|f\w+)\b[^.;]{0,80}\b(?:prior\s+to|before)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:expir|end\b)"
    r"|\b(?:days|months)\s+(?:prior\s+to|before)\s+(?:the\s+)?(?:expir|end\b)|\bautomatically\s+(?:be\s+)?(?:prolong|continu)"
    r"|\bprolong|\bmonth[\s-]to[\s-]month|\byear[\s-]to[\s-]year"
    r"|\bterminat\w+[^.;]{0,200}\bnotice|\bnotice\b[^.;]{0,120}\bterminat"
    r"|\b(?:obligations?|restrictions|covenants|undertakings)\b[^.;]{0,160}\b(?:expire"
    r"|terminate|continue|remain|survive)|\bfor\s+a\s+(?:period"
    r"|term)\s+of\b|\byears?\s+(?:from|after|following)\b"
    r"|\bperiod\s+of\b|\bterm\s*:",
)
RENEWS = re.compile(
    r"\b(?:renew\w*|extend(?:ed|s)?|extensions?|prolong\w*|continues?\s+automatically|automatically\s+continues?"
    r"|continu\w+[^.;]{0,60}\bthereafter\s+(?:until|unless)|roll(?:s|ed)?\s+over|evergreen|(?:year|month)[\s-]+(?:to|by)[\s-]+(?:year|month)"
    r"|continue\w*[^.;]{0,40}\bfor\s+(?:\w+\s+){0,3}(?:successive|additional|further|subsequent|consecutive)(?=\s[^.;]{1,40}\b(?:term|period|year|month)))\b",
    re.IGNORECASE,
)
NOTICE_AFTER = re.compile(
    r"['’]?,?\s*(?:advance\s+|prior\s+|written\s+|or\s+more\s+|in\s+writing\s+|previous\s+|registered\s+"
    r"|(?:immediately|next)\s+)*(?:notice|notification"
    r"|before|prior|in\s+advance|of\s+(?:the\s+)?(?:end|expir)|preceding)",
    re.IGNORECASE,
)
_SENTENCE_CHARS = 1_500
_HINTED = (
    "expiration_date",
    "term",
    "renewal_term",
    "notice_period_to_terminate_renewal",
    "termination_for_convenience",
)


class Statement(Value):
    """A sentence at `[start, end)` of the text; `hints` are the clause types of passages over it."""

    start: int
    end: int
    words: str
    durations: tuple[FoundDuration, ...]
    hints: frozenset[str]


def read_statements(document: Document, passages: tuple[Passage, ...]) -> list[Statement]:
    """The sentences around words of term, renewal and termination, and around hinting passages."""
    text = document.text
    hinted = [p for p in passages if p.type in _HINTED and p.score >= 0.3]
    lowered = text.lower()  # ignoring case is slow
    searched = lowered if len(lowered) == len(text) else text
    anchors = sorted({match.start() for match in _ANCHOR.finditer(searched)} | {p.start for p in hinted})
    found: list[Statement] = []
    for anchor in anchors:
        if found and anchor < found[-1].end:
            continue
        low = max(found[-1].end if found else 0, _paragraph(text, anchor))
        for start, end in sentences(text, low, end=min(len(text), anchor + _SENTENCE_CHARS)):
            if end > anchor:
                start, end = unwrapped(text, start, end=end)
                words = text[start:end]
                hints = frozenset(p.type for p in hinted if p.start < end and start < p.end)
                durations = find_durations(words)
                found.append(Statement(start=start, end=end, words=words, durations=durations, hints=hints))
                break
    return found


def _paragraph(text: str, anchor: int) -> int:
    return max(text.rfind("\n", 0, anchor), anchor - _SENTENCE_CHARS, 0)


def quotes_of(document: Document, sentence: Statement) -> tuple[Quote, ...]:
    """The sentence as a quotation."""
    return (locate(document, (sentence.start, sentence.end)),)


def source_of(sentence: Statement, *types: str) -> Source:
    """ "weights" where a passage of one of these clause types lies over the sentence."""
    return "weights" if sentence.hints & set(types) else "rules"
