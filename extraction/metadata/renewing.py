"""For how long a contract is renewed, from the sentence that renews it."""

import re

from contracts.metadata import Duration, Term
from extraction.metadata.durations import FoundDuration
from extraction.metadata.statements import NOTICE_AFTER, Statement

_MORE = r"(?:successive|additional|further|subsequent|consecutive|renewal|renewable)"
_LEADS = re.compile(
    rf"\b(?:{_MORE}|like|for|of|another|second|extended|extension|more|an|a|up\s+to|by|in)\s+(?:[\w()]+\s+){{0,3}}\Z",
    re.IGNORECASE,
)
_LEADS_EARLY = re.compile(rf"\b{_MORE}\s", re.IGNORECASE)
# A length after these words is a time limit or a notice, not the length of a renewal.
_LIMIT = re.compile(
    r"\b(?:within|at\s+least|(?:not?|nor)\s+(?:less|fewer|later|more|earlier)\s+than|notice\s+of|during"
    r"|initial\s+(?:term|period)\s+of)\s+(?:(?:an?|the|period|term|of|last|first)\s+)*\Z",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:like|same|equal|identical|similar)\s+(?:\w+\s+)?(?:periods?|term|durations?|lengths?)\b(?!\s+and\s+cond)"
    r"|\bequal\s+(?:in\s+(?:duration|length)\s+)?to\b[^.;]{0,30}\b(?:initial|original|previous|prior)",
    re.IGNORECASE,
)
_BY_PERIOD = re.compile(
    r"\b(?:from\s+)?(?P<to>year|month|quarter|week)[\s-]+(?:to|by|over)[\s-]+(?:year|month|quarter|week)\b"
    r"|\b(?P<adjective>annual|yearly|quarterly|monthly|weekly)\s+(?:renewals?\b|extensions?\b|periods?\b|terms?\b|basis\b)"
    r"|\b(?:every|(?:another|successive|additional|further|subsequent|following|next|succeeding)\s+(?:calendar\s+|contract\s+"
    r"|fiscal\s+)?)\s*(?P<every>year|month|quarter)s?\b|\b(?:each|every)\s+(?:\w+\s+)?(?P<turn>anniversary)\b|\b(?P<adverb>annually|yearly|monthly)\b",
    re.IGNORECASE,
)
_ENDLESS = re.compile(r"\b(?:unlimited|indefinite(?:ly)?|perpetual(?:ly)?)\b", re.IGNORECASE)
_RHYTHM_CHARS = 150
_RHYTHMS = {
    "year": Duration(count=1, unit="years"), "ann": Duration(count=1, unit="years"),
    "quarter": Duration(count=3, unit="months"), "month": Duration(count=1, unit="months"),
    "week": Duration(count=1, unit="weeks"),
}  # fmt: skip


def renewal_length(
    sentence: Statement, cue: int, *, automatic: bool, term: Term | None
) -> tuple[Duration | None, bool]:
    """The length of a renewal that the words at `cue` speak of, and whether the words say it.

    "For a like period", and words that renew of themselves a term whose length the same sentence states,
    give the length of the first `term`; the latter is a reading, not what the words say (False).
    """
    written = _written(sentence, cue)
    if written:
        return written, True
    rhythm = _BY_PERIOD.search(sentence.words, max(0, cue - 30), cue + _RHYTHM_CHARS)
    if rhythm and (automatic or not rhythm["adverb"]):
        word = (rhythm[rhythm.lastgroup or 0]).lower()
        return next(length for name, length in _RHYTHMS.items() if word.startswith(name)), True
    first = term.length if term else None
    if first and _SAME.search(sentence.words, cue):
        return first, True
    if _ENDLESS.search(sentence.words, cue):
        return None, False
    if first and automatic and any(each.value == first and each.start < cue for each in sentence.durations):
        return first, False
    return None, False


def _written(sentence: Statement, cue: int) -> Duration | None:
    fits = [each for each in sentence.durations if _is_renewal(sentence, each, cue)]
    named = (each for each in fits if _LEADS_EARLY.search(_before(sentence, each)))
    best = next(named, fits[0] if fits else None)
    return best.value if best else None


def _is_renewal(sentence: Statement, each: FoundDuration, cue: int) -> bool:
    before = _before(sentence, each)
    if each.value.unit in ("hours", "business_days") or _LIMIT.search(before):
        return False
    if NOTICE_AFTER.match(sentence.words, each.end):
        return False
    if each.start < cue and not _LEADS_EARLY.search(before):
        return False
    return bool(_LEADS.search(before))


def _before(sentence: Statement, each: FoundDuration) -> str:
    return sentence.words[max(0, each.start - 50) : each.start]
