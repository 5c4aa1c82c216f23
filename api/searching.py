"""Searching clauses, ours and those of past contracts, through a vector index that is opened once."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple, TypeVar

from adapters.chroma import ChromaIndex
from adapters.embeddings import embedder_named
from adapters.past_clauses import PastClauseShelf
from adapters.settings import Settings
from adapters.steps import Storage
from api.composition import approved_clauses
from clause_library.library import Library
from clause_library.memory import MemoryIndex
from clause_library.past import Asked, PastHit
from clause_library.ports import VectorIndex
from clause_library.search import Filters, Hit, fill_index, rebuild_index, search, search_like, vectors_of
from contracts.errors import IndexUnavailableError

_log = logging.getLogger(__name__)

T = TypeVar("T")
Where = Literal["library", "contracts", "both"]


class Reindexed(NamedTuple):
    """What a rebuild made: clauses of the library and of past contracts, and the vectors embedded."""

    embedder: str
    library: int
    contracts: int
    embedded: int


class ClauseSearch:
    """One embedder and one index, for as long as the process searches. Called with a query and a number, it
    searches the library.

    The index is Chroma, embedded in the home folder or on the server that the settings name. When another
    process holds the folder (the service runs), vectors are kept in memory instead: the index is never a
    source of truth. A server that was named and does not answer is an error.
    """

    def __init__(self, settings: Settings, index: VectorIndex) -> None:
        self._settings = settings
        self._index = index
        self._embedder = embedder_named(settings.embedder, settings)
        self._shelf: PastClauseShelf | None = None

    def __call__(self, query: str, limit: int, *, filters: Filters | None = None) -> tuple[Hit, ...]:
        """Clauses of the library for a need in plain words, the best first."""
        library, embedder = self.library(), self._embedder
        return self._outside(
            lambda index: search(query, library, embedder=embedder, index=index, filters=filters, limit=limit)
        )

    def like(self, clause: str, limit: int, *, filters: Filters | None = None) -> tuple[Hit, ...]:
        """Clauses of the library that speak as the given one does."""
        library, embedder = self.library(), self._embedder
        return self._outside(
            lambda index: search_like(
                clause, library, embedder=embedder, index=index, filters=filters, limit=limit
            )
        )

    def past(self, asked: Asked, limit: int, *, storage: Storage) -> tuple[PastHit, ...]:
        """Clauses of the contracts that the workspace of `storage` has reviewed."""
        return self._outside(lambda index: self._shelf_of(storage, index).search(asked, limit=limit))

    def catch_up(self, storage: Storage) -> int:
        """Embed what is new of the library and of past contracts; how many clauses."""
        embedder = self._embedder
        return self._outside(
            lambda index: (
                fill_index(self.library(), vectors_of(embedder, index))
                + self._shelf_of(storage, index).catch_up()
            )
        )

    def rebuild(self, storage: Storage) -> Reindexed:
        """Make the index anew from the library and the records. Raises `IndexUnavailableError` where it is
        in use elsewhere."""
        self._index.clear()
        made = rebuild_index(self.library(), vectors_of(self._embedder, self._index))
        self._shelf = None
        held, embedded = self._shelf_of(storage, self._index).rebuild()
        return Reindexed(self._embedder.name, made.clauses, held, made.embedded + embedded)

    def library(self) -> Library:
        """The clauses there are now: the samples and the operator's own."""
        return approved_clauses(self._settings)

    def _shelf_of(self, storage: Storage, index: VectorIndex) -> PastClauseShelf:
        if self._shelf is None:
            self._shelf = PastClauseShelf(storage, self._embedder, index=index)
        return self._shelf

    def _outside(self, work: Callable[[VectorIndex], T]) -> T:
        try:
            return work(self._index)
        except IndexUnavailableError as error:
            if self._settings.chroma_url:
                raise
            _log.info("searching in memory: %s", error)
        self._index, self._shelf = MemoryIndex(), None
        return work(self._index)


def like(
    clauses: ClauseSearch, asked: Asked, *, where: Where, limit: int, storage: Storage
) -> tuple[tuple[Hit, ...], tuple[PastHit, ...]]:
    """Clauses like the one given, of the library and of past contracts, as far as they are asked for."""
    ours = clauses.like(asked.words, limit, filters=Filters(type=asked.type)) if where != "contracts" else ()
    past = clauses.past(asked, limit, storage=storage) if where != "library" else ()
    return ours, past


SearchClauses = Callable[..., tuple[Hit, ...]]
"""A query and a number in (and `Filters`), hits out: `ClauseSearch`, or what stands for it in a test."""


@contextmanager
def open_clause_search(settings: Settings) -> Iterator[ClauseSearch]:
    """A search of the library and of past contracts; its index is let go of at the end."""
    if settings.chroma_url:
        index = ChromaIndex(url=settings.chroma_url)
    else:
        index = ChromaIndex(folder=settings.home / "clause-index")
    try:
        yield ClauseSearch(settings, index)
    finally:
        index.close()
