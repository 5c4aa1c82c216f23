"""Names of those who are bound: where one begins and ends, and what is said of it."""

import re

from extraction.metadata.roles import role_of

_SUFFIX = (
    r"(?:inc(?:orporated)?|llc|l\.\s?l\.\s?c|ltd|limited|l\.?l\.?p|l\.?\s?p|corp(?:oration)?|co|company"
    r"|plc|p\.l\.c|n\.\s?a|gmbh"
    r"|ag|s\.?\s?a\.?(?:\s?r\.?\s?l)?|s\.?r\.?l|b\.?\s?v|n\.?\s?v|s\.?p\.?a|a/s|a\.?s|oy|ab|kg|kk|k\.k"
    r"|pty|pte|pvt|s\.?\s?a\.?\s?s|sas"
    r"|p\.?c|l\.l\.p|jr|sr|ii|iii|m\.d|ph\.?d|esq|pllc|aktiengesellschaft|de\s+c\.?\s?v|usa|association"
    r"|trust)"
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
_STOP = re.compile(
    rf"""\s*,?\s*\b(?:an?|the)\s+(?=[^,;()]{{0,90}}\b(?:{ENTITY})\b)
    |\s*,?\s+(?:having|with\s+(?:its|an?|offices?|a\s+place|principal|registered|company|the)|whose|located|organi[sz]ed|incorporated\s+(?:in|under|and|pursuant)
      |existing|registered|which|who\b|duly|acting|on\s+behalf|at\s+\d|formerly|together\s+with|and\s+(?:its|any|all)\b|its\b|one\s+of
      |as\s+(?=[a-z])|solely|individually|residing|resident|established|represented|maintaining|under\s+the|of\s+(?=\d)|for\s+itself
      |hereinafter|herein|hereafter|\(?(?:d/b/a|f/k/a|a/k/a|dba)\b|doing\s+business|collectively|each\b|on\s+the\s+(?:one|other)
      |by\s+and\s+through|for\s+the\s+(?:purpose|provision|benefit)|effective|dated|including\b|and/or\b|exhibit\b|this\b|is\b|are\b|hereby|agrees?\b|regarding|concerning
      |whereby|in\s+(?:connection|respect|relation|order)|shall|will|wherein|joined|intending|commencing|\#|address|c/o)
    |\s*[(\[;:]|\s*[_*]{{2,}}|\s*\.\s+(?=[A-Z][a-z]+\s+(?:and|may|shall|is|are|has|have)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAD = re.compile(
    r"(?:[\s,;:.\-–—•_*]+|\(?\d{1,2}[.)]\s*|\([a-z]{1,3}\)\s*|\b(?:and|between|among|by|with"
    r"|the\s+parties\s+(?:are|to\s+this\s+agreement\s+are)|on\s+the\s+(?:one|other)\s+(?:hand|part)"
    r"|part(?:y|ies)(?:\s+[A-Z\d])?\s*:|(?:is|are)\s+made|by\s+and\s+between|each\s+of|both"
    r"|hereinafter|you(?=\s+and\b)"
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
    r"\A(?:located|as\s|agent\b|corporation\Z|therefore\b|parties\b|attachment\b|offices?\b)"
    r"|\bundersigned\b|\bX{4,}\b|\[|\]|«|»|\b(?:agreement|addendum|section|article)\s*\Z",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:inc|ltd|corp|co|jr|sr|bros|assn|pty|pte|pvt|ph\.?d|esq|gmbh)|\b[A-Za-z])\.\Z", re.IGNORECASE
)
_NAME_CHARS = (2, 130)


def name_in(text: str, start: int, *, end: int) -> tuple[int, int] | None:
    """Offsets of the name that `text[start:end]` begins with, or None where no name stands there."""
    lead = _LEAD.match(text, start, end)
    while lead and lead.end() > start:
        start = lead.end()
        lead = _LEAD.match(text, start, end)
    stop = _STOP.search(text, start, end)
    limit = stop.start() if stop else end
    comma = text.find(",", start, limit)
    while comma >= 0:
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
    if plain.startswith("the ") or role_of(plain) or _NO_ONE.search(plain):
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


def _has_capital(words: str) -> bool:
    """Whether most of the words look like a name ("salesforce.com, inc." passes by its suffix)."""
    tokens = re.findall(r"[\w'’&.]+", words)
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
