"""The typed checks of a position: declarative, serialisable, never code.

Each says what must hold of the passages found for the position. How a check is carried out is the
review's business (`review/checking.py`); a check that cannot be decided is `not_evaluated`.

Phrases (`near`, `groups`, `phrases`, `unless`, `signs`) are matched without case and by whole words; `*` at
the end of a word stands for any ending ("indemnif*"), `...` between words for up to eight others of the same
sentence ("developed ... independently"), `{party_us}` and `{party_them}` for what the contract calls our
side and the other ("{party_us} ... own*"). `says` puts into plain words, for the people who read a verdict,
what the phrases look for.
"""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from contracts.metadata import Duration
from contracts.value import Value
from playbooks.phrase import Phrase

Pick = Literal["smallest", "largest", "first"]
Group = Annotated[tuple[Phrase, ...], Field(min_length=1)]
OwedBy = Literal["any", "us", "them"]  # whose promise a sentence must be able to be
IfNone = Literal["not_evaluated", "pass", "fail"]  # the outcome where no value of the kind is found


class Present(Value):
    """A clause of the position's types is there."""

    kind: Literal["present"] = "present"


class AbsentCheck(Value):
    """No clause of the position's types is there. Where `signs` are given, only a place that says one of
    them counts as such a clause."""

    kind: Literal["absent"] = "absent"
    signs: tuple[Phrase, ...] = ()


class DurationRange(Value):
    """A length of time lies in [min, max]. It is taken from sentences that hold one of the words `near`
    (all sentences of the passages when empty), the `pick` of those found; failing those, from the sentences
    beside them, but for those that hold one of `not_near`. `subject: term` asks for how long the contract
    runs: what the metadata say of that comes first."""

    kind: Literal["duration"] = "duration"
    min: Duration | None = None
    max: Duration | None = None
    near: tuple[Phrase, ...] = ()
    not_near: tuple[Phrase, ...] = ()
    subject: Literal["any", "term"] = "any"
    pick: Pick = "first"
    if_none: IfNone = "not_evaluated"


class NumberRange(Value):
    """A number (a percentage, or a multiple such as "two times the fees") lies in [min, max]."""

    kind: Literal["number"] = "number"
    unit: Literal["percent", "multiple", "count"] = "count"
    min: Decimal | None = None
    max: Decimal | None = None
    near: tuple[Phrase, ...] = ()
    pick: Pick = "first"
    if_none: IfNone = "not_evaluated"


class MoneyRange(Value):
    """An amount of money lies in [min, max]; another currency is `not_evaluated`."""

    kind: Literal["money"] = "money"
    currency: str
    min: Decimal | None = None
    max: Decimal | None = None
    near: tuple[Phrase, ...] = ()
    pick: Pick = "first"
    if_none: IfNone = "not_evaluated"


class FeesPeriod(Value):
    """A liability cap expressed as the fees of a period ("the fees paid in the twelve months before")
    covers at least `min` and at most `max`."""

    kind: Literal["fees_period"] = "fees_period"
    min: Duration | None = None
    max: Duration | None = None
    if_none: IfNone = "not_evaluated"


class OneOf(Value):
    """A metadata field has one of these values (compared without case; the governing law "Delaware"
    also matches "the State of Delaware")."""

    kind: Literal["one_of"] = "one_of"
    field: Literal["governing_law", "contract_type"]
    values: tuple[str, ...] = Field(min_length=1)


class MustMention(Value):
    """The passages say at least one of the phrases of each group (every group must be met), all in one
    sentence where `within` says so. With `anywhere`, one such sentence counts wherever in the contract it
    stands. With `references` the headings of the clauses that the passages point to ("Section 9") count
    too. `says` has a description per group, or none at all. With `owed_by`, a sentence that binds the other
    side alone does not count ("Customer shall notify Vendor" is no promise of Vendor's)."""

    kind: Literal["must_mention"] = "must_mention"
    groups: tuple[Group, ...] = Field(min_length=1)
    within: Literal["passages", "sentence"] = "passages"
    anywhere: bool = False
    references: bool = False
    owed_by: OwedBy = "any"
    says: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _describes_every_group(self) -> Self:
        if self.says and len(self.says) != len(self.groups):
            raise ValueError(f"says has {len(self.says)} descriptions for {len(self.groups)} groups")
        return self


class MustNotMention(Value):
    """The passages say none of the phrases. A sentence that also says one of `unless` does not count
    ("perpetual" is no fault in the sentence on trade secrets), nor does one that binds the other side than
    `owed_by` alone."""

    kind: Literal["must_not_mention"] = "must_not_mention"
    phrases: tuple[Phrase, ...] = Field(min_length=1)
    unless: tuple[Phrase, ...] = ()
    owed_by: OwedBy = "any"
    says: str = ""


class Mutual(Value):
    """The passages bind both parties alike ("each party", "either party", or both named in turn). With
    `or_ours` it is enough that our side has the right."""

    kind: Literal["mutual"] = "mutual"
    or_ours: bool = False


class SimilarTo(Value):
    """The best passage is as close to the approved clause as `at_least`, in [0, 1]."""

    kind: Literal["similar"] = "similar"
    clause: str
    at_least: float = Field(ge=0, le=1)


class AskModel(Value):
    """A question to the second reader; without one it is `not_evaluated`, never a pass."""

    kind: Literal["ask_model"] = "ask_model"
    question: str
    expected: Literal["yes", "no"]


Check = Annotated[
    Present
    | AbsentCheck
    | DurationRange
    | NumberRange
    | MoneyRange
    | FeesPeriod
    | OneOf
    | MustMention
    | MustNotMention
    | Mutual
    | SimilarTo
    | AskModel,
    Field(discriminator="kind"),
]
