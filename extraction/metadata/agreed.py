"""The date of the agreement: the one that its first words, its cover or its signatures give it."""

import re
from datetime import date

from contracts.document import Document
from contracts.metadata import Fact
from extraction.metadata.around import date_fact, stands_alone, words_before
from extraction.metadata.calendar import FoundDate
from extraction.metadata.opening import Opening, read_openings
from extraction.metadata.signatures import has_mark, label_before, last_signed, witnessed

_DATED = re.compile(
    r"\b(?:dated|date of (?:this )?(?:agreement|contract) ?(?:is|:)?)"
    r" ?(?:as(?: of)?|this|for reference|the)? ?(?:the|on)? ?:? ?\Z",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"\b(?:made|entered|executed|signed|concluded|agreed|is made)\b(?P<rest>[^.;]{0,110})\Z", re.IGNORECASE
)
_EFFECTIVE = re.compile(r"\beffective\b[^.;]{0,90}\Z", re.IGNORECASE)
_ON = re.compile(r"\b(?:as of|on|this) (?:the )?\Z", re.IGNORECASE)
_UPDATED = re.compile(r"\blast (?:updated|revised|modified) ?(?:on)? ?:? ?\Z", re.IGNORECASE)
_NOT_THIS = re.compile(
    r"\b(?:as amended|original(?:ly)?|prior|previous|certain|pursuant to|that)\b[^.;]{0,120}\Z",
    re.IGNORECASE,
)
# "the letter agreement, dated": another paper, where no "this" stands between.
_OTHER_PAPER = re.compile(
    r"\b(?:the|an?|those|such|its|their)\s(?:[\w’'&-]+ ){0,7}(?i:agreements?|plan|memorandum"
    r"|prospectus|attorney"
    r"|order|lease|letter|contract|licen[cs]e|notes?|proposal|statement|warrants?|polic(?:y|ies)"
    r"|arrangements?)\b"
    r"(?:[^.;]|\.(?! [A-Z][a-z])){0,90}\Z",
)
# "Which amends the agreement made on": the paper that this one changes.
_CHANGED = re.compile(
    r"\b(?:amend|restat|supplement|modif|supersed|replac|extend)\w*\s[^.;]{0,60}?\bthe\s(?:[\w’'&-]+\s){0,7}?"
    r"(?:agreements?|contract|lease|licen[cs]e)\b(?![^.;]*(?:\b(?:this|is|are|shall|hereby)\b|\d{4}))[^.;]{0,80}\Z",
    re.IGNORECASE,
)
_AGREED = re.compile(r"\bagreed?\b[^.;]{0,90}(?:\b(?:as of|on|this)(?: the)?|,) \Z", re.IGNORECASE)
# Days that something ends on or is measured from: "until 11:59 p.m. on".
_LIMIT = re.compile(
    r"\b(?:until|through|before|prior to|after|earlier|later|expir\w*|terminat\w*|ending)\b[^.;]{0,80}\Z",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"\b(?:this|agreement|contract|amendment|addendum|lease|licen[cs]e|undertaking|deed)\b", re.IGNORECASE
)
_REFERENCE = re.compile(r"\b(?:ref|nos?|nr)\.", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_PLACE_AND_DATE = re.compile(
    r"(?:\A|\n)[ \t]*[A-Z][\w.’-]*(?:[ ,]{1,2}[A-Z][\w.’-]*){0,3},?(?:[ \t]{3,}|,[ \t])\Z"
)
_TITLE_AFTER = re.compile(
    r"\s+(?:[A-Z][A-Z&,'’/-]*\s+){0,9}(?:AGREEMENT|CONTRACT|Agreement\b|LEASE|LICEN[CS]E)\b"
)
_AS_FOLLOWS = re.compile(r"[^.;]{0,60}(?:\bas\s+follows\b|:)")
_LETTER_DATE_CHARS = 1500
_COVER_CHARS = 400
_PREAMBLE_CHARS = 6_000
_SURE = 0.5
_WORDED = 0.9


def agreement_date(
    document: Document, found: tuple[FoundDate, ...], *, opening: Opening
) -> Fact[date] | None:
    """The date that the opening gives the agreement, the surest first; failing that the date of the closing
    words (0.7) or of the last signature (0.5 to 0.6). Dates of other papers that the opening speaks of are
    passed over."""
    text = document.text
    best = _best(text, found, end=opening.end)
    if best is None or best[0] < _SURE:
        # A cover may name the parties first, and the preamble come after a table of contents.
        ends = [each.end for each in read_openings(text) if each.parties_start < _PREAMBLE_CHARS]
        best = _best(text, found, end=max([opening.end, *ends]))
    if best is None and opening.parties_start == opening.parties_end:
        best = _best(text, found, end=_PREAMBLE_CHARS)
        best = best if best and best[0] >= _WORDED else None
    if best and best[0] >= _SURE:
        return date_fact(document, best[1], confidence=best[0])
    closing = None if best else _after_recitals(text, found)
    if closing:
        return date_fact(document, closing, confidence=0.7)
    signed = witnessed(document, found) or last_signed(document, found)
    return signed or (date_fact(document, best[1], confidence=best[0]) if best else None)


def _after_recitals(text: str, found: tuple[FoundDate, ...]) -> FoundDate | None:
    """The date of the words that end the recitals: "it is agreed, this 1st day of May 2015, as follows"."""
    for each in found:
        if each.start > _PREAMBLE_CHARS:
            return None
        if _AS_FOLLOWS.match(text, each.end) and _AGREED.search(words_before(text, each.start)):
            return each
    return None


def _best(text: str, found: tuple[FoundDate, ...], *, end: int) -> tuple[float, FoundDate] | None:
    best: tuple[float, FoundDate] | None = None
    for each in found:
        if each.start > end:
            break
        confidence = _cue(text, each, words_before(text, each.start))
        if confidence and (best is None or confidence > best[0]):
            best = (confidence, each)
    return best


def _cue(text: str, each: FoundDate, before: str) -> float:
    """How surely the words before a date make it the agreement's; 0 where nothing does."""
    plain = _REFERENCE.sub("", _BRACKETS.sub("", before))
    plain = plain[max(plain.rfind("This "), plain.rfind("THIS "), 0) :]
    if _NOT_THIS.search(plain):
        return 0.0
    if _DATED.search(before):
        return 0.0 if _is_of_another(plain) else 0.92
    if _CHANGED.search(plain):
        return 0.0
    made = _MADE.search(before)
    if made and not _EFFECTIVE.search(made["rest"]):
        return 0.9
    if made or _EFFECTIVE.search(before):
        return 0.88 if made else 0.8
    if _ON.search(before) and not _is_of_another(plain) and not _LIMIT.search(plain):
        return 0.75 if _PAPER.search(plain) else 0.45
    return _place_cue(text, each, before)


def _is_of_another(plain: str) -> bool:
    other = _OTHER_PAPER.search(plain)
    return bool(other) and not re.search(r"\bthis\b", plain[other.start() :] if other else "", re.IGNORECASE)


def _place_cue(text: str, each: FoundDate, before: str) -> float:
    """How surely a date is the agreement's because it stands like one: on a line of its own near the top."""
    if each.start >= _LETTER_DATE_CHARS:
        return 0.0
    if label_before(text, each.start):
        return 0.0 if has_mark(text, each.start) else 0.6
    if stands_alone(text, each) or _PLACE_AND_DATE.search(text, max(0, each.start - 90), each.start):
        return 0.6
    begins_line = not text[text.rfind("\n", 0, each.start) + 1 : each.start].strip()
    if begins_line and _TITLE_AFTER.match(text, each.end):
        return 0.6
    ends_line = re.compile(r"[ \t]*(?:\n|\Z)").match(text, each.end)
    on_cover = each.start < _COVER_CHARS and (ends_line or _UPDATED.search(before))
    return 0.5 if on_cover else 0.0
