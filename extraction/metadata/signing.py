"""Who signs for whom, and where notices go."""

import re

from contracts.document import Document
from contracts.metadata import Contact, Fact, Party, Signatory
from contracts.spans import locate

_NAME = re.compile(
    r"N(?<!\w.)ame[ \t]*:[ \t_]*\n?[ \t]*(?P<name>[A-Z][\w.’'-]*(?:[ \t]+[A-Z][\w.’'-]*){1,4})"
)
_TITLE = re.compile(r"\b(?:Title|Its|Office)[ \t]*:[ \t_]*\n?[ \t]*(?P<title>[A-Z][^\n:_]{1,70})")
_MARK = re.compile(r"\b(?:By|BY)[ \t]*:|/[sS]/")
_TO = re.compile(
    r"[IiNn](?<!\w.)(?:(?<=[Ii])f\s+to|(?<=I)F\s+TO|(?<=I)f\s+To|(?<=[Nn])otices?\s+to)\s+(?:the\s+"
    r"|THE\s+)?(?P<party>[A-Z][\w&.’'-]*(?: [\w&.’'-]+){0,4}?)"
    r"\s*(?:,\s*to)?\s*:\s*(?P<rest>[^\0]{10,420})"
)
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_ATTENTION = re.compile(r"\b(?:Attn|Attention)\b[.:\s]+(?P<who>[A-Z][^\n;,:]{1,60})", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?P<address>(?:P\.?\s?O\.?\s+Box\s+\d+|\d{1,6}[A-Za-z]?\s+[A-Z][^\n:@]{3,60}|One\s+[A-Z][^\n:@]{3,50})"
    r"(?:[,\n]\s*[A-Z0-9][^\n:@]{2,60}){0,3})"
)
_LABEL = re.compile(
    r"[\s,]*\b(?:Attn|Attention|Fax|Facsimile|Telephone|Tel|Phone|E-?mail|with\s+a\s+copy"
    r"|if\s+to)\b.*\Z",
    re.I | re.S,
)
_NOTICES = re.compile(r"\bnotices?\b", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:Name|Title|Date|By|Its|Signature)\b.*\Z")
_BLOCK_CHARS = 260
_MOST = 8


def read_signatories(document: Document, parties: tuple[Fact[Party], ...]) -> tuple[Fact[Signatory], ...]:
    """Names after "Name:" near the mark of a signature, with the title and the party that stand nearest. A
    blank ("Name: ____") gives nobody."""
    text = document.text
    found: dict[str, Fact[Signatory]] = {}
    begin = len(text) // 3
    for match in _NAME.finditer(text, begin):
        low = max(0, match.start() - _BLOCK_CHARS)
        mark = list(_MARK.finditer(text, low, match.start()))
        if not mark:
            continue
        limit = min(len(text), match.end() + 140)
        following = _NAME.search(text, match.end(), limit)
        title = _TITLE.search(text, match.end(), following.start() if following else limit)
        party = _nearest(text, low, mark[-1].start(), parties)
        name = _TAIL.sub("", " ".join(match["name"].split()))
        if len(name.split()) < 2:
            continue
        value = Signatory(party=party, name=name, title=_office(title["title"]) if title else "")
        sure = 0.6 + 0.15 * bool(party) + 0.1 * bool(title)
        quotes = (locate(document, match.span()),) + ((locate(document, title.span()),) if title else ())
        fact = Fact[Signatory](value=value, quotes=quotes, confidence=sure, source="rules")
        found.setdefault(name.lower(), fact)
    return tuple(found.values())[:_MOST]


def _office(words: str) -> str:
    return _TAIL.sub("", " ".join(words.split()))


def _nearest(text: str, low: int, end: int, parties: tuple[Fact[Party], ...]) -> str:
    window = text[low : end + 40].lower()
    places = [
        (
            max(window.rfind(fact.value.name.lower()), _term_at(window, fact.value.defined_term)),
            fact.value.name,
        )
        for fact in parties
    ]
    place, name = max(places, default=(-1, ""))
    return name if place >= 0 else ""


def _term_at(window: str, term: str) -> int:
    return window.rfind(f"{term.lower()}:") if len(term) > 1 else -1


def read_contacts(document: Document) -> tuple[Fact[Contact], ...]:
    """The addresses of "If to Vendor: …" after a word of notices."""
    text = document.text
    notices = _NOTICES.search(text)
    found: dict[str, Fact[Contact]] = {}
    at = notices.start() if notices else len(text)
    while at < len(text) and len(found) < _MOST:
        match = _TO.search(text, at)
        if match is None:
            break
        party, rest = " ".join(match["party"].split()), match["rest"]
        stop = _TO.search(rest)
        rest = rest[: stop.start()] if stop else rest
        value = _contact(party, rest)
        at = match.end("party") + 1
        if value and party.lower() not in found:
            place = (match.start(), match.start("rest") + len(rest.rstrip()))
            quotes = (locate(document, place),)
            fact = Fact[Contact](value=value, quotes=quotes, confidence=0.65, source="rules")
            found[party.lower()] = fact
    return tuple(found.values())


def _contact(party: str, rest: str) -> Contact | None:
    email, who, address = _EMAIL.search(rest), _ATTENTION.search(rest), _ADDRESS.search(rest)
    written = address["address"] if address else ""
    written = _LABEL.sub("", written)
    if not email and not written:
        return None
    return Contact(
        party=party,
        address=" ".join(written.split()),
        email=email[0] if email else "",
        attention=_LABEL.sub("", " ".join(who["who"].split())) if who else "",
    )
