"""The notice that keeps a contract from renewing itself."""

import re
from typing import NamedTuple

from contracts.metadata import Duration
from extraction.metadata.durations import FoundDuration
from extraction.metadata.statements import NOTICE_AFTER, RENEWS, Statement

_NOTICE_BEFORE = re.compile(
    r"\b(?:notice|notif\w+|intent\w*|inform\w*|elect\w*|terminat\w*|unless|cancel\w*|advis\w+"
    r"|declar\w+|denounc\w*|object\w*|oppos\w*|prevent\w*|giv(?:es?|ing)|in\s+writing|written|letter|fail\w*)\b",
    re.IGNORECASE,
)
_TERM = (
    r"(?:(?:the|its|any|each|such|this|an?|applicable|relevant|then[\s-]+current|initial|original|current"
    r"|renewal)\s+)*"
)
_END_OF_TERM = re.compile(
    r"\bnon-?\s?renew|\bnot\s+(?:to\s+|wish\s+to\s+|like\s+to\s+)?(?:be\s+)?(?:renew|extend)"
    rf"|\b(?:end|expir(?:ation|y)|conclusion|anniversary|expir(?:ation|y)\s+date)\s+of\s+{_TERM}"
    r"(?:term|period|agreement|contract)"
    r"|\b(?:applicable|then[\s-]+current)\s+expir(?:ation|y)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\A\W*(?:such|said|the|this|that|any\s+such)\s+(?:\w+\s+){0,3}(?:notice|notification)\b", re.IGNORECASE
)
# "Notice of at least three months", "must notify … within five days of the end of the term".
_OF_NOTICE = re.compile(
    r"\bnotice\s+(?:to\s+(?:the\s+)?\w+(?:\s+party)?\s+)?(?:of\s+)?"
    r"(?:at\s+least|not\s+less\s+than|no\s+(?:less|later)\s+than|of)\s+\Z"
    r"|\bnotif\w+[^.;]{0,60}\bwithin\s+\Z",
    re.IGNORECASE,
)
_OF_END = re.compile(r"\s+of\s+the\s+(?:end|conclusion|expir)", re.IGNORECASE)
_OPTION = re.compile(
    r"\b(?:desires?|wish(?:es)?|elects?|choose|option|request(?:s|ing)?|intent\w*)\s+(?:\w+\s+)?(?:to|for)\s+"
    r"(?:seek\s+to\s+)?(?:renew|extend|an?\s+exten|exten)"
    r"|\bexercise",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:unless|until)\s+(?:\w+\s+){0,5}terminat", re.IGNORECASE)
_AT_WILL = re.compile(
    r"\b(?:for\s+convenience|without\s+cause|at\s+any\s+time|for\s+any\s+(?:or\s+no\s+)?reason|for\s+no\s+reason)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:following|after)\s+(?:\w+\s+){0,5}(?:initial|first)\s+(?:term|period)\b", re.IGNORECASE
)
_FOR_CAUSE = re.compile(
    r"\b(?:breach|cure|default|remed(?:y|ied)|insolven|bankrupt|fail(?:s|ure|ed)?|non-?payment)\b",
    re.IGNORECASE,
)
_TO_MOST = re.compile(r"['’]?,?\s+(?:and|nor|or|but)\s+(?:not?\s+)?(?:more|earlier)\s+than\s+", re.IGNORECASE)
_TERMINATES = re.compile(r"\bterminat", re.IGNORECASE)
_NEAR_CHARS = 5


class Notice(NamedTuple):
    """How long before the end notice is given; `sentence` says it where it is not the sentence that renews.
    `of_renewal` is False for notice to terminate at will, which stops a renewal too."""

    length: Duration
    sentence: Statement | None = None
    of_renewal: bool = True


def notice_against_renewal(found: list[Statement], index: int) -> Notice | None:
    """The notice that stops the renewal in the sentence at `index`.

    It is sought in that sentence, in the next one, in the nearest that speaks of the end of a term; last,
    where the contract runs "unless terminated" or the notice is for the time after the first term, in one
    that lets a party terminate at will.
    """
    own = _notice(found[index])
    if own:
        return Notice(own)
    for other in found[index + 1 : index + 2]:
        close = other.start - found[index].end < _NEAR_CHARS
        if close and (RENEWS.search(other.words) or _NEXT.match(other.words)):
            length = None if _OPTION.search(other.words) else _notice(other)
            if length:
                return Notice(length, other)
    others = sorted(
        (each for each in found if each is not found[index]),
        key=lambda each: abs(each.start - found[index].start),
    )
    for other in others:
        if _END_OF_TERM.search(other.words) and not _OPTION.search(other.words):
            length = _notice(other)
            if length:
                return Notice(length, other)
    return _at_will(found[index], others)


def _at_will(sentence: Statement, others: list[Statement]) -> Notice | None:
    ends = bool(_EARLIER.search(sentence.words))
    for other in others:
        if _FOR_CAUSE.search(other.words) or not _TERMINATES.search(other.words):
            continue
        if _LATER.search(other.words) or (ends and _AT_WILL.search(other.words)):
            length = _notice(other)
            if length:
                return Notice(length, other, of_renewal=False)
    return None


def _notice(sentence: Statement) -> Duration | None:
    """Of "not less than 60 nor more than 90 days before" it is the former: the later day is the last."""
    for place, each in enumerate(sentence.durations):
        if _is_notice(sentence.words, each):
            before = sentence.durations[place - 1] if place else None
            least = before and _TO_MOST.fullmatch(sentence.words, before.end, each.start)
            return before.value if before and least else each.value
    return None


def _is_notice(words: str, each: FoundDuration) -> bool:
    before = words[max(0, each.start - 200) : each.start]
    if NOTICE_AFTER.match(words, each.end):
        return bool(_NOTICE_BEFORE.search(before))
    return bool(_OF_NOTICE.search(before)) and (
        "notif" not in before[-90:].lower() or bool(_OF_END.match(words, each.end))
    )
