"""The words of a contract of any length, of our own clauses, to measure reading on."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal

TITLE = "Software as a Service Agreement"
_PREAMBLE = (
    "This Agreement is made on 1 March 2026 between Alder Software, Inc., a Delaware corporation "
    "(“Vendor”), and Birch Stores Limited, a company incorporated in England and Wales (“Customer”)."
)
_CLAUSES_PER_TABLE = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is printed; `rows` are the cells of a table, its head first."""

    kind: Literal["paragraph", "heading", "clause", "table"]
    label: str = ""
    words: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def length(self) -> int:
        """How many words it has."""
        return len(self.words.split()) + sum(len(cell.split()) for row in self.rows for cell in row)


def pieces() -> Iterator[Piece]:
    """A contract without an end: the sample clauses of the library over and over, each a heading with
    numbered paragraphs below, and a table of charges after every twelfth. The same on every call."""
    from clause_library.library import load_library

    clauses = [clause for clause in load_library().clauses if "saas" in clause.contract_types]
    yield Piece("paragraph", words=_PREAMBLE)
    for number in count(1):
        clause = clauses[(number - 1) % len(clauses)]
        yield Piece("heading", f"{number}.", clause.title)
        for paragraph, text in enumerate(clause.text.split("\n"), 1):
            plain = text.replace("{", "").replace("}", "").replace("_", " ")
            yield Piece("clause", f"{number}.{paragraph}", plain)
        if number % _CLAUSES_PER_TABLE == 0:
            yield Piece("table", rows=_charges(number))


def _charges(number: int) -> tuple[tuple[str, ...], ...]:
    rows = [("Service", "Period", "Charge in USD")]
    for row in range(1, 9):
        period = f"Month {row} to month {row + number % 5}"
        rows.append((f"Hosting of store {number + row}, with daily copies", period, f"{number * row},250.00"))
    return tuple(rows)
