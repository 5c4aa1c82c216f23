"""Lengths that a contract settles once, each read only where a sentence says it plainly.

What these read is compared with other sentences of the contract: a doubtful reading would be a
contradiction that is none. So each answers `(of whom, the answer in plain words)`, or None in any doubt.
"""

import re

from extraction.metadata.durations import FoundDuration, find_durations
from extraction.metadata.endings import right_in
from extraction.metadata.mentions import Mention

AGREEMENT = r"(?:this|the|said)\s+(?:\w+\s+){0,3}?(?:agreement|contract|lease|licen[cs]e)"

# Anchors are in lower case and sought in the lowered text: to ignore case is slow.
TERM_ANCHOR = re.compile(
    r"(?:initial\s+term|term\s+of\s+th|term\s*:|(?:agreement|contract|lease|licen[cs]e)\s+(?:shall|will|is|has"
    r"|continues|remains|commences|begins|lasts|runs)\b(?=[^.;]{0,200}\b(?:day|week|month|year)))"
)
_TERM_SAYS = re.compile(
    rf"\b(?:(?:initial\s+)?term\s+of\s+{AGREEMENT}|initial\s+term|{AGREEMENT})[\s\"”')]+"
    r"(?:\([^()]{0,60}\)\s*)?(?:(?:is|lasts?|runs?\s+for|has)\s+"
    r"|(?:shall|will|is|has|have|continues?|remains?|lasts?|runs?|commences?|begins?|be)\b"
    r"(?P<middle>[^.;]{0,140}?)\b(?:for|is|be|of|lasts?|run)\s+)(?:an?\s+|the\s+)?"
    r"(?:(?:initial|fixed|total)\s+)?(?:(?:period|term)\s+(?:of|equal\s+to)\s+)?\Z"
    r"|\b(?:initial\s+)?term\s*:\s*\Z",
    re.IGNORECASE,
)
_NOT_TERM = re.compile(
    r"\bnotice|\brenew|\bextend|\bexten[st]|\badditional|\bsuccessive|\bfurther|\bsurviv|\bconfiden|\bterminated?\b(?!\s+in)"
    r"|\bbreach|\bwarrant|\beach\b|\bevery\b|\bafter\b|\bfollowing\b|\bprior\b|\bremaining\b|\bless\s+than|\bmore\s+than",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\bconfiden|\bwarrant|\bsurviv|\bobligations\b|\bindemnif", re.IGNORECASE)
_NOT_ITS_END = re.compile(
    r"\s*['’]?\s*(?:prior|notice|before|written|(?:after|following)\s+(?:the\s+|any\s+|its\s+)?(?:terminat|expir|non-))",
    re.IGNORECASE,
)
_UNLESS = re.compile(r",?\s*\b(?:unless|subject\s+to)\b[^,]{0,120}(?:,|\Z)", re.IGNORECASE)


def term(each: Mention) -> tuple[str, str] | None:
    length = term_length(each.words)
    return ("", _length_words(length)) if length else None


def term_length(words: str) -> FoundDuration | None:
    """The length that a sentence plainly gives the contract's first term; None in any doubt."""
    for length in find_durations(words):
        said = _TERM_SAYS.search(words[: length.start])
        if said is None or length.conflict or length.value.unit not in ("days", "weeks", "months", "years"):
            continue
        middle = _UNLESS.sub(" ", said["middle"] or "")
        if _NOT_TERM.search(middle) or _ASIDE.search(words[: length.start]):
            return None
        if _NOT_ITS_END.match(words, length.end):
            return None
        return length
    return None


def _length_words(found: FoundDuration) -> str:
    """ "12 months" and "1 year" are the same length."""
    count, unit = found.value.count, found.value.unit
    if unit == "months" and count % 12 == 0 and count:
        count, unit = count // 12, "years"
    plain = unit.replace("_", " ")
    return f"{count} {plain[:-1] if count == 1 else plain}"


NET_ANCHOR = re.compile(r"(?:invoice|net\s+\w)")
_NET_SAYS = re.compile(
    r"\b(?:all|each|every|any|undisputed)\s+(?:(?:undisputed|properly|correct|valid|such|amounts?|fees|"
    r"sums|of|the|due|under)\s+){0,4}(?:invoices?|amounts?|fees|payments?)\b[^.;]{0,80}\b(?:paid|payable|due)\b[^.;]{0,50}\Z"
    r"|\bpay\s+(?:all|each|every|any|the|such|undisputed|vendor['’]s|supplier['’]s|[A-Z]\w+['’]s)\s+"
    r"(?:\w+\s+){0,2}invoices?\b[^.;]{0,50}\Z"
    r"|\binvoices\s+(?:shall|will|are|must)\b[^.;]{0,30}\b(?:paid|payable|due)\b[^.;]{0,40}\Z"
    r"|\bpayment\s+terms?\b[^.;]{0,40}\Z",
    re.IGNORECASE,
)
_NOT_NET = re.compile(
    r"\bexpens|\broyalt|\bcommission|\bmilestone|\bdeposit|\bfinal\b|\baudit|\btax|\brefund|\btravel|\breimburs"
    r"|\bfirst\b|\bdisput|\bterminat|\bnotice|\binterest|\blate\b|\bsuspend|\boverdue|\bpast\s+due|\bdiscount"
    r"|\bsubmit|\bissue[ds]?\b|\bprovide|\bsend|\bdeliver|\bmonthly\b",
    re.IGNORECASE,
)


def payment(each: Mention) -> tuple[str, str] | None:
    for length in find_durations(each.words):
        said = _NET_SAYS.search(each.words[: length.start])
        if said and not length.conflict and not _NOT_NET.search(each.words):
            return "", _length_words(length)
    return None


ENDS_ANCHOR = re.compile(r"(?:terminate|cancel)\b(?=[^;]{0,220}\b(?:notice|day|month))")
_NOT_FREE = re.compile(
    r"\bupon\b(?!\s+(?:giving|\w+\s*\(\d+\)|not\s+less|at\s+least|\d+|\w+\s+(?:days|months)|written|prior))"
    r"|\bafter\s+(?:the|an?|\w+\s+\(?\d)|\bfollowing\b|\bduring\b|\bfirst\b|\bstatement\s+of\s+work|\border\b|\bprojects?\b|\bschedule\b"
    r"|\bin\s+(?:part|respect)|\bany\s+(?:one|service|product)|\bdeath\b|\bdisab|\bchange\s+of\s+control"
    r"|\brenew|\bexpir|\bend\s+of\b|\banniversary|\bforce\s+majeure|\blaw\b|\bfail|\bbreach|\bdefault",
    re.IGNORECASE,
)


def free_notice(each: Mention) -> tuple[str, str] | None:
    right = right_in(each)
    if right is None or right.ground != "convenience" or right.notice is None or not right.party:
        return None
    if _NOT_FREE.search(each.words) or right.notice.unit == "hours":
        return None
    lengths = find_durations(each.words)
    if any(one.conflict or one.value != right.notice for one in lengths):
        return None
    return right.party.removeprefix("the ").removeprefix("The "), _length_words(lengths[0])


RENEW_ANCHOR = re.compile(r"(?:renew|extend)(?=[^;]{0,300}\b(?:day|month))")
_RENEW_SAYS = re.compile(
    r"\b(?:not\s+(?:to\s+)?(?:renew|extend|be\s+renewed)|non-?\s?renewal|elects?\s+not|not\s+wish|termination"
    r"|terminate|cancel)\b",
    re.IGNORECASE,
)
_BEFORE_END = re.compile(
    r"['’]?\s*(?:(?:advance|prior|written)\s+)*(?:notice\s+)?(?:before|prior\s+to|preceding|in\s+advance\s+of)\s+"
    r"(?:the\s+)?(?:end|expiration|expiry|conclusion|commencement|beginning)\b[^.;]{0,60}\b(?:term|period|year)\b",
    re.IGNORECASE,
)


def renewal_notice(each: Mention) -> tuple[str, str] | None:
    lengths = [one for one in find_durations(each.words) if _BEFORE_END.match(each.words, one.end)]
    if len(lengths) != 1 or lengths[0].conflict or not _RENEW_SAYS.search(each.words):
        return None
    who = re.search(
        r"\b((?i:either|each|any))\s+(?i:party)|\b([A-Z][\w&-]+)\s+(?:shall|may|gives?|elects?|provides?)",
        each.words,
    )
    if who is None:
        return None
    return "either party" if who[1] else who[2], _length_words(lengths[0])


KEPT_ANCHOR = re.compile(r"confidential(?=[^;]{0,220}\b(?:month|year))")
_KEPT_SAYS = re.compile(
    r"\b(?:obligations?|dut(?:y|ies)|undertakings?)\b[^.;]{0,60}\bconfidential(?:ity)?\b[^.;]{0,120}\b(?:surviv\w+|continue|remain\s+in"
    r"|last|expire)\b[^.;]{0,60}\Z"
    r"|\bconfidential(?:ity)?\b[^.;]{0,30}\bobligations?\b[^.;]{0,100}\b(?:surviv\w+|continue|remain\s+in|last|expire)\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)
_KEPT_FROM = re.compile(
    r"[^.;]{0,20}?\b(?:after|from|following|of)\s+(?:the\s+|its\s+|such\s+|any\s+)?(?:date\s+of\s+)?(?:the\s+)?"
    r"(?P<what>terminat|expir|disclos|receipt|effective)",
    re.IGNORECASE,
)


def kept(each: Mention) -> tuple[str, str] | None:
    lengths = find_durations(each.words)
    if len(lengths) != 1 or lengths[0].conflict or re.search(r"trade\s+secret", each.words, re.IGNORECASE):
        return None
    begins = _KEPT_FROM.match(each.words, lengths[0].end)
    if begins is None or not _KEPT_SAYS.search(each.words[: lengths[0].start]):
        return None
    ends = begins["what"].lower() in ("terminat", "expir")
    return "", f"{_length_words(lengths[0])} from {'the end' if ends else 'another day'}"
