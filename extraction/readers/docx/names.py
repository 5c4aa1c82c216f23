"""The qualified names of WordprocessingML that the reader and the redline engine speak."""

from typing import Any, Final

W_URI: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_URI: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M_URI: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC_URI: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
A_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
V_URI: Final = "urn:schemas-microsoft-com:vml"
O_URI: Final = "urn:schemas-microsoft-com:office:office"
W14_URI: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
W15_URI: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
XML_URI: Final = "http://www.w3.org/XML/1998/namespace"

CHOICE: Final = f"{{{MC_URI}}}Choice"
FALLBACK: Final = f"{{{MC_URI}}}Fallback"
ALTERNATE: Final = f"{{{MC_URI}}}AlternateContent"
PARA_ID: Final = f"{{{W14_URI}}}paraId"


def w(name: str) -> str:
    """The Clark name of `w:name`."""
    return f"{{{W_URI}}}{name}"


def integer(value: str | None) -> int | None:
    """A whole number of an attribute; None where it is none, or has more than nine digits."""
    digits = (value or "").removeprefix("-")
    return int(value or "") if digits.isascii() and digits.isdecimal() and len(digits) < 10 else None


VAL: Final = w("val")
P: Final = w("p")
R: Final = w("r")
PPR: Final = w("pPr")
RPR: Final = w("rPr")
TBL: Final = w("tbl")
TR: Final = w("tr")
TC: Final = w("tc")
SDT: Final = w("sdt")
AUTHOR: Final = w("author")
DATE: Final = w("date")
ID: Final = w("id")
ON: Final = frozenset(("1", "true", "on"))
OFF: Final = frozenset(("0", "false", "off", "none"))


def value_of(parent: Any, tag: str) -> str:
    """The `w:val` of the child element of that Clark name; "" where either is absent."""
    item = parent.find(tag)
    return "" if item is None else item.get(VAL, "")
