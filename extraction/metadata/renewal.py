"""Whether the contract renews, for how long, and the notice that stops it."""

import re

from contracts.document import Document
from contracts.metadata import Duration, Fact, Renewal
from contracts.spans import locate
from extraction.metadata.statements import NOTICE_AFTER, RENEWS, Statement, source_of

_AUTOMATIC = re.compile(
    r"\bautomatic(?:ally)?\b|\btacit(?:ly)?\b|\bself-renew|\b(?:shall"
    r"|will)\s+(?:thereafter\s+)?(?:be\s+)?(?:deemed\s+)?(?:renew|extend)(?:ed|s)?\b"
    r"(?![^.;]{0,80}\b(?:by\s+(?:mutual|written)|upon\s+(?:mutual|written\s+(?:agreement|consent))|only))"
    r"|\byear[\s-]to[\s-]year\b|\bevergreen\b",
    re.IGNORECASE,
)
_NOT_RENEWED = re.compile(
    r"\b(?:not|no)\s+(?:be\s+)?(?:automatically\s+)?renew|\bno\s+automatic", re.IGNORECASE
)
_MAYRENEWS = re.compile(r"\b(?:may|option|right|elect|mutual|agree|written\s+consent)\b", re.IGNORECASE)
_RENEWAL_LENGTH = re.compile(
    r"\b(?:successive|additional|further|subsequent|consecutive|renewal|like|for|of|another|second"
    r"|extended|extension|more|an|a|up\s+to)\s+(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)
_END_OF_TERM = re.compile(
    r"\bnon-?\s?renew|\bnot\s+(?:to\s+)?(?:be\s+)?(?:renew|extend)"
    r"|\b(?:end|expiration|expiry|conclusion)\s+of\s+(?:the\s+|its\s+|any\s+|each\s+|such\s+)?"
    r"(?:then[\s-]+current\s+|initial\s+|current\s+|renewal\s+)*(?:term|period|agreement)",
    re.IGNORECASE,
)
_NOTICE_BEFORE = re.compile(
    r"\b(?:notice|notif\w+|intent\w*|inform\w*|elect\w*|terminat\w*|unless|cancel\w*)\b", re.IGNORECASE
)


def read_renewal(document: Document, found: list[Statement]) -> Fact[Renewal] | None:
    """The renewal, from the sentence that says most of it and the one after."""
    best: tuple[float, Renewal, list[Statement]] | None = None
    for index, sentence in enumerate(found):
        cue = RENEWS.search(sentence.words)
        if not cue or not re.search(
            r"\b(?:term|agreement|contract|period|year)", sentence.words, re.IGNORECASE
        ):
            continue
        automatic = bool(_AUTOMATIC.search(sentence.words)) and not _NOT_RENEWED.search(sentence.words)
        if not automatic and (_NOT_RENEWED.search(sentence.words) or not _MAYRENEWS.search(sentence.words)):
            continue
        hinted = bool(sentence.hints & {"renewal_term", "notice_period_to_terminate_renewal"})
        length = _renewal_length(sentence, cue.start(), automatic)
        if not automatic and not length and not hinted:
            continue
        notice, extra = _renewal_notice(sentence), []
        if notice is None:
            extra, notice = _other_notice(found, index)
        score = 0.45 + 0.3 * automatic + 0.15 * (length is not None) + 0.05 * hinted
        value = Renewal(automatic=automatic, length=length, notice=notice)
        if best is None or score > best[0]:
            best = (score, value, [sentence, *extra])
    if best is None:
        return None
    quotes = tuple(locate(document, (each.start, each.end)) for each in best[2])
    source = source_of(best[2][0], "renewal_term")
    return Fact[Renewal](value=best[1], quotes=quotes, confidence=best[0], source=source)


def _other_notice(found: list[Statement], index: int) -> tuple[list[Statement], Duration | None]:
    """The notice against renewal is often said in the sentence after, else in one that speaks of the end of
    the term."""
    near = [other for other in found[index + 1 : index + 2] if other.start - found[index].end < 5]
    ends = [other for other in found if other is not found[index] and _END_OF_TERM.search(other.words)]
    for other in (*(each for each in near if RENEWS.search(each.words)), *ends):
        notice = _renewal_notice(other)
        if notice:
            return [other], notice
    return [], None


def _renewal_length(sentence: Statement, cue: int, automatic: bool) -> Duration | None:
    for each in sentence.durations:
        before = sentence.words[max(0, each.start - 50) : each.start]
        if each.value.unit in ("hours", "business_days"):
            continue
        if each.start < cue and not re.search(
            r"\b(?:additional|successive|further|renewal)\s", before, re.IGNORECASE
        ):
            continue
        if NOTICE_AFTER.match(sentence.words, each.end):
            continue
        if _RENEWAL_LENGTH.search(before):
            return each.value
    if automatic and re.search(
        r"year[\s-]to[\s-]year|annual(?:ly)?\b|every\s+year", sentence.words, re.IGNORECASE
    ):
        return Duration(count=1, unit="years")
    return None


def _renewal_notice(sentence: Statement) -> Duration | None:
    for each in sentence.durations:
        before = sentence.words[max(0, each.start - 200) : each.start]
        if NOTICE_AFTER.match(sentence.words, each.end) and _NOTICE_BEFORE.search(before):
            return each.value
    return None
