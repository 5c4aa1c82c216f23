"""What is wrong with a playbook file, told with its line, the values expected there, and the remedy."""

import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from contracts.metadata import Duration
from contracts.yaml_text import Data, Lines, Path
from playbooks.checks import Check
from playbooks.conditions import Condition
from playbooks.nearest import did_you_mean
from playbooks.plain import COMPUTED
from playbooks.playbook import Fallback, Playbook, Position

_QUOTED = re.compile(r"'([^']*)'")
_LENGTH = 'must be a length of time; write it as in "30 days", "5 business days", "12 months" or "2 years"'
_NUMBER = "must be a number; write it as in 12 or 99.5, without a unit"
_SENTENCES = {
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "tuple_type": "must be a list; write `{key}: [one, two]`",
    "list_type": "must be a list; write `{key}: [one, two]`",
    "string_type": "must be words; put the value in quotation marks",
    "too_short": "is an empty list; give it one entry at least",
    "missing": "is missing; add a line `{key}: …`",
}


def models_by_kind() -> dict[str, type[BaseModel]]:
    """The checks and conditions by the word that stands in their `kind`."""
    return {**_by_kind(Check), **_by_kind(Condition)}


def problems_of(error: ValidationError, data: Data, *, lines: Lines) -> list[str]:
    """One sentence per problem, in the order of the file."""
    found: list[tuple[int, str]] = []
    for detail in error.errors(include_url=False):
        if detail["type"] == "too_short" and detail["input"]:
            continue  # not short: what is in the list was refused, which is told by itself
        path = _path_in(data, detail["loc"])
        line = lines.of(path)
        found.append((line, f"line {line}: {_place(data, path)}{_sentence(detail, data, path)}"))
    return [told for _, told in sorted(found, key=lambda one: one[0])]


def _path_in(data: Data, loc: Path) -> Path:
    """The path in the file that an error's place speaks of; pydantic adds the kind of a check to it."""
    path: list[str | int] = []
    here = data
    for step in loc:
        named = isinstance(here, dict) and isinstance(step, str) and step in here
        if named or (isinstance(here, list) and isinstance(step, int) and step < len(here)):
            here = _at(here, (step,))
            path.append(step)
    return tuple(path)


def _place(data: Data, path: Path) -> str:
    """Name the position, so that a person can search for it."""
    if len(path) < 2 or path[0] != "positions":
        return ""
    position = _at(data, path[:2])
    name = position.get("id") if isinstance(position, dict) else None
    return f'position "{name}": ' if isinstance(name, str) else f"position number {int(path[1]) + 1}: "


def _sentence(detail: ErrorDetails, data: Data, path: Path) -> str:
    key = next((str(step) for step in reversed(detail["loc"]) if isinstance(step, str)), "")
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(key, data, path)
    if kind == "literal_error":
        return _not_among(f'"{key}"', str(detail["input"]), _QUOTED.findall(str(context.get("expected", ""))))
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        kinds = list(_by_kind(Condition if _is_condition(path) else Check))
        if kind == "union_tag_not_found":
            return f"a check or condition needs a kind; add `kind:` with one of {', '.join(kinds)}"
        tag = str(context.get("tag", ""))
        return f'there is no kind "{tag}"; {did_you_mean(tag, kinds)}the kinds are {", ".join(kinds)}'
    if key in ("min", "max") and kind.startswith(("model_", "dict_")):
        return f'"{key}" {_LENGTH}'
    if kind == "value_error":
        return f'"{key}" cannot be used: {context.get("error", detail["msg"])}'
    if kind in _SENTENCES:
        return f'"{key}" {_SENTENCES[kind].format(key=key)}'
    return f'"{key}" cannot be used ({detail["msg"].lower()}); correct the value'


def _not_among(place: str, word: str, expected: list[str]) -> str:
    return f'{place} cannot be "{word}"; {did_you_mean(word, expected)}it is one of {", ".join(expected)}'


def _unknown_key(key: str, data: Data, path: Path) -> str:
    allowed = [name for name in _model_at(data, path[:-1]).model_fields if name not in COMPUTED]
    return f'unknown key "{key}"; {did_you_mean(key, allowed)}the keys here are {", ".join(allowed)}'


def _model_at(data: Data, path: Path) -> type[BaseModel]:
    here = _at(data, path)
    kind = here.get("kind") if isinstance(here, dict) else None
    if isinstance(kind, str) and kind in models_by_kind():
        return models_by_kind()[kind]
    if not path:
        return Playbook
    if path[-1] in ("min", "max"):
        return Duration
    return Fallback if "fallbacks" in path else Position


def _is_condition(path: Path) -> bool:
    return "applies_when" in path


def _by_kind(union: Any) -> dict[str, type[BaseModel]]:
    models: tuple[type[BaseModel], ...] = get_args(get_args(union)[0])
    return {model.model_fields["kind"].default: model for model in models}


def _at(data: Data, path: Path) -> Data:
    for step in path:
        if isinstance(data, dict):
            data = data[str(step)]
        elif isinstance(data, list):
            data = data[int(step)]
    return data
