"""The spread of a number over signed contracts: its middle half, and what falls out of the usual."""

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal, NamedTuple

from contracts.metadata import Duration, Fact, LiabilityCap, PaymentTerm, Period, Renewal, Term
from contracts.spans import Quote
from contracts.value import Value

SpreadUnit = Literal["days", "months", "years"]
_DAYS: dict[SpreadUnit, Decimal] = {
    "days": Decimal(1), "months": Decimal("30.4375"), "years": Decimal("365.25"),
}  # fmt: skip
_FENCE = Decimal("1.5")  # Tukey, "Exploratory Data Analysis", 1977
_LEAST_FOR_OUTLIERS = 5


class Figure(Value):
    """A number that one contract states, in the unit of its spread, with the words it was read from."""

    contract: str
    size: Decimal
    quote: Quote


class Spread(Value):
    """A number over contracts, the smallest first. `lower` and `upper` bound the middle half (quartiles that
    are numbers somebody signed); `outliers` lie further from it than one and a half times its width."""

    field: str
    title: str
    clause_type: str
    unit: SpreadUnit
    lower: Decimal
    median: Decimal
    upper: Decimal
    figures: tuple[Figure, ...]
    outliers: tuple[Figure, ...]

    @property
    def usual(self) -> tuple[Decimal, Decimal]:
        """The least and the most that was signed, outliers aside."""
        sizes = [each.size for each in self.figures if each not in self.outliers]
        return min(sizes), max(sizes)


class Measure(NamedTuple):
    """A field of the metadata that is a length of time, and the clause type it belongs to."""

    field: str
    title: str
    clause_type: str
    unit: SpreadUnit
    length: Callable[[Any], Duration | None]


def _cap(cap: LiabilityCap) -> Duration | None:
    """The fees of how long the cap covers: "two times the fees of twelve months" is two years."""
    if cap.period is None or cap.amount is not None:
        return None
    whole = cap.period.count * (cap.multiple or 1)
    return cap.period.model_copy(update={"count": int(whole)}) if whole == int(whole) else None


def _term(term: Term) -> Duration | None:
    return term.length


def _renewal(renewal: Renewal) -> Duration | None:
    return renewal.length if renewal.automatic else None


def _payment(payment: PaymentTerm) -> Duration | None:
    return payment.length


def _period(period: Period) -> Duration | None:
    return period.length


def _itself(length: Duration) -> Duration | None:
    return length


MEASURES = (
    Measure("liability_cap", "Liability cap, as fees of a period", "cap_on_liability", "months", _cap),
    Measure("term", "Term", "term", "months", _term),
    Measure("renewal", "Renewal term", "renewal_term", "months", _renewal),
    Measure("notice_period", "Notice period", "notice_period_to_terminate_renewal", "days", _itself),
    Measure("payment_term", "Payment term", "payment", "days", _payment),
    Measure("confidentiality_period", "Confidentiality period", "confidentiality_period", "years", _period),
    Measure("warranty_period", "Warranty period", "warranty_duration", "months", _period),
)  # fmt: skip


def figures_of(measure: Measure, facts: Sequence[tuple[str, Fact[Any] | None]]) -> Iterator[Figure]:
    """The numbers that contracts, by their names, state of a field."""
    for contract, fact in facts:
        length = measure.length(fact.value) if fact else None
        if fact and fact.quotes and length and length.count > 0:
            yield Figure(contract=contract, size=in_unit(length, measure.unit), quote=fact.quotes[0])


def spread_of(measure: Measure, figures: Sequence[Figure]) -> Spread | None:
    """The spread of the figures; None where there is none."""
    if not figures:
        return None
    ordered = tuple(sorted(figures, key=lambda each: (each.size, each.contract)))
    sizes = [each.size for each in ordered]
    lower, median, upper = (quantile(sizes, part) for part in (1, 2, 3))
    reach = _FENCE * (upper - lower)
    out = tuple(each for each in ordered if not lower - reach <= each.size <= upper + reach)
    return Spread(
        field=measure.field, title=measure.title, clause_type=measure.clause_type, unit=measure.unit,
        lower=lower, median=median, upper=upper, figures=ordered,
        outliers=out if len(ordered) >= _LEAST_FOR_OUTLIERS else (),
    )  # fmt: skip


def quantile(sizes: Sequence[Decimal], quarter: int) -> Decimal:
    """The `quarter`-th quartile of ordered sizes: the first of which at least that share is no greater
    (Hyndman & Fan, "Sample Quantiles", 1996, definition 1)."""
    return sizes[max(0, -(-quarter * len(sizes) // 4) - 1)]


def in_unit(length: Duration, unit: SpreadUnit) -> Decimal:
    """The length in that unit: whole where it was said in it, or in a unit that goes into it, else to one
    decimal."""
    if length.unit == unit:
        return Decimal(length.count)
    if (length.unit, unit) == ("years", "months"):
        return Decimal(length.count * 12)
    if (length.unit, unit) == ("months", "years") and length.count % 12 == 0:
        return Decimal(length.count // 12)
    days = Decimal(str(length.days))
    return (days / _DAYS[unit]).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()
