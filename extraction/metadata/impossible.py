"""Days that no calendar has: "February 30, 2021", "31st of April 2020"."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_NAMES = "|".join(_MONTHS)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
# The numbers of days are cheap to find, the names of months around them dear.
_DAY = re.compile(r"(?P<day>[23](?<![\w.,/$-].)(?:(?<=2)9|(?<=3)[01]))(?:st|nd|rd|th)?(?![\w/])")
_BEFORE = re.compile(rf"\b(?P<month>{_NAMES})\s+\Z", re.IGNORECASE)
_AFTER = re.compile(rf"\s+(?:day\s+)?(?:of\s+)?(?P<month>{_NAMES}),?\s+{_YEAR}", re.IGNORECASE)
_THEN_YEAR = re.compile(rf",?\s+{_YEAR}")
_MONTH_CHARS = 12


def impossible_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where they stand, as half-open code points of `text`, in order.

    The month is a word: of "30/02/2021" nobody knows which number is the slip. A "day" over 31 is the
    number of a page or a section, a day 0 a blank.
    """
    for day in _DAY.finditer(text):
        low = max(0, day.start() - _MONTH_CHARS)
        before = _BEFORE.search(text[low : day.start()])
        after = _THEN_YEAR.match(text, day.end()) if before else _AFTER.match(text, day.end())
        month = before or after
        if month is None or after is None:
            continue
        if not _exists(int(after["year"]), _MONTHS.index(month["month"].lower()) + 1, int(day["day"])):
            yield low + before.start() if before else day.start(), after.end()


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False
