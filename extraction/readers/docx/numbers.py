"""A counter's value in the words of a list format (ECMA-376, `ST_NumberFormat`)."""

from collections.abc import Callable

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def formatted(value: int, number_format: str) -> str:
    """The printed form of `value`; formats that are not known print as decimal, as Word does."""
    return _FORMATS.get(number_format, str)(value)


def footnote_sign(value: int) -> str:
    """*, †, ‡, §, then each twice, and so on; decimal outside 1 to 40."""
    return "*†‡§"[(value - 1) % 4] * ((value - 1) // 4 + 1) if 0 < value <= 40 else str(value)


def roman(value: int) -> str:
    """Lower-case roman numeral; decimal outside 1 to 3999."""
    if not 0 < value < 4000:
        return str(value)
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (value // worth)
        value %= worth
    return out


def letters(value: int) -> str:
    """a … z, then aa, bb … zz, aaa …, as Word counts."""
    if not 0 < value <= 780:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def ordinal_suffix(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def cardinal(value: int) -> str:
    """English words; decimal outside 0 to 9999."""
    if not 0 <= value < 10000:
        return str(value)
    if value < 20:
        return _ONES[value]
    if value < 100:
        rest = f"-{_ONES[value % 10]}" if value % 10 else ""
        return _TENS[value // 10] + rest
    unit, word = (100, "hundred") if value < 1000 else (1000, "thousand")
    rest = f" {cardinal(value % unit)}" if value % unit else ""
    return f"{_ONES[value // unit]} {word}{rest}"


def ordinal(value: int) -> str:
    """English words; with a suffix outside 0 to 9999."""
    words = cardinal(value)
    if words[-1].isdigit():
        return f"{value}{ordinal_suffix(value)}"
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    if last in _ORDINALS:
        return words[:cut] + _ORDINALS[last]
    return words[:cut] + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda value: "",
    "bullet": lambda value: "",
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "decimalZero": lambda value: f"{value:02d}",
    "ordinal": lambda value: f"{value}{ordinal_suffix(value)}",
    "cardinalText": lambda value: cardinal(value).capitalize(),
    "ordinalText": lambda value: ordinal(value).capitalize(),
    "chicago": footnote_sign,
}
