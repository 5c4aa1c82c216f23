"""What a `w:sym` shows, as Unicode."""

from extraction.readers.docx.names import w
from extraction.readers.docx.package import Element

# The code points of Microsoft's symbol fonts lie at U+F000 + the byte of the font.
_SYMBOL = {
    0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xAE: "→", 0xAC: "←", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE2: "®",
    0xE3: "©", 0xE4: "™", 0x2D: "−", 0x61: "α", 0x62: "β", 0x6D: "µ", 0xA5: "∞", 0xA0: "€", 0xA2: "′",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "⬥",
    0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x4A: "☺",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x4F: "✗", 0x30: "☐"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(node: Element) -> str:
    """The character of a `w:sym`; U+FFFD where the font's own glyph has no known equal."""
    try:
        code = int(node.get(w("char"), ""), 16)
    except ValueError:
        return "\ufffd"
    return glyph(code, node.get(w("font"), ""))


def glyph(code: int, font: str) -> str:
    """One code point set in `font`, in Unicode."""
    table = _FONTS.get(font.lower())
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if table is not None and low < 0x100:
        return table.get(low, chr(low) if 0x20 <= low < 0x7F and table is _SYMBOL else "\ufffd")
    if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return chr(code)
