"""What a plan says is to be done: strokes, additions, and the paragraphs they belong to."""

from dataclasses import dataclass, field

from contracts.document import Address
from contracts.edits import Refusal
from extraction.readers.docx.package import Element


@dataclass(frozen=True, slots=True)
class Stroke:
    """Put `text` where `[start, end)`, code points of the paragraph's current view, stands."""

    edit: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Addition:
    """New paragraphs after a paragraph; `like` is the one whose properties they take. `at_end`: nothing
    follows, so the last of them must carry the mark that was there before."""

    edit: int
    like: Element
    paragraphs: tuple[str, ...]
    bold_heads: tuple[int, ...] = ()
    at_end: bool = False


@dataclass(slots=True)
class Leaf:
    """Everything that happens to one paragraph. `mark` is the edit that deletes its mark, or None;
    `opens` and `closes` are the comments that begin and end in it: (edit, offset)."""

    address: Address
    block: int
    paragraph: Element
    strokes: list[Stroke] = field(default_factory=list[Stroke])
    mark: int | None = None
    opens: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    closes: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    additions: list[Addition] = field(default_factory=list[Addition])


@dataclass(frozen=True, slots=True)
class Plan:
    """`made` are the numbers of the edits that will be made; leaves are in the order of the text."""

    leaves: tuple[Leaf, ...]
    made: tuple[int, ...]
    refused: tuple[Refusal, ...]
