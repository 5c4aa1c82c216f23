"""A YAML file of clauses → `ApprovedClause`s, or everything that is wrong with it, told by line."""

import difflib
from collections.abc import Mapping
from typing import cast, get_args

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from clause_library.clause import ApprovedClause, Posture, Side, Status
from contracts.errors import InvalidClauseError
from contracts.yaml_text import Data, Lines, Node, NotPlainError, plain_data, refuse_too_long

_KEYS = ("notice", "clauses")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "side": get_args(Side), "posture": get_args(Posture), "status": get_args(Status),
}  # fmt: skip
_SHAPES = {
    "id": "small letters, digits and single hyphens (`cap-twelve-months`)",
    "approved_on": "a date as year-month-day (2026-01-31)",
    "version": "a whole number from 1",
    "value_from": "an amount (10000)",
    "value_to": "an amount (50000)",
    "value_currency": "a currency by its three letters (EUR)",
    "slots": "`name: default words` lines",
}
_SHOWN = 5
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def read_clauses(text: str, name: str) -> tuple[list[ApprovedClause], dict[str, int]]:
    """The clauses of a file called `name`, and the 1-based line of each by its id.

    Raises `InvalidClauseError` with one line per problem (the first five): file, line, clause, field, what
    is expected there.
    """
    try:
        data, lines = _plain(text)
        return _clauses(data, lines)
    except _Problems as error:
        shown = error.told[:_SHOWN]
        if len(error.told) > _SHOWN:
            shown.append(f"and {len(error.told) - _SHOWN} more; correct these first")
        raise InvalidClauseError("\n".join(f"{name}, {each}" for each in shown)) from error


class _Problems(Exception):
    def __init__(self, *told: str) -> None:
        super().__init__()
        self.told = list(told)


def _plain(text: str) -> tuple[Data, Lines]:
    try:
        refuse_too_long(text)
        root = yaml.compose(text, Loader=_LOADER)
        if root is None:
            raise _Problems("line 1: the file is empty; it must hold `notice:` and `clauses:`")
        return plain_data(cast(Node, root))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        told = error.problem or error.context
        raise _Problems(
            f"line {mark.line + 1 if mark else 1}: this is not YAML ({told}); "
            "check the indentation, the colons and the quotation marks there"
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _Problems("line 1: this is not YAML text; save the file as plain UTF-8 text") from error
    except NotPlainError as error:
        raise _Problems(str(error)) from error


def _clauses(data: Data, lines: Lines) -> tuple[list[ApprovedClause], dict[str, int]]:
    if not isinstance(data, dict) or not isinstance(data.get("clauses"), list) or not data.get("notice"):
        raise _Problems("line 1: the file must hold `notice:` (who must approve the words) and `clauses:`")
    told = [
        f"line {lines.of((key,))}: {_unknown(key, _KEYS)}" for key in data if key not in _KEYS
    ]  # so that a second list under a slip of the pen is not passed over in silence
    found: list[ApprovedClause] = []
    at: dict[str, int] = {}
    for number, entry in enumerate(cast("list[Data]", data["clauses"])):
        line = lines.of(("clauses", number))
        try:
            clause = ApprovedClause.model_validate(entry)
        except ValidationError as error:
            told += _told(error, entry, number=number, lines=lines)
            continue
        if clause.id in at:
            told.append(
                f'line {line}: a second clause "{clause.id}" (the first: line {at[clause.id]}); rename it'
            )
        at.setdefault(clause.id, line)
        found.append(clause)
    if told:
        raise _Problems(*told)
    return found, at


def _told(error: ValidationError, entry: Data, *, number: int, lines: Lines) -> list[str]:
    name = entry.get("id") if isinstance(entry, dict) else None
    place = f'clause "{name}"' if isinstance(name, str) else f"clause number {number + 1}"
    found: list[tuple[int, str]] = []
    # an unknown key first: it is often the slip that made another one missing
    details = sorted(error.errors(include_url=False), key=lambda one: one["type"] != "extra_forbidden")
    for detail in details:
        line = lines.of(("clauses", number, *detail["loc"]))
        found.append((line, f"line {line}: {place}: {_sentence(detail)}"))
    return [sentence for _, sentence in sorted(found, key=lambda one: one[0])]


def _sentence(detail: ErrorDetails) -> str:
    key = str(detail["loc"][0]) if detail["loc"] else ""
    kind = detail["type"]
    if kind == "extra_forbidden":
        return _unknown(key, tuple(ApprovedClause.model_fields))
    if kind == "missing":
        return f'"{key}" is missing; add a line `{key}: …`' + (
            f" with one of {', '.join(_CHOICES[key])}" if key in _CHOICES else ""
        )
    if kind == "value_error":
        return detail["msg"].removeprefix("Value error, ")
    if not key:
        return "a clause is a list of `key: value` lines, starting with `id:`"
    if key in _CHOICES:
        given = str(detail["input"])[:40]
        near = difflib.get_close_matches(given, _CHOICES[key], n=1)
        hint = f'did you mean "{near[0]}"? ' if near else ""
        return f'"{key}" cannot be "{given}"; {hint}it is one of {", ".join(_CHOICES[key])}'
    if kind == "tuple_type":
        return f'"{key}" must be a list; write `{key}: [one, two]`'
    expected = _SHAPES.get(key, "words; put the value in quotation marks")
    if kind == "string_too_short":
        expected = "words; it is empty"
    return f'"{key}" cannot be used ({detail["msg"].lower()}); it must be {expected}'


def _unknown(key: str, allowed: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(key, allowed, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"the keys here are {', '.join(allowed)}"
    return f'unknown key "{key[:40]}"; {hint}'
