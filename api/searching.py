"""Searching the clause library through its vector index, opened once and closed by whoever opened it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from adapters.chroma import ChromaIndex
from adapters.settings import Settings
from api.composition import approved_clauses
from clause_library.search import Hit, search
from contracts.errors import IndexUnavailableError

_log = logging.getLogger(__name__)

SearchClauses = Callable[[str, int], tuple[Hit, ...]]


@contextmanager
def open_clause_search(settings: Settings) -> Iterator[SearchClauses]:
    """A search of the library: query and most hits in, the best first out.

    The index is Chroma, embedded in the home folder or on the server that the settings name. When another
    process holds the folder (the service runs), vectors are kept in memory for this search instead: the
    index is never a source of truth. A server that was named and does not answer is an error.
    """
    if settings.chroma_url:
        index = ChromaIndex(url=settings.chroma_url)
    else:
        index = ChromaIndex(folder=settings.home / "clause-index")

    def find(query: str, limit: int) -> tuple[Hit, ...]:
        try:
            return search(query, approved_clauses(), index=index, limit=limit)
        except IndexUnavailableError as error:
            if settings.chroma_url:
                raise
            _log.info("searching in memory: %s", error)
            return search(query, approved_clauses(), limit=limit)

    try:
        yield find
    finally:
        index.close()
