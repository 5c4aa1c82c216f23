"""What the contract is called, and what kind of contract it is."""

import re

from contracts.document import Document
from contracts.metadata import Fact
from contracts.spans import locate
from extraction.metadata.opening import Opening

_NOUN = re.compile(
    r"\b(?:AGREEMENT|CONTRACT|LEASE|ADDENDUM|AMENDMENT|TERMS(?:\s+(?:AND|&)\s+CONDITIONS|\s+OF\s+\w+)?"
    r"|DEED|UNDERTAKING|NDA|LICEN[CS]E"
    r"|STATEMENT\s+OF\s+WORK|ORDER\s+FORM|MEMORANDUM|PROMISSORY\s+NOTE|GUARANTY|GUARANTEE|PLAN|POLICY"
    r"|ARRANGEMENT|LETTER|PROTOCOL)\b",
    re.IGNORECASE,
)
_STRONG_NOUN = re.compile(
    r"\b(?:agreement|contract|lease|addendum|amendment|deed|nda|statement\s+of\s+work)\b", re.I
)
_THIS = re.compile(
    r"\b(?:THIS|This)\s+(?P<title>(?:[A-Z0-9][\w&/’'.-]*|of|and|for|the|to|or|in"
    r"|[-–—,/])(?:\s+(?:[A-Z0-9(][\w&/’'.)-]*|of|and|for|the|to|or|in|[-–—,&/]))*?"
    r"\s*(?:AGREEMENT|Agreement|CONTRACT|Contract|LEASE|Lease|ADDENDUM|Addendum|AMENDMENT|Amendment|DEED"
    r"|Deed))\b(?!\s+(?:of|No|to)\b)"
)
_REFUSED = re.compile(
    r"\b(?:this|exhibit\s+[\d.]+|source|confidential\s+treatment|table\s+of\s+contents|page\s+\d|filed"
    r"|shall"
    r"|hereby|between|dated|pursuant|redacted"
    r"|portions|version|subject-matter|by\s+and|www|http)\b",
    re.IGNORECASE,
)
_SEARCH_CHARS = 4_000
_TITLE_CHARS = (3, 120)

# The first kind whose words stand in the title decides; the order is from special to general.
_KINDS = (
    ("dpa", r"data\s+(?:processing|protection)|\bdpa\b|processing\s+of\s+personal\s+data"),
    ("nda", r"non-?\s?disclosure|confidentiality|\bnda\b|secrecy|proprietary\s+information\s+agreement"),
    ("sow", r"statement\s+of\s+work|work\s+order|\bsow\b"),
    ("saas", r"software[\s-]as[\s-]a[\s-]service|\bsaas\b|subscription|cloud\s+(?:service|terms)"
     r"|hosted\s+service|platform\s+(?:service|agreement|terms)|online\s+service"),
    ("employment", r"employment|offer\s+letter|severance|executive\s+agreement"),
    ("consulting", r"consult(?:ing|ant|ancy)|independent\s+contractor|advisory"),
    ("reseller", r"resell(?:er|ing)|resale|value[\s-]added|channel\s+partner|referral"
     r"|(?<!limited )(?<!general )partner\s+(?:program(?:me)?\s+)?agreement|\bdealer(?:ship)?\s+agreement"
     r"|affiliate\s+(?:program|agreement)|marketing\s+affiliate"),
    ("distribution", r"distribut(?:or|ion|orship)"),
    ("lease", r"\blease\b|\btenancy\b|\bsublease\b"),
    ("loan", r"\bloan\b|credit\s+(?:agreement|facility)|promissory|\bnote\b|financing"),
    ("supply", r"supply|purchase|manufactur|procurement|sales?\s+agreement"),
    ("license", r"licen[cs]e|licensing|end\s+user"),
    ("services", r"services?\b|maintenance|outsourcing|hosting|support|development"
     r"|professional|transportation|managed|\bmsa\b|(?<!isda )master\s+agreement"),
)  # fmt: skip
_KIND_PATTERNS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _KINDS)


