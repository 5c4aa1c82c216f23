"""What a Word file holds beyond the words that were read: hidden words, pictures, embedded files."""

from collections.abc import Iterator
from itertools import groupby

from contracts.document import Gap, Severity, View
from extraction.readers.docx.layout import Layout, PlacedUnit
from extraction.readers.docx.names import A_URI, M_URI, O_URI, V_URI, P, w
from extraction.readers.docx.package import Element, Package
from extraction.readers.docx.pieces import is_read
from extraction.readers.docx.story import TEXT_BOX, is_gone
from extraction.readers.unseen import UNSEEN, unseen_gap

_PLACEHOLDER, _INSTRUCTION = "a placeholder", "the instruction of a field"
_BLIP, _GRAPHIC, _IMAGE_DATA = f"{{{A_URI}}}blip", f"{{{A_URI}}}graphicData", f"{{{V_URI}}}imagedata"
_TEXT_PATH, _OLE, _A_T = f"{{{V_URI}}}textpath", f"{{{O_URI}}}OLEObject", f"{{{A_URI}}}t"
_CONTENT_CHARS = 2000
_DRAWN = {"chart": "a chart", "diagram": "a diagram", "chartex": "a chart", "ink": "handwriting"}
_MARKED_UP: dict[str, tuple[str, str, Severity]] = {
    w("altChunk"): ("embedded_document", "another file is embedded as text and was not read", "high"),
    w("subDoc"): ("subdocument", "a part of the text lies in another file and was not read", "high"),
    w("contentPart"): ("ink", "handwriting was not read", "medium"),
    _OLE: ("embedded_object", "an embedded object was not read", "medium"),
    _BLIP: ("image", "words in a picture are not read", "low"),
    _IMAGE_DATA: ("image", "words in a picture are not read", "low"),
    f"{{{M_URI}}}oMath": ("equation", "an equation is read as a line of its characters", "low"),
}
_KNOWN_PARTS = frozenset(
    (
        "", "officeDocument", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "font",
        "theme", "themeOverride", "numbering", "header", "footer", "footnotes", "endnotes", "comments",
        "commentsExtended", "commentsIds", "commentsExtensible", "people", "image", "hyperlink", "hdphoto",
        "customXml", "customXmlProps", "glossaryDocument", "core-properties", "extended-properties",
        "custom-properties", "thumbnail", "metadata/core-properties", "printerSettings", "attachedTemplate",
        "oleObject", "package", "chart", "chartUserShapes", "chartStyle", "chartColorStyle", "diagramData",
        "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing", "aFChunk", "recipientData",
        "subDocument", "mailMergeSource", "ink", "keyMapCustomizations", "ui/extensibility",
        "ui/userCustomization", "extensibility", "userCustomization", "chartEx", "documenttasks",
        "classificationlabels",
    )
)  # fmt: skip


def gaps(package: Package, layout: Layout, *, parts: dict[str, Element], view: View) -> tuple[Gap, ...]:
    """Everything kept out of the text, in the order of the parts read."""
    found: list[Gap] = []
    for part, root in parts.items():
        own = [placed for placed in layout.units if placed.part == part]
        for placed in own:
            found.extend(_hidden(placed, view))
        found.extend(_unread(root, part, layout, view))
    found.extend(_unread_parts(package))
    return tuple(found)


def _hidden(placed: PlacedUnit, view: View) -> Iterator[Gap]:
    shown = [item.piece for item in placed.pieces if item.piece.deleted is None or view != "current"]
    for reason, group in groupby((piece for piece in shown), key=lambda piece: piece.hidden):
        content = "".join(piece.text for piece in group)
        if not reason or reason == UNSEEN or not content.strip():
            continue
        place = place_name(placed)
        if reason == _PLACEHOLDER:
            said = "an empty content control shows its prompt, which is not contract text"
            yield Gap(kind="placeholder", place=place, reason=said, severity="low", content=_cut(content))
        elif reason == _INSTRUCTION:
            said = "words in the instruction of a field are not printed"
            yield Gap(kind="field_instruction", place=place, reason=said, content=_cut(content))
        else:
            said = f"words {reason} were kept out of the text"
            yield Gap(kind="hidden_text", place=place, reason=said, severity="high", content=_cut(content))
    if any(piece.hidden == UNSEEN for piece in shown):
        words = "".join(piece.text for piece in shown if piece.hidden in ("", UNSEEN))
        gap = unseen_gap(words, place=place_name(placed))
        if gap is not None:
            yield gap


def _unread(root: Element, part: str, layout: Layout, view: View) -> Iterator[Gap]:
    for element in root.iter(*_MARKED_UP, _GRAPHIC, _TEXT_PATH):
        if is_gone(element, view) or not is_read(element):
            continue
        paragraph = next(element.iterancestors(P), None)
        placed = layout.paragraphs.get(paragraph) if paragraph is not None else None
        place = place_name(placed) if placed is not None else part_name(part)
        if element.tag == _GRAPHIC:
            yield from _graphic(element, place)
        elif element.tag == _TEXT_PATH:
            words = element.get("string", "")
            if words:
                said = "words drawn as an ornament (a watermark) are not part of the text"
                yield Gap(kind="watermark", place=place, reason=said, severity="low", content=_cut(words))
        else:
            kind, reason, severity = _MARKED_UP[element.tag]
            yield Gap(kind=kind, place=place, reason=reason, severity=severity)


def _graphic(element: Element, place: str) -> Iterator[Gap]:
    kind = element.get("uri", "").rsplit("/", 1)[-1]
    if kind in _DRAWN:
        yield Gap(kind=kind, place=place, reason=f"words in {_DRAWN[kind]} are not read")
    letters = (item for item in element.iter(_A_T) if next(item.iterancestors(TEXT_BOX), None) is None)
    words = " ".join(item.text for item in letters if item.text)
    if words.strip():
        said = "words in a drawing are not part of the text"
        yield Gap(kind="drawing_text", place=place, reason=said, content=_cut(words))


def _unread_parts(package: Package) -> Iterator[Gap]:
    for relationship in package.relationships(package.main):
        if relationship.external and relationship.type in ("aFChunk", "subDocument", "oleObject", "frame"):
            reason = "a part of the file lies elsewhere and was not fetched"
            yield Gap(kind="external_part", place=relationship.type, reason=reason, severity="high")
        elif relationship.type == "vbaProject":
            reason = "the file carries macros, which were neither run nor read"
            yield Gap(kind="macros", place=relationship.target, reason=reason)
        elif relationship.type == "control":
            yield Gap(kind="control", place=relationship.target, reason="an ActiveX control was not read")
        elif relationship.type not in _KNOWN_PARTS and not relationship.external:
            reason = f"a part of an unknown kind ({relationship.type[:40]}) was not read"
            yield Gap(kind="unread_part", place=relationship.target, reason=reason, severity="low")


def place_name(placed: PlacedUnit) -> str:
    """Where a unit stands, for people: the part, and the 1-based paragraph in it."""
    return f"{part_name(placed.part)}, paragraph {placed.unit.index + 1}"


def part_name(part: str) -> str:
    """A part in a word or two: "body", "header2", "footnotes"."""
    name = part.rsplit("/", 1)[-1].removesuffix(".xml")
    return "body" if name == "document" else name


def _cut(words: str) -> str:
    return words if len(words) <= _CONTENT_CHARS else words[:_CONTENT_CHARS] + " …"
