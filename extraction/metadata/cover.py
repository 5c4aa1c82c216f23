"""Cover pages: tables and lines that give a fact beside its label ("Governing Law | Ohio")."""

import re

from contracts.document import Document
from contracts.value import Value

_FIELDS = (
    ("governing_law", r"(?:governing|applicable)\s+law(?:\s+and\s+\w+)?|choice\s+of\s+law"),
    ("effective_date", r"effective\s+date|commencement\s+date|start\s+date|subscription\s+start\s+date"),
    ("agreement_date", r"(?:agreement|contract|order|amendment)?\s*date|date\s+of\s+(?:this\s+)?agreement"),
    ("expiry_date", r"(?:expiry|expiration|end|termination)\s+date"),
    (
        "term",
        r"(?:initial\s+)?(?:subscription\s+|agreement\s+|mnda\s+)?term(?:\s+of\s+(?:the\s+)?(?:nda"
        r"|agreement|mnda))?"
        r"|subscription\s+period|duration\s+of\s+(?:this\s+)?agreement",
    ),
    (
        "party",
        r"party\s+name|party\s+(?:\d|[ab])|customer(?:\s+name)?|provider(?:\s+name)?|vendor|supplier"
        r"|licensor|licensee|employer"
        r"|employee|contractor|consultant|client|disclosing\s+party|receiving\s+party|landlord|tenant"
        r"|lender|borrower",
    ),
)  # fmt: skip
_LABELS = tuple((field, re.compile(rf"\s*(?:{words})\s*:?\s*\Z", re.IGNORECASE)) for field, words in _FIELDS)
_IN_LINE = re.compile(r"\s*(?P<label>[A-Za-z][A-Za-z /]{2,40}?)\s*:\s*(?P<value>\S.*)\Z", re.DOTALL)
_BLANK = re.compile(r"\A\W*\Z|[\[{<]|__|☐|\bfill\s+in\b|\btbd\b|\bn/a\b", re.IGNORECASE)
_VALUE_CHARS = 160
# Longer cells are no labels; the patterns take the square of a run of blanks.
_LABEL_CHARS = 160
_SEARCH_BLOCKS = 400


class CoverFact(Value):
    """A value at `[start, end)` of the text beside its label; `field` is one of the metadata's."""

    field: str
    label: str
    start: int
    end: int


def read_cover(document: Document) -> tuple[CoverFact, ...]:
    """Labelled values of tables (the cell to the right of the label) and of cells such as "Party Name:
    Acme". Blanks and places to fill in give nothing."""
    found: list[CoverFact] = []
    cells = [block for block in document.blocks[:_SEARCH_BLOCKS] if block.cell]
    firsts: dict[tuple[int, int, int], tuple[int, int]] = {}
    for block in cells:
        place = block.cell
        if place and block.end > block.start:
            firsts.setdefault((place.table, place.row, place.column), (block.start, block.end))
    for (table, row, column), (start, end) in firsts.items():
        words = document.text[start:end]
        field = _field(words)
        value = firsts.get((table, row, column + 1))
        if field and value:
            _add(found, document, field, words, value)
            continue
        line = _IN_LINE.match(words)
        labelled = _field(line["label"]) if line else ""
        if line and labelled:
            _add(found, document, labelled, line["label"], (start + line.start("value"), end))
    return tuple(found)


def _field(label: str) -> str:
    if len(label) > _LABEL_CHARS:
        return ""
    return next((field for field, pattern in _LABELS if pattern.match(label)), "")


def _add(found: list[CoverFact], document: Document, field: str, label: str, place: tuple[int, int]) -> None:
    words = document.text[place[0] : place[1]]
    if len(words) > _VALUE_CHARS or _BLANK.search(words):
        return
    start = place[0] + len(words) - len(words.lstrip())
    plain = " ".join(label.split()).rstrip(": ")
    found.append(CoverFact(field=field, label=plain, start=start, end=start + len(words.strip())))
