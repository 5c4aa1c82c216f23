"""What run properties make of words: bold, hidden, white, tiny, on a shade."""

from collections.abc import Callable
from dataclasses import dataclass

from extraction.readers.docx.names import OFF, VAL, integer, w
from extraction.readers.docx.package import Element

SHADES = (w("shd"), w("highlight"))
_TINY_HALF_POINTS = 4
_WHITE_FLOOR = 0xFA
_RUN_STYLE = w("rStyle")


@dataclass(frozen=True, slots=True)
class Face:
    """Run properties that matter to a reader; None where nothing is said."""

    bold: bool | None = None
    vanish: bool | None = None
    white: bool | None = None
    tiny: bool | None = None
    shaded: bool | None = None

    def over(self, under: "Face") -> "Face":
        """This face where it says something, else the one under it."""
        return Face(
            under.bold if self.bold is None else self.bold,
            under.vanish if self.vanish is None else self.vanish,
            under.white if self.white is None else self.white,
            under.tiny if self.tiny is None else self.tiny,
            under.shaded if self.shaded is None else self.shaded,
        )


def face_of(properties: Element) -> Face:
    """What a `w:rPr` says itself; its `w:rPrChange` (the old properties) is not looked into."""
    return run_style_and_face(properties)[1] or _PLAIN


def run_style_and_face(properties: Element) -> tuple[str, Face | None]:
    """The character style that a `w:rPr` names ("" for none), and what it says itself (None: nothing)."""
    style, said = "", {}
    for item in properties:
        tag = item.tag
        if tag == _RUN_STYLE:
            style = item.get(VAL, "")
        elif tag in _FACTS:
            name, judge = _FACTS[tag]
            said[name] = judge(item)
    return style, Face(**said) if said else None


def _is_white(color: Element) -> bool:
    theme = color.get(w("themeColor"), "")
    if theme in ("background1", "light1"):
        return color.get(w("themeShade")) is None
    value = color.get(VAL, "")
    try:
        parts = [int(value[at : at + 2], 16) for at in (0, 2, 4)] if len(value) == 6 else []
    except ValueError:
        return False
    return bool(parts) and min(parts) >= _WHITE_FLOOR


def is_dark(shade: Element) -> bool:
    """Whether a shade or highlight makes white letters visible."""
    if shade.tag == w("highlight"):
        return shade.get(VAL, "none") not in ("none", "white")
    if shade.get(VAL, "clear") not in ("clear", "nil"):
        return True
    fill = shade.get(w("fill"), "auto").lower()
    return shade.get(w("themeFill")) is not None or fill not in ("auto", "ffffff", "")


def has_shade(properties: Element | None) -> bool:
    """Whether the properties of a paragraph, cell or table lay such a shade under the words."""
    shade = properties.find(w("shd")) if properties is not None else None
    return shade is not None and is_dark(shade)


def _is_on(item: Element) -> bool:
    return item.get(VAL, "true") not in OFF


def _is_tiny(size: Element) -> bool:
    return (integer(size.get(VAL)) or 99) <= _TINY_HALF_POINTS


_PLAIN = Face()
_FACTS: dict[str, tuple[str, Callable[[Element], bool]]] = {
    w("b"): ("bold", _is_on),
    w("vanish"): ("vanish", _is_on),
    w("specVanish"): ("vanish", _is_on),
    w("color"): ("white", _is_white),
    w("sz"): ("tiny", _is_tiny),
    w("shd"): ("shaded", is_dark),
    w("highlight"): ("shaded", is_dark),
}
