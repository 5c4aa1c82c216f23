"""What the domain asks of the outside world."""

from typing import Protocol

from contracts.document import Document
from contracts.extraction import Withheld
from contracts.metadata import Metadata
from contracts.obligations import Obligation
from contracts.value import Value


class SecondReading(Value):
    """What a language model read; only located values, the rest counted in `withheld`."""

    metadata: Metadata
    obligations: tuple[Obligation, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    model: str = ""


class SecondReader(Protocol):
    """A language model that reads the same document. Raises `ModelError`."""

    def read(self, document: Document) -> SecondReading: ...
