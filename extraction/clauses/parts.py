"""Short parts of the text that no sentence equals: titles and dates, each with what stands around it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from extraction.clauses.features import text_features, tokens_of

# Titles and the dates that matter stand at the beginning; dates are also taken from the end of a
# contract, where a signature may carry the only one.
_TITLE_REACH_CHARS = 6000
_HEAD_CHARS = 12000
_TAIL_CHARS = 3000
_AROUND_CHARS = 160
_AROUND_WORDS = 12
_MOST_TITLES = 25

_KIND = (
    r"(?:AGREEMENT|CONTRACT|AMENDMENT|ADDENDUM|PLAN|LICENSE|LEASE|SCHEDULE|LETTER|TERMS|ORDER|STATEMENT|"
    r"MEMORANDUM|CHARTER|ENDORSEMENT|POLICY|DEED|UNDERTAKING|COVENANT|CONDITIONS|GUIDELINES|ARRANGEMENT|"
    r"CERTIFICATE)S?(?: (?:NO\.? ?\d+|OF WORK))?"
)
_LINK = r"(?:of|and|or|for|the|to|on|in|by|with|&|/|-|–|—)"
_CAPITAL = r"(?:[A-Z0-9][\w.'’&/-]*,?)"
_TITLE = re.compile(rf"\b{_CAPITAL}(?:[ \n\xa0]+(?:{_CAPITAL}|{_LINK}|\(?{_CAPITAL}\)?)){{0,11}}")
_HAS_KIND = re.compile(rf"\b{_KIND}\b", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:THIS|This|THE|The|Exhibit|EXHIBIT|Ex\.?)\s+)?(?:[A-Z]{0,2}-?\d+(?:[.\-]\d+)*(?:\(\w+\))*\s+)?"
    r"(?:(?:THIS|This|THE|The|EXECUTION (?:COPY|VERSION)|Execution (?:Copy|Version)|FORM OF|Form [Oo]f)\s+)?"
)
_DEFINES = re.compile(r"""\s*\([^)]{0,40}["“'‘]?agreement""", re.IGNORECASE)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_SUFFIX = r"(?:\s?(?:s\s?t|n\s?d|r\s?d|t\s?h))?"
_BLANK = r"[_\[\]*●•. ]{1,20}"
_DAY = rf"(?:\d{{1,2}}{_SUFFIX}|{_BLANK}|\[[^\]\n]{{0,12}}\])"
_YEAR = r"(?:\d{4}|\d{2}[_\[\]* ]{0,4}|[_\[\]*]{2,8})"
_ORDINAL = r"(?:first|second|third|fourth|fifth|tenth|fifteenth|twentieth|thirtieth|thirty-first)"
# Bounded, because a form of nothing but blanks would cost the square of its length.
_GAP = r"\s{0,40}"
_DATE = re.compile(
    rf"\b{_MONTH}\s{{1,40}}{_DAY}{_GAP},?{_GAP}{_YEAR}"
    rf"|(?:\b\d{{1,2}}|[_\[\]*]{{1,8}}){_SUFFIX}\s{{1,40}}(?:day\s{{1,40}}of\s{{1,40}})?{_MONTH}"
    rf"{_GAP},?{_GAP}(?:in the year\s{{1,40}})?{_YEAR}"
    rf"|\b(?:{_ORDINAL}|this)?{_GAP}(?:\d{{1,2}}{_SUFFIX}|{_BLANK})?{_GAP}day\s{{1,40}}of{_GAP}"
    rf"(?:{_MONTH}|{_BLANK})?{_GAP},?{_GAP}{_YEAR}"
    rf"|\b{_MONTH}{_GAP},?\s{{1,40}}(?:of\s{{1,40}})?\d{{4}}"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b\d{4}[/-]\d{1,2}[/-]\d{1,2}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """`[start, end)` of the text, its named features, and its place in [0, 1]."""

    start: int
    end: int
    words: list[str]
    context: list[str]
    place: float


def title_parts(text: str) -> list[Part]:
    """Capitalised phrases at the beginning that hold a word for a kind of contract."""
    spans: list[tuple[int, int]] = []
    for match in _TITLE.finditer(text, 0, min(len(text), _TITLE_REACH_CHARS)):
        # A phrase that runs over a line end may be one title or two: both readings are offered.
        for start, end in [match.span(), *_lines(text, match.start(), match.end())]:
            span = _trim_title(text, start, end)
            if span and span not in spans:
                spans.append(span)
    return _parts(text, spans[:_MOST_TITLES], _title_marks)


def date_parts(text: str) -> list[Part]:
    """Dates, whole or with blanks, in the beginning and the end of the text."""
    head = min(len(text), _HEAD_CHARS)
    found = [*_DATE.finditer(text, 0, head), *_DATE.finditer(text, max(head, len(text) - _TAIL_CHARS))]
    spans = [
        (match.end() - len(match[0].lstrip()), match.start() + len(match[0].rstrip())) for match in found
    ]
    return _parts(text, spans, lambda *_: [])


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of `[start, end)`, where there are several."""
    found: list[tuple[int, int]] = []
    at = start
    for line in text[start:end].split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found if len(found) > 1 else []


def _trim_title(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The phrase from behind "THIS" or "Exhibit 10.1" to the last word for a kind of contract."""
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    kinds = list(_HAS_KIND.finditer(text, start, end))
    if not kinds:
        return None
    end = kinds[-1].end()
    while start < end and text[start] in " \n\t(":
        start += 1
    return (start, end) if end - start >= 4 else None


def _title_marks(text: str, start: int, end: int) -> list[str]:
    words = text[start:end]
    marks = ["upper"] if words.isupper() else []
    before, after = text[max(0, start - 30) : start].rstrip(" \t"), text[end : end + 30].lstrip(" \t")
    if before[-1:] in ("", "\n"):
        marks.append("line-start")
    if after[:1] in ("", "\n"):
        marks.append("line-end")
    if before.lower().endswith("this"):
        marks.append("this")
    if _DEFINES.match(text, end):
        marks.append("defines")
    again = text.upper().count(words.upper(), end)
    return [*marks, f"again{min(3, again)}", *(f"{mark}+{min(3, again)}" for mark in marks)]


def _parts(
    text: str, spans: list[tuple[int, int]], marks: Callable[[str, int, int], list[str]]
) -> list[Part]:
    seen: dict[str, int] = {}
    parts: list[Part] = []
    for number, (start, end) in enumerate(spans):
        own = text[start:end]
        before = tokens_of(text[max(0, start - _AROUND_CHARS) : start])[-_AROUND_WORDS:]
        after = tokens_of(text[end : end + _AROUND_CHARS])[:_AROUND_WORDS]
        times = seen[own.lower()] = seen.get(own.lower(), 0) + 1
        context = [f"b:{word}" for word in set(before)] + [f"a:{word}" for word in set(after)]
        context += [f"b{n}:{' '.join(before[-n:])}" for n in (1, 2, 3)]
        context += [f"a{n}:{' '.join(after[:n])}" for n in (1, 2, 3)]
        context += [f"#{min(number, 8)}", f"x{min(times, 3)}", f"@{min(20, start // 300)}"]
        context += marks(text, start, end)
        parts.append(Part(start, end, text_features(tokens_of(own)), context, start / len(text)))
    return parts
