"""Which key dates the review page adds to the facts."""

from contracts.due import KeyDate

_SHOWN = ("non_renewal_notice", "term_end")


def shown_dates(dates: tuple[KeyDate, ...]) -> list[KeyDate]:
    """The key dates that stand nowhere in the contract: ends of later terms, and the last days for notice."""
    return [each for each in dates if each.kind in _SHOWN]
