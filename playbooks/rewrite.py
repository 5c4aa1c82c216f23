"""Writing a changed playbook into the file it came from, so that comments, order and layout stay.

Only the lines of what changed are written anew; all others stay byte for byte, which also keeps the history
of the file readable. What cannot be placed so is written as `dump_playbook` would write it.
"""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple, cast

import yaml

from contracts.errors import InvalidPlaybookError
from contracts.yaml_text import Data
from playbooks.dump import dump_data, dump_playbook, file_of
from playbooks.load import parse_playbook
from playbooks.playbook import Playbook
from playbooks.reading import compose


class _Edit(NamedTuple):
    """Put `text` for `[start, end)` code points of the file."""

    start: int
    end: int
    text: str


class _NotInPlaceError(Exception):
    """A change that has no lines of its own to be written to."""


def rewrite_playbook(text: str, playbook: Playbook, *, bases: Mapping[str, Playbook] | None = None) -> str:
    """`text`, a playbook's file, with what `playbook` holds otherwise; `text` itself where that is nothing.

    Comments stay where what they stand beside stays. Raises `InvalidPlaybookError` where `text` is no
    playbook. The result always reads back as `playbook`.
    """
    old, new = file_of(parse_playbook(text, bases=bases)), file_of(playbook)
    if old == new:
        return text
    ended = text if text.endswith("\n") else text + "\n"
    try:
        edits = sorted(_Merger(ended).merge(compose(ended), old, new=new))
        written = _made(ended, edits)
        if file_of(parse_playbook(written, bases=bases)) == new:
            return written
    except (_NotInPlaceError, InvalidPlaybookError):
        pass  # the canonical form below is always right
    return dump_playbook(playbook)


def _made(text: str, edits: list[_Edit], start: int = 0, end: int | None = None) -> str:
    """The range `[start, end)` of the text with the edits that lie in it made."""
    parts: list[str] = []
    here, stop = start, len(text) if end is None else end
    for edit in edits:
        if start <= edit.start and edit.end <= stop:
            parts += [text[here : edit.start], edit.text]
            here = edit.end
    return "".join([*parts, text[here:stop]])


