"""The text that a planned redline must have when all changes are accepted."""

from contracts.document import Document
from review.redline.changes import Leaf, Plan


def intended_text(document: Document, planned: Plan) -> str:
    """Text of the current view after the edits, worked out on the text alone."""
    leaves = {leaf.block: leaf for leaf in planned.leaves}
    out: list[str] = []
    waiting: list[str] = []
    for index, block in enumerate(document.blocks):
        if block.kind != "text_box":
            out += waiting
            waiting = []
        text = document.text[block.start : block.end]
        leaf = leaves.get(index)
        if leaf is None:
            out.append(text)
            continue
        if leaf.mark is None:
            out.append(_changed(text, leaf))
        # new paragraphs come behind the text boxes that the paragraph anchors
        waiting = [line for addition in leaf.additions for line in addition.paragraphs]
    return "\n".join([*out, *waiting])


def _changed(text: str, leaf: Leaf) -> str:
    order = sorted(
        enumerate(leaf.strokes), key=lambda item: (item[1].start, item[1].end, item[0]), reverse=True
    )
    for _, stroke in order:
        text = text[: stroke.start] + stroke.text + text[stroke.end :]
    return text
