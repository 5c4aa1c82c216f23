"""Which date is which: the agreement's, the one it takes effect on, the one it ends on."""

import re
from bisect import bisect_left
from datetime import date

from contracts.document import Document
from contracts.metadata import Fact
from contracts.spans import locate
from contracts.value import Value
from extraction.metadata.calendar import FoundDate, Order, find_dates
from extraction.metadata.opening import Opening

_QUOTE = r"[\"“”'‘’]"
_LETTER_DATE_CHARS = 1500
_DATED = re.compile(
    r"\b(?:dated|date\s+of\s+(?:this\s+)?(?:agreement|contract)\s*(?:is|:)?)"
    r"\s*(?:as\s+of|this|for\s+reference|the)?\s*(?:the|on)?\s*:?\s*\Z",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:made|entered|executed|signed|concluded|agreed|effective|is\s+made)\b[^.;]{0,90}\Z", re.IGNORECASE
)
_ON = re.compile(r"\b(?:as\s+of|on|this)\s+(?:the\s+)?\Z", re.IGNORECASE)
# How surely a date after these words is the agreement's.
_CUES = ((_DATED, 0.92), (_MADE, 0.9), (_ON, 0.75))
_NOT_THIS = re.compile(
    r"\b(?:as\s+amended|original(?:ly)?|prior|previous|certain|pursuant\s+to|that)\b[^.;]{0,120}\Z",
    re.IGNORECASE,
)
_EFFECTIVE_AFTER = re.compile(
    rf"\s*,?\s*(?:[(\[][^()]{{0,60}}|(?:herein)?after\s+)?{_QUOTE}?(?:the\s+)?{_QUOTE}?\s*"
    rf"(?:effective|commencement)\s+date\b",
    re.IGNORECASE,
)
_EFFECTIVE_BEFORE = re.compile(
    rf"(?:{_QUOTE}?\b(?:effective|commencement|start)\s+date{_QUOTE}?\s*(?:\)"
    rf"|of\s+(?:this\s+)?agreement)?\s*"
    r"(?:means|shall\s+mean|shall\s+be|is|will\s+be|:|,|of|-)?\s*(?:on|as\s+of|the|of)?\s*"
    r"|\b(?:is|be|become|becomes|shall\s+be|and|made|enters?\s+into"
    r"|dated)\s+(?:and\s+\w+\s+)?(?:made\s+)?effective\s+(?:as\s+of|on|from|this|commencing)?\s*(?:the\s+)?"
    r"|\beffective\s+(?:as\s+of|on|from|this|commencing)?\s*(?:the\s+)?"
    r"|\b(?:term|agreement|period|venture)\b[^.;]{0,80}\b(?:commenc(?:es?|ing)|begin(?:s|ning)?|starts?|starting)\s+"
    r"(?:on|as\s+of|from)?\s*(?:the\s+)?"
    r"|\bcomes?\s+into\s+(?:force|effect)\s+(?:as\s+of|on|from)\s+(?:the\s+)?)\Z",
    re.IGNORECASE,
)
_EXPIRY_BEFORE = re.compile(
    r"\b(?:expir(?:e|es|ing|ation|y)(?:\s+date)?|until|through(?:\s+to)?(?:\s+and\s+including)?"
    r"|terminat(?:e|es|ing)|end(?:s|ing)?"
    r"|conclud(?:es?|ing)|termination\s+date)\b\s*[\"”']?\s*\)?\s*(?:means|shall\s+be|is|at\s+(?:midnight"
    r"|[\d:.]+\s*[ap]\.?m\.?)|:)?\s*"
    r"(?:[\w ]{0,14}\s)?(?:on|until|of|at)?\s*(?:the\s+)?(?:earlier\s+(?:of"
    r"|to\s+occur\s+of)\s*:?\s*(?:\(?[ia1]\))?\s*)?\Z",
    re.IGNORECASE,
)
_TERM_NEAR = re.compile(r"\bterm\b|\bexpir|\bin\s+(?:full\s+)?(?:force|effect)\b", re.IGNORECASE)
_THE_TERM = re.compile(rf"\s*\((?:the\s+)?{_QUOTE}(?:Initial\s+)?Term{_QUOTE}", re.IGNORECASE)
# Words that make another date of the contract the effective one.
_TAKES_EFFECT = (
    r"(?:\beffective\s+(?:date|beginning|as\s+of|on|upon|from)|\b(?:become|is|be|made)\s+effective"
    r"|\b(?:term|agreement|contract)\b[^.;]{0,60}\b(?:commenc(?:es?|ing)|begins?)|\btakes?\s+effect|\b(?:enters?|comes?)\s+into\s+(?:force|effect))"
)
_AS_DATED = re.compile(
    rf"{_TAKES_EFFECT}[^.;]{{0,60}}?\b(?:(?:date|day)\s+(?:and\s+(?:year|date)\s+)?(?:first\s+)?(?:above\s+)?(?:first\s+)?"
    r"(?:written|listed|set\s+forth"
    r"|stated|mentioned|hereof)(?:\s+above)?|date\s+of\s+(?:this\s+agreement|its\s+execution|execution))",
    re.IGNORECASE,
)
_AS_SIGNED = re.compile(
    rf"{_TAKES_EFFECT}[^.;]{{0,80}}?\b(?:last\s+(?:date\s+)?(?:of\s+)?(?:signature|party"
    rf"|signed|written|executed"
    r"|signatory|date)|later\s+of\s+the\s+dates|signatures?\b|signed\s+by)",
    re.IGNORECASE,
)
_LOOK_BACK_CHARS = 170
# A date farther from the marks of a signature is not its date.
_NEAR_CHARS = 400