class _Merger:
    def __init__(self, text: str) -> None:
        self._text = text

    def merge(self, node: yaml.Node, old: Data, *, new: Data) -> Iterator[_Edit]:
        """The edits that make `node`, which says `old`, say `new`."""
        if old == new:
            return
        in_block = not getattr(node, "flow_style", False)
        if (
            isinstance(node, yaml.MappingNode)
            and isinstance(old, dict)
            and isinstance(new, dict)
            and in_block
        ):
            yield from self._mapping(node, old, new=new)
        elif (
            isinstance(node, yaml.SequenceNode)
            and isinstance(old, list)
            and isinstance(new, list)
            and in_block
        ):
            yield from self._sequence(node, old, new=new)
        else:
            yield self._value(node, new)

    def _value(self, node: yaml.Node, new: Data) -> _Edit:
        """A value on one line for one that has its own exact place."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            raise _NotInPlaceError
        start, end = _start(node), self._end(node)
        if start == end:
            raise _NotInPlaceError
        return _Edit(start, end, dump_data(new, in_line=True).strip("\n"))

    def _mapping(
        self, node: yaml.MappingNode, old: dict[str, Data], *, new: dict[str, Data]
    ) -> Iterator[_Edit]:
        pairs = {str(key.value): (key, value) for key, value in node.value}
        for name, (key, value) in pairs.items():
            if old.get(name) == new.get(name) and (name in old) == (name in new):
                continue
            if name not in new:
                yield _Edit(self._line_start(key), self._line_end(value), "")
            elif name not in old or isinstance(old[name], list | dict) != isinstance(new[name], list | dict):
                yield self._entry(key, value, {name: new[name]})
            elif isinstance(value, yaml.CollectionNode) and not value.flow_style:
                yield from self._within(key, value, (old[name], new[name]))
            else:
                yield self._value(value, new[name])
        column = node.value[0][0].start_mark.column
        for name in new:
            if name not in pairs:
                before = [each for each in _earlier(list(new), name) if each in pairs]
                at = self._line_end(pairs[before[-1]][1]) if before else self._line_start(node.value[0][0])
                yield _Edit(at, at, _indented(dump_data({name: new[name]}), column))

    def _within(self, key: yaml.Node, value: yaml.Node, pair: tuple[Data, Data]) -> Iterator[_Edit]:
        """Edits within a block, or the whole of it anew where they have no place in it."""
        try:
            yield from list(self.merge(value, pair[0], new=pair[1]))
        except _NotInPlaceError:
            yield self._entry(key, value, {str(key.value): pair[1]})

    def _entry(self, key: yaml.Node, value: yaml.Node, entry: dict[str, Data]) -> _Edit:
        """A whole entry anew, from its key to the end of its last line."""
        written = _indented(dump_data(entry), _column(key)).lstrip(" ")
        return _Edit(_start(key), self._line_end(value), written)

    def _sequence(self, node: yaml.SequenceNode, old: list[Data], *, new: list[Data]) -> Iterator[_Edit]:
        """Items of `new` that were in `old` keep their lines, with the comments above them."""
        items = cast("list[yaml.Node]", node.value)
        partners = _partners(old, new)
        if list(partners.items()) == [(n, n) for n in range(len(new))] and len(old) == len(new):
            for item, before, after in zip(items, old, new, strict=True):
                yield from self.merge(item, before, new=after)
            return
        stops = [self._line_start(items[0]), *(self._line_end(item) for item in items)]
        dash = self._text[stops[0] :].index("-")
        apart = "\n" if len(items) > 1 and self._text[stops[1] : stops[2]].startswith("\n") else ""
        parts: list[str] = []
        for number, after in enumerate(new):
            if number in partners:
                was = partners[number]
                edits = sorted(self.merge(items[was], old[was], new=after))
                parts.append(_made(self._text, edits, stops[was], stops[was + 1]))
            else:
                parts.append((apart if parts else "") + _indented(dump_data([after]), dash))
        yield _Edit(stops[0], stops[-1], "".join(parts))

    def _end(self, node: yaml.Node) -> int:
        """Where the last word of a node ends; of a block of text, without the line feeds behind it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = cast("yaml.Node | tuple[yaml.Node, yaml.Node]", node.value[-1])
            return self._end(last[1] if isinstance(last, tuple) else last)
        end = node.end_mark.index if node.end_mark else 0
        block = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
        return len(self._text[:end].rstrip("\n")) if block else end

    def _line_end(self, node: yaml.Node) -> int:
        return self._text.index("\n", self._end(node)) + 1

    def _line_start(self, node: yaml.Node) -> int:
        start = _start(node)
        line = self._text.rfind("\n", 0, start) + 1
        if self._text[line:start].strip(" -"):
            raise _NotInPlaceError
        return line


def _start(node: yaml.Node) -> int:
    return node.start_mark.index if node.start_mark else 0


def _column(node: yaml.Node) -> int:
    return node.start_mark.column if node.start_mark else 0


def _indented(text: str, column: int) -> str:
    return "".join(" " * column + line if line.strip() else line for line in text.splitlines(keepends=True))


def _earlier(names: list[str], name: str) -> list[str]:
    return names[: names.index(name)]


def _partners(old: list[Data], new: list[Data]) -> dict[int, int]:
    """Which item of `old` each of `new` was: by id where they have one, else by what they say, and where as
    many stand for as many, in their order."""
    ids = [str(each["id"]) if isinstance(each, dict) and "id" in each else "" for each in old]
    if all(ids) and ids:
        named = {id: n for n, id in enumerate(ids)}
        pairs = ((n, named.get(str(each.get("id")))) for n, each in enumerate(new) if isinstance(each, dict))
        return {n: was for n, was in pairs if was is not None}
    found: dict[int, int] = {}
    matcher = SequenceMatcher(
        None, [repr(each) for each in old], [repr(each) for each in new], autojunk=False
    )
    for _, start, end, low, high in matcher.get_opcodes():
        if end - start == high - low:
            found.update(zip(range(low, high), range(start, end), strict=True))
    return found
