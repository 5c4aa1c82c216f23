"""What was not read, put for people: each gap with its place and reason, hidden words marked as such."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from contracts.document import Coverage, Furniture, Gap, Severity
from review.report.words import SEVERITIES

_RANK: dict[Severity, int] = {"critical": 0, "high": 1, "medium": 2, "low": 3}
_TITLES = {
    "attachment": "Attached file", "control": "Control", "converted": "Read through another program",
    "deleted_text": "Words marked as deleted", "drawing_text": "Words in a drawing",
    "embedded_document": "Embedded file", "embedded_object": "Embedded object",
    "external_part": "Part that lies elsewhere", "field_instruction": "Instruction of a field",
    "hidden_text": "Hidden words", "image": "Picture", "ink": "Handwriting",
    "invisible_characters": "Characters that cannot be seen", "ocr": "Page read by OCR",
    "digital_signature": "Digital signature", "form_value": "Form field",
    "free_text": "Words typed on a page", "language": "Part in another language",
    "media": "Film or sound", "redaction": "Redaction", "drawing": "Drawing on a page",
    "stamp": "Stamp", "struck_out": "Words struck out by hand",
    "ocr_layer": "Text laid under pictures", "other_version": "Another version of the text",
    "scanned_page": "Page not read", "style": "Style sheet", "subdocument": "Part that lies elsewhere",
    "xfa_form": "XFA form",
}  # fmt: skip
# what the content of a gap is, so that nobody takes it for words of the contract
_CONTENT = {
    "deleted_text": "Marked as deleted, no part of the contract", "drawing_text": "Words in the drawing",
    "field_instruction": "The instruction, no part of the contract",
    "hidden_text": "Hidden in the file, no part of the contract",
    "invisible_characters": "Cannot be seen in the file", "lost_words": "The words that were lost",
    "form_value": "What the field holds", "free_text": "The words typed on", "language": "How it begins",
    "struck_out": "The words struck out",
    "ocr": "Words that OCR is least sure of", "other_version": "Words of the other version alone",
    "placeholder": "The prompt, no part of the contract", "watermark": "The words of the watermark",
}  # fmt: skip
_HIDDEN = frozenset(("hidden_text", "invisible_characters"))
_SHOWN_PLACES, _SHOWN_CHARS = 6, 2000
_CONFIDENCE = re.compile(r"(\d+) ?%")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class GapRow:
    """One gap, or several alike (`place` then names them all). `said` tells what `content` is; `confidence`
    is the mean confidence of a page read by OCR, in percent; `hidden` where the file hides the content."""

    title: str
    place: str
    reason: str
    severity: Severity
    severity_words: str
    said: str
    content: str
    confidence: int | None
    hidden: bool


@dataclass(frozen=True)
class FurnitureRow:
    """A running header or footer and the pages (1-based) it stands on, in words."""

    text: str
    pages: str


def warning(coverage: Coverage) -> str:
    """One sentence to stand above everything a review says; "" where all was read."""
    count = len(coverage.gaps)
    if not count:
        return ""
    grave = sum(gap.severity in ("critical", "high") for gap in coverage.gaps)
    parts = "1 part of it was" if count == 1 else f"{count} parts of it were"
    weight = ""
    if grave:
        some = "" if count == 1 else "all " if grave == count else f"{grave} "
        weight = f", {some}of high severity"
    return f"This file was not read completely: {parts} left out or not read for sure{weight}."


def gap_rows(coverage: Coverage) -> list[GapRow]:
    """The gravest first; gaps that differ in their place alone are one row."""
    ordered = sorted(coverage.gaps, key=lambda gap: (_RANK[gap.severity], gap.kind))
    alike: dict[tuple[str, str, str, str], list[Gap]] = {}
    for gap in ordered:
        alike.setdefault((gap.kind, gap.reason, gap.severity, gap.content), []).append(gap)
    return [_row(gaps) for gaps in alike.values()]


def furniture_rows(coverage: Coverage) -> list[FurnitureRow]:
    """Headers and footers in order; those that differ in their numbers alone are one row."""
    alike: dict[str, list[Furniture]] = {}
    for item in coverage.furniture:
        alike.setdefault(_DIGITS.sub("#", item.text.strip()), []).append(item)
    return [_furniture_row(items) for items in alike.values()]


def gap_title(kind: str) -> str:
    """A kind of gap for people."""
    return _TITLES.get(kind, kind.replace("_", " ").capitalize())


def page_words(pages: Iterable[int]) -> str:
    """ "page 3", "pages 1 to 4, 7"."""
    numbers = sorted(set(pages))
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ]
    said = ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)
    return f"page{'s' * (len(numbers) > 1)} {said}"


def _row(gaps: Sequence[Gap]) -> GapRow:
    first = gaps[0]
    percent = _CONFIDENCE.search(first.reason) if first.kind == "ocr" else None
    return GapRow(
        title=gap_title(first.kind),
        place=_places([gap.place for gap in gaps]),
        reason=first.reason,
        severity=first.severity,
        severity_words=SEVERITIES[first.severity],
        said=_CONTENT.get(first.kind, "What stands there, no part of the contract"),
        content=first.content.strip()[:_SHOWN_CHARS],
        confidence=int(percent[1]) if percent else None,
        hidden=first.kind in _HIDDEN,
    )


def _places(places: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(places))
    more = len(distinct) - _SHOWN_PLACES
    return "; ".join(distinct[:_SHOWN_PLACES]) + (f"; and {more} more" if more > 0 else "")


def _furniture_row(items: Sequence[Furniture]) -> FurnitureRow:
    first, last = items[0].text.strip(), items[-1].text.strip()
    text = first if first == last else f"{first} … {last}"
    return FurnitureRow(text, page_words(item.page for item in items))
