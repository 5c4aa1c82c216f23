"""The numbers that a browser prints in front of list items."""

import re
from typing import Any

from extraction.readers.longtail_hidden import declarations

_STYLES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MARKED = "\ue001{}\ue002"


def number_lists(body: Any) -> None:
    """Put the label of each list item in front of its text, between the marks of a label."""
    for block in list(body.iter("ol", "ul")):
        number = _whole(block.get("start"), 1)
        for item in block:
            if item.tag != "li":
                continue
            number = _whole(item.get("value"), number)
            label = _label(number, _style_of(block, item))
            if label:
                item.text = _MARKED.format(label) + (item.text or "")
            number += 1


def _style_of(block: Any, item: Any) -> str:
    for one in (item, block):
        style = declarations(one.get("style", ""))
        if given := style.get("list-style-type") or style.get("list-style"):
            return given.split()[0]
        if given := one.get("type"):
            return _STYLES.get(given, "disc")
    return "decimal" if block.tag == "ol" else "disc"


def _label(number: int, style: str) -> str:
    if style in ("none", "inherit"):
        return ""
    if style in ("lower-alpha", "lower-latin", "upper-alpha", "upper-latin") and number > 0:
        letters = _letters(number)
        return f"{letters.upper() if style.startswith('upper') else letters}."
    if style in ("lower-roman", "upper-roman") and 0 < number < 4000:
        letters = _roman(number)
        return f"{letters.upper() if style.startswith('upper') else letters}."
    if style == "decimal-leading-zero":
        return f"{number:02}."
    if style in (
        "decimal",
        "lower-alpha",
        "upper-alpha",
        "lower-latin",
        "upper-latin",
        "lower-roman",
        "upper-roman",
    ):
        return f"{number}."
    return "•"


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"\s*-?\d{1,6}\s*", value) else otherwise
