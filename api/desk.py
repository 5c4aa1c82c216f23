"""Open the versions of playbooks alone: what commands need, without jobs, index or lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from adapters.blobs import FolderBlobs
from adapters.clock import SystemClock
from adapters.records.database import Database
from adapters.settings import Settings
from adapters.steps import Storage
from api.playbook_service import PlaybookService
from api.playbook_values import Rules
from api.shelf import Shelf, seeds_of
from clause_library.library import Library
from contracts.people import DEFAULT_WORKSPACE


@contextmanager
def open_desk(settings: Settings) -> Iterator[PlaybookService]:
    """The versions of playbooks alone, for commands: the records may be open in a running service too, since
    no job and no index is touched."""
    settings.home.mkdir(parents=True, exist_ok=True)
    with open_storage(settings) as storage:
        shelf = Shelf(
            cache(lambda: seeds_of(settings)), database=storage.database, workspace=storage.workspace
        )
        yield PlaybookService(shelf, storage, rules=rules_of(settings))


def rules_of(settings: Settings) -> Rules:
    """What a publication must meet."""

    def library() -> Library:
        from api.composition import approved_clauses  # brings the whole engine, which few commands need

        return approved_clauses(settings)

    return Rules(four_eyes=settings.four_eyes, library=library)


@contextmanager
def open_storage(settings: Settings) -> Iterator[Storage]:
    """The records and files of the home folder, closed at the end."""
    database = Database.open(settings.records_url)
    try:
        blobs = FolderBlobs(settings.home / "files")
        yield Storage(database=database, blobs=blobs, clock=SystemClock(), workspace=DEFAULT_WORKSPACE)
    finally:
        database.close()
