"""How long the contract runs, whether it renews, and the notice that ends it."""

import re

from contracts.document import Document
from contracts.extraction import Passage
from contracts.metadata import Duration, Fact, Renewal, Term
from contracts.spans import locate
from contracts.value import Value
from extraction.metadata.calendar import ORDINALS
from extraction.metadata.durations import FoundDuration, find_durations
from extraction.metadata.wrapping import unwrapped
from extraction.sentences import sentences

_ANCHOR = re.compile(
    r"\bterm\s+of\s+(?:this|the)\b|\binitial\s+(?:\w+\s+)?(?:term|period)\b|\b(?:this"
    r"|the)\s+(?:\w+\s+){0,3}(?:agreement|contract)\b[^.;]{0,90}"
    r"\b(?:in\s+(?:full\s+)?(?:force|effect)|continue|terminate|expire|remain|commence|term)"
    r"|\bterm\b[^.;]{0,60}\b(?:shall|will|is|commence|begin)"
    r"|\brenew|\bextend(?:ed|s)?\b[^.;]{0,80}\b(?:term|period|year)|\bperpetual|\bin\s+perpetuity"
    r"|\bterminat\w+[^.;]{0,200}\bnotice|\bnotice\b[^.;]{0,120}\bterminat"
    r"|\bobligations?\b[^.;]{0,160}\b(?:expire|terminate|continue|remain|survive)|\bfor\s+a\s+(?:period"
    r"|term)\s+of\b|\byears?\s+(?:from|after|following)\b"
    r"|\bperiod\s+of\b|\bterm\s*:",
)
_TERM = re.compile(
    r"\bterm\s+of\s+(?:this|the)\s+(?:\w+\s+){0,3}(?:agreement|contract|lease|license|undertaking)\b"
    r"|\binitial\s+(?:\w+\s+)?term\b"
    r"|\b(?:agreement|contract|term|license)\b(?:[\"”')]*)[^.;]{0,140}\b(?:remain|continue|be|is|stay"
    r"|commence|effective|last|run|expire|terminate|end|extend)\w*\b"
    r"|\bterm\s*:|\bduration\s+of\b|\bhas\s+a\s+term\b|\bhave\s+a\s+term\b"
    r"|\bobligations?\b[^.;]{0,200}\b(?:expire|terminate|continue|remain"
    r"|survive|cease)",
    re.IGNORECASE,
)
_FOR = re.compile(
    r"(?:\bfor|\bof|\bis|\bbe|\buntil|\bperiod|\bon\s+the(?:\s+date)?(?:\s+that\s+is)?|\bthe|\ba|\ban"
    r"|\bto|\blasts?|\bcontinues?|\bexpires?|\bterminates?|\bends?|\bcease|[:(]|\([i1a]\))\s+(?:an?\s+"
    r"|the\s+)?"
    r"(?:initial\s+|fixed\s+|minimum\s+|full\s+|further\s+|additional\s+)*(?:(?:period|term"
    r"|duration)\s+(?:of|equal\s+to)\s+|of\s+)?(?:approximately\s+|up\s+to\s+)?\Z",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\s*(?:[\"“(][^()]{0,50}[)\"”]\s*)?,?\s*(?:\(?[\"“]|from|after|following|commencing|beginning"
    r"|starting|unless|thereafter|as\s+of|and|anniversary|period|term|or\b|;|\.|,|\(|$)",
    re.IGNORECASE,
)
_RENEW = re.compile(r"\b(?:renew\w*|extend(?:ed|s)?|extension)\b", re.IGNORECASE)
_AUTOMATIC = re.compile(
    r"\bautomatic(?:ally)?\b|\bself-renew|\b(?:shall"
    r"|will)\s+(?:thereafter\s+)?(?:be\s+)?(?:deemed\s+)?(?:renew|extend)(?:ed|s)?\b"
    r"(?![^.;]{0,80}\b(?:by\s+(?:mutual|written)|upon\s+(?:mutual|written\s+(?:agreement|consent))|only))"
    r"|\byear[\s-]to[\s-]year\b|\bevergreen\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:renew\w*|extended|extension|additional|successive|further)\b", re.IGNORECASE)
_ANNIVERSARY = re.compile(
    r"\b(?:until|on|through|to|upon|and\s+ending\s+on)\s+the\s+"
    r"(?:(?:\w+\s+)?\(?(?P<digits>\d{1,2})\s?(?:st|nd|rd|th)\)?|(?P<ordinal>" + "|".join(ORDINALS) + r"))"
    r"\s+anniversary\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\A\W*(?:\w{1,3}[.)]\s*)?(?:if|should|in\s+the\s+event|in\s+addition|upon|whereas|following\s+the)\b|surviv|confidential"
    r"|warrant|employment|compet|solicit|insur|retain|records|breach|remed|contract\s+year|throughout"
    r"|during\s+the\s+term|liab",
    re.IGNORECASE | re.DOTALL,
)
_NOT_RENEWED = re.compile(
    r"\b(?:not|no)\s+(?:be\s+)?(?:automatically\s+)?renew|\bno\s+automatic", re.IGNORECASE
)
_MAY_RENEW = re.compile(r"\b(?:may|option|right|elect|mutual|agree|written\s+consent)\b", re.IGNORECASE)
_RENEWAL_LENGTH = re.compile(
    r"\b(?:successive|additional|further|subsequent|consecutive|renewal|like|for|of|another|second"
    r"|extended|extension|more|an|a|up\s+to)\s+(?:\w+\s+){0,2}\Z",
    re.IGNORECASE,
)
_NOTICE_BEFORE = re.compile(
    r"\b(?:notice|notif\w+|intent\w*|inform\w*|elect\w*|terminat\w*|unless|cancel\w*)\b", re.IGNORECASE
)
_NOTICE_AFTER = re.compile(
    r"['’]?\s*(?:advance\s+|prior\s+|written\s+|or\s+more\s+|in\s+writing\s+)*(?:notice|notification"
    r"|before|prior|in\s+advance|of\s+(?:the\s+)?(?:end|expir)|preceding)",
    re.IGNORECASE,
)
_PERPETUAL = re.compile(
    r"\bin\s+perpetuity\b|\b(?:agreement|term|contract)\b[^.;]{0,80}\b(?:perpetual(?:ly)?"
    r"|indefinite(?:ly)?|evergreen)\b"
    r"|\b(?:agreement|term|contract)\b[^.;]{0,90}\b(?:continue|remain)\w*[^.;]{0,80}\b(?:until"
    r"|unless)\s+(?:\w+\s+){0,3}terminated\b",
    re.IGNORECASE,
)
_TERMINATE = re.compile(r"\bterminat(?:e|ed|ion)\b|\bcancel(?:led)?\b", re.IGNORECASE)
_FREELY = re.compile(
    r"\b(?:for\s+convenience|without\s+cause|at\s+any\s+time|for\s+any\s+(?:or\s+no\s+)?reason"
    r"|for\s+no\s+reason|with(?:out|\s+or\s+without)\s+cause|at\s+(?:its|their|will))\b",
    re.IGNORECASE,
)
_FOR_CAUSE = re.compile(
    r"\b(?:breach|cure|default|remed(?:y|ied)|insolven\w+|bankrupt\w*|fail(?:s|ure|ed)?|non-?payment"
    r"|material)\b",
    re.IGNORECASE,
)
_SENTENCE_CHARS = 1_500
_HINTED = (
    "expiration_date",
    "term",
    "renewal_term",
    "notice_period_to_terminate_renewal",
    "termination_for_convenience",
)


class Lifetime(Value):
    """What was found of how long the contract runs."""

    term: Fact[Term] | None = None
    renewal: Fact[Renewal] | None = None
    notice_period: Fact[Duration] | None = None


class _Sentence(Value):
    start: int
    end: int
    words: str
    durations: tuple[FoundDuration, ...]
    hints: frozenset[str]


def read_lifetime(document: Document, passages: tuple[Passage, ...]) -> Lifetime:
    """Term, renewal and the notice to terminate freely, each from the sentence that says it best."""
    found = _sentences(document, passages)
    return Lifetime(
        term=_term(document, found),
        renewal=_renewal(document, found),
        notice_period=_notice_period(document, found),
    )


def _sentences(document: Document, passages: tuple[Passage, ...]) -> list[_Sentence]:
    text = document.text
    hinted = [p for p in passages if p.type in _HINTED and p.score >= 0.3]
    lowered = text.lower()  # ignoring case is slow
    searched = lowered if len(lowered) == len(text) else text
    anchors = sorted({match.start() for match in _ANCHOR.finditer(searched)} | {p.start for p in hinted})
    found: list[_Sentence] = []
    for anchor in anchors:
        if found and anchor < found[-1].end:
            continue
        low = max(found[-1].end if found else 0, _paragraph(text, anchor))
        for start, end in sentences(text, low, min(len(text), anchor + _SENTENCE_CHARS)):
            if end > anchor:
                start, end = unwrapped(text, start, end)
                words = text[start:end]
                hints = frozenset(p.type for p in hinted if p.start < end and start < p.end)
                durations = find_durations(words)
                found.append(_Sentence(start=start, end=end, words=words, durations=durations, hints=hints))
                break
    return found


def _paragraph(text: str, anchor: int) -> int:
    return max(text.rfind("\n", 0, anchor), anchor - _SENTENCE_CHARS, 0)


def _fact_quotes(document: Document, sentence: _Sentence):
    return (locate(document, (sentence.start, sentence.end)),)


def _source(sentence: _Sentence, *types: str):
    return "weights" if sentence.hints & set(types) else "rules"


def _term(document: Document, found: list[_Sentence]) -> Fact[Term] | None:
    best: tuple[float, Duration | None, _Sentence] | None = None
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
    source = _source(sentence, "expiration_date", "term")
    return Fact[Term](
        value=value, quotes=_fact_quotes(document, sentence), confidence=confidence, source=source
    )


_BOUNDED = re.compile(r"\b(?:19|20)\d\d\b|\byears?\b|\banniversary\b|\bexpir", re.IGNORECASE)


def _other_lengths(sentence: _Sentence) -> bool:
    """Whether the sentence gives a length that is not a notice, or an end that we cannot read as one."""
    return bool(_BOUNDED.search(sentence.words)) or any(
        not _NOTICE_AFTER.match(sentence.words, each.end) for each in sentence.durations
    )


def _term_cue(sentence: _Sentence, cue: "re.Match[str]") -> float:
    """How surely the words speak of the term of the contract, not of a duty that outlives it."""
    if _ASIDE.search(sentence.words[: cue.end() + 120]):
        return 0.4
    if re.match(r"initial|term", cue[0], re.IGNORECASE):
        return 0.85
    return 0.8 if re.search(r"agreement|contract", sentence.words[: cue.end()], re.IGNORECASE) else 0.5


def _length(sentence: _Sentence, after: int) -> Duration | None:
    for each in sentence.durations:
        before = sentence.words[max(0, each.start - 60) : each.start]
        if each.start < after or each.value.unit in ("hours", "business_days"):
            continue
        if _NOTICE_AFTER.match(sentence.words, each.end) or re.search(
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


def _renewal(document: Document, found: list[_Sentence]) -> Fact[Renewal] | None:
    best: tuple[float, Renewal, list[_Sentence]] | None = None
    for index, sentence in enumerate(found):
        cue = _RENEW.search(sentence.words)
        if not cue or not re.search(
            r"\b(?:term|agreement|contract|period|year)", sentence.words, re.IGNORECASE
        ):
            continue
        automatic = bool(_AUTOMATIC.search(sentence.words)) and not _NOT_RENEWED.search(sentence.words)
        if not automatic and (_NOT_RENEWED.search(sentence.words) or not _MAY_RENEW.search(sentence.words)):
            continue
        hinted = bool(sentence.hints & {"renewal_term", "notice_period_to_terminate_renewal"})
        length = _renewal_length(sentence, cue.start(), automatic)
        if not automatic and not length and not hinted:
            continue
        notice, extra = _renewal_notice(sentence), []
        if notice is None:
            extra, notice = _next_notice(found, index)
        score = 0.45 + 0.3 * automatic + 0.15 * (length is not None) + 0.05 * hinted
        value = Renewal(automatic=automatic, length=length, notice=notice)
        if best is None or score > best[0]:
            best = (score, value, [sentence, *extra])
    if best is None:
        return None
    quotes = tuple(locate(document, (each.start, each.end)) for each in best[2])
    source = _source(best[2][0], "renewal_term")
    return Fact[Renewal](value=best[1], quotes=quotes, confidence=best[0], source=source)


def _next_notice(found: list[_Sentence], index: int) -> tuple[list[_Sentence], Duration | None]:
    """The notice against renewal is often said in the sentence after."""
    for other in found[index + 1 : index + 2]:
        if other.start - found[index].end < 5 and _RENEW.search(other.words):
            notice = _renewal_notice(other)
            if notice:
                return [other], notice
    return [], None


def _renewal_length(sentence: _Sentence, cue: int, automatic: bool) -> Duration | None:
    for each in sentence.durations:
        before = sentence.words[max(0, each.start - 50) : each.start]
        if each.start < cue - 120 or each.value.unit in ("hours", "business_days"):
            continue
        if each.start < cue and not re.search(
            r"\b(?:additional|successive|further|renewal)\s", before, re.IGNORECASE
        ):
            continue
        if _NOTICE_AFTER.match(sentence.words, each.end):
            continue
        if _RENEWAL_LENGTH.search(before):
            return each.value
    if automatic and re.search(r"year[\s-]to[\s-]year|annual(?:ly)?\b", sentence.words, re.IGNORECASE):
        return Duration(count=1, unit="years")
    return None


def _renewal_notice(sentence: _Sentence) -> Duration | None:
    for each in sentence.durations:
        before = sentence.words[max(0, each.start - 200) : each.start]
        if _NOTICE_AFTER.match(sentence.words, each.end) and _NOTICE_BEFORE.search(before):
            return each.value
    return None


def _notice_period(document: Document, found: list[_Sentence]) -> Fact[Duration] | None:
    best: tuple[float, Duration, _Sentence] | None = None
    for sentence in found:
        if not _TERMINATE.search(sentence.words) or "notice" not in sentence.words.lower():
            continue
        freely = bool(_FREELY.search(sentence.words))
        cause = bool(_FOR_CAUSE.search(sentence.words))
        hinted = "termination_for_convenience" in sentence.hints
        score = 0.5 + 0.3 * freely - 0.3 * cause + 0.1 * hinted - 0.2 * bool(_RENEW.search(sentence.words))
        for each in sentence.durations:
            around = sentence.words[max(0, each.start - 120) : each.end + 60].lower()
            if "notice" in around and score >= 0.4 and (best is None or score > best[0]):
                best = (min(score, 0.95), each.value, sentence)
                break
    if best is None:
        return None
    source = _source(best[2], "termination_for_convenience")
    quotes = _fact_quotes(document, best[2])
    return Fact[Duration](value=best[1], quotes=quotes, confidence=best[0], source=source)
