"""The library of approved clauses, read from a folder of YAML files.

A file holds a `notice` (who must approve the words) and a list `clauses`. The files are the only source
of truth: an index over them can be thrown away at any time.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from clause_library.clause import ApprovedClause
from clause_library.reading import read_clauses
from clause_library.slots import DOCUMENT_SLOTS, slots_in
from contracts.errors import InvalidClauseError, NotFoundError


class Library:
    """Approved clauses by id, in the order of their ids.

    `sha256` is of their content, so that it changes when a word of any clause does. Raises
    `InvalidClauseError` for an id used twice, a fallback that is not there, or a slot not declared.
    """

    def __init__(self, clauses: Iterable[ApprovedClause]) -> None:
        self.clauses = tuple(sorted(clauses, key=lambda clause: clause.id))
        self._by_id: dict[str, ApprovedClause] = {}
        for clause in self.clauses:
            if clause.id in self._by_id:
                raise InvalidClauseError(f'two clauses have the id "{clause.id}"; rename one of them')
            self._by_id[clause.id] = clause
        for clause in self.clauses:
            self._refuse_unsound(clause)
        content = json.dumps([clause.model_dump(mode="json") for clause in self.clauses], sort_keys=True)
        self.sha256 = hashlib.sha256(content.encode("utf-8")).hexdigest()

    def get(self, id: str) -> ApprovedClause:
        """The clause of that id. Raises `NotFoundError`."""
        if id not in self._by_id:
            raise NotFoundError(f'the library has no clause "{id}"; find one with `library search`')
        return self._by_id[id]

    def of_type(self, type_id: str) -> tuple[ApprovedClause, ...]:
        """Clauses of one type that may be offered (approved), in the order of their ids."""
        return tuple(one for one in self.clauses if one.type == type_id and one.status == "approved")

    def __contains__(self, id: str) -> bool:
        return id in self._by_id

    def __len__(self) -> int:
        return len(self.clauses)

    def _refuse_unsound(self, clause: ApprovedClause) -> None:
        for id in clause.fallbacks:
            if id not in self._by_id or id == clause.id:
                raise InvalidClauseError(f'clause "{clause.id}" falls back on "{id}"; name another clause')
        used = slots_in(clause.text)
        for slot in used:
            if slot not in clause.slots and slot not in DOCUMENT_SLOTS:
                raise InvalidClauseError(f'clause "{clause.id}" uses {{{slot}}}; declare it under `slots:`')
        for slot in clause.slots:
            if slot not in used:
                raise InvalidClauseError(f'clause "{clause.id}" declares {{{slot}}}, unused; remove it')


_File = Path | Traversable


def load_library(folder: Path | None = None) -> Library:
    """The clauses of all `*.yaml` files of a folder; of the product's own content when None.

    Raises `InvalidClauseError`, which names the file and the clause.
    """
    if folder is None:
        return _own_library()
    return Library(_read_folder(folder))


def library_with(folder: Path) -> Library:
    """The product's samples and the clauses of a folder; one with the id of a sample takes its place.

    Raises `InvalidClauseError` as soon as one file of the folder is at fault: nothing is half loaded.
    """
    own = {clause.id: clause for clause in _own_library().clauses}
    return Library((own | {clause.id: clause for clause in _read_folder(folder)}).values())


@cache
def _own_library() -> Library:
    content = files("clause_library.content")
    found = [entry for entry in content.iterdir() if entry.name.endswith(".yaml")]
    return Library(_read_all(sorted(found, key=lambda entry: entry.name)))


def _read_folder(folder: Path) -> list[ApprovedClause]:
    if not folder.is_dir():
        raise InvalidClauseError(f"there is no folder {folder}; name the folder that holds the clause files")
    found = [*folder.glob("*.yaml"), *folder.glob("*.yml")]
    return _read_all(sorted(found, key=lambda file: file.name))


def _read_all(found: Iterable[_File]) -> list[ApprovedClause]:
    """The clauses of several files; an id may stand in one of them only."""
    clauses: list[ApprovedClause] = []
    places: dict[str, str] = {}
    for file in found:
        read, lines = read_clauses(_text_of(file), file.name)
        for clause in read:
            place = f"{file.name}, line {lines[clause.id]}"
            if clause.id in places:
                raise InvalidClauseError(
                    f'{place}: a second clause "{clause.id}" (the first: {places[clause.id]}); rename it'
                )
            places[clause.id] = place
        clauses += read
    return clauses


def _text_of(file: _File) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidClauseError(f"{file.name} cannot be read; it must be a UTF-8 YAML file") from error
