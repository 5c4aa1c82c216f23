"""The day on which a contract was signed: from its closing words, or from beside its signatures."""

import re
from bisect import bisect_left
from datetime import date

from contracts.document import Document
from contracts.metadata import Fact
from extraction.metadata.around import date_fact, stands_alone, words_before
from extraction.metadata.calendar import FoundDate

_WITNESS = re.compile(
    r"\b(?:in (?:witness|evidence) whereof|executed|signed|agreed to and accepted|accepted"
    r"|entered into)\b[^;]{0,150}"
    r"\b(?:as of|on|this|the)(?: this| the)? ?\Z",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(r"\b(?:originally|pursuant to|that certain|amended)\b[^.;]{0,100}\Z", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\b(?:dated?|date signed|signed on|date of signature) ?:?|\bsignature\b[^.;\]]{0,80}\bon) ?[_/]* ?\Z",
    re.IGNORECASE,
)
_LABEL_AFTER = re.compile(r"[\s_]{0,40}(?:\d{1,2}/\d{1,2}/\d{2,4}[\s_]{1,20})?(?:Date|DATE)\b")
_COLUMN = re.compile(r"(?:\n[A-Z][a-z]+, ?|\A|[\n\t_]| {2}|- ?|/[sS]/ ?[A-Z][^\n,/]{2,28},? )[ _]*\Z")
_MARK = re.compile(  # a plain set first, which `re` skips to
    r"[/\\BNTS_](?:(?<=[/\\])[sS][/\\]|(?<=_)_{11,}|(?<!\w[BNTS])(?:(?<=B)[yY]\s?:|(?<=N)ame\s?:|(?<=T)itle\s?:"
    r"|(?<=S)ignature\b))"
)
# A date farther from the marks of a signature is not its date.
_NEAR_CHARS = 400


def label_before(text: str, place: int) -> bool:
    """Whether "Date:" stands right before `place`."""
    return bool(_LABEL.search(words_before(text, place)[-100:]))


def has_mark(text: str, place: int) -> bool:
    """Whether the mark of a signature stands in the 300 characters before `place`."""
    return bool(_MARK.search(text, max(0, place - 300), place))


def witnessed(document: Document, found: tuple[FoundDate, ...]) -> Fact[date] | None:
    """The date of the closing words: "executed this 4th day of April, 2003"."""
    text = document.text
    for each in found:
        if each.start > len(text) // 2:
            before = words_before(text, each.start)
            if _WITNESS.search(before) and not _NOT_THIS.search(before):
                return date_fact(document, each, confidence=0.7)
    return None


def last_signed(document: Document, found: tuple[FoundDate, ...]) -> Fact[date] | None:
    """The latest date beside a signature: it is then that the last party was bound."""
    text = document.text
    marks = [match.start() for match in _MARK.finditer(text)]
    near = [each for each in found if _is_near(marks, each.start)]
    labelled = [each for each in near if _is_labelled(text, each)]
    bare = [each for each in near if each.start > len(text) // 2 and _is_bare(text, each)]
    for dates, confidence in ((labelled, 0.6), (bare, 0.5)):
        if dates:
            return date_fact(document, max(dates, key=lambda each: each.value), confidence=confidence)
    return None


def _is_labelled(text: str, each: FoundDate) -> bool:
    return label_before(text, each.start) or bool(_LABEL_AFTER.match(text, each.end))


def _is_bare(text: str, each: FoundDate) -> bool:
    """Whether the date has its own line, or its own column of a line."""
    own_column = _COLUMN.search(text, max(0, each.start - 30), each.start)
    return stands_alone(text, each) or bool(own_column)


def _is_near(marks: list[int], place: int) -> bool:
    at = bisect_left(marks, place)
    return any(abs(mark - place) < _NEAR_CHARS for mark in marks[max(0, at - 1) : at + 1])
