"""The governing law: "the laws of the State of Delaware", "English law"."""

import re
from collections.abc import Iterator

from contracts.document import Document
from contracts.extraction import Passage
from contracts.metadata import Fact
from contracts.spans import locate
from extraction.metadata.places import ADJECTIVES, PLACES, canonical_place
from extraction.metadata.wrapping import unwrapped
from extraction.sentences import sentences
from extraction.wordings import worded

_CUE = re.compile(
    r"\b(?:govern(?:ed|ing|s)?|constru(?:ed|ction)|interpret(?:ed|ation)?|subject\s+to|determined"
    r"|resolved|appl(?:ies|y))\b",
    re.IGNORECASE,
)
_NAMES = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(PLACES, key=len, reverse=True))
_LAWS_OF = re.compile(
    r"\b(?:internal\s+|substantive\s+|local\s+|domestic\s+)?(?:laws?|statutes"
    r"|legislation)\s*(?:,[^,;.()]{3,60},\s*|\([^()]{3,60}\)\s*|,?\s*)"
    r"(?:(?:and\s+(?:\w+\s+){1,2})?(?:(?:in\s+force\s+|applicable\s+|in\s+effect\s+|prevailing\s+)?(?:of|in))"
    r"|applicable\s+to)\s+"
    r"(?:the\s+)?(?:Federal\s+Republic\s+of\s+)?(?P<rest>.{0,160})",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = re.compile(rf"\b(?P<place>{_NAMES})\b", re.IGNORECASE)
_ADJECTIVE = re.compile(
    rf"\b(?P<place>{'|'.join(re.escape(name) for name in sorted(ADJECTIVES, key=len, reverse=True))}"
    rf"|{_NAMES})"
    r"(?:\s+state)?\s+(?:substantive\s+|internal\s+)?law\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"(?:(?:State|Commonwealth|Province|Republic|Kingdom|Emirate|Canton)\s+of\s+)?"
    r"(?P<place>[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+){0,2})"
)
# Where the list of places ends and the exclusions begin.
_STOP = re.compile(
    r"\b(?:without|excluding|except|regardless|irrespective|applicable|as\s+(?:applied|they|such)"
    r"|and\s+the\s+parties"
    r"|courts?|conflict|principles|shall|will|(?<!U\.S)\.\s)", re.IGNORECASE
)  # fmt: skip
# "German law applies" says it all; "the laws of Ohio apply to the inspection" may not.
_STRONG = re.compile(
    r"\bgovern(?:ed|s|ing)?\b|constru|interpreted|\blaw\s+(?:shall\s+|will\s+)?appl(?:ies|y)\b(?!\s+to\s+the\b)",
    re.IGNORECASE,
)
_SENTENCE_CHARS = 700
# A real contract names its law in a handful of sentences; a hostile one could in thousands.
_MOST_CANDIDATES = 80
_FEDERAL = ("United States",)


def read_law(document: Document, passages: tuple[Passage, ...]) -> Fact[str] | None:
    """The law that governs, as the plain name of the place ("Delaware", "England and Wales").

    Passages that the classifier took for governing law are read first; without them, every sentence
    with a law-of phrase near a word of governing. A name not in our list has confidence below 0.6.
    """
    text = document.text
    hinted = sorted((each for each in passages if each.type == "governing_law"), key=lambda each: -each.score)
    best: tuple[float, str, int, int] | None = None
    for start, end, bonus in [(p.start, p.end, 0.05) for p in hinted[:4]] + _candidates(text):
        read = _read(text, start, end)
        if read and (best is None or read[0] + bonus > best[0]):
            best = (min(read[0] + bonus, 0.97), *read[1:])
    if best is None:
        return None
    confidence, name, start, end = best
    by_weights = any(p.start <= start and end <= p.end for p in hinted)
    quote = locate(document, (start, end))
    source = "weights" if by_weights else "rules"
    return Fact[str](value=name, quotes=(quote,), confidence=confidence, source=source)


_ANCHOR = re.compile(
    r"\b(?:laws?|statutes)\s*(?:,[^,;.()]{3,60},\s*|\([^()]{3,60}\)\s*|,?\s*)(?:of|in"
    r"|applicable|and|thereof)\b"
    r"|\b\w+\s+(?:substantive\s+)?law\b",
    re.IGNORECASE,
)
_NEAR = re.compile(worded("law", "statutes"), re.IGNORECASE)
_ANCHOR_CHARS = 90  # what an anchor has behind its word
_THEREOF = re.compile(
    rf"\b(?:made|accepted|executed)\s+(?:and\s+entered\s+into\s+"
    rf"|by\s+\w+\s+)?in\s+(?:the\s+)?(?:state\s+of\s+)?(?P<place>{_NAMES})\b.{{3,120}}?"
    r"\blaws\s+thereof\b",
    re.IGNORECASE | re.DOTALL,
)


def _anchors(text: str) -> Iterator["re.Match[str]"]:
    """The matches of `_ANCHOR`, tried only around words that it cannot do without."""
    last = 0
    for near in _NEAR.finditer(text):
        begin = max(last, _word_before(text, _word_before(text, near.start(), last), last))
        for match in _ANCHOR.finditer(text, begin, min(len(text), near.end() + _ANCHOR_CHARS)):
            last = match.end()
            yield match


def _word_before(text: str, at: int, low: int) -> int:
    """Where the word before `at` begins."""
    while at > low and text[at - 1].isspace():
        at -= 1
    while at > low and (text[at - 1].isalnum() or text[at - 1] == "_"):
        at -= 1
    return at


def _candidates(text: str) -> list[tuple[int, int, float]]:
    """The surroundings of each mention of a law that have a word of governing in them."""
    found: list[tuple[int, int, float]] = []
    for match in _anchors(text):
        low, high = max(0, match.start() - _SENTENCE_CHARS), min(len(text), match.end() + 260)
        if len(found) >= _MOST_CANDIDATES:
            break
        if found and match.start() < found[-1][1] - 200:
            continue
        if not _CUE.search(text, max(0, match.start() - 260), min(len(text), match.end() + 160)):
            continue
        for start, end in sentences(text, low, end=high):
            start, end = unwrapped(text, start, end=end)
            if start <= match.start() < end and _CUE.search(text, start, end):
                found.append((start, end, 0.0))
                break
    return found


def _read(text: str, start: int, end: int) -> tuple[float, str, int, int] | None:
    """Confidence, place and the offsets of the words that name it, from one sentence."""
    if not _CUE.search(text, start, end):
        return None
    strong = _STRONG.search(text, start, end)
    base = 0.9 if strong else 0.45
    for match in _LAWS_OF.finditer(text, start, end):
        stop = _STOP.search(match["rest"])
        limit = match.start("rest") + (stop.start() if stop else len(match["rest"]))
        places = list(_PLACE.finditer(text, match.start("rest"), min(limit, end)))
        names = [canonical_place(each["place"]) for each in places]
        chosen = next((i for i, name in enumerate(names) if name not in _FEDERAL), 0)
        if names:
            return base, names[chosen], match.start(), places[chosen].end()
        unknown = _UNKNOWN.match(text, match.start("rest"), end)
        if unknown and strong and len(unknown["place"]) > 3:
            return 0.4, " ".join(unknown["place"].split()).rstrip(".,"), match.start(), unknown.end()
    match = _THEREOF.search(text, start, end) or _ADJECTIVE.search(text, start, end)
    if match:
        return base - 0.05, canonical_place(match["place"]), match.start(), match.end()
    return None
