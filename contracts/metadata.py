"""What the contract says about itself, each value with its quotation, confidence and reader."""

from datetime import date
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar, cast

from contracts.spans import Quote
from contracts.value import Value

Source = Literal["rules", "weights", "model"]
Unit = Literal["hours", "days", "business_days", "weeks", "months", "years"]
T = TypeVar("T")


class Fact(Value, Generic[T]):
    """A typed value, the words it was read from (at least one), how sure we are, in [0, 1], and who
    read it. `computed` where nobody wrote the value: it was reckoned from what the quotations say."""

    value: T
    quotes: tuple[Quote, ...]
    confidence: float
    source: Source
    computed: bool = False


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


class Venue(Value):
    """Where disputes go: the courts of a place, or arbitration under named rules ("AAA", "ICC") seated in a
    place; `exclusive` where no other court may be asked."""

    kind: Literal["courts", "arbitration"]
    place: str = ""
    rules: str = ""
    exclusive: bool = False


class Price(Value):
    """An amount that the contract names: what it is for, in the contract's words, and how often it is due
    ("month"; "" for once or not said)."""

    money: Money
    purpose: str = ""
    per: str = ""


class LiabilityCap(Value):
    """The most that somebody is liable for: an amount, a multiple of what was paid or is payable in `period`,
    or both, the `greater` or the `lesser` of them. `capped` is who is protected, in the contract's words;
    `carve_outs` what the cap does not hold for."""

    amount: Money | None = None
    multiple: Decimal | None = None
    period: Duration | None = None
    compared: Literal["", "greater", "lesser"] = ""
    capped: str = ""
    carve_outs: tuple[str, ...] = ()


class PaymentTerm(Value):
    """How long after what an invoice is paid: `trigger` is "receipt", "invoice date" or "" (not said)."""

    length: Duration
    trigger: str = ""


class Rate(Value):
    """A share in percent, [0, 100] in all sensible contracts, and the time it is reckoned for ("month",
    "year"; "" where not said)."""

    percent: Decimal
    per: str = ""


class TerminationRight(Value):
    """Who may end the contract, on what ground, with what notice, and how long a breach may be cured."""

    party: str
    ground: Literal["convenience", "cause", "insolvency"]
    notice: Duration | None = None
    cure: Duration | None = None


class Period(Value):
    """How long a duty or a promise lasts, and from when ("termination", "disclosure", "delivery"; "" where
    not said). `perpetual` where without end; `secrets_perpetual` where only trade secrets are kept for
    ever."""

    length: Duration | None = None
    perpetual: bool = False
    secrets_perpetual: bool = False
    begins: str = ""


class InsuranceMinimum(Value):
    """The least cover of one kind of insurance, and for what ("per occurrence", "aggregate"; "")."""

    kind: str
    money: Money
    basis: str = ""


class Contact(Value):
    """Where notices to a party go; `party` as the contract calls it, "" where not said."""

    party: str = ""
    address: str = ""
    email: str = ""
    attention: str = ""


class Signatory(Value):
    """Who signs for a party, and in what office."""

    party: str
    name: str
    title: str = ""


class Conflict(Value):
    """Two statements of one contract that cannot both hold: the field, what is wrong in one sentence, and the
    words (two quotations, or one that contradicts itself: "thirty (60) days")."""

    field: str
    sentence: str
    quotes: tuple[Quote, ...]


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
    venue: Fact[Venue] | None = None
    contract_value: Fact[Money] | None = None
    prices: tuple[Fact[Price], ...] = ()
    liability_cap: Fact[LiabilityCap] | None = None
    payment_term: Fact[PaymentTerm] | None = None
    late_interest: Fact[Rate] | None = None
    termination_rights: tuple[Fact[TerminationRight], ...] = ()
    confidentiality_period: Fact[Period] | None = None
    insurance: tuple[Fact[InsuranceMinimum], ...] = ()
    service_levels: tuple[Fact[Rate], ...] = ()
    warranty_period: Fact[Period] | None = None
    contacts: tuple[Fact[Contact], ...] = ()
    signatories: tuple[Fact[Signatory], ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def facts_of(metadata: Metadata, field: str) -> tuple[Fact[Any], ...]:
    """The facts of a field by its name: none, one or many. A conflict counts as a fact whose value is its
    sentence, so that whoever shows facts shows conflicts too."""
    value: Any = getattr(metadata, field)
    if value is None:
        return ()
    if not isinstance(value, tuple):
        return (value,)
    return tuple(_shown(each) for each in cast("tuple[Any, ...]", value))


def _shown(each: Any) -> Fact[Any]:
    if isinstance(each, Conflict):
        return Fact[str](value=each.sentence, quotes=each.quotes, confidence=0.9, source="rules")
    return each
