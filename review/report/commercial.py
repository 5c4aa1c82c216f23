"""Values of the commercial facts in a few plain words."""

from collections.abc import Callable
from typing import Any

from contracts.metadata import (
    Contact,
    Duration,
    InsuranceMinimum,
    LiabilityCap,
    Money,
    PaymentTerm,
    Period,
    Price,
    Rate,
    Signatory,
    TerminationRight,
    Venue,
)


def commercial_words(value: Any) -> str:
    """The words for a value of these types, "" for any other."""
    return next((say(value) for kind, say in _WORDS.items() if isinstance(value, kind)), "")


def duration_words(value: Duration) -> str:
    """ "30 days", "1 year", "5 business days"."""
    unit = value.unit.replace("_", " ")
    return f"{value.count} {unit[:-1] if value.count == 1 else unit}"


def money_words(value: Money) -> str:
    """ "USD 1,000"."""
    return f"{value.currency} {value.amount:,}".strip()


def _venue(value: Venue) -> str:
    if value.kind == "arbitration":
        rules = f" under the {value.rules} rules" if value.rules else ""
        return f"arbitration{rules}" + (f", in {value.place}" if value.place else "")
    return f"{'only the ' if value.exclusive else ''}courts of {value.place or 'a place not read'}"


def _price(value: Price) -> str:
    per = f" per {value.per}" if value.per else ""
    return f"{money_words(value.money)}{per}" + (f" ({value.purpose})" if value.purpose else "")


def _cap(value: LiabilityCap) -> str:
    parts = [money_words(value.amount)] if value.amount else []
    if value.multiple is not None:
        period = f" of {duration_words(value.period)}" if value.period else ""
        parts.append(f"{value.multiple:g} times the fees{period}")
    words = " or ".join(parts)
    words = f"the {value.compared} of {words}" if value.compared and len(parts) > 1 else words
    words += f", of {value.capped}" if value.capped else ""
    return words + (f"; not for {', '.join(value.carve_outs)}" if value.carve_outs else "")


def _payment(value: PaymentTerm) -> str:
    return duration_words(value.length) + (f" after {value.trigger}" if value.trigger else "")


def _rate(value: Rate) -> str:
    return f"{value.percent:f} %" + (f" per {value.per}" if value.per else "")


def _ending(value: TerminationRight) -> str:
    words = f"{value.party}, for {value.ground}"
    words += f", on {duration_words(value.notice)} notice" if value.notice else ""
    return words + (f", {duration_words(value.cure)} to cure" if value.cure else "")


def _period(value: Period) -> str:
    words = "without end" if value.perpetual else duration_words(value.length) if value.length else ""
    words += f" from {value.begins}" if value.begins and not value.perpetual else ""
    return words + (", trade secrets without end" if value.secrets_perpetual else "")


def _insurance(value: InsuranceMinimum) -> str:
    return f"{value.kind}: {money_words(value.money)}" + (f" {value.basis}" if value.basis else "")


def _contact(value: Contact) -> str:
    parts = (value.party, value.attention and f"for {value.attention}", value.address, value.email)
    return ", ".join(part for part in parts if part)


def _signatory(value: Signatory) -> str:
    office = f", {value.title}" if value.title else ""
    return f"{value.name}{office}" + (f" for {value.party}" if value.party else "")


_WORDS: dict[type, Callable[[Any], str]] = {
    Duration: duration_words, Money: money_words,
    Venue: _venue, Price: _price, LiabilityCap: _cap, PaymentTerm: _payment, Rate: _rate,
    TerminationRight: _ending, Period: _period, InsuranceMinimum: _insurance, Contact: _contact,
    Signatory: _signatory,
}  # fmt: skip
