"""A playbook that extends another: its own words laid over those of its base, and where each part is from.

What the file writes wins, field by field. Positions are matched by id: of one that the base has, the fields
that the file writes replace those of the base and the others stay; one that the base has not is the file's
own and follows those of the base. `drop` takes positions of the base away.
"""

from typing import cast

from contracts.errors import InvalidPlaybookError
from contracts.yaml_text import Data, Lines, Path
from playbooks.nearest import did_you_mean
from playbooks.plain import plain_of
from playbooks.playbook import Origin, Playbook, Position

INHERITED_HEAD = ("contract_types", "side", "paper", "notice")
"""Fields of the playbook itself that a base lends; `id`, `title` and `version` are always the file's own."""

_NEEDED = tuple(name for name, field in Position.model_fields.items() if field.is_required())
_File = dict[str, Data]


def lay_over(base: Playbook, file: _File, *, lines: Lines) -> tuple[_File, Lines, tuple[Origin, ...]]:
    """The whole playbook as one file would write it, the line of each value that `file` writes, and the
    origins: first of the playbook's own fields (`position_id` ""), then of each position in their order.

    Raises `InvalidPlaybookError` for a change or a drop of a position that the base does not have. What is
    wrong in the file otherwise is left for the reader of the whole to tell.
    """
    changed = _changes(base, file, lines=lines)
    dropped = _dropped(base, file, lines=lines, changed=set(changed))
    written = tuple(name for name in INHERITED_HEAD if name in file)
    origins = [Origin(position_id="", kind="overridden", base=base.id, fields=written)]
    moved = Lines()
    for key, value in file.items():
        if key != "positions":
            _move(value, lines, path=(key,), to=(key,), into=moved)
    moved.put(("positions",), lines.of(("positions",)))
    positions: list[Data] = []

    def put(number: int, words: Data, *, under: _File) -> None:
        _move(words, lines, path=("positions", number), to=("positions", len(positions)), into=moved)
        positions.append({**under, **words} if isinstance(words, dict) else words)

    for each in base.positions:
        if each.id in dropped:
            continue
        plain = cast(_File, plain_of(each))
        number, words = changed.get(each.id, (None, {}))
        if number is None:
            positions.append(plain)
        else:
            put(number, words, under=plain)
        origins.append(origin_in(base, each.id, fields=_fields(words)))
    for number, words in _own(base, file):
        put(number, words, under={})
        if isinstance(words, dict):
            origins.append(Origin(position_id=str(words.get("id")), kind="own"))
    whole: _File = {**{name: plain_of(getattr(base, name)) for name in INHERITED_HEAD}, **file}
    if isinstance(file.get("positions", []), list):
        whole["positions"] = positions
    return whole, moved, tuple(origins)


def _changes(base: Playbook, file: _File, *, lines: Lines) -> dict[str, tuple[int | None, _File]]:
    """What the file writes of positions of the base, by id, with the place in the file."""
    known = {position.id for position in base.positions}
    found: dict[str, tuple[int | None, _File]] = {}
    for number, words in enumerate(_listed(file, "positions")):
        id = words.get("id") if isinstance(words, dict) else None
        if not isinstance(words, dict) or not isinstance(id, str):
            continue
        line = lines.of(("positions", number, "id"))
        if id in found:
            raise InvalidPlaybookError(f'line {line}: a second position "{id}"; give it another id')
        if id in known:
            found[id] = (number, words)
        elif any(name not in words for name in _NEEDED):
            raise InvalidPlaybookError(
                f'line {line}: "{base.id}" has no position "{id}" to change; {did_you_mean(id, known)}'
                f"a new position needs {', '.join(_NEEDED)}"
            )
    return found


def _dropped(base: Playbook, file: _File, *, lines: Lines, changed: set[str]) -> set[str]:
    known = {position.id for position in base.positions}
    found: set[str] = set()
    for number, id in enumerate(_listed(file, "drop")):
        if not isinstance(id, str):
            continue
        line = lines.of(("drop", number))
        if id not in known:
            raise InvalidPlaybookError(
                f'line {line}: "{base.id}" has no position "{id}" to drop; {did_you_mean(id, known)}'
                f"its positions are {', '.join(sorted(known))}"
            )
        if id in changed:
            raise InvalidPlaybookError(
                f'line {line}: the position "{id}" is dropped and changed in one file; do one of the two'
            )
        found.add(id)
    return found


def _own(base: Playbook, file: _File) -> list[tuple[int, Data]]:
    known = {position.id for position in base.positions}
    return [
        (number, words)
        for number, words in enumerate(_listed(file, "positions"))
        if not isinstance(words, dict) or words.get("id") not in known
    ]


def origin_in(base: Playbook, position_id: str, *, fields: tuple[str, ...]) -> Origin:
    """Inherited parts name the playbook that wrote them last, further down the line of bases."""
    below = base.origin_of(position_id)
    writer = below.base if below.kind == "inherited" else base.id
    return Origin(
        position_id=position_id, kind="overridden" if fields else "inherited", base=writer, fields=fields
    )


def _fields(words: _File) -> tuple[str, ...]:
    return tuple(name for name in Position.model_fields if name in words and name != "id")


def _listed(file: _File, key: str) -> list[Data]:
    value = file.get(key)
    return value if isinstance(value, list) else []


def _move(value: Data, lines: Lines, *, path: Path, to: Path, into: Lines) -> None:
    """Tell `into` that what stood at `path` stands at `to` now, on the same lines."""
    into.put(to, lines.of(path))
    if isinstance(value, dict):
        for key, inner in value.items():
            _move(inner, lines, path=(*path, key), to=(*to, key), into=into)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            _move(inner, lines, path=(*path, number), to=(*to, number), into=into)
