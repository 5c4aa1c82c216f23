"""Clauses nested by their labels: which number continues which list."""

from collections.abc import Sequence

from contracts.document import Document
from contracts.structure import Clause
from extraction.structure.counted import LOOK_AHEAD, place_of_counted
from extraction.structure.depths import depth_of_decimal, depth_of_heading
from extraction.structure.labels import STRONG_FAMILIES, Mark
from extraction.structure.outline import Node, Outline
from extraction.structure.start import Start
from extraction.structure.zones import BODY_KINDS


def clause_tree(document: Document, starts: list[Start]) -> tuple[Clause, ...]:
    """The clauses of `document`, ordered by where they start, children inside their parents.

    What stands before the first start is the preamble. Footnotes, headers and footers after the last
    body block belong to no clause.
    """
    text = document.text
    body = [block for block in document.blocks if block.kind in BODY_KINDS and block.end > block.start]
    if not body:
        return ()
    nodes = _grown(starts)
    if not nodes or text[body[0].start : nodes[0].start.offset].strip():
        first = document.block_index_at(body[0].start) or 0
        start = Start("preamble", body[0].start, first, "", None, "", body[0].start)
        nodes = [Node(start, "preamble", None, 0, None, ()), *(_shifted(node) for node in nodes)]
    return tuple(_clauses(document, nodes, body[-1].end))


def _shifted(node: Node) -> Node:
    node.parent = None if node.parent is None else node.parent + 1
    return node


def _clauses(document: Document, nodes: list[Node], last_end: int) -> list[Clause]:
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


def _grown(starts: Sequence[Start]) -> list[Node]:
    outline = Outline()
    for index, start in enumerate(starts):
        coming = starts[index + 1 : index + 1 + LOOK_AHEAD]
        if start.kind in ("schedule", "signature", "recital") and start.mark is None:
            outline.open_container(start)
            continue
        outline.leave_container(start)
        if start.mark is None:
            outline.cut(depth_of_heading(outline, start, after=coming[0] if coming else None))
            outline.add(start)
        else:
            outline.return_to_body(start, start.mark)
            _place_label(outline, start, start.mark, coming)
    return outline.nodes


def _place_label(outline: Outline, start: Start, mark: Mark, coming: Sequence[Start]) -> None:
    if mark.family == "article":
        _place_article(outline, start, mark)
    elif len(mark.parts) > 1:
        _place_decimal(outline, start, mark)
    else:
        _place_counted(outline, start, mark, coming)


def _place_article(outline: Outline, start: Start, mark: Mark) -> None:
    reading = mark.readings[0]
    if start.inline and reading.ordinal != outline.counters.get("article", 0) + 1:
        return
    outline.cut(outline.floor)
    outline.add(start, reading, parts=(str(reading.ordinal),))


def _place_decimal(outline: Outline, start: Start, mark: Mark) -> None:
    place = depth_of_decimal(outline, start, mark=mark)
    if place is not None:
        outline.cut(place)
        outline.add(start, mark.readings[0], parts=mark.parts)


def _place_counted(outline: Outline, start: Start, mark: Mark, coming: Sequence[Start]) -> None:
    if start.loose and not start.heading:
        return
    choice = place_of_counted(outline, start, mark=mark, coming=coming)
    if choice is not None:
        place, reading = choice
        outline.cut(place)
        parts = (str(reading.ordinal),) if reading.family in STRONG_FAMILIES else ()
        outline.add(start, reading, parts=parts)
