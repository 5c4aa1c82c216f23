"""The parties that a preamble names: "between X, a Delaware corporation (“Vendor”), and Y"."""

import re

from contracts.document import Document
from contracts.metadata import Fact, Party
from contracts.spans import locate
from extraction.metadata.names import address_of, is_corporate, is_known, kind_of, name_in
from extraction.metadata.opening import Opening
from extraction.metadata.roles import role_of

_OPEN, _CLOSE = "[\"“”„«'‘’]", "[\"“”»'’‘]"
_TERM = rf"(?:{_OPEN}|''|``)\s*(?:the\s+)?(?P<term>[^\"“”„«»()\n]{{1,60}}?)[,.]?\s*(?:{_CLOSE}|''|``)"
_BRACKET = re.compile(
    rf"[(\[](?P<inside>[^()\[\]]{{0,160}}?{_TERM}[^()\[\]]{{0,200}})[)\]]"
    rf"|,?\s*\bhere(?:in)?after\s+(?:\w+\s+){{0,4}}?(?:as\s+)?{_TERM.replace('term>', 'other>')}"
    # Quotation marks get lost in filing: "(Developer )", "(the Company)", "(MICOA)".
    r"|\(\s*(?P<after>here(?:in)?after\s+(?:\w+\s+){1,3}as\s+)?(?:the\s+)?(?P<bare>(?-i:[A-Z])[\w&]*(?:\s(?-i:[A-Z])[\w&]*)?)\s*\)(?=\s*(?:[,;.(]|and\b|with\b|for\b|located\b))",
    re.IGNORECASE | re.DOTALL,
)
_EACH_TERM = re.compile(_TERM, re.IGNORECASE)
_NO_PARTY = re.compile(
    r"\s*(?:the\s+|each\s+an?\s+|this\s+)?(?:part(?:y|ies)|agreements?|contract|effective\s+date"
    r"|commencement\s+date|execution\s+date"
    r"|signing\s+date|date|amendment\b.*|closing\s+date|transactions?|purpose|business|project|services?"
    r"|products?|territory|nda"
    r"|(?:.+\s)?(?:agreement|addendum|terms)|lease|act|sow|term|property|premises|subsidiar\w+|affiliates?"
    r"|deed)\s*\Z",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"\b(?:collectively|together|each\s+(?:of|a|an|and|individually)|both|jointly)\b", re.IGNORECASE
)
_ITEM = r"\(?(?:[a-h]|[ivx]{1,4}|\d)\)\s+(?=[A-Z])"
_AND = re.compile(rf"\s*[,;]?\s+(?:and|AND)\s+(?:between\s+)?(?:{_ITEM})?|;\s*|\n\s*\n\s*|,\s+{_ITEM}")
_COMMA = re.compile(r"\s*,\s+(?=[A-Z])")
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!Inc)(?<!Ltd)(?<!Corp)(?<!Co)(?<!No)(?<!St)\.\s+(?=[A-Z][a-z]+\s+[a-z])"
)
# After these words come the parties of another paper.
_OVER = re.compile(rf"{_SENTENCE_END.pattern}|\bthat\s+certain\b|\bas\s+an?\s+amendment\b")
_FIRST_NAME_CHARS = 900
_MOST_JOINED = 8
_PRONOUNS = frozenset({"we", "us", "our", "ours", "you", "your", "i", "me"})


