"""The YAML text of a playbook → plain data with lines, as strict as `contracts.yaml_text`.

The text is scanned once before it is composed, so that what is too deep, too long or no plain data is refused
before memory or the stack is spent on it.
"""

import re
from typing import Any, cast

import yaml

from contracts.errors import InvalidPlaybookError
from contracts.yaml_text import (
    MAX_CHARS,
    MAX_DEPTH,
    MAX_VALUES,
    Data,
    Lines,
    Node,
    NotPlainError,
    Path,
    plain_data,
    refuse_too_long,
)

__all__ = ["MAX_DEPTH", "MAX_VALUES", "Data", "Lines", "Path", "compose", "decoded", "read_yaml"]

_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_BOM = "\ufeff"
_NO_CHARACTER = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_DIGITS = 400
_DIGITS = re.compile(rf"[-+]?[0-9.]{{{_MOST_DIGITS + 1},}}")


def decoded(data: bytes) -> str:
    """The text of a playbook file. Raises `InvalidPlaybookError` for what is no UTF-8, or far too long."""
    if len(data) > 4 * MAX_CHARS:
        raise InvalidPlaybookError(
            f"the file has {len(data)} bytes, more than any playbook; split it into several files"
        )
    try:
        return data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InvalidPlaybookError(f"line {line}: this is not UTF-8 text; save the file as UTF-8") from error


def read_yaml(text: str) -> tuple[Data, Lines]:
    """The data of a YAML document and its lines. Raises `InvalidPlaybookError`, which names the line."""
    try:
        return plain_data(cast(Node, compose(text)))
    except NotPlainError as error:
        raise InvalidPlaybookError(str(error)) from error


def compose(text: str) -> yaml.Node:
    """The root node of a YAML document whose bounds were looked at first. Raises `InvalidPlaybookError`."""
    try:
        refuse_too_long(text)
        bad = _NO_CHARACTER.search(text.removeprefix(_BOM))
        if bad:
            line = text.count("\n", 0, bad.start()) + 1
            raise InvalidPlaybookError(
                f"line {line}: the character U+{ord(bad[0]):04X} cannot stand in a YAML file; remove it"
            )
        _refuse_unbounded(text)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise InvalidPlaybookError(_told(error, text)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InvalidPlaybookError("this is not YAML text; save the file as plain UTF-8 text") from error
    except NotPlainError as error:
        raise InvalidPlaybookError(str(error)) from error
    if root is None:
        raise InvalidPlaybookError("line 1: the file is empty; start from one of the starter playbooks")
    return root


def _refuse_unbounded(text: str) -> None:
    depth = values = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent):
            _refuse_number(event, line)
        if isinstance(event, yaml.NodeEvent):
            values += 1
            _refuse_reference(event, line)
        # a key and its value are two nodes of one value
        if depth > MAX_DEPTH or values > 2 * MAX_VALUES:
            raise InvalidPlaybookError(f"line {line}: too deep or too long; split the file or flatten it")


def _refuse_number(event: yaml.ScalarEvent, line: int) -> None:
    if not event.style and _DIGITS.fullmatch(event.value):
        raise InvalidPlaybookError(
            f"line {line}: a number of more than {_MOST_DIGITS} digits; correct it, or put it in quotes"
        )


def _refuse_reference(event: yaml.NodeEvent, line: int) -> None:
    """Anchors could repeat a value without end, tags could ask for anything."""
    if event.anchor is not None:
        raise InvalidPlaybookError(
            f"line {line}: an anchor or a repetition (`&`, `*`) is not read here; write the values out, and "
            "put a word that begins with `*` or `&` in quotation marks"
        )
    tag: str | None = getattr(event, "tag", None)
    if tag is not None:
        raise InvalidPlaybookError(f"line {line}: the tag `{tag}` is not read here; remove it")


def _told(error: yaml.MarkedYAMLError, text: str) -> str:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    here = lines[line - 1] if line <= len(lines) else ""
    if here[: len(here) - len(here.lstrip())].count("\t"):
        return f"line {line}: a tab stands in the indentation; use spaces"
    return (
        f"line {line}: this is not YAML ({error.problem or error.context}); "
        "check the indentation, the colons and the quotation marks there"
    )
