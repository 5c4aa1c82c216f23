"""Everything the offline engine says about one document."""

from typing import Literal

from contracts.document import Document
from contracts.metadata import Metadata
from contracts.obligations import Obligation
from contracts.value import Value


class Engine(Value):
    """Who read: name and version. Results are kept by (content hash, engine)."""

    name: str
    version: str


class Passage(Value):
    """Words of the document that speak to a clause type: `[start, end)` code points of its text, with
    a calibrated probability in [0, 1] and the words that spoke for it."""

    type: str
    start: int
    end: int
    score: float
    clause_id: str | None = None
    words: tuple[str, ...] = ()


class Presence(Value):
    """Is there a clause of this type? `unsure` is an answer of its own and never counts as absent."""

    type: str
    state: Literal["present", "unsure", "absent"]
    probability: float


class Extraction(Value):
    """A read and understood document. `passages` are ordered by type, then by falling score."""

    document: Document
    passages: tuple[Passage, ...]
    presence: tuple[Presence, ...]
    metadata: Metadata
    obligations: tuple[Obligation, ...]
    engine: Engine

    def passages_of(self, type_id: str) -> tuple[Passage, ...]:
        """Passages of one clause type, best first."""
        return tuple(passage for passage in self.passages if passage.type == type_id)

    def presence_of(self, type_id: str) -> Presence | None:
        """The answer for one clause type; None where the engine does not know the type."""
        return next((found for found in self.presence if found.type == type_id), None)
