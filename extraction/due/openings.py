"""Which days are business days: weekends always left out, public holidays where a calendar is named."""

from datetime import date
from functools import cache

from contracts.errors import InvalidInputError

MONTHS: tuple[str, ...] = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
WEEKDAYS: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EXAMPLES = "a country (US, GB, DE), one with its region (US-NY, GB-ENG) or a market (XNYS, XECB)"


class OpenDays:
    """The business days of one calendar; "" leaves out Saturdays and Sundays alone."""

    def __init__(self, calendar: str = "") -> None:
        """`calendar` is an ISO 3166 code ("US", "US-NY", "GB-ENG") or the code of a market ("XNYS").
        `InvalidInputError` where there is none of that name."""
        self.calendar = calendar.strip().upper()
        self._holidays = _holidays(self.calendar) if self.calendar else None

    def is_open(self, day: date) -> bool:
        """Whether `day` is neither of the weekend nor a holiday of the calendar."""
        if self._holidays is None:
            return day.weekday() < 5
        return self._holidays.is_working_day(day)

    def why_closed(self, day: date) -> str:
        """The holiday's name, or the day of the week; "" for a business day."""
        if self.is_open(day):
            return ""
        named = self._holidays.get(day) if self._holidays is not None else None
        return str(named) if named else WEEKDAYS[day.weekday()]

    @property
    def words(self) -> str:
        """What is left out, in plain words."""
        if self._holidays is None:
            return "Saturdays and Sundays left out; no holiday calendar was named"
        return f"weekends and the holidays of {self.calendar} left out"


@cache
def _holidays(calendar: str):
    import holidays  # here, because it takes long

    country, _, region = calendar.partition("-")
    try:
        if country in holidays.list_supported_countries(include_aliases=True):
            return holidays.country_holidays(country, subdiv=region or None, language="en_US")
        if calendar in holidays.list_supported_financial(include_aliases=True):
            return holidays.financial_holidays(calendar, language="en_US")
    except NotImplementedError:
        pass
    raise InvalidInputError(f"there is no holiday calendar {calendar[:20]!r}; name {_EXAMPLES}")
