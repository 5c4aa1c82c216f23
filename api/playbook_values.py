"""What the service says of playbooks, and the rules it publishes them by."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from api.shelf import Seed, Source
from clause_library.library import Library
from playbooks.playbook import Playbook
from playbooks.publishing import PlaybookVersion


class Entry(NamedTuple):
    """A playbook in the list: what is in force of it and where that comes from (None and "" where every
    version is retired or still a draft), and the versions that somebody works on, newest first."""

    id: str
    title: str
    in_force: Playbook | None
    source: Source | None
    open: tuple[PlaybookVersion, ...]


class Pinned(NamedTuple):
    """What a contract is held against. `playbook` is None before one was chosen, and for contracts reviewed
    before versions were kept. `newer` is what is in force of that id today, where it has other words;
    `withdrawn` says that nothing is."""

    playbook: Playbook | None
    newer: Playbook | None
    withdrawn: bool


@dataclass(frozen=True)
class Rules:
    """What a workspace asks of a publication, and the clauses its playbooks may name."""

    four_eyes: bool
    library: Callable[[], Library]


SEED_WORDS: dict[Source, str] = {
    "starter": "starter", "folder": "file in the folder of playbooks", "workspace": "workspace",
}  # fmt: skip


def entry_of(
    id: str, book: Playbook | None, *, seed: Seed | None, worked_on: tuple[PlaybookVersion, ...]
) -> Entry:
    """The entry of a playbook, of which `book` is in force and `seed` what a file holds."""
    mine = tuple(each for each in worked_on if each.playbook_id == id)
    source: Source | None = None
    if book is not None:
        source = seed.source if seed and seed.playbook is book else "workspace"
    title = book.title if book else mine[0].title if mine else seed.playbook.title if seed else id
    return Entry(id, title, book, source, mine)