def with_short_names(document: Document, opening: Opening) -> list[Fact[Party]]:
    """The parties that short names in brackets close, with a confidence of 0.9 (0.75 where the bracket only
    says "Party"). What stands before a bracket begins with the name."""
    text = document.text
    found: list[Fact[Party]] = []
    begin = opening.parties_start
    for match in _BRACKET.finditer(text, opening.parties_start, opening.parties_end):
        if match.start() < begin or _is_remark(match):
            continue
        inside = match["inside"] or match[0]
        terms = [" ".join(each["term"].split()) for each in _EACH_TERM.finditer(inside)]
        terms = terms or ([" ".join(match["bare"].split())] if match["bare"] else [])
        own = [term for term in terms if not _NO_PARTY.match(term)]
        if found and (_SENTENCE_END if len(found) < 2 else _OVER).search(text, begin, match.start()):
            break
        if not found and match.start() - begin > _FIRST_NAME_CHARS:
            break
        if not own:
            if not any(re.match(r"(?:the\s+)?part", term, re.IGNORECASE) for term in terms):
                begin = match.end() if found or not name_in(text, begin, end=match.start()) else begin
                continue
        elif (
            found
            and terms
            and _TOGETHER.search(inside[: inside.find(terms[0])])
            and not _names_new(document, found, begin, match.start())
        ):
            continue
        term = next((term for term in own if term.lower() not in _PRONOUNS), "")
        joint = term.endswith("s") or bool(_TOGETHER.search(inside))
        for name, last in _split(text, begin, end=match.start(), joint=joint):
            fact = party_fact(document, name, last=last, term=term, confidence=0.9 if own else 0.75)
            if not is_known(fact, found):
                found.append(fact)
        begin = match.end()
    return found


def _is_remark(match: "re.Match[str]") -> bool:
    """Whether a bracket without quotation marks is no short name but, say, a place ("(Delaware)")."""
    words = match["bare"]
    return bool(words) and not (match["after"] or role_of(words) or (words.isupper() and len(words) > 2))


def _names_new(document: Document, found: list[Fact[Party]], begin: int, end: int) -> bool:
    """Whether companies stand before "(together the “Buyers”)" that no bracket has closed yet."""
    text = document.text
    for (start, stop), last in _split(text, begin, end=end, joint=True):
        fact = party_fact(document, (start, stop), last=last, term="", confidence=0.9)
        if is_corporate(text[start:stop]) and not is_known(fact, found):
            return True
    return False


def _split(text: str, start: int, *, end: int, joint: bool) -> list[tuple[tuple[int, int], int]]:
    """The names before one short name: nearly always one; several where "X Inc., Y Inc. and Z Inc.
    (“Sellers”)". Each with the end of what is said of it."""
    first = name_in(text, start, end=end)
    if first is None:
        later = _AND.search(text, start, end)
        return _split(text, later.end(), end=end, joint=joint) if later else []
    joined = _AND.search(text, first[0], first[1])
    if joined and is_corporate(text[first[0] : joined.start()]):
        first = name_in(text, first[0], end=joined.start()) or first
    names = [first]
    at = first[1]
    while len(names) < _MOST_JOINED and is_corporate(text[first[0] : first[1]]):
        following = _COMMA.match(text, at, end) or (_AND.search if joint else _AND.match)(text, at, end)
        if following is None:
            break
        name = name_in(text, following.end(), end=end)
        at = following.end()
        if name and is_corporate(text[name[0] : name[1]]):
            names.append(name)
            at = name[1]
    ends = [name[0] for name in names[1:]] + [end]
    return list(zip(names, ends, strict=True))


def party_fact(
    document: Document, name: tuple[int, int], *, last: int, term: str, confidence: float
) -> Fact[Party]:
    """A party whose name stands at `name`; what is said of it ends at `last`."""
    words = document.text[name[1] : last]
    party = Party(
        name=" ".join(document.text[name[0] : name[1]].split()),
        role=role_of(term),
        defined_term=term,
        kind=kind_of(words),
        address=address_of(words),
    )
    return Fact[Party](value=party, quotes=(locate(document, name),), confidence=confidence, source="rules")


def bare_names(document: Document, opening: Opening) -> list[Fact[Party]]:
    """Names of "between X and Y" without short names, with a confidence of 0.6; only where there are two."""
    text, end = document.text, opening.parties_end
    stop = _SENTENCE_END.search(text, opening.parties_start, end)
    end = min(end, stop.start() + 1 if stop else end, opening.parties_start + 700)
    found: list[Fact[Party]] = []
    at = opening.parties_start
    while at < end and len(found) < 2:
        name = name_in(text, at, end=end)
        if not name:
            break
        joined = _AND.search(text, name[0], name[1])
        if joined:
            name = name_in(text, name[0], end=joined.start()) or name
        found.append(party_fact(document, name, last=name[1], term="", confidence=0.6))
        following = _AND.search(text, name[1], end)
        if not following:
            break
        at = following.end()
    if len(found) < 2 or is_known(found[1], found[:1]):
        return []
    return found
