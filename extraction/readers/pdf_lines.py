"""What is found on a PDF page: printed lines with their boxes and emphasis, and words out of sight."""

from dataclasses import dataclass, field

from contracts.document import Box
from extraction.readers.pdf_rules import Place


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

    @property
    def box(self) -> Box:
        return Box(
            left=round(self.left, 1), top=round(self.top, 1), right=round(self.right, 1),
            bottom=round(self.bottom, 1),
        )  # fmt: skip


@dataclass(slots=True)
class PageText:
    """What stands on one page (1-based `number`): its lines in reading order, the hidden words with
    the way they are hidden, and whether its words are the layer that OCR put under a picture."""

    number: int
    width: float
    height: float
    lines: list[Line]
    hidden: list[tuple[str, str]]
    ocr_layer: bool = False
