"""Clauses nested by their labels: which number continues which list."""

from dataclasses import dataclass

from contracts.document import Document
from contracts.structure import Clause, ClauseKind
from extraction.structure.labels import STRONG_FAMILIES, Mark, Reading
from extraction.structure.start import Start
from extraction.structure.zones import BODY_KINDS

_LARGEST_GAP = 4
_LOOK_AHEAD = 30


@dataclass(slots=True)
class _Node:
    start: Start
    kind: ClauseKind
    parent: int | None
    depth: int
    reading: Reading | None
    parts: tuple[str, ...]


class _Tree:
    def __init__(self, starts: list[Start]) -> None:
        self._starts = starts
        self.nodes: list[_Node] = []
        self._open: list[int] = []
        self._counters: dict[str, int] = {}
        self._major = 0
        self._body_counters: dict[str, int] = {}

    def build(self) -> list[_Node]:
        for index, start in enumerate(self._starts):
            if start.kind in ("schedule", "signature", "recital") and start.mark is None:
                self._open_container(start)
            elif start.mark is None:
                self._place_heading(index, start)
            else:
                self._leave_container(start)
                self._place_label(index, start, start.mark)
        return self.nodes

    def _open_container(self, start: Start) -> None:
        if start.kind == "schedule":
            in_schedule = bool(self._open) and self.nodes[self._open[0]].kind == "schedule"
            self._body_counters = self._body_counters if in_schedule else dict(self._counters)
            self._counters.clear()
            self._major = 0
        self._open.clear()
        self._add(start, None, ())

    def _leave_container(self, start: Start) -> None:
        """The body begins: the recitals or signatures above it are over."""
        if (
            self._open
            and start.kind == "clause"
            and self.nodes[self._open[0]].kind in ("recital", "signature")
        ):
            self._open.clear()

    @property
    def _floor(self) -> int:
        """How many open nodes hold a whole part of the document (a schedule, the recitals)."""
        if not self._open:
            return 0
        first = self.nodes[self._open[0]]
        return int(first.start.mark is None and first.start.kind != "clause")

    def _add(self, start: Start, reading: Reading | None, parts: tuple[str, ...]) -> None:
        parent = self._open[-1] if self._open else None
        kind = start.kind
        if parent is not None and kind == "clause":
            kind = self.nodes[parent].kind
        self.nodes.append(_Node(start, kind, parent, len(self._open), reading, parts))
        self._open.append(len(self.nodes) - 1)
        if parts and parts[0].isdigit():
            self._major = int(parts[0])
        if reading:
            self._counters[reading.family] = reading.ordinal

    def _cut(self, length: int) -> None:
        del self._open[max(length, self._floor) :]

    def _place_heading(self, index: int, start: Start) -> None:
        self._leave_container(start)
        self._cut(self._depth_of_heading(index, start))
        self._add(start, None, ())

    def _depth_of_heading(self, index: int, start: Start) -> int:
        if start.styled and start.level is not None:
            for place, node in enumerate(self._opened()):
                level = node.start.level
                outer = (
                    level is not None and level < start.level and (node.start.styled or node.start.automatic)
                )
                if place >= self._floor and not outer:
                    return place
            return len(self._open)
        labelled = [place for place, node in enumerate(self._opened()) if node.reading]
        if not labelled:
            return self._floor
        after = self._starts[index + 1] if index + 1 < len(self._starts) else None
        if after and after.mark and after.offset - start.body_start <= 4:
            return self._depth_before(after.mark, labelled)
        return labelled[0] + 1

    def _depth_before(self, mark: Mark, labelled: list[int]) -> int:
        """Where a heading goes that stands right above a label: it groups what that label begins."""
        if len(mark.parts) > 1:
            for place in reversed(labelled):
                if self.nodes[self._open[place]].parts == mark.parts[:-1]:
                    return place + 1
            return self._floor
        return self._floor if mark.family in STRONG_FAMILIES else labelled[0] + 1

    def _opened(self) -> list[_Node]:
        return [self.nodes[index] for index in self._open]

    def _place_label(self, index: int, start: Start, mark: Mark) -> None:
        self._return_to_body(start, mark)
        if mark.family == "article":
            self._place_article(start, mark)
        elif len(mark.parts) > 1:
            self._place_decimal(start, mark)
        else:
            self._place_counted(index, start, mark)

    def _return_to_body(self, start: Start, mark: Mark) -> None:
        """End the schedule at a headed number that goes on the count of the body."""
        if not self._floor or self.nodes[self._open[0]].kind != "schedule" or not start.heading:
            return
        reading = mark.readings[0]
        if not self._body_counters and reading.ordinal == 1 and mark.family in STRONG_FAMILIES:
            # the schedules so far were only listed, before the body
            self._open.clear()
            return
        goes_on = self._body_counters.get(reading.family, 0) + 1 == reading.ordinal > 1
        if goes_on and len(mark.parts) < 2 and self._counters.get(reading.family, 0) + 1 != reading.ordinal:
            self._open.clear()
            self._counters = dict(self._body_counters)

    def _place_article(self, start: Start, mark: Mark) -> None:
        reading = mark.readings[0]
        if start.inline and reading.ordinal != self._counters.get("article", 0) + 1:
            return
        self._cut(self._floor)
        self._add(start, reading, (str(reading.ordinal),))

    def _place_decimal(self, start: Start, mark: Mark) -> None:
        place = self._depth_of_decimal(start, mark)
        if place is None:
            return
        self._cut(place)
        self._add(start, mark.readings[0], mark.parts)

    def _depth_of_decimal(self, start: Start, mark: Mark) -> int | None:
        opened = self._opened()
        for place in range(len(opened) - 1, -1, -1):
            parts = opened[place].parts
            if parts and parts == mark.parts[:-1]:
                return None if start.loose and int(mark.parts[-1]) > 1 else place + 1
            if len(parts) == len(mark.parts) and parts[:-1] == mark.parts[:-1]:
                nearby = not start.inline or self._follows(parts[-1], mark.parts[-1], start)
                return place if nearby else None
        opens_next = mark.parts[-1] == "1" and len(mark.parts) == 2 and int(mark.parts[0]) == self._major + 1
        if (start.inline and not opens_next) or not self._reads_like_clause(start):
            return None
        for place in range(self._floor, len(opened)):
            node = opened[place]
            numeric = bool(node.parts) and len(node.parts) >= len(mark.parts)
            other = (
                bool(node.parts)
                and node.parts[0] != mark.parts[0]
                and node.reading
                and node.reading.family != "article"
            )
            if numeric or other or (node.reading and not node.parts):
                return place
        return len(opened)

    @staticmethod
    def _follows(before: str, after: str, start: Start) -> bool:
        gap = 1 if start.loose else _LARGEST_GAP
        return before.isdigit() and after.isdigit() and int(before) < int(after) <= int(before) + gap

    @staticmethod
    def _reads_like_clause(start: Start) -> bool:
        return (
            start.automatic
            or bool(start.heading)
            or (start.mark is not None and start.mark.parts[-1].strip("()") in "1a")
        )

    def _place_counted(self, index: int, start: Start, mark: Mark) -> None:
        if start.loose and not start.heading:
            return
        choice = self._continuing(index, start, mark) or self._elsewhere(start, mark)
        if choice is None:
            return
        place, reading = choice
        self._cut(place)
        self._add(start, reading, self._single_parts(reading))

    @staticmethod
    def _single_parts(reading: Reading) -> tuple[str, ...]:
        return (str(reading.ordinal),) if reading.family in STRONG_FAMILIES else ()

    def _continuing(self, index: int, start: Start, mark: Mark) -> tuple[int, Reading] | None:
        """The next of an open list, or the first of a new one; looks ahead where both are possible."""
        nexts: list[tuple[int, Reading]] = []
        opened = self._opened()
        for place in range(len(opened) - 1, -1, -1):
            held = opened[place].reading
            for reading in mark.readings:
                if held and held.family == reading.family and held.ordinal + 1 == reading.ordinal:
                    nexts.append((place, reading))
        firsts = [reading for reading in mark.readings if reading.ordinal == 1]
        if nexts and firsts:
            fresh = self._begins_list(index, mark, firsts[0])
            return (self._depth_of_first(start), firsts[0]) if fresh else nexts[0]
        if nexts:
            level = start.level if start.automatic else None
            alike = [one for one in nexts if level is not None and opened[one[0]].start.level == level]
            return (alike or nexts)[0]
        if firsts and not (start.inline and self._open_family(firsts[0].family)):
            return self._depth_of_first(start), firsts[0]
        return None

    def _begins_list(self, index: int, mark: Mark, first: Reading) -> bool:
        """Whether "(i)" opens a roman list: "(ii)" comes before "(j)"."""
        for start in self._starts[index + 1 : index + _LOOK_AHEAD]:
            readings = start.mark.readings if start.mark else ()
            if any(one.family == first.family and one.ordinal == 2 for one in readings):
                return True
            if any(
                one.family != first.family and one.family in _families(mark) and one.ordinal > 9
                for one in readings
            ):
                return False
        return False

    def _depth_of_first(self, start: Start) -> int:
        """A new list goes into the deepest open node, or beside those of an outer list level. Levels
        alike are no proof: templates set headings and their sub-clauses in one style."""
        opened = self._opened()
        if start.automatic and start.level is not None and start.mark is not None:
            for place in range(self._floor, len(opened)):
                node = opened[place]
                if not node.start.automatic or node.start.level is None or node.reading is None:
                    continue
                alike = node.start.level == start.level and node.reading.family == start.mark.family
                if node.start.level > start.level or alike:
                    return place
        return len(opened)

    def _open_family(self, family: str) -> bool:
        return any(node.reading and node.reading.family == family for node in self._opened())

    def _elsewhere(self, start: Start, mark: Mark) -> tuple[int, Reading] | None:
        """A number that leaves a gap, repeats, or goes on a list that a heading has closed."""
        opened = self._opened()
        if not start.inline:
            for place in range(len(opened) - 1, -1, -1):
                held = opened[place].reading
                for reading in mark.readings:
                    if (
                        held
                        and held.family == reading.family
                        and 0 <= reading.ordinal - held.ordinal <= _LARGEST_GAP
                    ):
                        return place, reading
        reading = mark.readings[0]
        strong = reading.family in STRONG_FAMILIES
        if start.inline and not strong:
            return None
        goes_on = self._counters.get(reading.family, 0) + 1 == reading.ordinal
        if strong and (goes_on or (not start.inline and (start.heading or start.automatic))):
            return self._depth_of_groups(), reading
        if start.automatic or (goes_on and not start.inline):
            return self._depth_of_first(start), reading
        return None

    def _depth_of_groups(self) -> int:
        """How many open nodes are schedules, articles or unlabelled headings above all numbers."""
        for place, node in enumerate(self._opened()):
            if node.reading and node.reading.family != "article":
                return place
        return len(self._open)


