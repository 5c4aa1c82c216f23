"""Words of a web page that its style keeps out of sight: found from style attributes and simple rules.

What a browser computes from a whole style sheet is approximated: selectors of tags, classes and ids,
with descendants; later and more specific rules win. Rules that hide and cannot be followed are told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

# each pattern passes over a sheet once, whatever stands in it: a comment without an end runs to the end
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_PRINT = re.compile(r"@media\s+print\s*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.S)
_AT_RULE = re.compile(r"@[\w-]{1,100}[^{};@]*[{;]")
_SIMPLE = re.compile(r"^([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)$", re.I)
_PSEUDO = re.compile(r":(?:hover|focus|active|visited|before|after|:[\w-]+)|::", re.I)
_SIZE = re.compile(r"^(\d*\.?\d+)(px|pt|em|rem|%)?$")
_POINTS = {"px": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "%": 0.12, None: 0.75}
_TINY_POINTS = 1.5
_MOST_RULES = 1000
_OFF = re.compile(r"^-\d{3,}(?:\.\d+)?(?:px|pt)$|^-\d{2,}(?:em|rem|%|in|cm)$")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?\s*\)")
_WHITE = "#ffffff"
_NAMED = {"white": _WHITE, "black": "#000000", "snow": "#fffafa", "ivory": "#fffff0", "ghostwhite": "#f8f8ff"}
_NEVER_SHOWN = frozenset(("template", "noscript", "noembed", "noframes", "datalist"))


@dataclass(slots=True)
class HiddenWords:
    """The words kept out, by the way they are hidden, and the selectors of rules not followed."""

    words: list[tuple[str, str]] = field(default_factory=list)
    unfollowed: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Look:
    """How words at one place look. `gone` holds for everything below, the rest may be set anew."""

    gone: str = ""
    invisible: bool = False
    tiny: bool = False
    colour: str = "#000000"
    ground: str = _WHITE

    @property
    def reason(self) -> str:
        if self.gone:
            return self.gone
        if self.invisible:
            return "invisible"
        if self.tiny:
            return "tiny letters"
        return "the colour of the background" if self.colour == self.ground else ""


def without_hidden(root: Any) -> HiddenWords:
    """Take the words out of the tree of a page that a reader of it does not see; returns them."""
    found = HiddenWords()
    rules = _rules_of(root, found)
    stack = [(root, _Look())]
    while stack:
        element, outer = stack.pop()
        if not isinstance(element.tag, str):
            continue
        look = _look(element, outer, rules.get(element, []))
        if look.reason and element.text and element.text.strip():
            found.words.append((" ".join(element.text.split()), look.reason))
        if look.reason:
            element.text = None
        for child in element:
            if look.reason and child.tail and child.tail.strip():
                found.words.append((" ".join(child.tail.split()), look.reason))
            if look.reason:
                child.tail = " "
        stack.extend((child, look) for child in reversed(element))
    return found


def _look(element: Any, outer: _Look, declared: list[dict[str, str]]) -> _Look:
    style: dict[str, str] = {}
    if element.tag == "font":
        style["color"] = element.get("color", "").lower()
    if element.get("bgcolor"):
        style["background-color"] = element.get("bgcolor").lower()
    for own in declared:
        style |= own
    style |= declarations(element.get("style", ""))
    look = replace(outer, gone=outer.gone or _gone(element, style))
    if "visibility" in style:
        look = replace(look, invisible=style["visibility"] in ("hidden", "collapse"))
    if size := style.get("font-size"):
        measured = _SIZE.match(size)
        tiny = measured is not None and float(measured[1]) * _POINTS[measured[2]] <= _TINY_POINTS
        look = replace(look, tiny=tiny)
    ground = style.get("background-color") or style.get("background", "")
    if ground and ground not in ("transparent", "none", "inherit", "initial"):
        look = replace(look, ground=_colour(ground.split(" url(")[0]) or "picture")
    if colour := style.get("color"):
        if colour == "transparent" or re.match(r"rgba\(.*[\s,/]0(?:\.0+)?%?\s*\)$", colour):
            return replace(look, colour=look.ground)
        known = _colour(colour)
        look = replace(look, colour=known or "other") if colour not in ("inherit", "initial") else look
    return look


def _gone(element: Any, style: dict[str, str]) -> str:
    if style.get("display") == "none" or element.tag in _NEVER_SHOWN:
        return "not displayed"
    if element.get("hidden") is not None and "display" not in style:
        return "not displayed"
    if re.match(r"^0*(?:\.0+)?%?$", style.get("opacity", "1")):
        return "invisible"
    off = (
        style.get(name, "") for name in ("left", "top", "right", "text-indent", "margin-left", "margin-top")
    )
    if any(_OFF.match(value) for value in off):
        return "outside the page"
    clipped = style.get("overflow", "") in ("hidden", "clip")
    flat = any(re.match(r"^0*(?:px|pt|em)?$|^1px$", style.get(name, "auto")) for name in
               ("height", "width", "max-height", "max-width"))  # fmt: skip
    return "clipped away" if clipped and flat else ""


def declarations(style: str) -> dict[str, str]:
    """Property to value of a style attribute, both in lower case."""
    parts = (part.partition(":") for part in _COMMENT.sub("", style).split(";"))
    return {
        name.strip().lower(): value.replace("!important", "").strip().lower()
        for name, _, value in parts
        if value.strip()
    }


def _colour(value: str) -> str:
    """As #rrggbb; "" where it is not known."""
    value = value.strip()
    if value in _NAMED:
        return _NAMED[value]
    if match := _RGB.match(value):
        return "#" + "".join(f"{min(int(part), 255):02x}" for part in match.groups()[:3])
    digits = value.removeprefix("#")
    if re.fullmatch("[0-9a-f]{3,4}", digits):
        return "#" + "".join(2 * digit for digit in digits[:3])
    return f"#{digits[:6]}" if re.fullmatch("[0-9a-f]{6}(?:[0-9a-f]{2})?", digits) else ""


