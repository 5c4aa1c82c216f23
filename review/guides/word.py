"""A guide written in Word (or any other text that our readers take): tables, and headed sections."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from contracts.document import Block, Document
from contracts.spans import locate
from review.guides.grids import FromGrid, make_rule, read_grid
from review.guides.guide import Guide, Rule, Told
from review.guides.roles import Role, role_of, run_in

_SHORT = 90  # a bold line up to this long may be a heading
_KINDS = ("paragraph", "heading", "cell", "text_box")  # a running header is no part of any rule


def read_word_guide(document: Document) -> Guide:
    """The rules of a guide in the order of its text, each part with its quotation.

    A table of rules has a row of headers ("Issue", "Our position", "Fallback", "Approver") or labels in
    its first column. A section of rules is a heading with paragraphs that say what they are ("Fallback 1:
    six months' fees") or stand under headings that do.
    """
    blocks = [block for block in document.blocks if block.kind in _KINDS and _words(document, block)]
    title = next((block for block in blocks if block.cell is None), None)
    rules: list[Rule] = []
    unused: list[Told] = []
    plain: list[Block] = []
    for table, members in groupby(blocks, key=lambda block: block.cell.table if block.cell else None):
        group = list(members)
        if table is None:
            plain.extend(group)
            continue
        heading = _told(document, plain[-1]) if plain and _is_heading(document, plain[-1]) else None
        found = read_grid(_rows(document, group), titled=heading)
        if found is None:
            plain.extend(group)
            continue
        rules.extend(found.rules)
        unused.extend(found.unused)
        if heading and any(rule.title == heading for rule in found.rules):
            plain.pop()
    headed = _headed(document, plain)
    rules.extend(headed.rules)
    rules.sort(key=lambda rule: rule.title.quote.span.start if rule.title.quote else 0)
    return Guide(
        name=document.name,
        title=_words(document, title) if title else document.name,
        rules=tuple(rules),
        unused=(*unused, *headed.unused),
    )


def _rows(document: Document, blocks: Sequence[Block]) -> list[list[Told]]:
    """The cells of a table by row and column; paragraphs of one cell are joined by line feeds."""
    cells: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        if block.cell:
            cells.setdefault((block.cell.row, block.cell.column), []).append(block)
    width = 1 + max(column for _, column in cells)
    table = blocks[0].cell.table + 1 if blocks[0].cell else 1
    rows: list[list[Told]] = []
    for row in sorted({row for row, _ in cells}):
        told: list[Told] = []
        for column in range(width):
            inside = cells.get((row, column), [])
            place = f"table {table}, row {row + 1}"
            told.append(_joined(document, inside, place) if inside else Told(text="", place=place))
        rows.append(told)
    return rows


def _joined(document: Document, blocks: Sequence[Block], place: str) -> Told:
    quote = locate(document, (blocks[0].start, blocks[-1].end))
    return Told(text=quote.text, place=place + _page(blocks[0]), quote=quote)


def _headed(document: Document, blocks: Sequence[Block]) -> FromGrid:
    rules: list[Rule] = []
    unused: list[Told] = []
    for heading, members in _sections(document, blocks):
        parts = list(_parts(document, members))
        if heading is not None and any(role == "standard" for role, _ in parts):
            rules.append(make_rule(_titled(document, heading), parts))
        else:
            unused.extend(_told(document, block) for block in ([heading] if heading else []) + members)
    return FromGrid(rules=tuple(rules), unused=tuple(unused))


def _titled(document: Document, heading: Block) -> Told:
    """The heading without the number that somebody typed."""
    told = _told(document, heading)
    words = told.text.lstrip("0123456789.()").strip(" \t–—-:")
    return told.model_copy(update={"text": words or told.text})


def _sections(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[Block | None, list[Block]]]:
    """Headings that name no role, each with the blocks up to the next such heading."""
    heading: Block | None = None
    members: list[Block] = []
    for block in blocks:
        words = _words(document, block)
        named = role_of(words)
        is_role = named is not None and named != "title"
        if _is_heading(document, block) and not is_role and run_in(words) is None:
            if heading or members:
                yield heading, members
            heading, members = block, []
        else:
            members.append(block)
    if heading or members:
        yield heading, members


def _parts(document: Document, blocks: Sequence[Block]) -> Iterator[tuple[Role, Told]]:
    """Each paragraph with its role: its own, else that of the label before it; background before any."""
    current: Role = "guidance"
    for block in blocks:
        told = _told(document, block)
        said = run_in(told.text)
        label = _is_heading(document, block) or told.text.endswith(":")
        alone = role_of(told.text) if label and not (said and said[1]) else None
        if alone and alone != "title":
            current = alone
        elif said:
            current = said[0]
            if said[1]:
                quote = locate(document, said[1], within=(block.start, block.end))
                yield current, Told(text=said[1], place=told.place, quote=quote)
        else:
            yield current, told


def _is_heading(document: Document, block: Block) -> bool:
    if block.kind == "heading" or block.style.lower().startswith(("heading", "title")):
        return True
    bold = sum(end - start for start, end in block.bold)
    length = block.end - block.start
    return block.cell is None and length <= _SHORT and bold >= 0.9 * length


def _told(document: Document, block: Block) -> Told:
    quote = locate(document, (block.start, block.end))
    number = block.address.index + 1 if block.address else 0
    place = f"paragraph {number}" if number else "the text"
    return Told(text=_words(document, block), place=place + _page(block), quote=quote)


def _page(block: Block) -> str:
    return f", page {block.page}" if block.page else ""


def _words(document: Document, block: Block) -> str:
    return document.text[block.start : block.end].strip()
