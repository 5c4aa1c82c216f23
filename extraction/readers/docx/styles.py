"""What styles and direct formatting make of runs and paragraphs: bold, invisible, level, number, place."""

from dataclasses import dataclass, field, replace

from extraction.readers.docx.faces import SHADES, Face, face_of, has_shade, is_dark, run_style_and_face
from extraction.readers.docx.names import ON, PPR, RPR, TBL, TC, VAL, integer, value_of, w
from extraction.readers.docx.package import Element, Package

_PARAGRAPH_STYLE = w("pStyle")


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything it inherits. Lengths in points; `outline`, `list_level` 0-based."""

    id: str = ""
    name: str = ""
    face: Face = field(default_factory=Face)
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    centred: bool | None = None
    indent_points: float | None = None
    shaded: bool = False


class Styles:
    """The styles of a package; also answers `pieces.Looks`."""

    def __init__(self, root: Element | None, *, page_shaded: bool = False) -> None:
        found = root.iter(w("style")) if root is not None else ()
        self._elements = {item.get(w("styleId"), ""): item for item in found}
        self._page_shaded = page_shaded
        self._resolved: dict[str, Style] = {}
        self._bases: dict[tuple[str, str], Face] = {}
        self._defaults = Face()
        self._default_id = ""
        self._paragraph: Element | None = None
        self._paragraph_style = ""
        if root is not None:
            defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")
            self._defaults = face_of(defaults) if defaults is not None else Face()
        for style_id, item in self._elements.items():
            if item.get(w("type")) == "paragraph" and item.get(w("default")) in ON:
                self._default_id = style_id

    def look(self, run: Element, paragraph: Element) -> tuple[bool, str]:
        """Whether the run is bold, and why its words cannot be seen ("" where they can)."""
        if paragraph is not self._paragraph:  # runs come paragraph by paragraph
            self._paragraph, self._paragraph_style = paragraph, paragraph_style_id(paragraph)
        properties = run.find(RPR)
        run_style, direct = ("", None) if properties is None else run_style_and_face(properties)
        face = self._base(run_style, self._paragraph_style)
        if direct is not None:
            face = direct.over(face)
        hidden = ""
        if face.vanish:
            hidden = "formatted as hidden"
        elif face.tiny:
            hidden = "set too small to read"
        elif face.white and not face.shaded and not self._is_shaded(paragraph):
            hidden = "white on white"
        return bool(face.bold), hidden

    def of(self, paragraph: Element) -> Style:
        """The style of a paragraph; the default style where it names none."""
        return self.named(paragraph.find(PPR))

    def named(self, properties: Element | None) -> Style:
        """The style that a `w:pPr` names; the default style where it names none."""
        name = value_of(properties, _PARAGRAPH_STYLE) if properties is not None else ""
        return self.style(name or self._default_id)

    def style(self, style_id: str) -> Style:
        """One style with what it inherits; an empty one where it does not exist."""
        if style_id not in self._resolved:
            self._resolved[style_id] = self._resolve(style_id, frozenset())
        return self._resolved[style_id]

    def _base(self, run_style: str, paragraph_style: str) -> Face:
        key = (run_style, paragraph_style)
        if key not in self._bases:
            under = self.style(paragraph_style or self._default_id).face.over(self._defaults)
            self._bases[key] = self.style(run_style).face.over(under) if run_style else under
        return self._bases[key]

    def _resolve(self, style_id: str, seen: frozenset[str]) -> Style:
        element = self._elements.get(style_id)
        if element is None or style_id in seen:
            return Style(id=style_id, name=style_id)
        base_id = value_of(element, w("basedOn"))
        under = self._resolve(base_id, seen | {style_id}) if base_id else Style()
        own = _own_style(element, style_id)
        return replace(
            own,
            face=own.face.over(under.face),
            outline=under.outline if own.outline is None else own.outline,
            list_id=under.list_id if own.list_id is None else own.list_id,
            list_level=under.list_level if own.list_level is None else own.list_level,
            centred=under.centred if own.centred is None else own.centred,
            indent_points=under.indent_points if own.indent_points is None else own.indent_points,
            shaded=own.shaded or under.shaded,
        )

    def _is_shaded(self, paragraph: Element) -> bool:
        if self._page_shaded or has_shade(paragraph.find(PPR)) or self.of(paragraph).shaded:
            return True
        for cell in paragraph.iterancestors(TC):
            if has_shade(cell.find(w("tcPr"))):
                return True
        for table in paragraph.iterancestors(TBL):
            properties = table.find(w("tblPr"))
            style = self._elements.get(value_of(properties, w("tblStyle")) if properties is not None else "")
            if has_shade(properties) or (style is not None and any(is_dark(s) for s in style.iter(*SHADES))):
                return True
        return _in_filled_shape(paragraph)


def load_styles(package: Package) -> Styles:
    """The styles of a package, as its main part points to them."""
    parts = package.related(package.main, "styles")
    shaded = package.tree(package.main).find(w("background")) is not None
    return Styles(package.tree(parts[0]) if parts else None, page_shaded=shaded)


def paragraph_style_id(paragraph: Element) -> str:
    properties = paragraph.find(PPR)
    return value_of(properties, _PARAGRAPH_STYLE) if properties is not None else ""


def left_indent_points(properties: Element | None) -> float | None:
    """Left indent that a `w:pPr` gives, in points; None where it gives none."""
    indent = properties.find(w("ind")) if properties is not None else None
    if indent is None:
        return None
    twips = integer(indent.get(w("left"), indent.get(w("start"))))
    return None if twips is None else twips / 20


def is_centred(properties: Element | None) -> bool | None:
    aligned = properties.find(w("jc")) if properties is not None else None
    return None if aligned is None else aligned.get(VAL) == "center"


def outline_level(properties: Element | None) -> int | None:
    """Outline level 0 to 8 that a `w:pPr` gives; None for none and for body text (9)."""
    level = integer(value_of(properties, w("outlineLvl"))) if properties is not None else None
    return level if level is not None and 0 <= level < 9 else None


def _own_style(element: Element, style_id: str) -> Style:
    name = value_of(element, w("name")) or style_id
    run, paragraph = element.find(RPR), element.find(PPR)
    number = paragraph.find(w("numPr")) if paragraph is not None else None
    level = value_of(number, w("ilvl")) if number is not None else ""
    outline = outline_level(paragraph)
    words = name.lower().split()
    if outline is None and len(words) == 2 and words[0] == "heading" and words[1] in "123456789":
        outline = int(words[1]) - 1
    return Style(
        id=style_id,
        name=name,
        face=face_of(run) if run is not None else Face(),
        outline=outline,
        list_id=(value_of(number, w("numId")) or None) if number is not None else None,
        list_level=integer(level),
        centred=is_centred(paragraph),
        indent_points=left_indent_points(paragraph),
        shaded=has_shade(paragraph),
    )


def _in_filled_shape(paragraph: Element) -> bool:
    # A text box may be filled by its shape or its theme: white letters in it are most likely visible.
    return next(paragraph.iterancestors(w("txbxContent")), None) is not None
