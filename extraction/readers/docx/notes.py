"""Footnotes and endnotes: which are printed, in which order, under which number."""

from dataclasses import dataclass

from contracts.document import View
from extraction.readers.docx.names import ID, ON, VAL, w
from extraction.readers.docx.numbers import formatted
from extraction.readers.docx.package import Element
from extraction.readers.docx.pieces import is_read
from extraction.readers.docx.story import is_gone


@dataclass(frozen=True, slots=True)
class Note:
    """A note that is printed, and its label as printed."""

    element: Element
    label: str


def printed_notes(body: Element, notes: Element, *, kind: str, view: View) -> tuple[Note, ...]:
    """Notes ("footnote" or "endnote") that the body refers to in this view, in that order.

    Notes that nothing refers to are not printed, and so are not part of the text.
    """
    by_id = {
        item.get(ID, ""): item for item in notes.iter(w(kind)) if item.get(w("type"), "normal") == "normal"
    }
    number_format, number = _format(body, kind), 0
    found: dict[str, Note] = {}
    for reference in body.iter(w(f"{kind}Reference")):
        note_id = reference.get(ID, "")
        if note_id not in by_id or note_id in found or is_gone(reference, view) or not is_read(reference):
            continue
        custom = reference.get(w("customMarkFollows"), "0") in ON
        number += not custom
        label = "" if custom else formatted(number, number_format)
        found[note_id] = Note(by_id[note_id], label)
    return tuple(found.values())


def _format(body: Element, kind: str) -> str:
    chosen = next(iter(body.iter(w(f"{kind}Pr"))), None)
    element = chosen.find(w("numFmt")) if chosen is not None else None
    default = "decimal" if kind == "footnote" else "lowerRoman"
    return default if element is None else element.get(VAL, default)
