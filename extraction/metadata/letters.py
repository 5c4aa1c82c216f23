"""Parties of contracts without a preamble: letters, and promises that one side signs ("I agree …")."""

import re

from contracts.document import Document
from contracts.metadata import Fact, Party
from contracts.spans import locate
from extraction.metadata.roles import role_of

_SUFFIX = (
    r"(?:Inc|INC|LLC|LLP|L\.\s?L\.\s?C|Ltd|LTD|Limited|LIMITED|Corp|CORP|Corporation"
    r"|CORPORATION|GmbH|L\.\s?P|LP"
    r"|B\.V|S\.A|AG|PLC|plc|N\.A|Company|COMPANY|Co|Bank|Holdings|Group|Partners)\b"
)
_TOKEN = r"(?:[A-Z0-9][\w’'./!¢-]*|&)"
_NAME = re.compile(
    rf"(?P<name>(?:[Tt]he\s+)?{_TOKEN}(?:,?\s+(?:(?:of|and"
    rf"|for)\s+)?{_TOKEN}){{0,7}}?(?:,?\s+{_SUFFIX}\.?){{1,3}})"
    r"(?!\s+(?:[A-Z]|\d))"
)
_PERSON = re.compile(
    r"(?P<name>(?!(?:The|This|As|In|An?|Mr|Ms|Dear)\b)[A-Z][\w’'-]+(?:\s+[A-Z]\.?)?(?:\s+[A-Z][\w’'-]+){1,2}"
    r"(?:,?\s+(?:Jr|Sr|II|III|IV)\b\.?)?)\s*,?\s*\Z"
)
_BRACKET = re.compile(
    r"\((?P<inside>[^()]{0,140}?[\"“”'‘’]+\s*(?P<term>[^\"“”()]{1,40}?)[,.]?\s*[\"“”’'‘]+[^()]{0,120})\)"
)
_COMPANY = frozenset({"company", "corporation", "employer", "firm", "bank", "us", "we", "our"})
_PEOPLE = frozenset(
    {"employee", "executive", "consultant", "you", "director", "i", "associate", "contractor"}
)
_I = re.compile(
    r"\bI,\s+(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z]\.?)?(?:\s+[A-Z][\w’'-]+){1,2}),?\s"
    r"+(?:in\b|hereby|agree|as\b|understand|the\s+undersigned|enter|acknowledge|intending)"
)
_SIGNED = re.compile(
    r"/[sS]/\s+(?P<name>[A-Z][\w.’'-]*(?:[ \t]+(?!(?:Name|Title|By|Date)\b)[A-Z][\w.’'-]*){1,3}"
    r"(?:, (?:II|III|IV|Jr\.))?)"
)
_BY = re.compile(r"\b(?:by|per)\s*:\s*\Z|\b(?:its|for)\s*:?\s*\Z", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:president|officer|director|counsel|secretary|manager|chairman|partner|treasurer"
    r"|C[EF]O|vice|head)\b",
    re.IGNORECASE,
)
_SEARCH_CHARS = 3_000
_BEFORE_CHARS = 260
_FULL_LINE_CHARS = 60


def parties_without_preamble(document: Document) -> list[Fact[Party]]:
    """Those whom the first page gives a short name in brackets, or who say "I, Jane Roe, agree", with a
    confidence of 0.7; at most one company per short name."""
    text = document.text
    found = _defined(document)
    # A printed line ends where it likes, so a name may run over one.
    person = _I.search(text, 0, min(len(text), _SEARCH_CHARS))
    if person and not any(role_of(each.value.defined_term) in _PEOPLE for each in found):
        found.append(_fact(document, person.span("name"), "", 0.7))
    return found


def sole_signer(document: Document) -> list[Fact[Party]]:
    """The one person who signs for himself, with a confidence of 0.55; nobody where several do."""
    signer = _signer(document.text)
    return [_fact(document, signer, "", 0.55)] if signer else []


def _defined(document: Document) -> list[Fact[Party]]:
    text = document.text
    found: dict[str, Fact[Party]] = {}
    for match in _BRACKET.finditer(text, 0, min(len(text), _SEARCH_CHARS)):
        term = " ".join(match["term"].split()).removeprefix("the ").removeprefix("The ")
        low = max(0, match.start() - _BEFORE_CHARS)
        stop = text.rfind("\n\n", low, match.start())
        place = _before(text, max(low, stop + 1), match.start(), term)
        key = term.lower()
        if place and key not in found:
            found[key] = _fact(document, place, "" if key in ("you", "us", "we", "our", "i") else term, 0.7)
    return list(found.values())[:3]


def _before(text: str, low: int, end: int, term: str) -> tuple[int, int] | None:
    """The name that the short name `term` at `end` stands for: a person's stands right before it, a company's
    may have "a Delaware corporation" or "its subsidiaries" between."""
    if term.lower() in _PEOPLE and term.lower() != "you":
        person = _PERSON.search(text, low, end)
        return person.span("name") if person else None
    for name in _NAME.finditer(text, low, end):
        meant = term.lower() in _COMPANY or term.lower() == "you" or _stands_for(term, name["name"])
        if meant and not re.search(r"[a-z)]\.\s+[A-Z]", text[name.end() : end]):
            return _begin(text, *name.span("name")), name.end("name")
    return None


def _begin(text: str, start: int, end: int) -> int:
    """Where a name begins that a heading, a date or a number ran into: after the last short line, and
    after figures."""
    feed = text.rfind("\n", start, end)
    if feed >= 0 and feed - text.rfind("\n", 0, feed) < _FULL_LINE_CHARS:
        start = feed + 1
    number = re.compile(r"\d[\d.]*[,\s]+").match(text, start, end)
    return number.end() if number else start


def _stands_for(term: str, name: str) -> bool:
    """Whether a short name is made of the name: its words or its first letters."""
    if name.lower().startswith(term.lower().split()[0]):
        return True
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]\w*", name))
    return term.isupper() and len(term) > 1 and term[:2].lower() == initials[:2].lower()


def _signer(text: str) -> tuple[int, int] | None:
    """The only one who signs without "By:" and without an office."""
    found: dict[str, tuple[int, int]] = {}
    for match in _SIGNED.finditer(text, len(text) // 2):
        if _BY.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        name = " ".join(match["name"].split())
        typed = re.compile(re.escape(name), re.IGNORECASE).search(text, match.end(), match.end() + 200)
        line = text[typed.end() : text.find("\n", typed.end())] if typed else ""
        if typed is None or _OFFICE.search(line):
            continue
        found.setdefault(name.lower(), typed.span())
    return next(iter(found.values())) if len(found) == 1 else None


def _fact(document: Document, place: tuple[int, int], term: str, confidence: float) -> Fact[Party]:
    name = " ".join(document.text[place[0] : place[1]].split()).removeprefix("the ")
    party = Party(name=name, role=role_of(term), defined_term=term)
    return Fact[Party](value=party, quotes=(locate(document, place),), confidence=confidence, source="rules")
