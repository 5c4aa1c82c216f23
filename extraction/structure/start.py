"""A candidate for a node of the clause tree."""

from dataclasses import dataclass

from contracts.structure import ClauseKind
from extraction.structure.labels import Mark


@dataclass(slots=True)
class Start:
    """A place where a node of the tree begins. `mark` is None for an unlabelled heading; `level` is the
    outline level of a heading style or list, where the source has one; `inline` says that the label
    stands inside a block, which asks for more proof, `loose` that nothing but the count speaks for it."""

    kind: ClauseKind
    offset: int
    block: int
    label: str
    mark: Mark | None
    heading: str
    body_start: int
    level: int | None = None
    automatic: bool = False
    inline: bool = False
    styled: bool = False
    loose: bool = False