class Dates(Value):
    """The dates found; None where none was, or where the contract leaves it open."""

    agreement: Fact[date] | None = None
    effective: Fact[date] | None = None
    expiry: Fact[date] | None = None


def read_dates(document: Document, opening: Opening) -> Dates:
    """Agreement, effective and expiry date, only where a whole date is written.

    "As of the date of the last signature" gives the latest date beside a signature, where there is one. An
    expiry is computed elsewhere (`expiry`). Dates in figures whose order nothing tells have a confidence of
    0.55 at most.
    """
    text = document.text
    found = find_dates(text, _order(text))
    agreement = _agreement(document, found, opening)
    return Dates(
        agreement=agreement,
        effective=_stronger(_effective(document, found, opening), _other_date(document, found, agreement)),
        expiry=_expiry(document, found),
    )


def _stronger(written: Fact[date] | None, other: Fact[date] | None) -> Fact[date] | None:
    return other if other and (written is None or written.confidence < other.confidence) else written


def _other_date(
    document: Document, found: tuple[FoundDate, ...], agreement: Fact[date] | None
) -> Fact[date] | None:
    """The effective date where it is said to be the agreement's, or that of the last signature: with the
    words that say so and the date itself as quotations."""
    for pattern in (_AS_DATED, _AS_SIGNED):
        said = pattern.search(document.text)
        day = (agreement if pattern is _AS_DATED else _signed(document, found)) if said else None
        if said and day:
            quotes = (locate(document, said.span()), *day.quotes)
            return day.model_copy(update={"quotes": quotes, "confidence": min(0.7, day.confidence)})
    return None


def _order(text: str) -> Order:
    """Whether the document writes the day or the month first, by a date that leaves no choice."""
    for match in re.finditer(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](?:\d\d){1,2}(?![\d/-])", text):
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            return "day_first"
        if second > 12 >= first:
            return "month_first"
    return "month_first"


def _fact(document: Document, found: FoundDate, start: int, end: int, confidence: float) -> Fact[date]:
    quote = locate(document, (start, end))
    confidence = min(confidence, 0.55) if found.ambiguous else confidence
    return Fact[date](value=found.value, quotes=(quote,), confidence=confidence, source="rules")


def _agreement(document: Document, found: tuple[FoundDate, ...], opening: Opening) -> Fact[date] | None:
    text = document.text
    best: tuple[float, FoundDate] | None = None
    for each in found:
        if each.start > opening.end:
            break
        before = text[max(0, each.start - _LOOK_BACK_CHARS) : each.start]
        confidence = 0.0 if _NOT_THIS.search(before) else _agreement_cue(text, each, before)
        if confidence and (best is None or confidence > best[0]):
            best = (confidence, each)
    if best is None:
        return _witnessed(document, found) or _signed(document, found)
    return _fact(document, best[1], best[1].start, best[1].end, best[0])


