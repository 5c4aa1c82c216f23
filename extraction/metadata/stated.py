"""Law, courts, caps, interest and the first day, each read only where a sentence says it plainly.

As in `lengths`: `(of whom, the answer in plain words)`, or None in any doubt.
"""

import re

from extraction.metadata.calendar import find_dates
from extraction.metadata.caps import cap_in
from extraction.metadata.lengths import AGREEMENT
from extraction.metadata.mentions import Mention
from extraction.metadata.places import find_place
from extraction.metadata.shares import find_percentages

LAW_ANCHOR = re.compile(r"(?:govern|constru|interpret)ed\b(?=[^;]{0,200}\blaw)")
_LAW_SAYS = re.compile(
    rf"\b{AGREEMENT}\b[^.;]{{0,160}}?\b(?:governed|construed|interpreted)\b[^.;]{{0,140}}?\blaws?\s+"
    r"(?:(?:in\s+(?:force|effect)\s+)?in|of)\s+(?:the\s+)?"
    r"(?P<rest>[^.;,]{2,90})",
    re.IGNORECASE,
)
_NOT_LAW = re.compile(
    r"\barbitrat|\bpatent|\bcopyright|\btrademark|\bincorporat|\bguarant|\bsecurit|\bUCC\b|\bUniform\s"
    r"|\bexport|\bsales?\s+of\s+goods|\bcompan(?:y|ies)\s+act|\bgeneral\s+corporation",
    re.IGNORECASE,
)


def law(each: Mention) -> tuple[str, str] | None:
    said = _LAW_SAYS.search(each.words)
    if said is None or _NOT_LAW.search(said[0]):
        return None
    place = find_place(said["rest"])
    others = re.sub(re.escape(place or ""), "", said["rest"], flags=re.IGNORECASE)
    if re.search(r"\band\b(?!\s+construed)|\bor\b|/", others, re.IGNORECASE):
        return None
    return None if place in (None, "United States") else ("", f"the law of {place}")


LATE_ANCHOR = re.compile(
    r"(?:interest(?=[^;]{0,200}(?:%|percent|per\s+cent))|(?:%|percent|per\s+cent)(?=[^;]{0,60}interest))"
)
_LATE_SAYS = re.compile(
    r"\b(?:late|overdue|past[\s-]due|unpaid|delinquent|not\s+paid\s+when\s+due)\b[^.;]{0,160}\binterest\b"
    r"|\binterest\b[^.;]{0,160}\b(?:late|overdue|past[\s-]due|unpaid|delinquent)\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"[^.;%]{0,20}?\b(?P<per>month|year|annum|monthly|annually)", re.IGNORECASE)
_NOT_LATE = re.compile(
    r"\baudit|\bunderpa|\boverpa|\bloan|\bnote\b|\brefund|\bprime\b|\bLIBOR\b|\babove\b|\bplus\b"
)


def late_interest(each: Mention) -> tuple[str, str] | None:
    rates = find_percentages(each.words)
    if len(rates) != 1 or not _LATE_SAYS.search(each.words) or _NOT_LATE.search(each.words):
        return None
    per = _RATE.match(each.words, rates[0].end)
    if per is None or rates[0].conflict:
        return None
    monthly = per["per"].lower().startswith("month")
    yearly = rates[0].value * 12 if monthly else rates[0].value
    return "", f"{yearly.normalize():f} % a year"


COURT_ANCHOR = re.compile(r"exclusive(?=[^.;]{0,60}(?:jurisdiction|venue))")
_COURT_SAYS = re.compile(
    r"\bexclusive(?:ly)?\b[^.;]{0,60}\b(?:jurisdiction|venue)\b[^.;]{0,80}?\bcourts?\b[^.;]{0,60}?\b(?:of|in)\s+"
    r"(?P<place>[^.;]{2,80})"
    r"|\bcourts?\b[^.;]{0,60}?\b(?:of|in)\s+(?P<before>[^.;]{2,60}?)\s+(?:shall|will)?\s*(?:have|has)\s+"
    r"(?:sole\s+and\s+)?exclusive\s+jurisdiction",
    re.IGNORECASE,
)


def courts(each: Mention) -> tuple[str, str] | None:
    said = _COURT_SAYS.search(each.words)
    if said is None or re.search(
        r"\bnon-?\s?exclusive|\barbitrat|\binjunct|\beither\b|\bor\b", each.words, re.I
    ):
        return None
    place = find_place(said["place"] or said["before"])
    return ("", f"the courts of {place}") if place and place != "United States" else None


CAP_ANCHOR = re.compile(r"liability\b(?=[^;]{0,200}\b(?:exceed|limited|capped))")
_CAP_SAYS = re.compile(
    r"\b(?:total|aggregate|maximum|cumulative|entire)\b[^.;]{0,40}\bliability\b[^.;]{0,160}\b(?:exceed|limited\s+to|capped\s+at)\b",
    re.IGNORECASE,
)
_NOT_CAP = re.compile(
    r"\bindemnif|\bconfidential|\bdata\b|\binfring|\bintellectual|\bgross|\bproperty\b|\binjury|\binsur|\bpurchase\s+order"
    r"|\bsuper|\bper\s+(?:claim|event|occurrence|incident)|\b(?:each|any\s+one|any\s+single)\s+(?:claim|event|occurrence)",
    re.IGNORECASE,
)


def cap(each: Mention) -> tuple[str, str] | None:
    said = _CAP_SAYS.search(each.words)
    found = cap_in(each, said.start()) if said and not _NOT_CAP.search(each.words) else None
    if found is None or found[0] < 0.8 or not found[1].capped:
        return None
    cap = found[1]
    parts = [f"{cap.amount.currency} {cap.amount.amount:,}".strip()] if cap.amount else []
    if cap.multiple is not None:
        time = f" of {cap.period.count} {cap.period.unit}" if cap.period else ""
        parts.append(f"{cap.multiple.normalize():f} times the fees{time}")
    return cap.capped.removeprefix("the ").removeprefix("The "), " and ".join(parts)


EFFECTIVE_ANCHOR = re.compile(r"effective\s+(?:date|as\s+of|on)\b")
_EFFECTIVE_SAYS = re.compile(
    r"[\"“](?:the\s+)?effective\s+date[\"”]?\s*(?:of\s+this\s+agreement\s*)?(?:means|shall\s+mean|is|shall\s+be)\s+"
    r"(?:as\s+of\s+)?(?:the\s+)?\Z|(?:\A|\n)\s*(?:[\dA-Z.()]{1,6}\s+)?effective\s+date\s*(?:of\s+this\s+agreement\s*)?:\s*\Z"
    r"|\bthis\s+agreement\s+(?:is|shall\s+be|becomes)\s+effective\s+(?:as\s+of|on)\s+(?:the\s+)?\Z"
    r"|\beffective\s+date\s+of\s+this\s+agreement\s+(?:is|shall\s+be)\s+\Z",
    re.IGNORECASE,
)
_NAMED_EFFECTIVE = re.compile(
    r"\s*,?\s*\((?:hereinafter\s+)?(?:referred\s+to\s+as\s+)?(?:the\s+)?[\"“]effective\s+date[\"”]",
    re.IGNORECASE,
)


def first_day(each: Mention) -> tuple[str, str] | None:
    for found in find_dates(each.words):
        if found.ambiguous:
            continue
        if _EFFECTIVE_SAYS.search(each.words[: found.start]) or _NAMED_EFFECTIVE.match(each.words, found.end):
            return "", f"{found.value.day} {found.value:%B %Y}"
    return None