def _families(mark: Mark) -> set[str]:
    return {reading.family for reading in mark.readings}


def clause_tree(document: Document, starts: list[Start]) -> tuple[Clause, ...]:
    """The clauses of `document`, ordered by where they start, children inside their parents.

    What stands before the first start is the preamble. Footnotes, headers and footers after the last
    body block belong to no clause.
    """
    text = document.text
    body = [block for block in document.blocks if block.kind in BODY_KINDS and block.end > block.start]
    if not body:
        return ()
    nodes = _Tree(starts).build()
    if not nodes or text[body[0].start : nodes[0].start.offset].strip():
        first = document.block_index_at(body[0].start) or 0
        start = Start("preamble", body[0].start, first, "", None, "", body[0].start)
        nodes = [_Node(start, "preamble", None, 0, None, ()), *(_shifted(node) for node in nodes)]
    return tuple(_clauses(document, nodes, body[-1].end))


def _shifted(node: _Node) -> _Node:
    node.parent = None if node.parent is None else node.parent + 1
    return node


def _clauses(document: Document, nodes: list[_Node], last_end: int) -> list[Clause]:
    text = document.text
    ends = [last_end] * len(nodes)
    waiting: list[int] = []
    for index, node in enumerate(nodes):
        while waiting and nodes[waiting[-1]].depth >= node.depth:
            ends[waiting.pop()] = node.start.offset
        waiting.append(index)
    clauses: list[Clause] = []
    for index, node in enumerate(nodes):
        start = node.start
        end = max(ends[index], start.offset)
        while end > start.offset and text[end - 1].isspace():
            end -= 1
        last_block = document.block_index_at(max(end - 1, start.offset))
        body = start.body_start
        while body < end and text[body].isspace():
            body += 1
        clauses.append(
            Clause(
                id=f"c{index + 1}",
                kind=node.kind,
                label=start.label,
                heading=start.heading,
                start=start.offset,
                body_start=max(min(body, end), start.offset),
                end=end,
                level=node.depth,
                parent=None if node.parent is None else f"c{node.parent + 1}",
                blocks=(start.block, (start.block if last_block is None else last_block) + 1),
            )
        )
    return clauses
