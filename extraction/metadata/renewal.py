"""Whether the contract renews, for how long, and the notice that stops it."""

import re
from typing import NamedTuple

from contracts.document import Document
from contracts.metadata import Fact, Renewal, Term
from contracts.spans import locate
from extraction.metadata.nonrenewal import notice_against_renewal
from extraction.metadata.renewing import renewal_length
from extraction.metadata.statements import RENEWS, Statement, source_of

_AUTOMATIC = re.compile(
    r"\bautomatic(?:ally)?\b|\btacit(?:ly)?\b|\bself-renew|\b(?:shall"
    r"|will)\s+(?:thereafter\s+|then\s+)?(?:be\s+)?(?:deemed\s+)?(?:to\s+(?:be\s+)?)?"
    r"(?:renew|extend|roll)(?:ed|s)?\b"
    r"(?!(?:(?!unless|until)[^.;]){0,80}\b(?:by\s+(?:mutual|written)|upon\s+(?:mutual|written\s+(?:agreement|consent))|only))"
    r"|\b(?:year|month)[\s-]+(?:to|by)[\s-]+(?:year|month)\b|\bevergreen\b|\brolls?\s+over\b"
    r"|\bcontinu\w+[^.;]{0,60}\bthereafter\s+(?:until|unless)\b"
    r"|\bcontinue(?:s|d)?\b[^.;]{0,40}\bfor\s+(?:\w+\s+){0,3}?"
    r"(?:another|successive|additional|further|subsequent|consecutive)\b"
    r"|\brenews\b|\brenewing\s+(?:for|each|every|annually)\b|\bin\s+(?:force|effect)\s+on\s+an?\s+(?:annual|yearly|monthly)\s",
    re.IGNORECASE,
)
_NOT_RENEWED = re.compile(
    r"\b(?:not|no)\s+(?:be\s+)?(?:automatically\s+)?renew|\bno\s+automatic", re.IGNORECASE
)
# The agreements of funds go on "from year to year" only while their boards approve of it.
_IF_APPROVED = re.compile(
    r"\b(?:if|provided|so\s+long\s+as|only)\b[^.;]{0,60}\b(?:approv|agree\s+in\s+writing)", re.IGNORECASE
)
_MAY_RENEW = re.compile(
    r"\b(?:may|can|options?|rights?|elects?|mutual|agree|renewable|written\s+consent|discretion|desires?|wish(?:es)?"
    r"|subject\s+to|negotiat\w+|request)\b|\brenewal\s+(?:term|period|option)s?\s*[:.]",
    re.IGNORECASE,
)
# "Notice not to renew" renews nothing; "notice of its wish to renew" is the last place to look for a renewal.
_DENIED = re.compile(
    r"\b(?:not|non|against|prevent)[\s-]+(?:(?:to|so|the|such|any|be|further)\s+)*\Z", re.IGNORECASE
)
_WISHED = re.compile(
    r"\b(?:intent\w*|desires?|wish(?:es)?|decision|election|elects?|of)\s+"
    r"(?:(?:to|so|the|such|any|that|this|seek)\s+)*\Z",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"\b(?:term|agreement|contract|lease|licen[cs]e|franchise|engagement|appointment|arrangement|program(?:me)?|services|distributorship"
    r"|sponsorship|affiliation|period|year)",
    re.IGNORECASE,
)
_OTHER_THING = re.compile(
    r"\bwarrant|\bcures?\b|\bforce\s+majeure|\bprevented\b|\bbreach|\boffers?\b|\bdeliver|\bfail(?:s|ure)\b"
    r"|\bloan|\bcredit|\bgrace\b|\bdelay",
    re.IGNORECASE,
)
_SAID = re.compile(r"renew|automatic|tacit|\bto\b", re.IGNORECASE)


class _Reading(NamedTuple):
    """A renewal without its notice, the place of its sentence among the statements, and how sure."""

    score: float
    value: Renewal
    place: int


def read_renewal(
    document: Document, found: list[Statement], *, term: Fact[Term] | None = None
) -> Fact[Renewal] | None:
    """The renewal, from the sentence that says most of it and the one that says the notice.

    `term` is that of the contract, for words that renew it "for a like period". `notice` is that which
    stops a renewal: of a renewal that needs somebody's choice or both parties' consent there is none.
    """
    readings = [_reading(found, index, term) for index in range(len(found))]
    best = max((each for each in readings if each), key=lambda each: each.score, default=None)
    if best is None:
        return None
    sentences, score, value = [found[best.place]], best.score, best.value
    if value.automatic:
        notice = notice_against_renewal(found, best.place)
        if notice:
            score -= 0.0 if notice.of_renewal else 0.1
            value = value.model_copy(update={"notice": notice.length})
            sentences += [notice.sentence] if notice.sentence else []
    return Fact[Renewal](
        value=value,
        quotes=tuple(locate(document, (each.start, each.end)) for each in sentences),
        confidence=round(score, 4),
        source=source_of(sentences[0], "renewal_term"),
    )


def _reading(found: list[Statement], index: int, term: Fact[Term] | None) -> _Reading | None:
    sentence = found[index]
    cue = _cue(sentence)
    if cue is None:
        return None
    hinted = bool(sentence.hints & {"renewal_term", "notice_period_to_terminate_renewal"})
    denied = bool(_NOT_RENEWED.search(sentence.words))
    approved = bool(_IF_APPROVED.search(sentence.words))
    automatic = bool(_AUTOMATIC.search(sentence.words)) and not denied and not approved
    if not automatic and (denied or not (hinted or approved or _MAY_RENEW.search(sentence.words))):
        return None
    length, said = renewal_length(sentence, cue, automatic=automatic, term=term.value if term else None)
    if not automatic and not length and not hinted:
        return None
    score = 0.4 + 0.3 * automatic + 0.15 * (length is not None) + 0.1 * hinted
    score -= 0.2 * (length is not None and not said)
    return _Reading(score, Renewal(automatic=automatic, length=length), index)


def _cue(sentence: Statement) -> int | None:
    """Where the words speak of a renewal of the contract; None where they do not."""
    words = sentence.words
    if not _WHAT.search(words):
        return None
    wished: int | None = None
    for cue in RENEWS.finditer(words):
        around = words[max(0, cue.start() - 160) : cue.end() + 40]
        before = words[max(0, cue.start() - 40) : cue.start()]
        if _DENIED.search(before):
            continue
        if not _SAID.search(cue[0]) and "automatic" not in around.lower() and _OTHER_THING.search(around):
            continue
        if not _WISHED.search(before):
            return cue.start()
        wished = cue.start() if wished is None else wished
    return wished
