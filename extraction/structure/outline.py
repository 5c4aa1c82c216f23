"""The clause tree while it grows: its nodes, the open ones, and how far each kind of number has come."""

from dataclasses import dataclass

from contracts.structure import ClauseKind
from extraction.structure.labels import STRONG_FAMILIES, Mark, Reading
from extraction.structure.start import Start


@dataclass(slots=True)
class Node:
    """A start that counts. `parent` is the index of its parent, `parts` the numbers of its label."""

    start: Start
    kind: ClauseKind
    parent: int | None
    depth: int
    reading: Reading | None
    parts: tuple[str, ...]


class Outline:
    """`nodes` in the order of the text; `open` are the indices of those that the next one may go into,
    outermost first; `counters` the last ordinal by family of numbers; `major` the last whole number."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.open: list[int] = []
        self.counters: dict[str, int] = {}
        self.major = 0
        self._body_counters: dict[str, int] = {}

    @property
    def floor(self) -> int:
        """How many open nodes hold a whole part of the document (a schedule, the recitals)."""
        if not self.open:
            return 0
        first = self.nodes[self.open[0]]
        return int(first.start.mark is None and first.start.kind != "clause")

    def opened(self) -> list[Node]:
        """The open nodes, outermost first."""
        return [self.nodes[index] for index in self.open]

    def add(self, start: Start, reading: Reading | None = None, *, parts: tuple[str, ...] = ()) -> None:
        """A node in the innermost open one, opened; it is of the kind of the part that it stands in."""
        parent = self.open[-1] if self.open else None
        kind = start.kind
        if parent is not None and kind == "clause":
            kind = self.nodes[parent].kind
        self.nodes.append(Node(start, kind, parent, len(self.open), reading, parts))
        self.open.append(len(self.nodes) - 1)
        if parts and parts[0].isdigit():
            self.major = int(parts[0])
        if reading:
            self.counters[reading.family] = reading.ordinal

    def cut(self, length: int) -> None:
        """Close all but the `length` outermost, never the part of the document itself."""
        del self.open[max(length, self.floor) :]

    def open_container(self, start: Start) -> None:
        """A schedule, the recitals or the signatures begin; a schedule counts afresh."""
        if start.kind == "schedule":
            in_schedule = bool(self.open) and self.nodes[self.open[0]].kind == "schedule"
            self._body_counters = self._body_counters if in_schedule else dict(self.counters)
            self.counters.clear()
            self.major = 0
        self.open.clear()
        self.add(start)

    def leave_container(self, start: Start) -> None:
        """The body begins: the recitals or signatures above it are over."""
        if self.open and start.kind == "clause" and self.nodes[self.open[0]].kind in ("recital", "signature"):
            self.open.clear()

    def return_to_body(self, start: Start, mark: Mark) -> None:
        """End the schedule at a headed number that goes on the count of the body."""
        if not self.floor or self.nodes[self.open[0]].kind != "schedule" or not start.heading:
            return
        reading = mark.readings[0]
        if not self._body_counters and reading.ordinal == 1 and mark.family in STRONG_FAMILIES:
            # the schedules so far were only listed, before the body
            self.open.clear()
            return
        goes_on = self._body_counters.get(reading.family, 0) + 1 == reading.ordinal > 1
        if goes_on and len(mark.parts) < 2 and self.counters.get(reading.family, 0) + 1 != reading.ordinal:
            self.open.clear()
            self.counters = dict(self._body_counters)
