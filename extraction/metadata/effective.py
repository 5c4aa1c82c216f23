"""The day on which a contract takes effect: written, or another date that it points at."""

import re
from datetime import date

from contracts.document import Document
from contracts.metadata import Fact
from contracts.spans import locate
from extraction.metadata.around import date_fact, words_before
from extraction.metadata.calendar import FoundDate
from extraction.metadata.opening import Opening
from extraction.metadata.signatures import last_signed
from extraction.wordings import worded

_QUOTE = r"[\"“”'‘’]"
_AFTER = re.compile(
    rf"\s*(?:,\s*)?(?:\d{{4}}\s*(?:,\s*)?)?(?:the\s+)?(?:[(\[][^()]{{0,60}}"
    rf"|(?:herein)?after\s+)?{_QUOTE}?(?:the\s+)?{_QUOTE}?\s{{0,2}}"
    rf"(?:effective|commencement)\s+date\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"{_QUOTE}?\b(?:effective|commencement|start) date{_QUOTE}?(?P<gap>[^.;\d]{{0,70}}(?:i\. ?e\.,? ?)?)\Z",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\b(?:means?|be|is|was|on|as of|from|i\. ?e)\b|[:=]|\A\W*\Z", re.IGNORECASE)
_NOT_NAMED = re.compile(
    r"\b(?:until|through|after|before|prior|following|expir\w*|terminat\w*|end(?:s|ing)?|dated|later"
    r"|within|between)\b"
    r"|\b(?:filed|filing|delivered|entered)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:\beffective\b[^.;\d]{0,60}?(?:\b(?:as of|as from|from|on|upon|this|commencing|beginning)(?: this"
    r"| the)?|,)?"
    r"|\b(?:comes?|enters?|coming) into (?:full )?(?:force|effect)(?: and effect)? (?:as of|as from|on"
    r"|from)(?: the)?"
    r"|\bwith effect (?:from|on|as of)(?: the)?"
    r"|\b(?:contract|agreement|service) start(?:s| date)? ?:?"
    r"|\b(?:term|agreement|period|venture|appointment|contract|employment)\b[^.;]{0,80}\b(?:commenc(?:es?"
    r"|ing|ed)"
    r"|beg[ia]n(?:s|ning)?|starts?|starting) ?(?:on|as of|from)?(?: the)?) ?\Z",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:this|the|our)\b[^.;]{0,40}\b(?:agreement|contract|amendment|addendum|lease|licen[cs]e|deed"
    r"|term)\b",
    re.IGNORECASE,
)
_TERM_NEAR = re.compile(r"\bterm\b|\bexpir|\bin (?:full )?(?:force|effect)\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:expir\w*|until|terminat\w*|end(?:s|ing)?)\b", re.IGNORECASE)
# Words that make another date of the contract the effective one.
_BEGINS = r"\b[^.;]{0,60}\b(?:commenc(?:es?|ing)|begins?)"
_TAKES_EFFECT = (
    r"effective\s+(?:date|beginning|as\s+of|on|upon|from)", r"become\s+effective", r"is\s+effective",
    r"be\s+effective", r"made\s+effective", f"term{_BEGINS}", f"agreement{_BEGINS}", f"contract{_BEGINS}",
    r"takes?\s+effect", r"enters?\s+into\s+(?:force|effect)", r"comes?\s+into\s+(?:force|effect)",
)  # fmt: skip
_AS_DATED = re.compile(
    rf"{worded(*_TAKES_EFFECT)}[^.;]{{0,60}}?\b(?:(?:date|day)\s+(?:and\s+(?:year"
    rf"|date)\s+)?(?:first\s+)?(?:above\s+)?(?:first\s+)?"
    r"(?:written|listed|set\s+forth"
    r"|stated|mentioned|hereof)(?:\s+above)?|date\s+of\s+(?:this\s+agreement|its\s+execution|execution))",
    re.IGNORECASE,
)
_SIGNED = (
    r"[^.;]{0,80}?\b(?:last\s+(?:date\s+)?(?:of\s+)?(?:signature|party|signed|written|executed"
    r"|signatory|date)|later\s+of\s+the\s+dates|signatures?\b|signed\s+by|completion\s+of\s+(?:the\s+)?execution)"
)
_AS_SIGNED = re.compile(
    worded(
        *(f"{each}{_SIGNED}" for each in _TAKES_EFFECT),
        r"as\s+of\s+the\s+date\s+(?:noted|set\s+forth|written|indicated|signed|of\s+(?:the\s+)?last)[^.;()]{0,40}"
        rf"\(\s*(?:the\s+)?{_QUOTE}Effective\s+Date",
    ),
    re.IGNORECASE,
)
_AS_OF = re.compile(
    r"\b(?:made|entered|executed|dated|is|agreement|contract)\b[^.;]{0,60}\bas of(?: this| the)* ?\Z",
    re.IGNORECASE,
)
# A contract that says when it begins, though by no date, is not taken to begin "as of" its own.
_SAYS_WHEN = re.compile(
    rf"\beffective\s+date{_QUOTE}?\s*(?:\)|means|shall\b|is\b|:)"
    r"|\b(?:term|agreement|contract)\s+(?:shall|will)\s+(?:begin|commence|start|become\s+effective"
    r"|take\s+effect|be\s+effective)\b",
    re.IGNORECASE,
)
_POINTED_SURE = 0.7
_AS_OF_SURE = 0.5


