"""The shape of every noun: an immutable value that refuses what it does not know."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value: equal by content, hashable, closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")
