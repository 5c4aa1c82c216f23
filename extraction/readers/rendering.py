"""A Document as lines for a terminal: what stands in it, with the numbers that Word prints."""

from contracts.document import Block, Document


def render_text(document: Document) -> str:
    """The text of a document, block by block, with automatic labels in front and no other addition.

    In the marked view the marks are part of the text already. Page breaks are not shown.
    """
    return "\n".join(_line(document, block) for block in document.blocks)


def _line(document: Document, block: Block) -> str:
    words = document.text[block.start : block.end]
    return f"{block.label} {words}" if block.label else words
