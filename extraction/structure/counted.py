"""Which list a single number or letter continues, begins, or takes up again."""

from collections.abc import Sequence

from extraction.structure.depths import LARGEST_GAP
from extraction.structure.labels import STRONG_FAMILIES, Mark, Reading
from extraction.structure.outline import Outline
from extraction.structure.start import Start

LOOK_AHEAD = 29  # how many of the starts behind a label can tell a letter from a roman number


def place_of_counted(
    outline: Outline, start: Start, *, mark: Mark, coming: Sequence[Start]
) -> tuple[int, Reading] | None:
    """How many open nodes stay open above "3." or "(c)", and how its label is to be read ("(i)" is a letter
    or a roman one); None where it is no label. `coming` are up to `LOOK_AHEAD` starts behind it."""
    return _continuing(outline, start, mark, coming) or _elsewhere(outline, start, mark)


def _continuing(
    outline: Outline, start: Start, mark: Mark, coming: Sequence[Start]
) -> tuple[int, Reading] | None:
    """The next of an open list, or the first of a new one; looks ahead where both are possible."""
    nexts: list[tuple[int, Reading]] = []
    opened = outline.opened()
    for place in range(len(opened) - 1, -1, -1):
        held = opened[place].reading
        for reading in mark.readings:
            if held and held.family == reading.family and held.ordinal + 1 == reading.ordinal:
                nexts.append((place, reading))
    firsts = [reading for reading in mark.readings if reading.ordinal == 1]
    if nexts and firsts:
        fresh = _begins_list(coming, mark, firsts[0])
        return (_depth_of_first(outline, start), firsts[0]) if fresh else nexts[0]
    if nexts:
        level = start.level if start.automatic else None
        alike = [one for one in nexts if level is not None and opened[one[0]].start.level == level]
        return (alike or nexts)[0]
    if firsts and not (start.inline and _open_family(outline, firsts[0].family)):
        return _depth_of_first(outline, start), firsts[0]
    return None


def _begins_list(coming: Sequence[Start], mark: Mark, first: Reading) -> bool:
    """Whether "(i)" opens a roman list: "(ii)" comes before "(j)"."""
    for start in coming:
        readings = start.mark.readings if start.mark else ()
        if any(one.family == first.family and one.ordinal == 2 for one in readings):
            return True
        if any(
            one.family != first.family and one.family in _families(mark) and one.ordinal > 9
            for one in readings
        ):
            return False
    return False


def _depth_of_first(outline: Outline, start: Start) -> int:
    """A new list goes into the deepest open node, or beside those of an outer list level. Levels
    alike are no proof: templates set headings and their sub-clauses in one style."""
    opened = outline.opened()
    if start.automatic and start.level is not None and start.mark is not None:
        for place in range(outline.floor, len(opened)):
            node = opened[place]
            if not node.start.automatic or node.start.level is None or node.reading is None:
                continue
            alike = node.start.level == start.level and node.reading.family == start.mark.family
            if node.start.level > start.level or alike:
                return place
    return len(opened)


def _open_family(outline: Outline, family: str) -> bool:
    return any(node.reading and node.reading.family == family for node in outline.opened())


def _elsewhere(outline: Outline, start: Start, mark: Mark) -> tuple[int, Reading] | None:
    """A number that leaves a gap, repeats, or goes on a list that a heading has closed."""
    opened = outline.opened()
    if not start.inline:
        for place in range(len(opened) - 1, -1, -1):
            held = opened[place].reading
            for reading in mark.readings:
                if (
                    held
                    and held.family == reading.family
                    and 0 <= reading.ordinal - held.ordinal <= LARGEST_GAP
                ):
                    return place, reading
    reading = mark.readings[0]
    strong = reading.family in STRONG_FAMILIES
    if start.inline and not strong:
        return None
    goes_on = outline.counters.get(reading.family, 0) + 1 == reading.ordinal
    # "60 State Street" is no clause
    near = reading.family != "1" or 0 <= reading.ordinal - outline.major <= LARGEST_GAP
    headed = bool(start.heading) and near
    if strong and (goes_on or (not start.inline and (headed or start.automatic))):
        return _depth_of_groups(outline), reading
    if start.automatic or (goes_on and not start.inline):
        return _depth_of_first(outline, start), reading
    return None


def _depth_of_groups(outline: Outline) -> int:
    """How many open nodes are schedules, articles or unlabelled headings above all numbers."""
    for place, node in enumerate(outline.opened()):
        if node.reading and node.reading.family != "article":
            return place
    return len(outline.open)


def _families(mark: Mark) -> set[str]:
    return {reading.family for reading in mark.readings}