def _rules_of(root: Any, found: HiddenWords) -> dict[Any, list[dict[str, str]]]:
    """The declarations that style sheets in the page give to elements, the strongest last."""
    rules: list[tuple[int, str, dict[str, str]]] = []
    for sheet in root.iter("style"):
        if "print" in (sheet.get("media") or "") and "screen" not in (sheet.get("media") or ""):
            continue
        text = _AT_RULE.sub("", _PRINT.sub("", _COMMENT.sub("", sheet.text or "")))
        for selectors, body in _blocks(text):
            style = declarations(body)
            if _matters(style):
                rules += [(*pair, style) for pair in _paths(selectors, style, found)]
    if len(rules) > _MOST_RULES:
        found.unfollowed.append(f"{len(rules) - _MOST_RULES} more rules")
        del rules[_MOST_RULES:]
    rules.sort(key=lambda rule: rule[0])
    given: dict[Any, list[dict[str, str]]] = {}
    for _, path, style in rules:
        for element in root.xpath(path):
            given.setdefault(element, []).append(style)
    return given


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the innermost blocks of a style sheet."""
    for piece in sheet.split("}")[:-1]:
        before, brace, body = piece.rpartition("{")
        if brace and (selectors := before.rpartition("{")[2]):
            yield selectors, body


def _matters(style: dict[str, str]) -> bool:
    return any(
        name in style
        for name in ("display", "visibility", "color", "background", "background-color", "font-size",
                     "opacity", "overflow", "text-indent", "left", "top", "margin-left")
    )  # fmt: skip


def _paths(selectors: str, style: dict[str, str], found: HiddenWords) -> Iterator[tuple[int, str]]:
    """Weight and XPath of each selector of a rule."""
    for selector in selectors.split(","):
        parts = selector.replace(">", " > ").split()
        steps, weight, near = [], 0, False
        for part in parts:
            if part == ">":
                near = True
                continue
            match = _SIMPLE.match(part)
            if match is None:
                if not _PSEUDO.search(part) and _Look().reason != _hides(style):
                    found.unfollowed.append(selector.strip()[:80])
                steps = []
                break
            tag, marks = match[1] or "*", re.findall(r"[.#][\w-]+", match[2])
            weight += (tag != "*") + sum(100 if mark[0] == "#" else 10 for mark in marks)
            steps.append(("/" if near else "//") + tag.lower() + "".join(map(_test, marks)))
            near = False
        if steps:
            yield weight, "." + "".join(steps) if steps[0].startswith("//") else f"./{''.join(steps)}"


def _test(mark: str) -> str:
    if mark[0] == "#":
        return f"[@id='{mark[1:]}']"
    return f"[contains(concat(' ', normalize-space(@class), ' '), ' {mark[1:]} ')]"


def _hides(style: dict[str, str]) -> str:
    """Why a rule with this style would hide words on white; "" where it would not."""
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

    return _look(etree.Element("div"), _Look(), [style]).reason
