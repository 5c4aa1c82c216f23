"""Everything the offline engine says about one document."""

from typing import Literal, Self

from pydantic import model_validator

from contracts.document import Document, Gap
from contracts.hypotheses import HypothesisAnswer
from contracts.metadata import Metadata
from contracts.obligations import Obligation
from contracts.spans import Quote
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


class Addressed(Value):
    """Words that speak to a machine that reads the contract, and not to its parties.

    They stand in the text (`quote`), or were kept out of it (`gap`: hidden words, a remark, a running
    header), never both. `says` is what they ask for, in a few plain words.
    """

    says: str
    quote: Quote | None = None
    gap: Gap | None = None

    @model_validator(mode="after")
    def _stands_somewhere(self) -> Self:
        if (self.quote is None) == (self.gap is None):
            raise ValueError("words that address a machine stand on a quote or on a gap, and on one of them")
        return self


class Withheld(Value):
    """A model's answer that could not be located in the document: shown as withheld, never as fact."""

    field: str
    words: str
    reason: str


class SecondLook(Value):
    """That a language model read too: which, what of its answer was withheld, and, where it could not be
    asked or did not answer, the sentence that says so (the offline reading then stands alone)."""

    model: str
    withheld: tuple[Withheld, ...] = ()
    problem: str = ""


class Extraction(Value):
    """A read and understood document. `passages` are ordered by type, then by falling score; `addressed`
    as they stand in the text, then those kept out of it; `statements` are answered for non-disclosure
    agreements alone."""

    document: Document
    passages: tuple[Passage, ...]
    presence: tuple[Presence, ...]
    metadata: Metadata
    obligations: tuple[Obligation, ...]
    engine: Engine
    second_look: SecondLook | None = None
    addressed: tuple[Addressed, ...] = ()
    statements: tuple[HypothesisAnswer, ...] = ()

    def passages_of(self, type_id: str) -> tuple[Passage, ...]:
        """Passages of one clause type, best first."""
        return tuple(passage for passage in self.passages if passage.type == type_id)

    def presence_of(self, type_id: str) -> Presence | None:
        """The answer for one clause type; None where the engine does not know the type."""
        return next((found for found in self.presence if found.type == type_id), None)
