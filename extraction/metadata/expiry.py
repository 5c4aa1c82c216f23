"""The day a contract ends: written, or computed from the day it began and how long it runs."""

import re
from datetime import date

from contracts.document import Document
from contracts.due import PeriodUnit
from contracts.metadata import Fact, Metadata, Term
from extraction.due.arithmetic import add
from extraction.metadata.around import date_fact, words_before
from extraction.metadata.calendar import FoundDate, find_dates

_QUOTE = r"[\"“”'‘’]"
_ENDS = re.compile(
    r"\b(?:expir(?:e|es|ing|ation|y)(?: date)?|until|through(?: to)?(?: and including)?|terminat(?:e|es|ing)"
    r"|end(?:s|ing)?|conclud(?:es?|ing)|termination date|(?:contract|agreement) end(?: date)?|completion date"
    r"|(?:no|not)(?: event)? later than|remains? valid (?:to|till))\b"
    r" ?[\"”']? ?\)?,? ?(?:means|shall be|shall mean|is|at midnight|at|automatically"
    r"|:)?:? ?(?:[\w ]{0,24} )?(?:on|until|of|at|be|to)?"
    r" ?(?:the )?(?:(?:earlier|earliest|later|latest) (?:of"
    r"|to occur of) ?:? ?(?:\(?[ia1]\))? ?)?(?:the close of business on )?\Z"
    r"|\bfrom [^.;]{6,40}\d{4},? (?:to|till) \Z",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:expir(?:ation|y)|termination|end|contract end|agreement end|completion)(?: date)?(?: of (?:this"
    r"|the) agreement)?[\"”']?"
    r" ?(?:means|shall be|is|shall mean|:) ?:?(?: on)? ?\Z",
    re.IGNORECASE,
)
_LATER_OF = re.compile(r"\b(?:later|latest) (?:of|to occur)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\b(?:agreement|contract|terms?|licen[cs]e|lease|appointment|mandate)\b", re.IGNORECASE
)
_OF_IT = re.compile(
    r"\b(?:of|under|in|to|with) (?:this|the) (?:agreement|contract|licen[cs]e)\b", re.IGNORECASE
)
_TERM_NEAR = re.compile(r"\bterm\b|\bexpir|\bin (?:full )?(?:force|effect)\b", re.IGNORECASE)
_THE_TERM = re.compile(rf"\s*\((?:the\s+)?{_QUOTE}(?:Initial\s+)?Term{_QUOTE}", re.IGNORECASE)
# Other things that end: "Transition Services shall expire".
_ASIDE = re.compile(
    r"\b(?:services?|warrant\w*|pricing|prices?|offer|option|exclusiv\w+|period for|notice|financ\w+"
    r"|payments?|insurance)"
    r"\b[^.;]{0,110}\Z",
    re.IGNORECASE,
)
_MOST_SURE = 0.7
_LEAST_SURE = 0.5
_GUESSED_BEGIN = 0.4
_OPEN_END_SURE = 0.45
_UNITS: dict[str, PeriodUnit] = {"days": "days", "weeks": "weeks", "months": "months", "years": "years"}
_BEGINS = re.compile(
    r"\b(?:commenc|begin|start)\w*\s+(?:on|as\s+of|from)?\s*(?:the\s+)?\Z|\bfrom\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"\b(?:the\s+(?:later|longer)\s+(?:of|to)|whichever\s+(?:is|occurs|comes)\s+(?:later|longer|last))\b",
    re.IGNORECASE,
)
_FROM_DATE = re.compile(
    r"\b(?:anniversary|years?|months?)\b[^.;]{0,60}\b(?:date\s+(?:hereof|of\s+this\s+agreement"
    r"|first\s+(?:above\s+)?written)"
    r"|execution\s+(?:date|of)|signing)",
    re.IGNORECASE,
)


def written_expiry(
    document: Document, found: tuple[FoundDate, ...], *, after: Fact[date] | None = None
) -> Fact[date] | None:
    """The date after "until", "expires on", "shall terminate on" and the like: 0.85 where the sentence
    speaks of the agreement or its term, else a guess (0.4). A day up to the date of the agreement counts
    only where something expires or terminates on it, or it is called the end of the term."""
    text = document.text
    best: Fact[date] | None = None
    for each in found:
        before = words_before(text, each.start)
        cue = _ENDS.search(before)
        if not cue:
            continue
        confidence = _sure(text, each, before, cue)
        early = after and each.value <= after.value and not _THE_TERM.match(text, each.end)
        if early and not re.match(r"expir|terminat", cue[0], re.IGNORECASE) and not _LABEL.search(before):
            continue
        if best is None or confidence > best.confidence:
            start = text.rfind(cue[0].split()[0], 0, each.start)
            best = date_fact(document, each, confidence=confidence, place=(start, each.end))
    return best


def _sure(text: str, each: FoundDate, before: str, cue: "re.Match[str]") -> float:
    if _LATER_OF.search(cue[0]):
        return _OPEN_END_SURE
    if _LABEL.search(before) or _THE_TERM.match(text, each.end):
        return 0.85
    sentence = before[
        max(before.rfind(". ", 0, cue.start()), before.rfind("; ", 0, cue.start())) + 1 : cue.start()
    ]
    later = re.match(r"no", cue[0], re.IGNORECASE) and not re.search(r"\b(?:terminat|expir|end)", sentence)
    if later or not _SUBJECT.search(_OF_IT.sub("", sentence)) or _ASIDE.search(sentence):
        return 0.4
    near = text[max(0, each.start - 300) : min(len(text), each.end + 100)]
    return 0.85 if _TERM_NEAR.search(near) else 0.75


def with_computed_expiry(metadata: Metadata) -> Metadata:
    """`metadata` with a computed expiry where none was written, or a less sure one."""
    begin = metadata.effective_date or metadata.agreement_date
    agreed, term = metadata.agreement_date, metadata.term
    if agreed and begin and (_is_surer(agreed, begin) or (term and _counts_from_date(term))):
        begin = agreed
    expiry = computed_expiry(begin, term)
    if expiry is None or (metadata.expiry_date and metadata.expiry_date.confidence >= expiry.confidence):
        return metadata
    return metadata.model_copy(update={"expiry_date": expiry})


def _is_surer(agreed: Fact[date], begin: Fact[date]) -> bool:
    return begin.confidence < _LEAST_SURE or (
        agreed.value == begin.value and agreed.confidence > begin.confidence
    )


def _counts_from_date(term: Fact[Term]) -> bool:
    return any(_FROM_DATE.search(quote.text) for quote in term.quotes)


def computed_expiry(begin: Fact[date] | None, term: Fact[Term] | None) -> Fact[date] | None:
    """The anniversary that the term ends on, with the quotations of both its sources.

    The day is the one of the same number ("two years from 1 March 2020" is 1 March 2022), as parties and
    the annotators of CUAD count, though the last day in force may be the one before. The confidence is the
    product of both, at most 0.7: a computed day is never as sure as a written one; where the end is the
    later of two, the day is only the first possible, so a guess (0.45). None where the term has no end, is
    counted in business days or hours, or either source is a guess (below 0.5).
    """
    begin = _own_begin(term) or begin
    if begin is None or term is None or term.value.length is None:
        return None
    if begin.confidence < _GUESSED_BEGIN or term.confidence < _LEAST_SURE:
        return None
    length = term.value.length
    unit = _UNITS.get(length.unit)
    if unit is None or not length.count:
        return None
    try:
        value = add(begin.value, length.count, unit=unit)
    except OverflowError:
        return None
    open_end = any(_OPEN_END.search(quote.text) for quote in term.quotes)
    most = _OPEN_END_SURE if open_end else _MOST_SURE
    if begin.confidence < _LEAST_SURE:
        most = _OPEN_END_SURE
    confidence = round(min(most, begin.confidence * term.confidence), 4)
    quotes = (*begin.quotes, *term.quotes)
    return Fact[date](value=value, quotes=quotes, confidence=confidence, source="rules", computed=True)


def _own_begin(term: Fact[Term] | None) -> Fact[date] | None:
    """The day that the sentence of the term itself names: "twenty years, commencing on January 1, 2016"."""
    if term is None:
        return None
    for quote in term.quotes:
        for each in find_dates(quote.text):
            if not each.ambiguous and _BEGINS.search(quote.text[: each.start]):
                return Fact[date](value=each.value, quotes=(), confidence=term.confidence, source="rules")
    return None
