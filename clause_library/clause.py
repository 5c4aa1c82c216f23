"""An approved clause: wording that counsel has agreed we may offer."""

from datetime import date
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from contracts.metadata import Money
from contracts.value import Value

Side = Literal["customer", "vendor", "mutual"]
Posture = Literal["protective", "balanced", "conciliatory"]
Status = Literal["draft", "approved", "retired"]
Standing = Literal["sample", "approved", "draft", "retired"]

STANDINGS: dict[Standing, str] = {
    "sample": "sample: counsel must approve it before use",
    "approved": "approved",
    "draft": "draft: not to be offered yet",
    "retired": "retired: no longer offered",
}
"""What to tell a person who sees a clause."""


class ApprovedClause(Value):
    """A clause of the library.

    `text` is one or more paragraphs (separated by a line feed), with named slots in braces
    (`{term_years}`); `slots` gives each slot's default words, "" where a person must fill it in.
    Slots named `{party_us}` and `{party_them}`, `{agreement}` are filled from the document's own
    defined terms. `fallbacks` are ids of weaker variants, best first. `summary` is in plain language.

    When it may be used: `contract_types`; `jurisdictions`, by the plain names of governing laws
    ("England and Wales"), () for any; contracts worth from `value_from` up to but not including
    `value_to`, in `value_currency` (ISO 4217), where given.

    `approved_by` and `approved_on` say which person of ours agreed to these words, and when. Words that may
    be offered and that nobody has put their name to are a sample (`standing`).
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)
    type: str = Field(min_length=1)
    title: str = Field(min_length=1)
    text: str = Field(min_length=1)
    side: Side
    posture: Posture
    contract_types: tuple[str, ...]
    jurisdictions: tuple[str, ...] = ()
    value_from: Decimal | None = Field(default=None, ge=0)
    value_to: Decimal | None = Field(default=None, gt=0)
    value_currency: str = Field(default="", pattern=r"^([A-Z]{3})?$")
    slots: dict[str, str] = Field(default_factory=dict)
    fallbacks: tuple[str, ...] = ()
    guidance: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    version: int = Field(default=1, ge=1)
    status: Status = "approved"
    approved_by: str = ""
    approved_on: date | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if bool(self.approved_by) != (self.approved_on is not None):
            raise ValueError("an approval needs both `approved_by` and `approved_on` (a date, 2026-01-31)")
        if self.approved_by and self.status == "draft":
            raise ValueError("a draft has no approval yet; set `status: approved` or leave out `approved_by`")
        bounded = self.value_from is not None or self.value_to is not None
        if bounded != bool(self.value_currency):
            raise ValueError("`value_from` and `value_to` go together with `value_currency` (EUR, USD …)")
        if self.value_from is not None and self.value_to is not None and self.value_from >= self.value_to:
            raise ValueError("`value_from` must be below `value_to`")
        return self

    @property
    def standing(self) -> Standing:
        """Its status, where nobody's approval stands behind "approved": that it is a sample."""
        return "sample" if self.status == "approved" and not self.approved_by else self.status

    def serves(self, contract_type: str = "", *, jurisdiction: str = "", value: Money | None = None) -> bool:
        """Whether its conditions let it into such a contract; "" and None ask nothing. A value in another
        currency than the clause's bounds cannot be compared, and so does not pass them."""
        named = {each.casefold() for each in self.jurisdictions}
        return (
            (not contract_type or contract_type in self.contract_types)
            and (not jurisdiction or not named or jurisdiction.casefold() in named)
            and (value is None or self._takes(value))
        )

    def _takes(self, value: Money) -> bool:
        if not self.value_currency:
            return True
        return (
            value.currency == self.value_currency
            and (self.value_from is None or value.amount >= self.value_from)
            and (self.value_to is None or value.amount < self.value_to)
        )
