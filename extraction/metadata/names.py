"""Names of those who are bound: where one begins and ends, and what is said of it."""

import re
from collections.abc import Sequence

from contracts.metadata import Fact, Party
from extraction.metadata.roles import role_of

_SUFFIX = (
    r"(?:inc(?:orporated)?|llc|l\.\s?l\.\s?c|ltd|limited|l\.?l\.?p|l\.?\s?p|corp(?:oration)?|co|company"
    r"|plc|p\.l\.c|n\.\s?a|gmbh"
    r"|ag|s\.?\s?[aà]\.?(?:\s?r\.?\s?l)?|s\.?r\.?l|b\.?\s?v|n\.?\s?v|s\.?p\.?a|a/s|a\.?s|oy|ab|kg|kk|k\.k"
    r"|pty|pte|pvt|s\.?\s?a\.?\s?s|sas"
    r"|p\.?c|l\.l\.p|jr|sr|ii|iii|m\.d|ph\.?d|esq|pllc|aktiengesellschaft|de\s+c\.?\s?v|usa|association"
    r"|trust|mhc|g\.\s?i\.\s?e)"
)
_KEPT_AFTER_COMMA = re.compile(rf"\s*,\s*{_SUFFIX}\b\.?", re.IGNORECASE)
ENTITY = (
    r"corporation|compan(?:y|ies)|partnership|individual|limited\s+liability|trust|bank|association"
    r"|institut\w+|university"
    r"|entity|LLC|L\.L\.C|Inc\b|resident|person|proprietorship|agency|municipality|organi[sz]ation"
    r"|foundation|society"
    r"|cooperative|joint\s+venture|firm|subsidiary|Aktiengesellschaft|GmbH|body\s+corporate|citizen|fund"
    r"|authority|city"
)
_KIND = re.compile(
    rf"\b(?:a|an|the)\s+(?P<kind>[^,;()]{{0,90}}?\b(?:{ENTITY})\b(?:\s+(?:company"
    rf"|partnership)\b)?(?:\s+(?:duly\s+)?(?:organi[sz]ed|incorporated|existing|registered)"
    r"[^,;()]{0,80})?)",
    re.IGNORECASE,
)
_KIND_ENDS = re.compile(r"\s+(?:with|having|whose|and\s+having|located|residing)\b", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\b(?:(?:address|offices?|headquarters|seat|residence|domicile|place\s+of\s+business"
    r"|business\s+address)\b[^,;()]{0,40}?"
    r"(?:\bat\b|\bis\b|\bin\b|:|,)|residing\s+at|located\s+at"
    r"|\bof(?=\s+\d))\s*:?\s*(?:at\s+)?(?P<address>[^;()\"“”]{6,200}?)"
    r"(?=\s*(?:[;()\"“”]|$|,?\s+(?:and|acting|registered|represented|with\s+company|hereinafter"
    r"|herein)\b\s*(?!\d)))",
    re.IGNORECASE | re.DOTALL,
)
# "(Tianjin)" in "Alder (Tianjin) Trading Co., Ltd." belongs to the name.
_INNER_BRACKET = (
    rf"(?!\((?-i:[A-Z])[\w.&\s]{{1,24}}\),?\s+(?-i:(?=[A-Z]))[\w.&\s]{{0,50}}?,?\s*\b{_SUFFIX}\b)"
)
_STOP = re.compile(
    rf"""\s*,?\s*\b(?:an?|the)\s+(?=[^,;()]{{0,90}}\b(?:{ENTITY})\b)
    |\s*,?\s+(?:having|with\s+(?:its|an?|offices?|a\s+place|principal|registered|company|the)|whose|located|organi[sz]ed|incorporated\s+(?:in|under|and|pursuant)
      |existing|registered|which|who\b|duly|acting|on\s+behalf|at\s+\d|formerly|together\s+with|and\s+(?:its|any|all)\b|its\b|one\s+of
      |as\s+(?=[a-z])|solely|individually|residing|resident|established|represented|maintaining|under\s+the|of\s+(?=\d)|for\s+itself
      |hereinafter|herein|hereafter|\(?(?:d/b/a|f/k/a|a/k/a|dba)\b|doing\s+business|collectively|each\b|on\s+the\s+(?:one|other)
      |by\s+and\s+through|for\s+the\s+(?:purpose|provision|benefit)|effective|dated|including\b|and/or\b|exhibit\b|this\b|is\b|are\b|hereby|agrees?\b|regarding|concerning
      |whereby|listed\b|named\b|in\s+(?:connection|respect|relation|order)|shall|will|wherein|joined|intending|commencing|\#|address|c/o)
    |\s*{_INNER_BRACKET}[(\[;:]|\s*[_*]{{2,}}|\s*\.\s+(?=[A-Z][a-z]+\s+(?:and|may|shall|is|are|has|have)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAD = re.compile(
    r"(?:[\s,;:.\-–—•_*]+|\(?\d{1,2}[.)]\s*|\([a-z]{1,3}\)\s*|\b(?:and|between|among|by|with"
    r"|the\s+parties\s+(?:are|to\s+this\s+agreement\s+are)|on\s+the\s+(?:one|other)\s+(?:hand|part)"
    r"|part(?:y|ies)(?:\s+[A-Z\d])?\s*:|(?:is|are)\s+made|by\s+and\s+between|each\s+of|both"
    r"|hereinafter|you(?=\s+and\b)|(?-i:the)(?=\s+[A-Z])"
    r"|in\s+favou?r\s+of|on\s+behalf\s+of|involving(?:\s+you\s+and)?|(?-i:WHEREAS),?"
    r"|hereby\s+confirms?\b[^.;()]{0,40}\b(?:its|their)\s+agreement\s+with"
    r"|its\s+(?:wholly[\s-]+owned\s+)?(?:subsidiary|affiliate|parent|division|reseller|client|customer),?"
    r"|(?:as\s+of|dated)\b[^,]{0,30}\d{4},?)(?=\W)\s*)",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"(?:this|there|source|page|exhibit|the|an?|such|any|each|either|both|all|collectively|together"
    r"|individually|hereinafter|herein|party|parties|agreement|"
    r"undersigned|relationship|effective|whereas|section|article|exhibit|schedule|recitals?|certain"
    r"|following|its|their|his|her|you|we|us|and|or|on|in|of|to)\b(?!\s+[A-Z])",
    re.IGNORECASE,
)
# A place to fill in, or the paper itself: "XXXXX", "the undersigned", "Non-Solicitation Agreement".
_NO_ONE = re.compile(
    r"\A(?:located|as\b(?!\.)|its?\b|each\b|any\b|all\b|dated?\b|such\b|this\b|these\b|there|address\b"
    r"|conditions?\Z|pursuant|page\b|[\d.\W]+\Z|/s/|agent\b|corporation\Z|therefore\b|parties\b"
    r"|attachment\b|offices?\b)"
    r"|\bundersigned\b|\bX{4,}\b|\[|\]|«|»|<<|>>|/s/|\A[^(]*\)|\b(?:section|article)\s*\Z"
    r"|\b(?:agreement|addendum)\b|\bthe\s+parties\b|\bEX-\d|\.htm\b|\A(?:for|by|gentlemen|ladies|now"
    r"|general|directors)\Z|\b(?:of|and|the|for)\Z",
    re.IGNORECASE,
)
# What brackets close besides names: days, rooms, statutes, several roles at once.
_NO_NAME = re.compile(
    r"\A(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d"
    r"|(?:Suite|Room|Floor|Unit|Attention|Attn)\b|\w{0,3}\d+\Z|\d+\s+[A-Z][a-z]+\Z|(?:The"
    r"|THE)\s+(?:Parties|PARTIES|Company)\Z"
    r"|P(?:arty|ARTY)\s+[A-D1-4]\Z|(?:INC|Inc|LLC|Ltd|LTD|Limited|LIMITED|Corp|LP|L\.P)\.?\Z|of\s)"
    r"|\b(?:Act|Commission)\Z|\A\d+\s+[A-Z].*\b(?:Street|Road|Avenue|Drive|Boulevard|Blvd|Lane|Parkway)\b"
    r"|\band\s+(?:the|each)\s|\b(?:hereby|pursuant|provided)\b"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:inc|ltd|corp|co|jr|sr|bros|assn|pty|pte|pvt|ph\.?d|esq|gmbh)|\b[A-Za-z])\.\Z", re.IGNORECASE
)
_ARTICLE = re.compile(r"T(?:he|HE)\s+(?=[A-Z])")
_FORM = re.compile(rf"[\s,]+{_SUFFIX}\.?\Z", re.IGNORECASE)
# "Stratton, Cheeseman & Walsh": the commas of a firm named after people.
_FIRM = re.compile(r",\s+[A-Z][\w'’-]+(?:,\s+[A-Z][\w'’-]+)?,?\s+&\s+(?=[A-Z])")
_SMALL_WORDS = frozenset(
    "of and the for in de la du des do da e y von van der den zu et di del inc ltd llc corp co n.a".split()
)
_NAME_CHARS = (2, 130)


def name_in(text: str, start: int, *, end: int) -> tuple[int, int] | None:
    """Offsets of the name that `text[start:end]` begins with, or None where no name stands there."""
    lead = _LEAD.match(text, start, end)
    while lead and lead.end() > start:
        start = lead.end()
        lead = _LEAD.match(text, start, end)
    article = _ARTICLE.match(text, start, end)
    stop = _STOP.search(text, article.end() if article else start, end)
    limit = stop.start() if stop else end
    comma = text.find(",", start, limit)
    while comma >= 0:
        firm = _FIRM.match(text, comma, limit)
        if firm:
            comma = text.find(",", firm.end(), limit)
            continue
        kept = _KEPT_AFTER_COMMA.match(text, comma - 1 if text[comma - 1].isspace() else comma, end)
        if not kept:
            limit = comma
            break
        limit = max(limit, kept.end()) if kept.end() > limit else limit
        comma = text.find(",", kept.end(), limit)
    words = text[start:limit]
    limit -= len(words) - len(words.rstrip(" \t\r\n,;:-–—&"))
    words = text[start:limit]
    if words.endswith(".") and not _ABBREVIATED.search(words):
        limit, words = limit - 1, words[:-1]
    plain = " ".join(words.split())
    if not _NAME_CHARS[0] <= len(plain) <= _NAME_CHARS[1] or _NOT_A_NAME.match(plain):
        return None
    if plain.startswith("the ") or role_of(plain) or _NO_ONE.search(plain) or _NO_NAME.search(plain):
        return None
    if (
        not any(char.isalpha() for char in plain)
        or not _has_capital(plain)
        or "__" in plain
        or "•" in plain
        or "●" in plain
    ):
        return None
    return start, limit


def is_corporate(name: str) -> bool:
    """Whether a name ends in the form of a company ("Inc.", "GmbH")."""
    return bool(_FORM.search(name))


def _has_capital(words: str) -> bool:
    """Whether most of the words look like a name ("salesforce.com, inc." passes by its suffix)."""
    tokens = re.findall(r"[\w'’&.]+", words)
    prose = [token for token in tokens if token.islower() and token.strip(".") not in _SMALL_WORDS]
    if len(prose) > 1 or (prose and prose[0] == tokens[0] and not _FORM.search(words)):
        return False
    capital = sum(1 for token in tokens if token[0].isupper() or token[0].isdigit())
    return capital * 2 >= len(tokens) or bool(re.search(rf"\b{_SUFFIX}\.?\Z", words, re.IGNORECASE))


def kind_of(words: str) -> str:
    """The entity kind as written ("a Delaware corporation" gives "Delaware corporation"), or ""."""
    match = _KIND.search(words)
    return " ".join(_KIND_ENDS.split(match["kind"], maxsplit=1)[0].split()) if match else ""


def address_of(words: str) -> str:
    """The address given in the words after a name, or ""."""
    match = _ADDRESS.search(words)
    address = " ".join(match["address"].split()).strip(" ,.") if match else ""
    return address if any(char.isdigit() or char.isupper() for char in address) else ""


_SAME_FORM = (("incorporated", "inc"), ("limited", "ltd"), ("corporation", "corp"), ("company", "co"))


def name_key(name: str) -> str:
    """A name without spaces, stops and case, for telling whether two are the same."""
    return re.sub(r"[\W_]+", "", name).lower()


def is_known(each: Fact[Party], found: Sequence[Fact[Party]]) -> bool:
    """Whether `found` has the party already, under its whole name, a shorter form of it or its short name.
    Two companies whose names end in different forms ("Alder LP", "Alder GP LLC") are two."""
    key = _without_long_forms(each.value.name)
    if not key:
        return True
    closed = bool(_FORM.search(each.value.name))
    for other in found:
        name = _without_long_forms(other.value.name)
        both = closed and bool(_FORM.search(other.value.name))
        if key == name or (not both and (key in name or name in key)):
            return True
    return name_key(each.value.name) in {name_key(other.value.defined_term) for other in found}


def _without_long_forms(name: str) -> str:
    key = name_key(name)
    for long, short in _SAME_FORM:
        key = key.replace(long, short)
    return key
