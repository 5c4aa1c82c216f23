"""Where a missing clause goes, and what it looks like there."""

import re

from contracts.document import Document
from contracts.edits import Edit, InsertParagraphs
from contracts.structure import Clause
from contracts.value import Value
from extraction.clauses.taxonomy import clause_types
from review.adapt import Adapted
from review.headings import read_heading
from review.rewrite import with_comment

_SURE = 0.5
_KEEPS = ", at the end, so that the section numbers that the contract points to stay right"
_TYPED = re.compile(r"^(?:(?:Section|Article|Clause)\s+)?(?P<number>\d+(?:\.\d+)*|[IVXLC]+)(?P<stop>[.)]?)$")


class Placement(Value):
    """The clause to stand beside, the index of the block to insert after, and both in words."""

    sibling: Clause | None
    after: int
    words: str


def place(document: Document, type_id: str) -> Placement | None:
    """Beside the last clause of the type's group, else before the closing provisions, else at the end of
    the body. None where the body has no paragraph to stand after."""
    clauses = _headed(document)
    group = clause_types()[type_id].group if type_id in clause_types() else ""
    related = [clause for clause in clauses if group and _is_of(clause, group)]
    if related:
        beside = _after(document, related[-1])
        return _after(document, clauses[-1], _KEEPS) if _renumbers(document, beside) else beside
    closing = next((clause for clause in clauses if _is_of(clause, "general")), None)
    before = [clause for clause in clauses if closing is None or clause.start < closing.start]
    if before or clauses:
        beside = _after(document, (before or clauses)[-1])
        return _after(document, clauses[-1], _KEEPS) if _renumbers(document, beside) else beside
    return _at_end(document)


def insertion(
    document: Document, placement: Placement, *, adapted: Adapted, comment: str
) -> tuple[Edit, ...]:
    """The edits that insert the clause with the look and numbering of its sibling."""
    sibling, after = placement.sibling, placement.after
    body = tuple(adapted.text.split("\n"))
    if sibling is None:
        heading = f"{adapted.heading}."
        return with_comment(
            [_lines(after, (f"{heading} {body[0]}", *body[1:]), after, len(heading))], comment
        )
    first = document.blocks[sibling.blocks[0]]
    label = _next_label(document, sibling)
    if sibling.body_start < first.end:
        joint = _joint(document, sibling)
        heading = f"{label}{adapted.heading}"
        head = len(heading) if any(start < sibling.body_start for start, _ in first.bold) else 0
        paragraphs = (f"{heading}{joint}{body[0]}", *body[1:])
        return with_comment([_lines(after, paragraphs, sibling.blocks[0], head)], comment)
    head = len(label + adapted.heading) if first.bold else 0
    like = min(sibling.blocks[0] + 1, sibling.blocks[1] - 1)
    number = _sub_label(document, sibling, label)
    return with_comment(
        [
            _lines(after, (label + _cased(document, sibling, adapted.heading),), sibling.blocks[0], head),
            _lines(after, (number + body[0], *body[1:]), like, 0),
        ],
        comment,
    )


def _lines(after: int, paragraphs: tuple[str, ...], like: int, head: int) -> InsertParagraphs:
    heads = (head, *(0 for _ in paragraphs[1:])) if head else ()
    return InsertParagraphs(after=after, paragraphs=paragraphs, like=like, bold_heads=heads)


def _headed(document: Document) -> list[Clause]:
    """The clauses of the highest level that have a heading, in the order of the text."""
    headed = [clause for clause in document.clauses if clause.kind == "clause" and clause.heading]
    top = min((clause.level for clause in headed), default=0)
    return [clause for clause in headed if clause.level == top and _body_end(document, clause) is not None]


def _is_of(clause: Clause, group: str) -> bool:
    types = clause_types()
    if any(
        types[each.type].group == group for each in clause.types if each.score >= _SURE and each.type in types
    ):
        return True
    of_group = tuple(kind.id for kind in types.values() if kind.group == group)
    return read_heading(clause.heading, of_group).named


def _renumbers(document: Document, placement: Placement) -> bool:
    """Whether a new clause there would shift automatic numbers that the words of the contract point to."""
    sibling = placement.sibling
    if sibling is None or not document.blocks[sibling.blocks[0]].label:
        return False
    later = {clause.id for clause in document.clauses if clause.start >= sibling.end}
    return any(reference.clause_id in later for reference in document.references)


def _after(document: Document, sibling: Clause, why: str = "") -> Placement:
    name = f"{sibling.label} {sibling.heading}".strip()
    return Placement(sibling=sibling, after=_body_end(document, sibling) or 0, words=f"after “{name}”{why}")


def _body_end(document: Document, clause: Clause) -> int | None:
    """The clause's last block, where it is a paragraph of the body."""
    last = clause.blocks[1] - 1
    fits = 0 <= last < len(document.blocks) and document.blocks[last].kind in ("paragraph", "heading")
    return last if fits else None


def _at_end(document: Document) -> Placement | None:
    signature = next(
        (clause.start for clause in document.clauses if clause.kind == "signature"), len(document.text) + 1
    )
    last = None
    for index, block in enumerate(document.blocks):
        if block.kind in ("paragraph", "heading") and block.end <= signature and block.start < block.end:
            last = index
    return None if last is None else Placement(sibling=None, after=last, words="at the end of the terms")


def _joint(document: Document, sibling: Clause) -> str:
    """What stands between an inline heading and its words."""
    found = document.text.find(sibling.heading, sibling.start, sibling.body_start)
    between = document.text[found + len(sibling.heading) : sibling.body_start] if found >= 0 else ""
    return between if between.strip() or between.endswith(" ") else ". "


def _cased(document: Document, sibling: Clause, heading: str) -> str:
    return heading.upper() if sibling.heading.isupper() else heading


def _next_label(document: Document, sibling: Clause) -> str:
    """A typed number for the new clause, with what follows it; "" where the numbers are automatic.

    Between two clauses it is "9A", so that the numbers of the others, and what points to them, stay.
    """
    block = document.blocks[sibling.blocks[0]]
    match = _TYPED.match(sibling.label)
    if block.label or not match or not document.text.startswith(sibling.label, sibling.start):
        return ""
    number = match["number"]
    last = not any(
        clause.start >= sibling.end and clause.level == sibling.level and clause.kind == "clause"
        for clause in document.clauses
    )
    if last and number.split(".")[-1].isdigit():
        *above, own = number.split(".")
        number = ".".join([*above, str(int(own) + 1)])
    else:
        number += "A"
    after = re.match(r"\s+", document.text[sibling.start + len(sibling.label) : sibling.body_start])
    return sibling.label[: match.start("number")] + number + match["stop"] + (after[0] if after else " ")


def _sub_label(document: Document, sibling: Clause, label: str) -> str:
    """A typed "9A.1 " where the sibling's first paragraph has such a number."""
    if not label or sibling.blocks[0] + 1 >= sibling.blocks[1]:
        return ""
    block = document.blocks[sibling.blocks[0] + 1]
    words = document.text[block.start : block.end]
    typed = re.match(r"\d+\.\d+(?P<stop>\.?)(?P<space>\s+)", words)
    return (
        f"{label.strip().rstrip('.')}.1{typed['stop']}{typed['space']}" if typed and not block.label else ""
    )
