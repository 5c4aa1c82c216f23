"""Who is bound, from the preamble; failing that, from the signature blocks."""

import re

from contracts.document import Document
from contracts.metadata import Fact, Party
from contracts.spans import locate
from extraction.metadata.letters import parties_without_preamble
from extraction.metadata.names import address_of, kind_of, name_in
from extraction.metadata.opening import Opening
from extraction.metadata.roles import role_of

_OPEN, _CLOSE = "[\"“”„«'‘’]", "[\"“”»'’‘]"
_TERM = rf"(?:{_OPEN}|''|``)\s*(?:the\s+)?(?P<term>[^\"“”„«»()\n]{{1,60}}?)[,.]?\s*(?:{_CLOSE}|''|``)"
_BRACKET = re.compile(
    rf"[(\[](?P<inside>[^()\[\]]{{0,160}}?{_TERM}[^()\[\]]{{0,200}})[)\]]"
    rf"|,?\s*\b(?:herein)?after\s+(?:\w+\s+){{0,4}}?(?:as\s+)?{_TERM.replace('term>', 'other>')}",
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
    r"\b(?:collectively|together|each\s+(?:of|a|an|individually)|jointly)\b", re.IGNORECASE
)
_AND = re.compile(r"\s*[,;]?\s+(?:and|AND|&)\s+(?:between\s+)?|;\s*|\n\s*\n\s*")
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!Inc)(?<!Ltd)(?<!Corp)(?<!Co)(?<!No)(?<!St)\.\s+(?=[A-Z][a-z]+\s+[a-z])"
)
_MOST_PARTIES = 12
_FIRST_NAME_CHARS = 900
_PRONOUNS = frozenset({"we", "us", "our", "ours", "you", "your", "i", "me"})


def read_parties(document: Document, opening: Opening) -> tuple[Fact[Party], ...]:
    """The parties in the order of the text, each with its name quoted; no name twice.

    A name that a short name in brackets follows has confidence 0.9, one of a bare "X and Y" 0.6, one
    read from a signature block 0.5.
    """
    text = document.text
    found = _with_short_names(document, opening)
    if len(found) < 2:
        found = found + [each for each in _bare(text, document, opening) if not _known(each, found)]
    if len(found) < 2:
        for each in parties_without_preamble(document):
            found = found if _known(each, found) else [*found, each]
    if len(found) < 2:
        found = found + [each for each in _signed(text, document) if not _known(each, found)]
    return tuple(found[:_MOST_PARTIES])


def _known(each: Fact[Party], found: list[Fact[Party]]) -> bool:
    names = [name_key(other.value.name) for other in found]
    terms = [name_key(other.value.defined_term) for other in found]
    key = name_key(each.value.name)
    return not key or any(key in name or name in key for name in names) or key in terms


def name_key(name: str) -> str:
    """A name without spaces, stops and case, for telling whether two are the same."""
    return re.sub(r"[\W_]+", "", name).lower()


def _with_short_names(document: Document, opening: Opening) -> list[Fact[Party]]:
    """Each bracket with a short name closes a party; what stands before it begins with the name."""
    text = document.text
    found: list[Fact[Party]] = []
    begin = opening.parties_start
    for match in _BRACKET.finditer(text, opening.parties_start, opening.parties_end):
        if match.start() < begin:
            continue
        inside = match["inside"] or match[0]
        terms = [" ".join(each["term"].split()) for each in _EACH_TERM.finditer(inside)]
        own = [term for term in terms if not _NO_PARTY.match(term)]
        if found and _SENTENCE_END.search(text, begin, match.start()):
            break
        if not found and match.start() - begin > _FIRST_NAME_CHARS:
            break
        if not own:
            if not any(re.match(r"(?:the\s+)?part", term, re.IGNORECASE) for term in terms):
                begin = match.end() if found or not name_in(text, begin, end=match.start()) else begin
                continue
        elif _TOGETHER.search(inside[: inside.find(terms[0])]) and found:
            continue
        term = next((term for term in own if term.lower() not in _PRONOUNS), "")
        for name, last in _split(text, begin, match.start()):
            fact = _party(document, name, last, term, 0.9 if own else 0.75)
            if not _known(fact, found):
                found.append(fact)
        begin = match.end()
    return found


def _split(text: str, start: int, end: int) -> list[tuple[tuple[int, int], int]]:
    """The names before one short name: nearly always one; two where "X Inc. and Y Inc. (“Sellers”)"."""
    first = name_in(text, start, end=end)
    if first is None:
        later = _AND.search(text, start, end)
        return _split(text, later.end(), end) if later else []
    joined = _AND.search(text, first[0], first[1])
    corporate = r"\b(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|L\.?P|GmbH|B\.V|S\.A|AG|PLC)\b\.?"
    if joined and re.search(corporate + r"\Z", text[first[0] : joined.start()], re.IGNORECASE):
        rest = name_in(text, joined.end(), end=end)
        head = name_in(text, first[0], end=joined.start())
        if rest and head:
            return [(head, joined.start()), (rest, end)]
    return [(first, end)]


def _party(document: Document, name: tuple[int, int], last: int, term: str, confidence: float) -> Fact[Party]:
    words = document.text[name[1] : last]
    party = Party(
        name=" ".join(document.text[name[0] : name[1]].split()),
        role=role_of(term),
        defined_term=term,
        kind=kind_of(words),
        address=address_of(words),
    )
    return Fact[Party](value=party, quotes=(locate(document, name),), confidence=confidence, source="rules")


def _bare(text: str, document: Document, opening: Opening) -> list[Fact[Party]]:
    """Names of "between X and Y" without short names; only where there are two."""
    end = opening.parties_end
    stop = _SENTENCE_END.search(text, opening.parties_start, end)
    end = min(end, stop.start() + 1 if stop else end, opening.parties_start + 700)
    found: list[Fact[Party]] = []
    at = opening.parties_start
    while at < end and len(found) < 2:
        name = name_in(text, at, end=end)
        if not name:
            break
        joined = _AND.search(text, name[0], name[1])
        if joined and "&" not in joined[0]:
            name = name_in(text, name[0], end=joined.start()) or name
        found.append(_party(document, name, name[1], "", 0.6))
        following = _AND.search(text, name[1], end)
        if not following:
            break
        at = following.end()
    if len(found) < 2 or _known(found[1], found[:1]):
        return []
    return found


_SIGNATURE = re.compile(r"^[ \t]*(?:By|BY|Per|Signed)\s*:", re.MULTILINE)
_COMPANY = re.compile(
    r"\b(?:Inc|INC|LLC|L\.L\.C|Ltd|LTD|Limited|LIMITED|Corp|CORP|Corporation|CORPORATION|GmbH|L\.?P|LLP"
    r"|B\.V|S\.A|AG|PLC|plc"
    r"|N\.A|Company|COMPANY|Bank|University)\b\.?,?\s*\Z"
)


def _signed(text: str, document: Document) -> list[Fact[Party]]:
    """The line before "By:", where it names a company."""
    found: list[Fact[Party]] = []
    for match in _SIGNATURE.finditer(text, len(text) // 3):
        lines = list(re.finditer(r"[^\n]+", text[max(0, match.start() - 240) : match.start() + 1]))
        base = max(0, match.start() - 240)
        for line in reversed(lines[-3:]):
            words = line[0].strip().strip(":")
            if _COMPANY.search(words) and len(words) < 90:
                start = base + line.start() + line[0].index(words)
                name = name_in(text, start, end=start + len(words))
                if name:
                    fact = _party(document, name, name[1], "", 0.5)
                    if not _known(fact, found):
                        found.append(fact)
                break
    return found[:4]
