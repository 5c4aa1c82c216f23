"""One position as a form, and the form as a position again. What has no field is kept as it was."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from contracts.errors import InvalidPlaybookError
from contracts.metadata import Duration
from playbooks.checks import Check
from playbooks.plain import length_of_time, plain_of, with_durations
from playbooks.playbook import Position

CHECK_KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "present": ("there is such a clause", {}),
    "absent": ("there is no such clause", {}),
    "duration": ("a length of time", {"max": "30 days"}),
    "number": ("a percentage or a number", {"unit": "percent", "max": 10}),
    "money": ("an amount of money", {"currency": "USD", "min": 1_000_000}),
    "fees_period": ("a cap as the fees of a period", {"min": "12 months"}),
    "one_of": ("one of some laws or types", {"field": "governing_law", "values": ["England and Wales"]}),
    "must_mention": ("words that must be there", {"groups": [["words to look for"]]}),
    "must_not_mention": ("words that must not be there", {"phrases": ["words to avoid"]}),
    "mutual": ("it binds both parties alike", {}),
}
_WORDS = (
    "title", "issue", "standard", "walk_away", "approver", "guidance", "counterparty_text",
)  # fmt: skip
_LINES = ("clause_types", "signs")
_LABELS = {
    "min": "At least", "max": "At most", "if_none": "Where no figure is found", "near": "Near these words",
    "not_near": "But not near these", "pick": "Of several figures", "or_ours": "Or for us alone",
    "groups": "Words", "phrases": "Words", "unless": "Unless it also says", "within": "Looked for within",
    "anywhere": "Anywhere in the contract counts", "references": "Clauses it points to count",
    "says": "Said of it in the review", "signs": "Only where it says", "values": "One of",
    "owed_by": "Promised by", "at_least": "As close as (0 to 1)",
}  # fmt: skip
_RUNG_WORDS = ("title", "clause", "approver")


class Field(NamedTuple):
    """One input: its name in the form, its label, its kind (text, lines, groups, choice, tick), its value
    and, for a choice, what may be chosen."""

    name: str
    label: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()


def check_fields(check: Check, under: str) -> tuple[Field, ...]:
    """The inputs of one check, whose names begin with `under`."""
    return tuple(_fields(check, under))


def _fields(check: BaseModel, under: str) -> Iterator[Field]:
    for name, field in type(check).model_fields.items():
        if name == "kind":
            continue
        kind, choices = _kind_of(field.annotation)
        label = _LABELS.get(name) or name.replace("_", " ").capitalize()
        value = _shown(getattr(check, name), kind)
        yield Field(name=f"{under}-{name}", label=label, kind=kind, value=value, choices=choices)


def _kind_of(annotation: Any) -> tuple[str, tuple[str, ...]]:
    annotation = _bare(annotation)
    if annotation is bool:
        return "tick", ()
    origin = get_origin(annotation)
    if origin is tuple:
        return ("groups" if get_origin(_bare(get_args(annotation)[0])) is tuple else "lines"), ()
    if (
        origin is not None
        and origin is not Union
        and all(isinstance(each, str) for each in get_args(annotation))
    ):
        return "choice", tuple(get_args(annotation))
    return "text", ()


def _bare(annotation: Any) -> Any:
    """The type without what is asked of it."""
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _shown(value: Any, kind: str) -> str:
    if kind == "lines":
        return "\n".join(value)
    if kind == "groups":
        return "\n".join(" | ".join(group) for group in value)
    if kind == "tick":
        return "yes" if value else ""
    if isinstance(value, Duration):
        return length_of_time(value)
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)


def revised(position: Position, form: Mapping[str, str]) -> Position:
    """The position with what the form says; fields that are not in the form stay.

    A fallback or a check whose `…-remove` is ticked goes; `add_check` and `add_fallback` add one to fill in.
    Raises `InvalidPlaybookError` with the field and the remedy.
    """
    plain: Any = plain_of(position)
    for name in _WORDS:
        if name in form:
            plain[name] = _spaced(form[name])
    for name in _LINES:
        if name in form:
            plain[name] = _lines(form[name])
    plain["severity"] = form.get("severity", position.severity)
    plain["required"] = "required" in form
    plain["checks"] = _checks(position.checks, form, "checks")
    rungs = [
        {name: _spaced(form.get(f"fallbacks-{number}-{name}", "")) for name in _RUNG_WORDS}
        | {"checks": _checks(rung.checks, form, f"fallbacks-{number}-checks")}
        for number, rung in enumerate(position.fallbacks)
        if f"fallbacks-{number}-remove" not in form
    ]
    if "add_fallback" in form:
        rungs.append({"title": "A new fallback", "checks": [{"kind": "present"}]})
    plain["fallbacks"] = rungs
    return _valid(plain)


def _checks(checks: tuple[Check, ...], form: Mapping[str, str], under: str) -> list[Any]:
    kept = [
        {"kind": check.kind} | dict(_told(check, form, f"{under}-{number}"))
        for number, check in enumerate(checks)
        if f"{under}-{number}-remove" not in form
    ]
    added = form.get(f"{under}-add", "")
    if added in CHECK_KINDS:
        kept.append({"kind": added} | CHECK_KINDS[added][1])
    return kept


def _told(check: Check, form: Mapping[str, str], under: str) -> Iterator[tuple[str, Any]]:
    for field in _fields(check, under):
        name = field.name.removeprefix(f"{under}-")
        words = form.get(field.name, "").strip()
        if field.kind == "tick":
            yield name, field.name in form
        elif field.kind == "lines":
            yield name, _lines(words)
        elif field.kind == "groups":
            yield name, [_parts(line) for line in _lines(words)]
        elif words:
            yield name, words


def _valid(plain: Any) -> Position:
    try:
        return Position.model_validate(with_durations(plain))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if "Duration" in first["msg"]:
            raise InvalidPlaybookError(
                f"“{str(first['input'])[:60]}” is no length of time; write it like “30 days” or “12 months”"
            ) from error
        place = " ".join(
            f"{step + 1}" if isinstance(step, int) else str(step).replace("_", " ") for step in first["loc"]
        )
        said = first["msg"].removeprefix("Value error, ")
        raise InvalidPlaybookError(f"{place}: {said[:1].lower()}{said[1:]}; correct it") from error


def _spaced(words: str) -> str:
    return re.sub(r"[ \t]+", " ", words.replace("\r\n", "\n")).strip()


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("|") if part.strip()]