def effective_date(
    document: Document, found: tuple[FoundDate, ...], *, opening: Opening, agreement: Fact[date] | None
) -> Fact[date] | None:
    """The surest of: a date that the contract calls its effective date or says it takes effect on; the date
    that words such as "the date first above written" or "the last signature" point at (0.7 at most, with
    both quotations); and the day "as of" which it is made (0.5), where nothing else is said."""
    written = _written(document, found, opening)
    pointed = _pointed(document, found, agreement)
    best = pointed if pointed and (written is None or written.confidence < pointed.confidence) else written
    return best or _as_of(document, agreement)


def _written(document: Document, found: tuple[FoundDate, ...], opening: Opening) -> Fact[date] | None:
    text = document.text
    best: Fact[date] | None = None
    for each in found:
        after = _AFTER.match(text, each.end)
        before = words_before(text, each.start)
        confidence = _cue(before, in_opening=each.start < opening.end)
        if after:
            confidence = 0.95 if each.start < opening.end else 0.85
        if confidence and (best is None or confidence > best.confidence):
            best = date_fact(
                document, each, confidence=confidence, place=(each.start, after.end() if after else each.end)
            )
    return best


def _cue(before: str, *, in_opening: bool) -> float:
    """How surely the words before a date make it the effective one; 0 where nothing does."""
    named = _NAMED.search(before)
    if named and not _NOT_NAMED.search(named["gap"]):
        return 0.85 if _NAMES.search(named["gap"]) else 0.4
    verb = _VERB.search(before)
    if verb is None or _ENDS.search(verb[0]):
        return 0.0
    if in_opening:
        return 0.85
    sentence = before[before.rfind(". ") + 1 :]
    if _OWN.search(sentence):
        return 0.7
    return 0.55 if _TERM_NEAR.search(before) else 0.35


def _pointed(
    document: Document, found: tuple[FoundDate, ...], agreement: Fact[date] | None
) -> Fact[date] | None:
    for pattern in (_AS_DATED, _AS_SIGNED):
        said = pattern.search(document.text)
        day = (agreement if pattern is _AS_DATED else last_signed(document, found)) if said else None
        if said and day:
            quotes = (locate(document, said.span()), *day.quotes)
            sure = min(_POINTED_SURE, day.confidence)
            return day.model_copy(update={"quotes": quotes, "confidence": sure})
    return None


def _as_of(document: Document, agreement: Fact[date] | None) -> Fact[date] | None:
    """The agreement's own date where it is made "as of" it: the words say from when it counts, whenever it
    was signed."""
    if agreement is None or agreement.confidence < _AS_OF_SURE or _SAYS_WHEN.search(document.text):
        return None
    before = words_before(document.text, agreement.quotes[0].span.start)
    return agreement.model_copy(update={"confidence": _AS_OF_SURE}) if _AS_OF.search(before) else None
