"""When a position applies: typed declarations over facts of the contract, never code."""

from typing import Annotated, Literal

from pydantic import Field

from contracts.value import Value

FactName = Literal["contract_type", "side", "governing_law", "personal_data", "auto_renewal", "mentions"]


class FactIs(Value):
    """The fact has one of `values` (lower case). `personal_data` and `auto_renewal` are "yes" or "no";
    `mentions` holds when the document says one of the values. An unknown fact makes the condition
    unknown, and an unknown condition counts as met, so that nothing is skipped by ignorance."""

    kind: Literal["fact"] = "fact"
    fact: FactName
    values: tuple[str, ...] = Field(min_length=1)


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


Condition = Annotated[FactIs | AllOf | AnyOf | Not, Field(discriminator="kind")]

AllOf.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()
