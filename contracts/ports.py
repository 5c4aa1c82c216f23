"""What the domain asks of the outside world."""

from typing import Protocol

from contracts.document import Document
from contracts.metadata import Metadata
from contracts.obligations import Obligation
from contracts.value import Value


class Withheld(Value):
    """A model's answer that could not be located in the document: shown as withheld, never as fact."""

    field: str
    words: str
    reason: str


class SecondReading(Value):
    """What a language model read; only located values, the rest counted in `withheld`."""

    metadata: Metadata
    obligations: tuple[Obligation, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    model: str = ""


class SecondReader(Protocol):
    """A language model that reads the same document. Raises `ModelError`."""

    def read(self, document: Document) -> SecondReading: ...
