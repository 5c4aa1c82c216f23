"""What is wrong with a playbook file, told with its line and the remedy."""

import difflib
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from contracts.metadata import Duration
from playbooks.checks import Check
from playbooks.conditions import Condition
from playbooks.playbook import Fallback, Playbook, Position
from playbooks.reading import Data, Lines, Path


def models_by_kind() -> dict[str, type[BaseModel]]:
    """The checks and conditions by the word that stands in their `kind`."""
    models = get_args(get_args(Check)[0]) + get_args(get_args(Condition)[0])
    return {model.model_fields["kind"].default: model for model in models}


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
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(key, data, path)
        case "missing":
            return f'"{key}" is missing; add a line `{key}: …`'
        case "union_tag_not_found":
            return f"a check or condition needs a kind; add `kind:` with one of {', '.join(models_by_kind())}"
        case "union_tag_invalid":
            tag = detail.get("ctx", {}).get("tag", "")
            near = difflib.get_close_matches(str(tag), models_by_kind(), n=1)
            hint = f'did you mean "{near[0]}"? ' if near else ""
            return f'there is no kind "{tag}"; {hint}the kinds are {", ".join(models_by_kind())}'
        case "string_type" if isinstance(detail["input"], str | int | float) or detail["input"] is not None:
            return f'"{key}" must be words; put the value in quotation marks'
        case "tuple_type" | "list_type":
            return f'"{key}" must be a list; write `{key}: [one, two]`'
        case _:
            return f'"{key}" cannot be used ({detail["msg"].lower()}); correct the value'


def _unknown_key(key: str, data: Data, path: Path) -> str:
    allowed = [name for name in _model_at(data, path[:-1]).model_fields if name != "sha256"]
    near = difflib.get_close_matches(key, allowed, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"the keys here are {', '.join(allowed)}"
    return f'unknown key "{key}"; {hint}'


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


def _at(data: Data, path: Path) -> Data:
    for step in path:
        if isinstance(data, dict):
            data = data[str(step)]
        elif isinstance(data, list):
            data = data[int(step)]
    return data
