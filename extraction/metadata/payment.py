"""When invoices are paid, and the interest on what is late."""

import re

from contracts.document import Document
from contracts.metadata import Fact, PaymentTerm, Rate
from extraction.metadata.durations import find_durations
from extraction.metadata.mentions import mentions
from extraction.metadata.shares import find_percentages
from extraction.wordings import worded

_PAY = re.compile(
    worded("invoices?", "payable", r"net\s+\d", r"payments?\s+(?:shall|is|are|will|due|terms?)", r"pay\b"),
    re.IGNORECASE,
)
_DUE = re.compile(r"\b(?:pay|paid|payable|due|net|payments?|remit(?:ted)?|settled?)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"[^.;]{0,40}?\b(?:of|after|from|following|upon)\s+(?:the\s+|its\s+|such\s+)?(?:date\s+of\s+)?(?:the\s+)?"
    r"(?P<what>receipt|receiving|invoice\s+date|date\s+of\s+(?:the\s+|each\s+|such\s+)?invoice"
    r"|(?:customer['’]s\s+|"
    r"client['’]s\s+|its\s+|\w+['’]s\s+)?receipt|(?:an?\s+|each\s+|the\s+"
    r"|such\s+)?(?:\w+\s+)?invoice|delivery"
    r"|acceptance|(?:the\s+)?end\s+of\s+(?:the|each)\s+(?:calendar\s+)?(?:month|quarter|year))",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:disput|terminat|notice|cure|breach|audit|refund|suspend|interest|late)\w*", re.IGNORECASE
)
_LATE = re.compile(r"\b(?:late|overdue|past[\s-]due|unpaid|not\s+paid|delinquent)\b", re.IGNORECASE)
_INTEREST = re.compile(
    worded(r"interest\b", r"late\s+(?:payment\s+)?(?:charge|fee)", r"service\s+charge"), re.IGNORECASE
)
_AUDIT = re.compile(r"\baudit\b|\bunderpa|\bdiscrepanc", re.IGNORECASE)
_PER = re.compile(
    r"[^.;%]{0,20}?\b(?P<per>month|year|annum|annually|monthly|day|daily|week)\b"
    r"|[^.;%]{0,6}?\(?(?P<code>p\.\s?a\.)",
    re.IGNORECASE,
)
_UNITS = {"annum": "year", "annually": "year", "monthly": "month", "daily": "day"}


def read_payment_term(document: Document) -> Fact[PaymentTerm] | None:
    """The days within which invoices are paid; the sentence that names invoice and trigger wins."""
    best: Fact[PaymentTerm] | None = None
    for each in mentions(document.text, _PAY):
        for length in find_durations(each.words):
            before = each.words[max(0, length.start - 140) : length.start]
            if not _DUE.search(before + each.words[length.start : length.start + 5]):
                continue
            if length.value.unit in ("years", "hours") or _OTHER.search(before):
                continue
            after = _AFTER.match(each.words, length.end)
            net = re.search(r"\bnet[\s-]+\Z", before, re.IGNORECASE) is not None
            if not after and not net and "invoice" not in each.words.lower():
                continue
            sure = 0.55 + 0.25 * bool(after) + 0.1 * ("invoice" in each.words.lower()) + 0.1 * net
            sure = each.sure(length.start, min(0.5 if length.conflict else 0.9, sure))
            if best is None or sure > best.confidence:
                value = PaymentTerm(length=length.value, trigger=_trigger(after["what"]) if after else "")
                quotes = each.quote(document)
                best = Fact[PaymentTerm](value=value, quotes=quotes, confidence=sure, source="rules")
            break
    return best


def _trigger(words: str) -> str:
    plain = " ".join(words.lower().split())
    if "receipt" in plain or "receiving" in plain:
        return "receipt"
    if "invoice" in plain:
        return "invoice date"
    return plain


def read_late_interest(document: Document) -> Fact[Rate] | None:
    """The rate on overdue sums, with the time that it is reckoned for."""
    best: Fact[Rate] | None = None
    for each in mentions(document.text, _INTEREST):
        if (
            _AUDIT.search(each.words)
            or not _LATE.search(each.words)
            or not (rates := find_percentages(each.words))
        ):
            continue
        per = _PER.match(each.words, rates[0].end)
        unit = (per["per"] or "annum").lower() if per else ""
        sure = each.sure(rates[0].start, 0.5 if rates[0].conflict else 0.85 if unit else 0.6)
        if best is None or sure > best.confidence:
            value = Rate(percent=rates[0].value, per=_UNITS.get(unit, unit))
            best = Fact[Rate](value=value, quotes=each.quote(document), confidence=sure, source="rules")
    return best
