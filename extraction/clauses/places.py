"""Which clause holds a place of the text."""

from bisect import bisect_right
from collections.abc import Iterator

from contracts.structure import Clause


class ClausePlaces:
    """The clause tree, ready for many questions; with no clauses it answers nothing."""

    def __init__(self, clauses: tuple[Clause, ...]) -> None:
        self._clauses = sorted(clauses, key=lambda clause: (clause.start, clause.level))
        self._starts = [clause.start for clause in self._clauses]
        self._by_id = {clause.id: clause for clause in clauses}

    def around(self, start: int, end: int) -> Clause | None:
        """The innermost clause that holds `[start, end)`."""
        return next((clause for clause in self.upwards(start) if end <= clause.end), None)

    def upwards(self, offset: int) -> Iterator[Clause]:
        """The clauses that hold the code point at `offset`, innermost first."""
        index = bisect_right(self._starts, offset) - 1
        clause = self._clauses[index] if index >= 0 else None
        while clause is not None:
            if clause.start <= offset < clause.end:
                yield clause
            clause = self._by_id.get(clause.parent) if clause.parent else None

    def headings(self, offset: int) -> list[str]:
        """The headings around `offset`, innermost first."""
        return [clause.heading for clause in self.upwards(offset) if clause.heading]
