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
from extraction.wordings import worded

_AGREEMENT = (
    r"\s+(?:\w+\s+){0,3}(?:agreement|contract)\b[^.;]{0,90}"
    r"\b(?:in\s+(?:full\s+)?(?:force|effect)|continue|terminate|expire|remain|commence|term)"
)
_NOTICE = r"\b[^.;]{0,80}\b(?:prior\s+to|before)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:expir|end\b)"
_LASTS = r"\b[^.;]{0,160}\b(?:expire|terminate|continue|remain|survive)"
_BEFORE_END = r"\s+(?:prior\s+to|before)\s+(?:the\s+)?(?:expir|end\b)"
_ANCHOR = re.compile(
    worded(
        r"term\s+of\s+(?:this|the)\b", r"initial\s+(?:\w+\s+)?(?:term|period)\b", f"this{_AGREEMENT}",
        f"the{_AGREEMENT}", r"term\b[^.;]{0,60}\b(?:shall|will|is|commence|begin)", "renew",
        r"extend(?:ed|s)?\b[^.;]{0,80}\b(?:term|period|year|agreement|contract|month)", r"extensions?\b",
        "tacit", "perpetual", r"in\s+perpetuity", f"notice{_NOTICE}", rf"notif\w+{_NOTICE}",
        f"days{_BEFORE_END}", f"months{_BEFORE_END}", r"automatically\s+(?:be\s+)?(?:prolong|continu)",
        "prolong",
        r"month[\s-]to[\s-]month", r"year[\s-]to[\s-]year", r"terminat\w+[^.;]{0,200}\bnotice",
        r"notice\b[^.;]{0,120}\bterminat", f"obligations?{_LASTS}", f"restrictions{_LASTS}",
        f"covenants{_LASTS}", f"undertakings{_LASTS}", r"for\s+a\s+(?:period|term)\s+of\b", 
        r"years?\s+(?:from|after|following)\b", r"period\s+of\b", r"term\s*:",
        r"anniversary\b", r"year\s+\d\b", r"contract\s+years?\b",
    )
)  # fmt: skip
RENEWS = re.compile(
    r"\b(?:renew\w*|extend(?:ed|s)?|extensions?|prolong\w*|continues?\s+automatically|automatically\s+continues?"
    r"|continu\w+[^.;]{0,60}\bthereafter\s+(?:until|unless)|roll(?:s|ed)?\s+over|evergreen"
    r"|(?:year|month)[\s-]+(?:to|by)[\s-]+(?:year|month)"
    r"|continue\w*[^.;]{0,40}\bfor\s+(?:\w+\s+){0,3}"
    r"(?:another|successive|additional|further|subsequent|consecutive)(?=\s[^.;]{0,40}\b(?:term|period|year|month))"
    r"|(?:force|effect)\s+on\s+an?\s+(?:annual|yearly|monthly)\s+basis)\b",
    re.IGNORECASE,
)
NOTICE_AFTER = re.compile(
    r"['’]?,?\s*(?:advance\s+|prior\s+|written\s+|or\s+more\s+|in\s+writing\s+|previous\s+|registered\s+"
    r"|(?:immediately|next)\s+)*(?:notice|notification"
    r"|before|prior|in\s+advance|of\s+(?:the\s+)?(?:end|expir)|preceding)",
    re.IGNORECASE,
)
# "Until the earlier of:", whose first item says when.
_WHICHEVER = re.compile(r"\b(?:earlie\w+|later|latest|longer|first)\b[^.;]{0,80}:\Z", re.IGNORECASE)
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
    places = {each for match in _ANCHOR.finditer(searched) for each in _places(match)}
    anchors = sorted(places | {p.start for p in hinted})
    found: list[Statement] = []
    for anchor in anchors:
        if found and anchor < found[-1].end:
            continue
        low = max(found[-1].end if found else 0, _paragraph(text, anchor))
        near = sentences(text, low, end=min(len(text), anchor + _SENTENCE_CHARS))
        for number, (start, end) in enumerate(near):
            if end > anchor:
                if number + 1 < len(near) and _WHICHEVER.search(text, max(start, end - 120), end):
                    end = near[number + 1][1]
                start, end = unwrapped(text, start, end=end)
                words = text[start:end]
                hints = frozenset(p.type for p in hinted if p.start < end and start < p.end)
                durations = find_durations(words)
                found.append(Statement(start=start, end=end, words=words, durations=durations, hints=hints))
                break
    return found


def _places(match: "re.Match[str]") -> tuple[int, ...]:
    """Where a match begins, and where it ends if it began in the heading above its sentence."""
    return (match.start(), match.end() - 1) if "\n" in match[0] else (match.start(),)


def _paragraph(text: str, anchor: int) -> int:
    return max(text.rfind("\n", 0, anchor), anchor - _SENTENCE_CHARS, 0)


def quotes_of(document: Document, sentence: Statement) -> tuple[Quote, ...]:
    """The sentence as a quotation."""
    return (locate(document, (sentence.start, sentence.end)),)


def source_of(sentence: Statement, *types: str) -> Source:
    """ "weights" where a passage of one of these clause types lies over the sentence."""
    return "weights" if sentence.hints & set(types) else "rules"
