"""How long the contract runs."""

import re

from contracts.document import Document
from contracts.metadata import Duration, Fact, Term
from extraction.metadata.calendar import ORDINALS
from extraction.metadata.numbers import number_of_words
from extraction.metadata.statements import NOTICE_AFTER, Statement, quotes_of, source_of

_TERM = re.compile(
    r"\bterm\s+of\s+(?:this|the)\s+(?:\w+\s+){0,3}(?:agreement|contract|lease|license|undertaking)\b"
    r"|\binitial\s+(?:\w+\s+)?term\b"
    r"|\b(?:agreement|contract|term|license)\b(?:[\"”')]*)[^.;]{0,140}?\b(?:(?:remain|continue|be|is|stay"
    r"|commence|effective|last|run|expire|terminate|end|extend)\w*|ha(?:s|ve))\b"
    r"|\bthis\s+(?!(?:sub)?section|clause|article|paragraph|provision|obligation|warrant|option|exhibit|schedule)"
    r"\w+\s+(?:shall|will)\s+(?:\w+\s+){0,2}(?:expire|terminate|remain|continue|commence)\b"
    r"|\bterm\s*:|\bduration\s+of\b|\bhas\s+a\s+term\b|\bhave\s+a\s+term\b"
    r"|\b(?:obligations?|restrictions|covenants|undertakings)\b[^.;]{0,200}\b(?:expire"
    r"|terminate|continue|remain"
    r"|survive|cease)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:\bfor|\bof|\bis|\bbe|\buntil|\bperiod|\bdate\s+(?:that|which)\s+is|\bon\s+the(?:\s+date)?|\bthe|\ba|\ban"
    r"|\bto|\blasts?|\bcontinues?|\bexpires?|\bterminates?|\bend(?:s|ing)?|\bcease|\beffect"
    r"|[:(]|\([i1a]\))\s+(?:an?\s+"
    r"|the\s+)?"
    r"(?:initial\s+|fixed\s+|minimum\s+|full\s+|further\s+|additional\s+)*(?:(?:period|term"
    r"|duration)\s+(?:of|equal\s+to)\s+|of\s+)?(?:approximately\s+|up\s+to\s+"
    r"|(?:at\s+least|(?:not|no)\s+less\s+than|a\s+minimum\s+of)\s+(?:an?\s+(?:initial\s+)?(?:period|term)\s+of\s+)?)?\Z",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\s*(?:[\"“(][^()]{0,50}[)\"”]\s*)?,?\s*(?:\(?[\"“]|from|therefrom|subsequent|after|following|commencing|beginning"
    r"|starting|unless|until|with|subject\s+to|provided|thereafter|as\s+of|and|anniversary|period|term|or\b|;|\.|,|\(|$)",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:renew\w*|extended|extension|additional|successive|further)\b", re.IGNORECASE)
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
_NTH = (
    r"(?:(?:[\w-]+\s+)?\(?(?P<digits>\d{1,2})\s?(?:s\s?t|n\s?d|r\s?d|t\s?h)\)?"
    r"|(?:(?P<tens>twenty|thirty)[\s-])?(?P<ordinal>" + "|".join(ORDINALS) + r"))"
)
_ANNIVERSARY = re.compile(
    r"\b(?:until|on|through|to|upon|and\s+ending\s+on)\s+(?:the\s+(?:earlier|later)\s+of\b[^.;]{0,50}?(?:\(?\w{1,3}\)\s*)?)?(?:the\s+)?"
    r"(?:(?:date|day)\s+(?:(?:that|which)\s+is|of|before|prior\s+to|preceding)\s+(?:the\s+)?)?"
    + _NTH
    + r"\s+(?:annual\s+|yearly\s+)?anniversary\b",
    re.IGNORECASE,
)
# "The end of the fifth Contract Year", "the end of Year 3": the years are counted from the beginning.
_LAST_YEAR = re.compile(
    r"\b(?:until|through|to|upon|on|at|with)\s+(?:and\s+including\s+)?(?:the\s+)?(?:last\s+day|end|expiration|close"
    r"|completion|conclusion)\s+of\s+(?:the\s+)?(?:"
    + _NTH
    + r"\s+(?:full\s+)?(?:contract|agreement|licen[cs]e|lease"
    r"|operating|service|supply|term)?\s?year\b|(?:contract\s+|agreement\s+)?year\s+\(?(?P<number>\d{1,2}|"
    + _SMALL
    + r")\b)",
    re.IGNORECASE,
)
# A breach, a default or a delay that lasts, not the contract.
_TROUBLE = re.compile(
    r"\b(?:fail\w*|default\w*|delay\w*|breach\w*|(?:un)?cured?|invoices?|suspend\w*|suspension|prevented|majeure)\b",
    re.IGNORECASE,
)
_UNLESS = re.compile(r"\b(?:unless|subject\s+to)\b(?:[^.;]|\.(?=\d)){0,160}?,", re.IGNORECASE)
_OF_THE = re.compile(
    r"\b(?:under|of|in|by|to|with|from)\s+(?:this|the|such|that|any)\s+(?:\w+\s+){0,2}\Z", re.IGNORECASE
)
_LENGTH_OF = re.compile(r"\b(?:term|duration|valid\w*|period|length|life|effect\w*)\b", re.IGNORECASE)
_WEAK = re.compile(r"\b(?:be|is|end|terminate|stay|has|have)\w*\Z", re.IGNORECASE)
_ASIDE = re.compile(
    r"\A\W*(?:\w{1,3}[.)]\s*)?(?:if|should|in\s+the\s+event|in\s+addition|upon|whereas"
    r"|following\s+the)\b|surviv|\bconfiden"
    r"|warrant|employment|compet|solicit|insur|retain|records|breach|remed|(?:each|every|any|per|such|given)\s+contract\s+year|throughout"
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
_BOUNDED = re.compile(
    r"\b(?:19|20)\d\d\b|\byears?\b|\banniversary\b|\bexpir|\b(?:termination|end|completion)\s+date\b",
    re.IGNORECASE,
)


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
    if _WEAK.search(cue[0]) and _OF_THE.search(sentence.words[: cue.start()]):
        before = sentence.words[: cue.start()]
        return 0.8 if _LENGTH_OF.search(before) else 0.45
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
        if _TROUBLE.search(_UNLESS.sub("", sentence.words[after : each.start])):
            continue
        if _FOR.search(before) and _FROM.match(sentence.words, each.end):
            return each.value
    return _counted_years(sentence.words, after)


def _counted_years(words: str, after: int) -> Duration | None:
    """The years that an ordinal counts: "the fifth anniversary", "the end of the third Contract Year"."""
    match = _ANNIVERSARY.search(words, after) or _LAST_YEAR.search(words, after)
    if match is None:
        return None
    number = match.groupdict().get("number")
    if number:
        return Duration(count=int(number_of_words(number) or 0) or int(number), unit="years")
    if match["digits"]:
        return Duration(count=int(match["digits"]), unit="years")
    tens = int(number_of_words(match["tens"]) or 0) if match["tens"] else 0
    return Duration(count=tens + ORDINALS[match["ordinal"].lower()], unit="years")
