"""What is found on a PDF page: printed lines with their boxes and emphasis, and words out of sight."""

import re
from dataclasses import dataclass, field

from contracts.document import Box, Gap
from extraction.readers.pdf_rules import Place

# left, top, right, bottom in points from the top left of the page
Area = tuple[float, float, float, float]
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Line:
    """One printed line. The box is in PDF points from the top left; `bold` are ranges of `text`;
    `first_word` is the printed width of its first word; `hyphened` says that PDFium saw a word broken
    at its end (the hyphen itself is kept in `text`); `cell` is where it stands in a ruled table."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    first_word: float
    bold: list[tuple[int, int]] = field(default_factory=list)
    hyphened: bool = False
    cell: Place | None = None

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def all_bold(self) -> bool:
        return sum(end - start for start, end in self.bold) >= 0.9 * len(self.text)

    def between(self, left: float, right: float) -> tuple[int, int]:
        """The range of `text` of the words whose middle is printed between two places, as if all letters
        were equally wide; an empty one where there is none."""
        step = (self.right - self.left) / max(len(self.text), 1)
        middles = (
            (match.span(), self.left + step * (match.start() + match.end()) / 2)
            for match in _WORD.finditer(self.text)
        )
        inside = [span for span, middle in middles if left <= middle <= right]
        return (inside[0][0], inside[-1][1]) if inside else (0, 0)

    @property
    def box(self) -> Box:
        return Box(
            left=round(self.left, 1), top=round(self.top, 1), right=round(self.right, 1),
            bottom=round(self.bottom, 1),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on a page: the `index` of its annotation, who wrote it and when (as the file has it), what it
    hangs on, and the index of the one it answers."""

    page: int
    index: int
    author: str
    date: str
    text: str
    areas: tuple[Area, ...]
    parent: int | None = None
    resolved: bool = False


@dataclass(slots=True)
class PageText:
    """What stands on one page (1-based `number`): its lines in reading order, the hidden words with
    the way they are hidden, whether its words are the layer that OCR put under a picture, and the remarks
    and gaps of its annotations."""

    number: int
    width: float
    height: float
    lines: list[Line]
    hidden: list[tuple[str, str]]
    ocr_layer: bool = False
    notes: list[Note] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
