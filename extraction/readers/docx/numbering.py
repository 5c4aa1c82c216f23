"""The labels that Word prints in front of numbered paragraphs."""

import re
from dataclasses import dataclass, replace

from contracts.document import View
from extraction.readers.docx.names import OFF, PPR, VAL, integer, value_of, w
from extraction.readers.docx.numbers import formatted
from extraction.readers.docx.package import Element, Package
from extraction.readers.docx.styles import Style, Styles, left_indent_points

BULLET = "•"
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the 1-based level after which it restarts, 0 for never, None
    for after any higher one."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""
    indent_points: float | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A `w:num`: the abstract list it counts in, its levels, and where it starts anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """The list and 0-based level of a paragraph."""

    list_id: str
    level: int


class Numbering:
    """List definitions of a package. Counting is done by `Counter`, one per story."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.lists: dict[str, List] = {}
        if root is None:
            return
        abstracts = {item.get(w("abstractNumId"), ""): item for item in root.iter(w("abstractNum"))}
        nums = {item.get(w("numId"), ""): item for item in root.iter(w("num"))}
        for list_id, num in nums.items():
            abstract_id = _resolved(value_of(num, w("abstractNumId")), abstracts, nums, styles)
            if abstract_id is not None:
                self.lists[list_id] = _list(num, abstract_id, abstracts[abstract_id])

    def item(self, properties: Element | None, style: Style, *, view: View = "current") -> Item | None:
        """Which list a paragraph belongs to by `properties` (its `w:pPr` in the view) or its style."""
        number = properties.find(w("numPr")) if properties is not None else None
        if number is not None and view == "original" and number.find(w("ins")) is not None:
            number = None
        list_id = value_of(number, w("numId")) if number is not None else ""
        level = value_of(number, w("ilvl")) if number is not None else ""
        from_style = not list_id
        list_id = list_id or style.list_id or ""
        found = self.lists.get(list_id)
        if found is None or list_id == "0":
            return None
        direct = integer(level)
        if direct is not None:
            return Item(list_id, min(max(direct, 0), _LEVELS - 1))
        linked = (at for at, known in found.levels.items() if known.style and known.style == style.id)
        default = style.list_level if from_style and style.list_level is not None else 0
        return Item(list_id, next(linked, default) if from_style else default)

    def level(self, item: Item) -> Level:
        return self.lists[item.list_id].levels.get(item.level, Level())


class Counter:
    """Counts through one story. Lists of one abstract list count on from each other, as in Word."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._values: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, item: Item) -> str:
        """Advance to the next paragraph of `item`; returns its label, "" for none, "•" for a bullet."""
        found = self._numbering.lists[item.list_id]
        values = self._values.setdefault(found.abstract, {})
        level = found.levels.get(item.level, Level())
        fresh = (item.list_id, item.level) not in self._started
        if fresh and item.level in found.starts:
            values[item.level] = found.starts[item.level]
        elif item.level in values:
            values[item.level] += 1
        else:
            values[item.level] = found.starts.get(item.level, level.start)
        self._started.add((item.list_id, item.level))
        self._restart_below(item.level, found, values)
        return _printed(item.level, found, values)

    @staticmethod
    def _restart_below(used: int, found: List, values: dict[int, int]) -> None:
        for deeper in [at for at in values if at > used]:
            restart = found.levels.get(deeper, Level()).restart
            if restart is None or used < restart:
                del values[deeper]


def load_numbering(package: Package, styles: Styles) -> Numbering:
    """The list definitions of a package, as its main part points to them."""
    parts = package.related(package.main, "numbering")
    return Numbering(package.tree(parts[0]) if parts else None, styles)


def _printed(at: int, found: List, values: dict[int, int]) -> str:
    level = found.levels.get(at, Level())
    if level.format == "bullet":
        return BULLET if level.text.strip() else ""

    def number(match: re.Match[str]) -> str:
        wanted = int(match[1]) - 1
        known = found.levels.get(wanted, Level())
        value = values.get(wanted, found.starts.get(wanted, known.start))
        legal = level.legal and known.format not in ("none", "bullet", "decimalZero")
        return formatted(value, "decimal" if legal else known.format)

    return _PLACEHOLDER.sub(number, level.text).strip()


def _resolved(
    abstract_id: str, abstracts: dict[str, Element], nums: dict[str, Element], styles: Styles
) -> str | None:
    """Follow `w:numStyleLink` to the abstract list that has the levels."""
    for _ in range(len(abstracts) + 1):
        element = abstracts.get(abstract_id)
        if element is None:
            return None
        link = value_of(element, w("numStyleLink"))
        if not link or element.find(w("lvl")) is not None:
            return abstract_id
        num = nums.get(styles.style(link).list_id or "")
        linked = value_of(num, w("abstractNumId")) if num is not None else ""
        if not linked:
            linked = next(
                (key for key, item in abstracts.items() if value_of(item, w("styleLink")) == link), ""
            )
        abstract_id = linked
    return None


def _list(num: Element, abstract_id: str, abstract: Element) -> List:
    levels = {_int(item.get(w("ilvl")), 0): _level(item) for item in abstract.findall(w("lvl"))}
    starts: dict[int, int] = {}
    for override in num.findall(w("lvlOverride")):
        at = _int(override.get(w("ilvl")), 0)
        own = override.find(w("lvl"))
        if own is not None:
            levels[at] = _level(own)
        start = override.find(w("startOverride"))
        if start is not None:
            starts[at] = _int(start.get(VAL), 1)
            levels[at] = replace(levels.get(at, Level()), start=starts[at])
    return List(abstract_id, levels, starts)


def _level(element: Element) -> Level:
    legal = element.find(w("isLgl"))
    return Level(
        start=_int(value_of(element, w("start")), 0),
        format=value_of(element, w("numFmt")) or "decimal",
        text=value_of(element, w("lvlText")),
        legal=legal is not None and legal.get(VAL, "true") not in OFF,
        restart=integer(value_of(element, w("lvlRestart"))),
        style=value_of(element, w("pStyle")),
        indent_points=left_indent_points(element.find(PPR)),
    )


def _int(value: str | None, default: int) -> int:
    found = integer(value)
    return default if found is None else found
