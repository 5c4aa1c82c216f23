"""Values of the model → plain data, as a playbook file writes them."""

import re
from decimal import Decimal
from typing import Any, cast

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from contracts.metadata import Duration
from contracts.yaml_text import Data

COMPUTED = frozenset({"sha256", "bases", "origins"})
"""Fields of a playbook that are worked out and stand in no file."""

_DURATION = re.compile(r"(-?\d{1,9}) (hour|day|business day|week|month|year)s?")
_BOUNDS = ("min", "max")


def plain_of(value: object) -> Data:
    """The value as lists, mappings in the order of the models, and words; what equals its default and what is
    computed is left out. A length of time is words ("30 days")."""
    if isinstance(value, Duration):
        return length_of_time(value)
    if isinstance(value, BaseModel):
        return {
            name: plain_of(getattr(value, name))
            for name in type(value).model_fields
            if name not in COMPUTED and (name == "kind" or not is_default(value, name))
        }
    if isinstance(value, tuple):
        return [plain_of(item) for item in cast("tuple[object, ...]", value)]
    return Decimal(repr(value)) if isinstance(value, float) else cast(Data, value)


def length_of_time(length: Duration) -> str:
    """ "1 month", "12 months", "5 business days"."""
    unit = length.unit.replace("_", " ")
    return f"{length.count} {unit.removesuffix('s') if length.count == 1 else unit}"


def is_default(value: BaseModel, name: str) -> bool:
    """Whether a field need not be written: it says what it says when it is left out."""
    field = type(value).model_fields[name]
    return field.default is not PydanticUndefined and getattr(value, name) == field.default


def with_durations(data: Data) -> Any:
    """The plain data with each "30 days" under `min` or `max` as count and unit, as the model reads it."""
    if isinstance(data, list):
        return [with_durations(item) for item in data]
    if not isinstance(data, dict):
        return data
    read: dict[str, Any] = {}
    for key, value in data.items():
        found = _DURATION.fullmatch(value) if key in _BOUNDS and isinstance(value, str) else None
        if found:
            read[key] = {"count": int(found[1]), "unit": found[2].replace(" ", "_") + "s"}
        else:
            read[key] = with_durations(value)
    return read
