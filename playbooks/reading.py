"""YAML text → plain data, with the line each value stands on.

A stricter YAML than the default: only `true` and `false` are booleans (so `no` and `yes` are words), dates
stay words, decimals stay exact, and a key may not be said twice.
"""

import re
from decimal import Decimal

import yaml

from contracts.errors import InvalidPlaybookError

Path = tuple[str | int, ...]
Data = str | int | Decimal | bool | None | list["Data"] | dict[str, "Data"]

MAX_VALUES = 50_000
MAX_DEPTH = 40

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Lines:
    """The 1-based line of each value, by its path from the root."""

    def __init__(self) -> None:
        self._by_path: dict[Path, int] = {}

    def put(self, path: Path, line: int) -> None:
        self._by_path[path] = line

    def of(self, path: Path) -> int:
        """Line of the value at `path`, or of the nearest value around it."""
        while path and path not in self._by_path:
            path = path[:-1]
        return self._by_path.get(path, 1)

    def __len__(self) -> int:
        return len(self._by_path)


def read_yaml(text: str) -> tuple[Data, Lines]:
    """The data of a YAML document and its lines. Raises `InvalidPlaybookError`, which names the line."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise InvalidPlaybookError(
            f"line {line}: this is not YAML ({error.problem or error.context}); "
            "check the indentation, the colons and the quotation marks there"
        ) from error
    except yaml.YAMLError as error:
        raise InvalidPlaybookError("this is not YAML text; save the file as plain UTF-8 text") from error
    if root is None:
        raise InvalidPlaybookError("line 1: the file is empty; start from one of the starter playbooks")
    lines = Lines()
    return _value(root, (), lines), lines


def _value(node: yaml.Node, path: Path, lines: Lines) -> Data:
    line = node.start_mark.line + 1
    # aliases can repeat themselves without end, so what is built is counted, not what is written
    if len(path) > MAX_DEPTH or len(lines) > MAX_VALUES:
        raise InvalidPlaybookError(f"line {line}: too deep or too long; a playbook needs no YAML aliases")
    lines.put(path, line)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, number), lines) for number, item in enumerate(node.value)]
    return _scalar(node)


def _mapping(node: yaml.MappingNode, path: Path, lines: Lines) -> Data:
    data: dict[str, Data] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise InvalidPlaybookError(f"line {line}: a key must be one word, as in `title: …`")
        key: str = key_node.value
        if key in data:
            raise InvalidPlaybookError(f'line {line}: "{key}" is said twice; keep one of the two')
        data[key] = _value(value_node, (*path, key), lines)
        lines.put((*path, key), line)
    return data


def _scalar(node: yaml.Node) -> Data:
    text: str = node.value
    if not isinstance(node, yaml.ScalarNode) or node.style is not None:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
