"""What a printed clause number says: "2.3", "(iv)", "ARTICLE II", "Section 4", "A."."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ROMAN = re.compile(r"(?=[ivxlc])(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})", re.I)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WORDS: Sequence[str] = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_NUMBER = r"\d{1,3}(?:(?:\.\d{1,3}){1,5}|(?:\.\s\d{1,3}){1,5})?"
_TYPED = re.compile(
    r"(?P<article>ARTICLE|Article)\s+(?P<article_no>[IVXLC]{1,7}|\d{1,3}|[A-Z][a-z]{2,8}|[A-Z]{3,9}|[A-Z])\b\s*[.:–—-]?"
    r"|(?:Item|ITEM|Term|TERM)\s+(?P<item_no>(?i:" + "|".join(_WORDS) + r"))\b[,.:]?(?=\s+[A-Z])"
    r"|(?P<lettered>[A-Z]\.\d{1,2}(?:\.\d{1,2}){0,2})(?!\d)[.:]?(?=\s+[A-Z])"
    r"|(?P<section>(?:SECTION|Section|CLAUSE|Clause|PARAGRAPH|Paragraph|§)\s*)"
    r"(?P<section_no>" + _NUMBER + r"|[IVXLC]{1,7})(?P<section_sub>(?:\([a-zA-Z0-9]{1,4}\))*)(?:\s?[.:)])?"
    r"|(?P<decimal>\d{1,2}(?:(?:\.\d{1,3}){1,5}|(?:\.\s\d{1,3}(?=\.)){1,5}))(?P<decimal_sub>(?:\([a-zA-Z0-9]{1,4}\))*)(?!\d)[.:)]?"
    r"|\((?P<inside>\d{1,2}|[a-z]{1,2}|[A-Z]{1,2}|[ivxl]{1,6}|[IVXL]{1,6})\)"
    r"|(?P<plain>\d{1,2}|[A-Za-z]|[ivxl]{1,5}|[IVXL]{1,5})\s?(?P<stop>\.{1,2}|\)|\.\))"
    r"|(?P<bare>\d{1,2})(?=\s+[A-Z])"
)
_TOO_LARGE_FOR_A_CLAUSE = 99


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label: the family it counts in ("1.", "(a)", "article", …) and its ordinal."""

    family: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A label: as printed, where the words after it begin in the text it was parsed from, the ways it
    can be read (more than one for "(i)"), and for decimal numbers their parts ("2.3(a)" is
    ("2", "3", "(a)"))."""

    printed: str
    end: int
    readings: tuple[Reading, ...]
    parts: tuple[str, ...] = ()

    @property
    def family(self) -> str:
        return self.readings[0].family


STRONG_FAMILIES = frozenset({"article", "section", "1.", "decimal", "1"})


def roman(word: str) -> int | None:
    """The value of a roman numeral below 200 in either case, or None."""
    if not word or not _ROMAN.fullmatch(word):
        return None
    digits = [_VALUES[letter] for letter in word.lower()]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def parse_label(text: str, at: int = 0) -> Mark | None:
    """The label that stands at `at`, or None. `Mark.end` counts from the start of `text`."""
    match = _TYPED.match(text, at)
    if not match:
        return None
    end = match.end()
    if not match["article"] and not _may_end(text, end, match["plain"] or match["decimal"] or "x"):
        return None
    readings, parts = _readings(match)
    if not readings:
        return None
    return Mark(match.group().strip().rstrip(","), end, readings, parts)


def _may_end(text: str, end: int, number: str) -> bool:
    """Whether a label may end at `end`: "1.Definitions" holds one, "1.5x" and "a.m." do not."""
    if end == len(text) or text[end].isspace() or text[end] in '“"[(*_':
        return True
    return number[0].isdigit() and text[end].isupper()


def _readings(match: re.Match[str]) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    if match["article"]:
        ordinal = _ordinal(match["article_no"])
        return ((Reading("article", ordinal),), ()) if ordinal else ((), ())
    if match["item_no"]:
        return (Reading("article", _WORDS.index(match["item_no"].lower()) + 1),), ()
    if match["lettered"]:
        parts = tuple(match["lettered"].split("."))
        return (Reading("decimal", int(parts[-1])),), parts
    if match["section"] or match["decimal"]:
        return _numbered(match)
    if match["inside"]:
        return _enumerated(match["inside"], "({})"), ()
    if match["bare"]:
        return (Reading("1", int(match["bare"])),), ()
    return _enumerated(match["plain"], "{})" if match["stop"].endswith(")") else "{}."), ()


def _numbered(match: re.Match[str]) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    number = match["section_no"] or match["decimal"]
    value = roman(number)
    parts = (str(value),) if value else tuple(re.split(r"\.\s?", number))
    if len(parts) > 1 and any(int(part) > _TOO_LARGE_FOR_A_CLAUSE for part in parts):
        return (), ()
    if len(parts) == 2 and parts[1] == "0":
        # "1.0 Scope" heads what "1.1" begins
        parts = parts[:1]
    parts = tuple(part.lstrip("0") or "0" for part in parts)
    inner = tuple(re.findall(r"\([^)]*\)", match["section_sub"] or match["decimal_sub"] or ""))
    if len(parts) == 1 and not inner:
        return (Reading("section", int(parts[0])),), ()
    parts = (*parts, *(part.lower() for part in inner))
    return (Reading("decimal", _ordinal(parts[-1].strip("()")) or 1),), parts


def _ordinal(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    if word.lower() in _WORDS:
        return _WORDS.index(word.lower()) + 1
    value = roman(word)
    if value is not None:
        return value
    return ord(word.lower()) - 96 if len(word) == 1 and word.isalpha() else None


def _enumerated(word: str, frame: str) -> tuple[Reading, ...]:
    if word.isdigit():
        return (Reading(frame.format("1"), int(word)),)
    upper = word.isupper()
    found: list[Reading] = []
    value = roman(word)
    letter = len(word) == 1 or (len(word) == 2 and word[0] == word[1])
    if letter:
        ordinal = ord(word[0].lower()) - 96 + 26 * (len(word) - 1)
        found.append(Reading(frame.format("A" if upper else "a"), ordinal))
    if value is not None:
        found.append(Reading(frame.format("I" if upper else "i"), value))
    if value == 1 or (value is not None and len(word) > 1):
        found.reverse()
    return tuple(found)
