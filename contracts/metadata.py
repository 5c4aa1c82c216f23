"""What the contract says about itself, each value with its quotation, confidence and reader."""

from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from contracts.spans import Quote
from contracts.value import Value

Source = Literal["rules", "weights", "model"]
Unit = Literal["hours", "days", "business_days", "weeks", "months", "years"]
T = TypeVar("T")


class Fact(Value, Generic[T]):
    """A typed value, the words it was read from (at least one), how sure we are, in [0, 1], and who
    read it."""

    value: T
    quotes: tuple[Quote, ...]
    confidence: float
    source: Source


class Duration(Value):
    """A length of time as written: "thirty (30) days" is 30 days, not a month."""

    count: int
    unit: Unit

    @property
    def days(self) -> float:
        """Approximate length in days (month 30.44, year 365.25), for comparing only."""
        return self.count * _DAYS[self.unit]


_DAYS: dict[Unit, float] = {
    "hours": 1 / 24, "days": 1, "business_days": 1.4, "weeks": 7, "months": 30.44, "years": 365.25,
}  # fmt: skip


class Money(Value):
    """An amount and its ISO 4217 currency code; "" where the contract does not name one."""

    amount: Decimal
    currency: str


class Party(Value):
    """One who is bound. `role` is the part played ("customer", "disclosing party"), `defined_term` the
    short name the contract gives, `kind` the entity kind as written ("a Delaware corporation")."""

    name: str
    role: str = ""
    defined_term: str = ""
    kind: str = ""
    address: str = ""


class Term(Value):
    """How long the contract runs: a length, or until something; `perpetual` where it has no end."""

    length: Duration | None = None
    perpetual: bool = False


class Renewal(Value):
    """Whether the term renews, for how long, and the notice that stops it."""

    automatic: bool
    length: Duration | None = None
    notice: Duration | None = None


class Metadata(Value):
    """The contract's own facts. None or () means: not found, never: not there."""

    title: Fact[str] | None = None
    contract_type: Fact[str] | None = None
    parties: tuple[Fact[Party], ...] = ()
    agreement_date: Fact[date] | None = None
    effective_date: Fact[date] | None = None
    expiry_date: Fact[date] | None = None
    term: Fact[Term] | None = None
    renewal: Fact[Renewal] | None = None
    notice_period: Fact[Duration] | None = None
    governing_law: Fact[str] | None = None
