"""Playbook files: YAML text → `Playbook`, and the playbooks that come with the product."""

import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from contracts.errors import InvalidPlaybookError
from playbooks.playbook import Playbook
from playbooks.problems import problems_of
from playbooks.reading import Data, Lines, read_yaml

_DURATION = re.compile(r"(-?\d{1,9}) (hour|day|business day|week|month|year)s?")
_SHOWN = 5


def parse_playbook(yaml_text: str) -> Playbook:
    """The playbook that a YAML text describes; `sha256` is of that text in UTF-8.

    Lengths of time may be written "30 days", "2 years", "5 business days". Raises `InvalidPlaybookError`
    with one line per problem (the first five), each with its line number, its position and the remedy.
    """
    data, lines = read_yaml(yaml_text)
    if not isinstance(data, dict):
        raise InvalidPlaybookError("line 1: a playbook is a list of `key: value` lines, starting with `id:`")
    if "sha256" in data:
        raise InvalidPlaybookError(f"line {lines.of(('sha256',))}: sha256 is computed; leave it out")
    read = _with_durations(data)
    try:
        playbook = Playbook.model_validate(read)
    except ValidationError as error:
        raise InvalidPlaybookError(_told(problems_of(error, read, lines=lines))) from error
    _refuse_repeats(playbook, lines)
    return playbook.model_copy(update={"sha256": hashlib.sha256(yaml_text.encode("utf-8")).hexdigest()})


def load_playbook(path: Path) -> Playbook:
    """The playbook in a file. Raises `InvalidPlaybookError`, which names the file."""
    try:
        return parse_playbook(path.read_text("utf-8"))
    except OSError as error:
        raise InvalidPlaybookError(f"{path.name} cannot be opened; check its path and rights") from error
    except UnicodeDecodeError as error:
        raise InvalidPlaybookError(f"{path.name} is not UTF-8 text; save it as UTF-8") from error
    except InvalidPlaybookError as error:
        raise InvalidPlaybookError(f"{path.name}, {error}") from error


@cache
def starter_playbooks() -> dict[str, Playbook]:
    """The playbooks that come with the product, by id, in the order of their ids."""
    folder = files("playbooks.starters")
    texts = [entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    playbooks = [parse_playbook(text) for text in texts]
    return {playbook.id: playbook for playbook in sorted(playbooks, key=lambda playbook: playbook.id)}


def _with_durations(data: Data) -> Data:
    """Write "30 days" under `min` or `max` as count and unit."""
    if isinstance(data, list):
        return [_with_durations(item) for item in data]
    if not isinstance(data, dict):
        return data
    read: dict[str, Data] = {}
    for key, value in data.items():
        found = _DURATION.fullmatch(value) if key in ("min", "max") and isinstance(value, str) else None
        if found:
            read[key] = {"count": int(found[1]), "unit": found[2].replace(" ", "_") + "s"}
        else:
            read[key] = _with_durations(value)
    return read


def _refuse_repeats(playbook: Playbook, lines: Lines) -> None:
    seen: set[str] = set()
    for number, position in enumerate(playbook.positions):
        if position.id in seen:
            line = lines.of(("positions", number, "id"))
            raise InvalidPlaybookError(f'line {line}: a second position "{position.id}"; give it another id')
        seen.add(position.id)


def _told(problems: list[str]) -> str:
    shown = problems[:_SHOWN]
    if len(problems) > _SHOWN:
        shown.append(f"and {len(problems) - _SHOWN} more; correct these first")
    return "\n".join(shown)
