"""The JSON Schema of a playbook file, by which an editor completes keys and marks mistakes while one writes.

It describes the file and not the value: lengths of time are words, nothing computed is in it, and a file that
extends another may leave out what its base says.
"""

from collections.abc import Collection
from typing import Any, cast

from pydantic import TypeAdapter

from playbooks.checks import Check
from playbooks.conditions import CLOSED, Condition
from playbooks.inherit import INHERITED_HEAD
from playbooks.plain import COMPUTED
from playbooks.playbook import Playbook

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LENGTH = r"^-?\d{1,9} (hour|day|business day|week|month|year)s?$"
_Schema = dict[str, Any]


def playbook_schema(*, type_ids: Collection[str] = ()) -> _Schema:
    """The schema as JSON data (draft 2020-12). With `type_ids`, the ids of the taxonomy, clause types are
    completed and checked too."""
    schema: _Schema = Playbook.model_json_schema()
    definitions: dict[str, _Schema] = schema["$defs"]
    for unused in ("BasedOn", "Origin"):
        del definitions[unused]
    for name in _kinds():
        definitions[name]["required"] = ["kind", *definitions[name].get("required", [])]
    definitions["Duration"] = {
        "description": "A length of time: 30 days, 5 business days, 12 months, 2 years.",
        "anyOf": [{"type": "string", "pattern": _LENGTH}, definitions["Duration"]],
    }
    if type_ids:
        definitions["Position"]["properties"]["clause_types"]["items"]["enum"] = sorted(type_ids)
    definitions["FactIs"]["allOf"] = [_closed(fact, values) for fact, values in CLOSED.items()]
    definitions["Change"] = _change(definitions["Position"])
    properties = {name: each for name, each in schema["properties"].items() if name not in COMPUTED}
    properties["positions"] = {"type": "array", "minItems": 1}
    return {
        "$schema": _DIALECT,
        "title": "Playbook",
        "description": "A playbook of Four Corners: docs/playbooks.md says what each key means.",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": ["id", "title", "version"],
        "if": {"required": ["extends"], "properties": {"extends": {"minLength": 1}}},
        "then": {"properties": {"positions": {"items": {"$ref": "#/$defs/Change"}}}},
        "else": {
            "properties": {"positions": {"items": {"$ref": "#/$defs/Position"}}},
            "required": [*(name for name in INHERITED_HEAD if name != "paper"), "positions"],
        },
        "$defs": dict(sorted(definitions.items())),
    }


def _kinds() -> set[str]:
    """The names of the models that are told apart by their `kind`."""
    union: Any = Check | Condition
    adapted = TypeAdapter[Any](union).json_schema()
    definitions = cast("dict[str, _Schema]", adapted["$defs"])
    return {name for name, each in definitions.items() if "kind" in each.get("properties", {})}


def _closed(fact: str, values: Collection[str]) -> _Schema:
    return {
        "if": {"properties": {"fact": {"const": fact}}},
        "then": {"properties": {"values": {"items": {"enum": list(values)}}}},
    }


def _change(position: _Schema) -> _Schema:
    """A position of a file that extends another: its id, and whatever differs or is its own."""
    return {
        **position,
        "title": "Change",
        "description": "A position of the base by its id, with the fields that differ; or a new one, whole.",
        "required": ["id"],
    }
