"""Which playbooks there are, and which of several of one id is in force (decision 0026).

A version that the workspace published comes before a file of the operator's folder, and that before a
starter. An id of which the workspace ever published a version is governed by the workspace alone: when its
last version is retired, no starter takes its place unasked.
"""

from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from adapters.settings import Settings
from contracts.errors import IllegalStateError, InvalidPlaybookError, NotFoundError
from contracts.metadata import Metadata
from contracts.people import DEFAULT_WORKSPACE, WorkspaceId
from playbooks.dump import dump_playbook
from playbooks.load import load_playbook, load_playbooks, parse_playbook, starter_playbooks
from playbooks.playbook import Playbook
from playbooks.reading import decoded

if TYPE_CHECKING:
    from adapters.records.database import Database, Records

_WHERE_NONE_FITS = "saas-customer"
Source = Literal["workspace", "folder", "starter"]


class Seed(NamedTuple):
    """A playbook that comes from a file and not from the records: to be used, and copied to be changed."""

    playbook: Playbook
    text: str
    source: Source


class Shelf:
    """The playbooks of one workspace. `seeds` are those that files hold, by their ids."""

    def __init__(
        self, seeds: Callable[[], Mapping[str, Seed]], *, database: "Database", workspace: WorkspaceId
    ) -> None:
        self._seeds = seeds
        self._database = database
        self._workspace = workspace

    def offered(self) -> dict[str, Playbook]:
        """The playbook in force of every id, in the order of the ids."""
        with self._database.read(self._workspace) as records:
            return self.offered_by(records)

    def offered_by(self, records: "Records") -> dict[str, Playbook]:
        """The same, within a transaction that is open."""
        governed = records.playbooks.governed()
        found = {id: seed.playbook for id, seed in self._seeds().items() if id not in governed}
        for version in records.playbooks.published():
            # as it was published: what it extends may have changed since
            pinned = records.pinned.find(version.sha256)
            found[version.playbook_id] = pinned or parse_playbook(version.text, bases=found)
        return dict(sorted(found.items()))

    def parse(self, text: str, records: "Records") -> Playbook:
        """The playbook that a text describes, what it extends being in force here. Raises
        `InvalidPlaybookError`, also where it would stand on itself."""
        playbook = parse_playbook(text, bases=self.offered_by(records))
        if any(base.id == playbook.id for base in playbook.bases):
            told = ", which extends ".join(f'"{base.id}"' for base in playbook.bases)
            raise InvalidPlaybookError(f'"{playbook.id}" extends {told}; take `extends` out of one of them')
        return playbook

    def seed(self, playbook_id: str) -> Seed | None:
        """The playbook of that id that a file holds, whether it is in force or not."""
        return self._seeds().get(playbook_id)

    def seeds(self) -> Mapping[str, Seed]:
        """All playbooks that files hold."""
        return self._seeds()


def seeds_of(settings: Settings) -> dict[str, Seed]:
    """The starters, and in the place of those with the same id the files of the operator's folder."""
    found = {id: Seed(book, _text_of(book), "starter") for id, book in starter_playbooks().items()}
    if settings.playbooks_folder:
        paths = sorted(settings.playbooks_folder.glob("*.yaml"))
        for path, book in zip(paths, load_playbooks(paths).values(), strict=True):
            found[book.id] = Seed(book, decoded(path.read_bytes()), "folder")
    return found


def as_seeds(playbooks: Mapping[str, Playbook]) -> dict[str, Seed]:
    """Playbooks that are given as values, as if they were starters."""
    return {id: Seed(book, dump_playbook(book), "starter") for id, book in playbooks.items()}


def all_playbooks(settings: Settings) -> dict[str, Playbook]:
    """The playbooks in force, by id. Records are looked at where there are any, and never made for it."""
    if not settings.database_url and not (settings.home / "records.db").exists():
        return {id: seed.playbook for id, seed in sorted(seeds_of(settings).items())}
    from adapters.records.database import Database  # heavy, and most commands have no records

    database = Database.open(settings.records_url)
    try:
        seeds = seeds_of(settings)
        return Shelf(lambda: seeds, database=database, workspace=DEFAULT_WORKSPACE).offered()
    finally:
        database.close()


def fitting_playbook(metadata: Metadata, playbooks: Mapping[str, Playbook]) -> Playbook:
    """The playbook made for this type of contract; else one that will say that it does not fit."""
    kind = metadata.contract_type.value if metadata.contract_type else ""
    fitting = [book for _, book in sorted(playbooks.items()) if kind in book.contract_types]
    if fitting:
        return fitting[0]
    if not playbooks:
        raise IllegalStateError("every playbook is retired; publish a version of one")
    return playbooks.get(_WHERE_NONE_FITS) or playbooks[min(playbooks)]


def playbook_named(name: str, settings: Settings) -> Playbook:
    """A playbook by its id, or by the path of its file."""
    found = all_playbooks(settings)
    if Path(name).suffix in (".yaml", ".yml"):
        return load_playbook(Path(name), bases=found)
    if name not in found:
        raise NotFoundError(f"There is no playbook “{name}”. Choose one of: {', '.join(sorted(found))}.")
    return found[name]


def _text_of(starter: Playbook) -> str:
    """The file of a starter, which is called by its id."""
    entry = files("playbooks.starters") / f"{starter.id}.yaml"
    return entry.read_text("utf-8") if entry.is_file() else dump_playbook(starter)
