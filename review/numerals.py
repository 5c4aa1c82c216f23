"""Writing a number the way the document writes the one it replaces."""

import re
from decimal import Decimal

from contracts.metadata import Duration, Unit

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen  "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = ("- - twenty thirty forty fifty sixty seventy eighty ninety").split()
_LARGEST = 999_999_999
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_LENGTH = re.compile(
    rf"""(?P<words>[A-Za-z]+(?:[-\s](?:and\s)?[A-Za-z]+)*?)?(?P<gap>\s*)
    (?P<open>[(\[]\s*)?(?P<digits>{_NUMBER})?(?P<close>\s*[)\]])?
    (?P<joint>[\s-]+)(?P<qualifier>(?:[a-z]+\s+)??)(?P<unit>hour|day|week|month|year|quarter)(?P<plural>s?)$""",
    re.IGNORECASE | re.VERBOSE,
)
_SPELT = frozenset((*_ONES[1:], *_TENS[2:], "hundred", "thousand", "million", "and", "a", "an"))


def spell(count: int) -> str:
    """A whole number from 0 to 999,999,999 in words: "twenty-four", "one hundred twenty"."""
    if not 0 <= count <= _LARGEST:
        raise ValueError(f"{count} is not between 0 and {_LARGEST}; write it as a numeral")
    if count < 20:
        return _ONES[count]
    if count < 100:
        tens, ones = divmod(count, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if count >= size:
            many, rest = divmod(count, size)
            return f"{spell(many)} {name}" + (f" {spell(rest)}" if rest else "")
    return ""


def rewrite_length(written: str, length: Duration) -> str | None:
    """`length` in the style of `written`: "three (3) months" becomes "twelve (12) months", "30-day"
    becomes "60-day". None where the style cannot be read."""
    match = _LENGTH.match(written.strip())
    if match is None:
        return None
    words, digits = match["words"] or "", match["digits"]
    if any(word.lower() not in _SPELT for word in re.split(r"[-\s]+", words) if word):
        return None
    if not words and not digits:
        return None
    number = _styled(match, words, digits, length.count)
    # "twelve-month period" and "12 month period" keep the bare unit.
    bare = "-" in match["joint"] or (not match["plural"] and not _is_one(words, digits))
    unit = _unit(length.unit)
    if match["unit"][0].isupper():
        unit = unit.title()
    plural = "" if bare or length.count == 1 else "s"
    joint = match["joint"] if not words or digits or words.lower() not in ("a", "an") else " "
    return f"{number}{joint}{unit}{plural}"


def _styled(match: re.Match[str], words: str, digits: str | None, count: int) -> str:
    spelt = _cased(spell(count), words)
    if words and digits:
        return f"{spelt}{match['gap']}{match['open'] or ''}{count}{match['close'] or ''}"
    return str(count) if digits else spelt


def _is_one(words: str, digits: str | None) -> bool:
    return digits == "1" or words.lower() in ("one", "a", "an")


def _cased(spelt: str, like: str) -> str:
    if like.isupper():
        return spelt.upper()
    return spelt[0].upper() + spelt[1:] if like[:1].isupper() else spelt


def _unit(unit: Unit) -> str:
    return unit.removesuffix("s").replace("_", " ")


_PERCENT = re.compile(
    rf"(?P<words>[a-z][a-z\s-]*?)?\s*(?P<percent>per\s?cent\s*)?(?P<open>\(\s*)?(?P<digits>{_NUMBER})"
    r"(?P<sign>\s*(?:%|per\s?cent))(?P<close>\s*\))?$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?P<words>[a-z][a-z-]*)?(?P<gap>\s*)(?P<open>\()?(?P<digits>\d+(?:\.\d+)?)?(?P<close>[x]?\))?"
    r"(?P<rest>\s*(?:x|times?)?)$",
    re.IGNORECASE,
)


def rewrite_percentage(written: str, value: Decimal) -> str | None:
    """`value` per cent in the style of `written`, a fraction as a numeral alone; None where the style
    cannot be read."""
    match = _PERCENT.match(written.strip())
    if match is None:
        return None
    plain = _plain(value)
    numeral = f"{match['open'] or ''}{plain}{match['sign']}{match['close'] or ''}"
    if not match["words"] or value != value.to_integral_value():
        return numeral.strip("() ")
    return f"{_cased(spell(int(value)), match['words'])} {match['percent'] or ''}{numeral}"


def rewrite_multiple(written: str, value: Decimal) -> str | None:
    """A multiple in the style of `written`: "two (2) times" becomes "three (3) times"."""
    match = _TIMES.match(written.strip())
    if match is None or not (match["words"] or match["digits"]) or value != value.to_integral_value():
        return None
    if match["words"] and match["words"].lower() not in _SPELT:
        return (
            f"{spell(int(value))} times" if match["words"].lower() in ("twice", "thrice", "double") else None
        )
    spelt = _cased(spell(int(value)), match["words"] or "")
    numeral = f"{match['open'] or ''}{_plain(value)}{match['close'] or ''}" if match["digits"] else ""
    words = f"{spelt}{match['gap']}" if match["words"] else ""
    return f"{words}{numeral}{match['rest']}"


_MONEY = re.compile(rf"^(?P<before>[^\d]*?)(?P<digits>{_NUMBER})(?P<after>[^\d]*)$")


def rewrite_money(written: str, value: Decimal) -> str | None:
    """An amount in the style of `written`, where that is a sign or code with one numeral."""
    match = _MONEY.match(written.strip())
    if match is None or re.search(r"[a-z]{4,}", written, re.IGNORECASE) or value != value.to_integral_value():
        return None
    digits = f"{value:,.0f}" if "," in match["digits"] or value >= 1000 else f"{value:.0f}"
    cents = ".00" if match["digits"].endswith(".00") else ""
    return f"{match['before']}{digits}{cents}{match['after']}"


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
