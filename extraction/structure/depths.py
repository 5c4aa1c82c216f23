"""How deep in the open nodes a heading without a number, or a decimal number, belongs."""

from extraction.structure.labels import STRONG_FAMILIES, Mark
from extraction.structure.outline import Outline
from extraction.structure.start import Start

LARGEST_GAP = 4


def depth_of_heading(outline: Outline, start: Start, *, after: Start | None) -> int:
    """How many open nodes stay open above a heading without a number; `after` is the start behind it."""
    if start.styled and start.level is not None:
        for place, node in enumerate(outline.opened()):
            level = node.start.level
            outer = level is not None and level < start.level and (node.start.styled or node.start.automatic)
            if place >= outline.floor and not outer:
                return place
        return len(outline.open)
    labelled = [place for place, node in enumerate(outline.opened()) if node.reading]
    if not labelled:
        return outline.floor
    if after and after.mark and after.offset - start.body_start <= 4:
        return _depth_before(outline, after.mark, labelled)
    return labelled[0] + 1


def _depth_before(outline: Outline, mark: Mark, labelled: list[int]) -> int:
    """Where a heading goes that stands right above a label: it groups what that label begins."""
    if len(mark.parts) > 1:
        for place in reversed(labelled):
            if outline.nodes[outline.open[place]].parts == mark.parts[:-1]:
                return place + 1
        return outline.floor
    return outline.floor if mark.family in STRONG_FAMILIES else labelled[0] + 1


def depth_of_decimal(outline: Outline, start: Start, *, mark: Mark) -> int | None:
    """How many open nodes stay open above "4.2"; None where it is no label, as in a sentence."""
    opened = outline.opened()
    for place in range(len(opened) - 1, -1, -1):
        parts = opened[place].parts
        if parts and parts == mark.parts[:-1]:
            return None if start.loose and int(mark.parts[-1]) > 1 else place + 1
        if len(parts) == len(mark.parts) and parts[:-1] == mark.parts[:-1]:
            nearby = not start.inline or _follows(parts[-1], mark.parts[-1], start)
            return place if nearby else None
    opens_next = mark.parts[-1] == "1" and len(mark.parts) == 2 and mark.parts[0] == str(outline.major + 1)
    if (start.inline and not opens_next) or not _reads_like_clause(start):
        return None
    for place in range(outline.floor, len(opened)):
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


def _follows(before: str, after: str, start: Start) -> bool:
    gap = 1 if start.loose else LARGEST_GAP
    return before.isdigit() and after.isdigit() and int(before) < int(after) <= int(before) + gap


def _reads_like_clause(start: Start) -> bool:
    return (
        start.automatic
        or bool(start.heading)
        or (start.mark is not None and start.mark.parts[-1].strip("()") in "1a")
    )
