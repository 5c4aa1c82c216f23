"""When a position applies: typed declarations over facts of the contract, never code."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts.metadata import Duration
from contracts.value import Value
from playbooks.nearest import did_you_mean
from playbooks.phrase import sound_phrase

FactName = Literal[
    "contract_type", "side", "paper", "governing_law", "jurisdiction", "personal_data", "auto_renewal",
    "mentions",
]  # fmt: skip
CLOSED: dict[str, tuple[str, ...]] = {
    "side": ("customer", "vendor", "mutual"),
    "paper": ("ours", "theirs"),
    "personal_data": ("yes", "no"),
    "auto_renewal": ("yes", "no"),
}
"""Facts that can be nothing else."""


class FactIs(Value):
    """The fact has one of `values` (lower case). `paper` is whose draft the contract is; `jurisdiction` the
    governing law or, where that is not known, the place of the courts; `mentions` holds when the document
    says one of the values. An unknown fact makes the condition unknown, and an unknown condition counts as
    met, so that nothing is skipped by ignorance."""

    kind: Literal["fact"] = "fact"
    fact: FactName
    values: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_values_of_the_fact(self) -> Self:
        allowed = CLOSED.get(self.fact)
        for value in self.values:
            if self.fact == "mentions":
                sound_phrase(value)
            if allowed and value not in allowed:
                raise ValueError(
                    f'{self.fact} is never "{value}"; {did_you_mean(value, allowed)}'
                    f"it is one of {', '.join(allowed)}"
                )
        return self


class ValueBetween(Value):
    """The contract's value lies in [min, max] of an ISO 4217 `currency`. Unknown where the contract names no
    value, or one in another currency."""

    kind: Literal["value"] = "value"
    currency: str = Field(pattern="^[A-Z]{3}$")
    min: Decimal | None = None
    max: Decimal | None = None


class TermBetween(Value):
    """The contract runs for a time in [min, max]; one without an end runs longer than any. Unknown where
    the term is not known."""

    kind: Literal["term"] = "term"
    min: Duration | None = None
    max: Duration | None = None


class AllOf(Value):
    """Every one of the conditions holds."""

    kind: Literal["all"] = "all"
    of: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Value):
    """At least one of the conditions holds."""

    kind: Literal["any"] = "any"
    of: tuple["Condition", ...] = Field(min_length=1)


class Not(Value):
    """The condition does not hold."""

    kind: Literal["not"] = "not"
    of: "Condition"


Condition = Annotated[FactIs | ValueBetween | TermBetween | AllOf | AnyOf | Not, Field(discriminator="kind")]

AllOf.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()