# In running words only these kinds are told by a mere mention: data processing, non-disclosure.
_TELLING = 2
_EARLY_CHARS = 500


def read_title(document: Document, opening: Opening) -> Fact[str] | None:
    """The title: a line of the first page that names an agreement, preferably in capitals, bold or
    centred, with the line before it where that plainly belongs to it; else the name in "This … Agreement".
    """
    text = document.text
    best: tuple[float, int, int] | None = None
    for start, end in _lines(text, min(len(text), _SEARCH_CHARS)):
        score = _score(document, start, end)
        if score and (best is None or score > best[0]):
            best = (score, start, end)
        if best and start > opening.parties_start:
            break
    named = _THIS.search(text, 0, min(len(text), max(_SEARCH_CHARS, opening.end)))
    if best is None and named:
        best = (0.7, *named.span("title"))
    if best is None:
        return None
    confidence, start, end = best
    quote = locate(document, (start, end))
    return Fact[str](
        value=" ".join(quote.text.split()), quotes=(quote,), confidence=confidence, source="rules"
    )


def _lines(text: str, end: int) -> list[tuple[int, int]]:
    """Lines of the beginning, and the pieces of a line that wide gaps part (flattened layouts)."""
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text[:end]):
        for piece in re.finditer(r"\S(?:[^\n]*?\S)??(?=\s{3,}|\s*\Z)", line[0]):
            found.append((line.start() + piece.start(), line.start() + piece.end()))
    return found


def _score(document: Document, start: int, end: int) -> float:
    words = document.text[start:end]
    short = _TITLE_CHARS[0] <= len(words) <= _TITLE_CHARS[1]
    if (
        not short
        or not _NOUN.search(words)
        or _REFUSED.search(words)
        or re.search(r"[.;:,]\s*\Z|-{5}|[“”\"]", words)
    ):
        return 0.0
    letters = [char for char in words if char.isalpha()]
    capital = sum(char.isupper() for char in letters) > 0.8 * len(letters)
    tokens = re.findall(r"[A-Za-z][\w’'-]*", words)
    titled = sum(token[0].isupper() for token in tokens) >= 0.6 * len(tokens)
    block = document.block_at(start)
    shown = block is not None and (block.centred or block.kind == "heading" or bool(block.bold))
    named = block is not None and "title" in block.style.lower()
    if not capital and not titled and not named:
        return 0.0
    styled = 0.15 * named
    weak = 0.2 * (not _STRONG_NOUN.search(words))
    return min(0.97, 0.6 - weak + styled + 0.2 * capital + 0.1 * shown + (0.05 if start < 600 else 0.0))


def read_contract_type(document: Document, title: Fact[str] | None, *, opening: Opening) -> Fact[str] | None:
    """The kind of contract by the words of its title; without them by its opening, at 0.55."""
    if title:
        for kind, pattern in _KIND_PATTERNS:
            if pattern.search(title.value):
                return Fact[str](value=kind, quotes=title.quotes, confidence=0.9, source="rules")
    named = _THIS.search(document.text, 0, min(len(document.text), max(_SEARCH_CHARS, opening.end)))
    if named:
        for kind, pattern in _KIND_PATTERNS:
            if pattern.search(named["title"]):
                quote = locate(document, named.span("title"))
                return Fact[str](value=kind, quotes=(quote,), confidence=0.75, source="rules")
    early = min(len(document.text), _EARLY_CHARS)
    for kind, pattern in () if title else _KIND_PATTERNS[:_TELLING]:
        match = pattern.search(document.text, 0, early)
        if match:
            quote = locate(document, match.span())
            return Fact[str](value=kind, quotes=(quote,), confidence=0.55, source="rules")
    if title:
        return Fact[str](value="other", quotes=title.quotes, confidence=0.5, source="rules")
    return None
