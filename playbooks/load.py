"""Playbook files: YAML text → `Playbook`, and the playbooks that come with the product."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from contracts.errors import InvalidPlaybookError
from contracts.yaml_text import Data, Lines
from playbooks.inherit import lay_over
from playbooks.nearest import did_you_mean
from playbooks.plain import COMPUTED, with_durations
from playbooks.playbook import BasedOn, Origin, Playbook
from playbooks.problems import problems_of
from playbooks.reading import decoded, read_yaml

_SHOWN = 5
_MOST_BASES = 8


class _File(NamedTuple):
    """A file that was read and not yet understood. `name` goes before its mistakes ("" for none)."""

    text: str
    data: dict[str, Data]
    lines: Lines
    name: str = ""

    @property
    def id(self) -> str:
        return str(self.data.get("id", ""))

    @property
    def extends(self) -> str:
        return str(self.data.get("extends") or "")

    def refusal(self, line: int, sentence: str) -> InvalidPlaybookError:
        return InvalidPlaybookError(_named(self.name, f"line {line}: {sentence}"))


def parse_playbook(yaml_text: str, *, bases: Mapping[str, Playbook] | None = None) -> Playbook:
    """The playbook that a YAML text describes, with what it inherits from one of `bases` (the starters when
    None). `sha256` is of that text in UTF-8, and of the bases where there are any.

    Lengths of time may be written "30 days", "2 years", "5 business days". Raises `InvalidPlaybookError`
    with one line per problem (the first five), each with its line number, its position and the remedy.
    """
    file = _read(yaml_text)
    if not file.extends:
        return _whole(file, None)
    known = starter_playbooks() if bases is None else bases
    if file.extends == file.id:
        raise _stands_on_itself(file, [file])
    return _whole(file, _base_of(file, known))


def parse_playbooks(
    texts: Iterable[tuple[str, str]], *, bases: Mapping[str, Playbook] | None = None
) -> dict[str, Playbook]:
    """The playbooks of several files that may extend one another, by id, in the order of the files.

    `texts` are (name of the file, YAML text); a file stands before one of `bases` (the starters when None)
    that has the same id. Raises `InvalidPlaybookError`, which names the file, and gives nothing where one of
    them is wrong.
    """
    read: dict[str, _File] = {}
    for name, text in texts:
        file = _read(text, name)
        if file.id in read:
            line = file.lines.of(("id",))
            other = read[file.id].name
            raise file.refusal(line, f'"{file.id}" is the id of {other} too; give one of them another id')
        read[file.id] = file
    known = dict(starter_playbooks() if bases is None else bases)
    for id in read:
        known.pop(id, None)
    for id in read:
        _build(id, read, known=known)
    return {id: known[id] for id in read}


def _build(id: str, read: Mapping[str, _File], *, known: dict[str, Playbook]) -> None:
    """Put the playbook into `known`, with all that it stands on."""
    line_of_bases: dict[str, _File] = {}
    here = read.get(id)
    while here is not None and here.id not in known:
        if here.id in line_of_bases:
            raise _stands_on_itself(here, list(line_of_bases.values()))
        line_of_bases[here.id] = here
        here = read.get(here.extends)
    for file in reversed(line_of_bases.values()):
        known[file.id] = _whole(file, _base_of(file, known) if file.extends else None)


def load_playbook(path: Path, *, bases: Mapping[str, Playbook] | None = None) -> Playbook:
    """The playbook in a file. Raises `InvalidPlaybookError`, which names the file."""
    data = _bytes(path)
    try:
        return parse_playbook(decoded(data), bases=bases)
    except InvalidPlaybookError as error:
        raise InvalidPlaybookError(_named(path.name, str(error))) from error


def load_playbooks(
    paths: Iterable[Path], *, bases: Mapping[str, Playbook] | None = None
) -> dict[str, Playbook]:
    """The playbooks in several files that may extend one another; as `parse_playbooks`."""
    texts: list[tuple[str, str]] = []
    for path in paths:
        data = _bytes(path)
        try:
            texts.append((path.name, decoded(data)))
        except InvalidPlaybookError as error:
            raise InvalidPlaybookError(_named(path.name, str(error))) from error
    return parse_playbooks(texts, bases=bases)


@cache
def starter_playbooks() -> dict[str, Playbook]:
    """The playbooks that come with the product, by id, in the order of their ids."""
    folder = files("playbooks.starters")
    found = [(each.name, each.read_text("utf-8")) for each in folder.iterdir() if each.name.endswith(".yaml")]
    return dict(sorted(parse_playbooks(sorted(found), bases={}).items()))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InvalidPlaybookError(f"{path.name} cannot be opened; check its path and rights") from error


def _read(text: str, name: str = "") -> _File:
    try:
        data, lines = read_yaml(text)
    except InvalidPlaybookError as error:
        raise InvalidPlaybookError(_named(name, str(error))) from error
    if not isinstance(data, dict):
        raise InvalidPlaybookError(
            _named(name, "line 1: a playbook is a list of `key: value` lines, starting with `id:`")
        )
    file = _File(text, data, lines, name)
    if "id" not in data:
        raise file.refusal(1, '"id" is missing; add a line `id: …`')
    for key in sorted(COMPUTED & data.keys()):
        raise file.refusal(lines.of((key,)), f"{key} is computed; leave it out")
    if data.get("drop") and not file.extends:
        raise file.refusal(lines.of(("drop",)), "there is nothing to drop from; say what it `extends:`")
    return file


def _base_of(file: _File, known: Mapping[str, Playbook]) -> Playbook:
    if file.extends not in known:
        raise file.refusal(
            file.lines.of(("extends",)),
            f'there is no playbook "{file.extends}" to extend; {did_you_mean(file.extends, known)}'
            f"there are {', '.join(sorted(known)) or 'none'}",
        )
    base = known[file.extends]
    if len(base.bases) >= _MOST_BASES:
        raise file.refusal(
            file.lines.of(("extends",)),
            f"it stands on more than {_MOST_BASES} others, one upon the other; extend one further down",
        )
    return base


def _stands_on_itself(file: _File, line_of_bases: list[_File]) -> InvalidPlaybookError:
    ring = line_of_bases[[each.id for each in line_of_bases].index(file.id) :]
    told = ", which extends ".join(f'"{each.extends}"' for each in ring)
    return file.refusal(
        file.lines.of(("extends",)),
        f'"{file.id}" extends {told}, so it would stand on itself; take `extends` out of one of them',
    )


def _whole(file: _File, base: Playbook | None) -> Playbook:
    """The playbook of a file and of what it stands on."""
    data, lines, origins = file.data, file.lines, ()
    if base is not None:
        data, lines, origins = _laid_over(file, base)
    read = with_durations(data)
    try:
        playbook = Playbook.model_validate(read)
    except ValidationError as error:
        raise InvalidPlaybookError(_told(problems_of(error, read, lines=lines), file.name)) from error
    _refuse_repeats(playbook, file, lines=lines)
    hashed = hashlib.sha256(file.text.encode("utf-8"))
    bases: tuple[BasedOn, ...] = ()
    if base is not None:
        hashed.update(f"\n{base.sha256}".encode())
        bases = (BasedOn(id=base.id, version=base.version, sha256=base.sha256), *base.bases)
    return playbook.model_copy(update={"sha256": hashed.hexdigest(), "bases": bases, "origins": origins})


def _laid_over(file: _File, base: Playbook) -> tuple[dict[str, Data], Lines, tuple[Origin, ...]]:
    try:
        return lay_over(base, file.data, lines=file.lines)
    except InvalidPlaybookError as error:
        raise InvalidPlaybookError(_named(file.name, str(error))) from error


def _refuse_repeats(playbook: Playbook, file: _File, *, lines: Lines) -> None:
    seen: set[str] = set()
    for number, position in enumerate(playbook.positions):
        if position.id in seen:
            line = lines.of(("positions", number, "id"))
            raise file.refusal(line, f'a second position "{position.id}"; give it another id')
        seen.add(position.id)


def _told(problems: list[str], name: str) -> str:
    shown = [_named(name, problem) for problem in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        shown.append(f"and {len(problems) - _SHOWN} more; correct these first")
    return "\n".join(shown)


def _named(name: str, sentence: str) -> str:
    return f"{name}, {sentence}" if name else sentence