def _agreement_cue(text: str, each: FoundDate, before: str) -> float:
    cue = next((confidence for pattern, confidence in _CUES if pattern.search(before)), 0.0)
    if cue or each.start >= _LETTER_DATE_CHARS or _SIGNED.search(before):
        return cue
    return 0.6 if _alone(text, each) else 0.0


_SIGNED = re.compile(r"\b(?:date|dated|date\s+signed|signed\s+on)\s*:?\s*_*\s*\Z", re.IGNORECASE)


_WITNESS = re.compile(
    r"\b(?:in\s+witness\s+whereof|executed|signed|agreed\s+to\s+and\s+accepted|entered\s+into)\b[^;]{0,150}"
    r"\b(?:as\s+of|on|this|the)\s+(?:this\s+|the\s+)?\Z",
    re.IGNORECASE,
)


def _witnessed(document: Document, found: tuple[FoundDate, ...]) -> Fact[date] | None:
    """The date of the closing words: "executed this 4th day of April, 2003"."""
    text = document.text
    for each in found:
        before = text[max(0, each.start - _LOOK_BACK_CHARS) : each.start]
        if each.start > len(text) // 2 and _WITNESS.search(before) and not _NOT_THIS.search(before):
            return _fact(document, each, each.start, each.end, 0.7)
    return None


def _signed(document: Document, found: tuple[FoundDate, ...]) -> Fact[date] | None:
    """The latest date beside a signature: it is then that the last party was bound."""
    text = document.text
    beside = [each for each in found if _SIGNED.search(text[max(0, each.start - 20) : each.start])]
    marks = [match.start() for match in re.finditer(r"/s/|\bBy:|\bName:|\bTitle:|\bSignature\b", text)]
    signed = [each for each in beside if _is_near(marks, each.start)]
    bare = [each for each in found if each.start > len(text) // 2 and _alone(text, each)]
    for dates, confidence in ((signed, 0.6), ([each for each in bare if _is_near(marks, each.start)], 0.5)):
        if dates:
            latest = max(dates, key=lambda each: each.value)
            return _fact(document, latest, latest.start, latest.end, confidence)
    return None


def _is_near(marks: list[int], place: int) -> bool:
    at = bisect_left(marks, place)
    return any(abs(mark - place) < _NEAR_CHARS for mark in marks[max(0, at - 1) : at + 1])


def _alone(text: str, each: FoundDate) -> bool:
    """Whether the date has a line of its own, as in a letter or on a cover page."""
    line_start = text.rfind("\n", 0, each.start) + 1
    line_end = text.find("\n", each.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return len(line.strip()) <= each.end - each.start + 8


def _effective(document: Document, found: tuple[FoundDate, ...], opening: Opening) -> Fact[date] | None:
    text = document.text
    best: Fact[date] | None = None
    for each in found:
        in_opening = each.start < opening.end
        before = text[max(0, each.start - _LOOK_BACK_CHARS) : each.start]
        after = _EFFECTIVE_AFTER.match(text, each.end)
        cue = _EFFECTIVE_BEFORE.search(before)
        if after:
            confidence = 0.95 if in_opening else 0.85
        elif cue:
            confidence = 0.85 if in_opening or "date" in cue[0].lower() else 0.55
        else:
            continue
        if (
            not in_opening
            and not after
            and not _TERM_NEAR.search(before)
            and "date" not in before[-40:].lower()
        ):
            confidence = 0.35
        if best is None or confidence > best.confidence:
            end = after.end() if after else each.end
            best = _fact(document, each, each.start, end, confidence)
    return best


def _expiry(document: Document, found: tuple[FoundDate, ...]) -> Fact[date] | None:
    text = document.text
    best: Fact[date] | None = None
    for each in found:
        before = text[max(0, each.start - _LOOK_BACK_CHARS) : each.start]
        cue = _EXPIRY_BEFORE.search(before)
        if not cue:
            continue
        near = text[max(0, each.start - 300) : min(len(text), each.end + 100)]
        named = "agreement" in near.lower() or _THE_TERM.match(text, each.end)
        confidence = 0.85 if named and _TERM_NEAR.search(near) else 0.4
        if best is None or confidence > best.confidence:
            start = each.start - (len(before) - cue.start())
            best = _fact(document, each, start, each.end, confidence)
    return best
