"""The nodes of a YAML document → plain data, with the line each value stands on.

Stricter than YAML: only `true` and `false` are booleans (so `no` and `yes` are words), dates stay words,
decimals stay exact, a key may not be said twice, and nothing may be repeated by an anchor (a few lines of
anchors can stand for billions of values). Reading text into nodes is the caller's, who has the YAML library.
"""

import re
from decimal import Decimal
from typing import Any, Protocol, cast

Path = tuple[str | int, ...]
Data = str | int | Decimal | bool | None | list["Data"] | dict[str, "Data"]

MAX_CHARS = 1_000_000
MAX_VALUES = 50_000
MAX_DEPTH = 40

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Node(Protocol):
    """A node as PyYAML composes it: `id` is "scalar", "sequence" or "mapping"; marks count from 0."""

    id: str
    value: Any
    start_mark: Any


class NotPlainError(ValueError):
    """What the data may not hold; the message names the line and the remedy. Callers make it their own."""


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


def refuse_too_long(text: str) -> None:
    """Raise `NotPlainError` for a text that is not worth composing: over `MAX_CHARS` characters."""
    if len(text) > MAX_CHARS:
        line = text.count("\n", 0, MAX_CHARS) + 1
        raise NotPlainError(
            f"line {line}: the file goes on beyond {MAX_CHARS} characters; split it into several files"
        )


def plain_data(root: Node) -> tuple[Data, Lines]:
    """The data of a composed document and its lines. Raises `NotPlainError`."""
    lines = Lines()
    return _Reader(lines).value(root, ()), lines


class _Reader:
    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._seen: set[int] = set()

    def value(self, node: Node, path: Path) -> Data:
        line = _line(node)
        if len(path) > MAX_DEPTH or len(self._lines) > MAX_VALUES:
            raise NotPlainError(f"line {line}: too deep or too long; split the file or flatten it")
        if id(node) in self._seen:  # a composer gives an alias the very node of its anchor
            raise NotPlainError(
                f"line {line}: what stands here is repeated by an anchor (`&`, `*`); write it out instead"
            )
        self._seen.add(id(node))
        self._lines.put(path, line)
        if node.id == "mapping":
            return self._mapping(node, path)
        if node.id == "sequence":
            items = cast("list[Node]", node.value)
            return [self.value(item, (*path, number)) for number, item in enumerate(items)]
        return _scalar(node)

    def _mapping(self, node: Node, path: Path) -> Data:
        data: dict[str, Data] = {}
        for key_node, value_node in cast("list[tuple[Node, Node]]", node.value):
            line = _line(key_node)
            if key_node.id != "scalar":
                raise NotPlainError(f"line {line}: a key must be one word, as in `title: …`")
            key = str(key_node.value)
            if key in data:
                raise NotPlainError(f'line {line}: "{key}" is said twice; keep one of the two')
            data[key] = self.value(value_node, (*path, key))
            self._lines.put((*path, key), line)
        return data


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _scalar(node: Node) -> Data:
    text = str(node.value)
    if getattr(node, "style", None):  # quoted or a block: None or "", by the composer, is plain
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
