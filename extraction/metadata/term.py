"""How long the contract runs."""

import re

from contracts.document import Document
from contracts.metadata import Duration, Fact, Term
from extraction.metadata.calendar import ORDINALS
from extraction.metadata.statements import NOTICE_AFTER, Statement, quotes_of, source_of

_TERM = re.compile(
    r"\bterm\s+of\s+(?:this|the)\s+(?:\w+\s+){0,3}(?:agreement|contract|lease|license|undertaking)\b"
    r"|\binitial\s+(?:\w+\s+)?term\b"
    r"|\b(?:agreement|contract|term|license)\b(?:[\"”')]*)[^.;]{0,140}\b(?:remain|continue|be|is|stay"
    r"|commence|effective|last|run|expire|terminate|end|extend)\w*\b"
    r"|\bterm\s*:|\bduration\s+of\b|\bhas\s+a\s+term\b|\bhave\s+a\s+term\b"
    r"|\b(?:obligations?|restrictions|covenants|undertakings)\b[^.;]{0,200}\b(?:expire"
    r"|terminate|continue|remain"
    r"|survive|cease)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:\bfor|\bof|\bis|\bbe|\buntil|\bperiod|\bon\s+the(?:\s+date)?(?:\s+that\s+is)?|\bthe|\ba|\ban"
    r"|\bto|\blasts?|\bcontinues?|\bexpires?|\bterminates?|\bend(?:s|ing)?|\bcease|\beffect"
    r"|[:(]|\([i1a]\))\s+(?:an?\s+"
    r"|the\s+)?"
    r"(?:initial\s+|fixed\s+|minimum\s+|full\s+|further\s+|additional\s+)*(?:(?:period|term"
    r"|duration)\s+(?:of|equal\s+to)\s+|of\s+)?(?:approximately\s+|up\s+to\s+)?\Z",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\s*(?:[\"“(][^()]{0,50}[)\"”]\s*)?,?\s*(?:\(?[\"“]|from|therefrom|subsequent|after|following|commencing|beginning"
    r"|starting|unless|thereafter|as\s+of|and|anniversary|period|term|or\b|;|\.|,|\(|$)",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:renew\w*|extended|extension|additional|successive|further)\b", re.IGNORECASE)
_ANNIVERSARY = re.compile(
    r"\b(?:until|on|through|to|upon|and\s+ending\s+on)\s+(?:the\s+(?:earlier|later)\s+of\b[^.;]{0,50}?\(?\w\)\s*)?the\s+"
    r"(?:(?:\w+\s+)?\(?(?P<digits>\d{1,2})\s?(?:st|nd|rd|th)\)?|(?P<ordinal>" + "|".join(ORDINALS) + r"))"
    r"\s+anniversary\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\A\W*(?:\w{1,3}[.)]\s*)?(?:if|should|in\s+the\s+event|in\s+addition|upon|whereas"
    r"|following\s+the)\b|surviv|\bconfiden"
    r"|warrant|employment|compet|solicit|insur|retain|records|breach|remed|contract\s+year|throughout"
    r"|during\s+the\s+term|liab",
    re.IGNORECASE | re.DOTALL,
)
_PERPETUAL = re.compile(
    r"\bin\s+perpetuity\b|\b(?:agreement|term|contract)\b[^.;]{0,80}\b(?:perpetual(?:ly)?"
    r"|indefinite(?:ly)?|evergreen)\b"
    r"|\b(?:agreement|term|contract)\b[^.;]{0,90}\b(?:continue|remain)\w*[^.;]{0,80}\b(?:until"
    r"|unless)\s+(?:\w+\s+){0,3}terminated\b",
    re.IGNORECASE,
)
_BOUNDED = re.compile(r"\b(?:19|20)\d\d\b|\byears?\b|\banniversary\b|\bexpir", re.IGNORECASE)


def read_term(document: Document, found: list[Statement]) -> Fact[Term] | None:
    """The length of the first term, or perpetual, from the sentence that says it best."""
    best: tuple[float, Duration | None, Statement] | None = None
    for sentence in found:
        cue = _TERM.search(sentence.words)
        if not cue:
            continue
        hint = 0.1 if sentence.hints & {"expiration_date", "term"} else 0.0
        score = _term_cue(sentence, cue) + hint
        length = _length(sentence, cue.start())
        if length:
            candidate = (min(score, 0.95), length, sentence)
        elif _PERPETUAL.search(sentence.words) and score > 0.5 and not _other_lengths(sentence):
            candidate = (min(0.6 + hint, 0.9), None, sentence)
        else:
            continue
        if best is None or candidate[0] > best[0]:
            best = candidate
    if best is None or best[0] < 0.35:
        return None
    confidence, length, sentence = best
    value = Term(length=length, perpetual=length is None)
    source = source_of(sentence, "expiration_date", "term")
    return Fact[Term](value=value, quotes=quotes_of(document, sentence), confidence=confidence, source=source)


def _other_lengths(sentence: Statement) -> bool:
    """Whether the sentence gives a length that is not a notice, or an end that we cannot read as one."""
    return bool(_BOUNDED.search(sentence.words)) or any(
        not NOTICE_AFTER.match(sentence.words, each.end) for each in sentence.durations
    )


def _term_cue(sentence: Statement, cue: "re.Match[str]") -> float:
    """How surely the words speak of the term of the contract, not of a duty that outlives it."""
    if _ASIDE.search(sentence.words[: cue.end() + 120]):
        return 0.4
    if re.match(r"initial|term", cue[0], re.IGNORECASE):
        return 0.85
    return 0.8 if re.search(r"agreement|contract", sentence.words[: cue.end()], re.IGNORECASE) else 0.5


def _length(sentence: Statement, after: int) -> Duration | None:
    for each in sentence.durations:
        before = sentence.words[max(0, each.start - 60) : each.start]
        if each.start < after or each.value.unit in ("hours", "business_days"):
            continue
        if NOTICE_AFTER.match(sentence.words, each.end) or re.search(
            r"notice\W+(?:\w+\W+){0,3}\Z", before, re.IGNORECASE
        ):
            continue
        if _MORE.search(sentence.words[max(0, each.start - 45) : each.start]):
            continue
        if _FOR.search(before) and _FROM.match(sentence.words, each.end):
            return each.value
    anniversary = _ANNIVERSARY.search(sentence.words, after)
    if anniversary is None:
        return None
    years = int(anniversary["digits"] or 0) or ORDINALS[anniversary["ordinal"].lower()]
    return Duration(count=years, unit="years")
