"""Which days are business days: weekends always left out, public holidays where a calendar is named."""

from datetime import date
from functools import cache, cached_property
from typing import Any

from contracts.errors import InvalidInputError
from contracts.spans import Quote

MONTHS: tuple[str, ...] = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
WEEKDAYS: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EXAMPLES = "a country (US, GB, DE), one with its region (US-NY, GB-ENG) or a market (XNYS, XECB)"


class OpenDays:
    """The business days of one calendar or of several; "" leaves out Saturdays and Sundays alone."""

    def __init__(self, calendar: str = "", *, defined: tuple[Quote, ...] = ()) -> None:
        """`calendar` is an ISO 3166 code ("US", "US-NY", "GB-ENG") or the code of a market ("XNYS"); of
        several, joined by "+", a day is open where it is open in all. `defined` are the words of the
        contract that say so. `InvalidInputError` where there is no calendar of that name."""
        self.calendar = calendar.strip().upper()
        self.defined = defined
        if not defined:  # what somebody asks for is refused at once; what a contract says waits for its use
            _ = self._holidays

    @cached_property
    def _holidays(self) -> "tuple[Any, ...]":
        return tuple(_holidays(each) for each in self.calendar.split("+") if each)

    def is_open(self, day: date) -> bool:
        """Whether `day` is neither of the weekend nor a holiday of the calendar."""
        if not self._holidays:
            return day.weekday() < 5
        return all(each.is_working_day(day) for each in self._holidays)

    def why_closed(self, day: date) -> str:
        """The holiday's name, or the day of the week; "" for a business day."""
        if self.is_open(day):
            return ""
        named = next((each.get(day) for each in self._holidays if each.get(day)), None)
        return str(named) if named else WEEKDAYS[day.weekday()]

    @property
    def words(self) -> str:
        """What is left out, in plain words."""
        if not self.calendar and self.defined:
            return (
                "Saturdays and Sundays left out; the contract's own definition names no holidays known here"
            )
        if not self.calendar:
            return "Saturdays and Sundays left out; no holiday calendar was named"
        places = self.calendar.replace("+", " and ")
        own = ", as the contract's own definition says" if self.defined else ""
        return f"weekends and the holidays of {places} left out{own}"


@cache
def _holidays(calendar: str):
    import holidays  # here, because it takes long

    country, _, region = calendar.partition("-")
    unknown = f"there is no holiday calendar {calendar[:20]!r}; name {_EXAMPLES}"
    try:
        if country in holidays.list_supported_countries(include_aliases=True):
            return holidays.country_holidays(country, subdiv=region or None, language="en_US")
        if calendar in holidays.list_supported_financial(include_aliases=True):
            return holidays.financial_holidays(calendar, language="en_US")
    except NotImplementedError as error:  # the library's word for a part of a country that it does not know
        raise InvalidInputError(unknown) from error
    raise InvalidInputError(unknown)
