"""Make a plan real: change the paragraphs, hang the comments, write the parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from contracts.edits import CommentOn, Edit
from extraction.readers.docx.names import PPR
from extraction.readers.docx.package import Element
from review.redline.apply import Pen
from review.redline.archive import rewrite
from review.redline.changes import Leaf, Plan
from review.redline.comments import Anchors, CommentParts, Remark, first_content
from review.redline.markup import fragment_bytes
from review.redline.paragraphs import add_paragraphs
from review.redline.source import Source
from review.redline.splice import paragraph_ranges, splice
from review.redline.stamp import Stamp


@dataclass(slots=True)
class _Trace:
    """Where one edit left something: the first and the last child of a paragraph that it made."""

    first: tuple[Element, Element | None] | None = None
    last: tuple[Element, Element | None] | None = None
    new: bool = False

    def note(self, paragraph: Element, children: list[Element]) -> None:
        ordered = sorted(children, key=paragraph.index)
        if self.first is None:
            self.first = (paragraph, ordered[0] if ordered else None)
        self.last = (paragraph, ordered[-1] if ordered else None)


@dataclass(slots=True)
class _Written:
    touched: list[Leaf] = field(default_factory=list[Leaf])
    added: dict[int, list[Element]] = field(default_factory=dict[int, list[Element]])
    traces: dict[int, _Trace] = field(default_factory=dict[int, _Trace])


def write(source: Source, plan: Plan, *, edits: Sequence[Edit], stamp: Stamp) -> bytes:
    """The bytes of the file with the planned edits made. Paragraphs without edits keep their bytes."""
    parts = CommentParts(source.package, stamp, source.document.sha256)
    remarks = {
        number: Remark(stamp.new_id(), comment) for number in plan.made if (comment := edits[number].comment)
    }
    anchored = {number for number in remarks if _hangs_on_words(source, edits[number])}
    written = _Written()
    anchors = Anchors(stamp, styled=parts.has_reference_style)
    for leaf in plan.leaves:
        _hang(Pen(leaf.paragraph, stamp, source.looks), leaf, anchors, remarks)
        _write_leaf(source, leaf, stamp, written)
    for number, remark in remarks.items():
        trace = written.traces.get(number)
        if number in anchored or trace is None or trace.first is None or trace.last is None:
            continue
        anchors.open(*trace.first, remark_id=remark.id)
        anchors.close(*trace.last, remark_id=remark.id, new=trace.new)
    changed = _spliced(source, plan, written)
    added: dict[str, bytes] = {}
    if remarks:
        more, added = parts.write(list(remarks.values()))
        changed |= more
    names = {name.lower(): name for name in source.package.names}
    return rewrite(source.data, {names[name.lower()]: new for name, new in changed.items()}, added=added)


def _hangs_on_words(source: Source, edit: Edit) -> bool:
    """Whether the comment of an edit hangs on words that stay, rather than on what it changed."""
    if isinstance(edit, CommentOn):
        return True
    return edit.kind == "replace" and source.document.text[edit.start : edit.end] == edit.text


def _hang(pen: Pen, leaf: Leaf, anchors: Anchors, remarks: Mapping[int, Remark]) -> None:
    """Hang the comments on words that stay; done first, while the offsets are those of the text read."""
    for number, offset in leaf.closes:
        child = pen.child_at(offset)
        before = None if child is None else child.getprevious()
        at_start = child is not None and (before is None or before.tag == PPR)
        anchors.close(leaf.paragraph, child if at_start else before, remark_id=remarks[number].id)
    for number, offset in leaf.opens:
        anchors.open(leaf.paragraph, pen.child_at(offset), remark_id=remarks[number].id)


def _write_leaf(source: Source, leaf: Leaf, stamp: Stamp, written: _Written) -> None:
    pen = Pen(leaf.paragraph, stamp, source.looks)
    order = sorted(
        enumerate(leaf.strokes), key=lambda item: (item[1].start, item[1].end, item[0]), reverse=True
    )
    for _, stroke in order:
        pen.write(stroke)
    if leaf.mark is not None:
        pen.strike_mark(leaf.mark)
    for number, elements in pen.made.items():
        children = [pen.child(element) for element in elements]
        written.traces.setdefault(number, _Trace()).note(leaf.paragraph, children)
    place = leaf.paragraph
    news: list[Element] = []
    for addition in leaf.additions:
        made = add_paragraphs(place, addition, stamp=stamp, looks=source.looks)
        trace = written.traces.setdefault(addition.edit, _Trace())
        for paragraph in made:
            first = first_content(paragraph)
            if first is not None:
                trace.note(paragraph, [first])
                trace.new = True
        news += made
        place = made[-1]
    if news:
        written.added[leaf.block] = news
    at_end = any(addition.at_end for addition in leaf.additions)
    if leaf.strokes or leaf.opens or leaf.closes or leaf.mark is not None or at_end:
        written.touched.append(leaf)


def _spliced(source: Source, plan: Plan, written: _Written) -> dict[str, bytes]:
    changes: dict[str, dict[tuple[int, int], bytes]] = {}
    ranges: dict[str, list[tuple[int, int]]] = {}
    touched = {leaf.block for leaf in written.touched}
    for leaf in plan.leaves:
        part = leaf.address.part
        if part not in ranges:
            ranges[part] = paragraph_ranges(source.package.read(part))
        begin, end = ranges[part][leaf.address.index]
        news = b"".join(fragment_bytes(paragraph) for paragraph in written.added.get(leaf.block, []))
        if leaf.block in touched:
            changes.setdefault(part, {})[begin, end] = fragment_bytes(leaf.paragraph) + news
        elif news:
            changes.setdefault(part, {})[end, end] = news
    return {part: splice(source.package.read(part), changed) for part, changed in changes.items()}
