"""The clause index in Chroma: embedded in a folder, or a Chroma server.

Chroma holds vectors that we compute, never the truth: a collection belongs to one body of texts seen by one
embedder, the id of a vector is the hash of its text, and what is absent is put in again.
"""

import fcntl
import hashlib
import os
import re
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast
from urllib.parse import urlsplit

import numpy as np

from contracts.errors import IndexUnavailableError

if TYPE_CHECKING:  # chromadb is heavy: it is imported when the index is used
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_PREFIX = "clauses-"
_BATCH = 5000  # Chroma takes 5461 at most
_LONGEST_NAME = 63
_LOOK, _BUILD = 200, 80  # neighbours that HNSW weighs when it searches and when it adds
_LOCK = "fourcorners.lock"
T = TypeVar("T")


class ChromaIndex:
    """A `clause_library.ports.VectorIndex`; exactly one of `folder` and `url` is given.

    Embedded Chroma is not safe for several processes (one does not see what another writes), so the
    folder is locked until `close()` or the end of the process. Every method raises
    `IndexUnavailableError`.
    """

    def __init__(self, *, folder: Path | None = None, url: str = "") -> None:
        if (folder is None) == (not url):
            raise ValueError("a Chroma index needs a folder or a URL, not both")
        self._folder = folder
        self._url = url
        self._place = url or f"the folder {folder}"
        self._lock: int | None = None
        self._client: Client | None = None
        self._known: dict[str, set[str]] = {}
        self._collections: dict[str, Collection] = {}
        self._turn = threading.RLock()  # one thread at a time: a search must not meet a half-filled index

    def missing(self, space: str, ids: Sequence[str]) -> tuple[str, ...]:
        """Those of `ids` that have no vector yet, in the order given, each once."""
        return self._outside(lambda: self._missing(space, ids))

    def add(self, space: str, ids: Sequence[str], *, vectors: Sequence[Sequence[float]]) -> None:
        """Put in these vectors, in place of any of the same ids."""
        self._outside(lambda: self._add(space, ids, vectors))

    def nearest(self, space: str, vector: Sequence[float], *, limit: int) -> tuple[tuple[str, float], ...]:
        """Up to `limit` ids with their cosine similarity in [-1, 1], best first, ties by id."""
        return self._outside(lambda: self._nearest(space, vector, limit))

    def keep(self, space: str, ids: Sequence[str]) -> int:
        """Forget all but these of the space; how many were forgotten."""
        return self._outside(lambda: self._keep(space, frozenset(ids)))

    def clear(self) -> None:
        """Forget everything that is ours."""
        self._outside(self._clear)

    def close(self) -> None:
        """Let go of the folder, so that another process may open it."""
        if self._client is not None:
            _close_connections(self._client)
            self._client.close()
            self._client = None
        self._known.clear()
        self._collections.clear()
        self._release()

    def _missing(self, space: str, ids: Sequence[str]) -> tuple[str, ...]:
        held = self._held(space)
        return tuple(id for id in dict.fromkeys(ids) if id not in held)

    def _held(self, space: str) -> set[str]:
        """The ids of a space: asked of Chroma once, and again when another process has added some."""
        collection = self._collection(space)
        if collection is None:
            return set()
        known = self._known.get(space)
        if known is None or collection.count() != len(known):
            known = self._known[space] = set(collection.get(include=[])["ids"])
        return known

    def _add(self, space: str, ids: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        collection = self._open().get_or_create_collection(
            name_of(space),
            configuration={"hnsw": {"space": "cosine", "ef_search": _LOOK, "ef_construction": _BUILD}},
            embedding_function=None,  # Chroma's own would download a model
        )
        self._collections[space] = collection
        for start in range(0, len(ids), _BATCH):
            batch = np.asarray(vectors[start : start + _BATCH], dtype=np.float32)
            collection.upsert(ids=list(ids[start : start + _BATCH]), embeddings=batch)
            if space in self._known:
                self._known[space].update(ids[start : start + _BATCH])

    def _nearest(self, space: str, vector: Sequence[float], limit: int) -> tuple[tuple[str, float], ...]:
        collection = self._collection(space)
        held = len(self._known[space]) if space in self._known else collection.count() if collection else 0
        if collection is None or not held or limit < 1:
            return ()
        found = collection.query(
            query_embeddings=[list(vector)], n_results=min(limit, held), include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        # rounded, so that the order does not hang on the last bit of a sum; Chroma keeps 32-bit floats
        scores = zip((round(float(distance) - 1, 5) for distance in distances), found["ids"][0], strict=True)
        return tuple((id, -score) for score, id in sorted(scores))

    def _keep(self, space: str, kept: frozenset[str]) -> int:
        gone = sorted(self._held(space) - kept)
        if gone and not kept:
            self._open().delete_collection(name_of(space))
            self._forget(space)
            return len(gone)
        collection = self._collection(space)
        for start in range(0, len(gone), _BATCH):
            if collection is not None:
                collection.delete(ids=gone[start : start + _BATCH])
        self._known.pop(space, None)
        return len(gone)

    def _clear(self) -> None:
        client = self._open()
        for each in client.list_collections():
            if each.name.startswith(_PREFIX):
                client.delete_collection(each.name)
        self._known.clear()
        self._collections.clear()

    def _forget(self, space: str) -> None:
        self._known.pop(space, None)
        self._collections.pop(space, None)

    def _collection(self, space: str) -> "Collection | None":
        from chromadb.errors import NotFoundError

        if space not in self._collections:
            try:
                self._collections[space] = self._open().get_collection(
                    name_of(space), embedding_function=None
                )
            except NotFoundError:
                return None
        return self._collections[space]

    def _open(self) -> "Client":
        if self._client is None:
            self._client = self._embedded(self._folder) if self._folder else self._server()
        return self._client

    def _embedded(self, folder: Path) -> "Client":
        import chromadb
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        self._take(folder / _LOCK)
        try:
            quiet = Settings(anonymized_telemetry=False)
            return cast("Client", chromadb.PersistentClient(path=str(folder), settings=quiet))
        except BaseException:
            self._release()
            raise

    def _server(self) -> "Client":
        import chromadb
        from chromadb.config import Settings

        parts = urlsplit(self._url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise IndexUnavailableError(
                f"{self._url} is no address of a Chroma server; write http://HOST:PORT"
            )
        client = chromadb.HttpClient(
            host=parts.hostname,
            port=parts.port or (443 if parts.scheme == "https" else 8000),
            ssl=parts.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        )
        return cast("Client", client)

    def _take(self, path: Path) -> None:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise IndexUnavailableError(
                f"the clause index in {self._place} is open in another process; stop that process, "
                "or run a Chroma server and give its address to both"
            ) from error
        self._lock = descriptor

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _outside(self, work: Callable[[], T]) -> T:
        """Do `work`; whatever Chroma raises becomes one error that names the place and the remedy."""
        from chromadb.errors import NotFoundError

        try:
            with self._turn:
                try:
                    return work()
                except NotFoundError:  # another process has dropped the collection that we held
                    self._known.clear()
                    self._collections.clear()
                    return work()
        except IndexUnavailableError:
            raise
        except Exception as error:
            remedy = (
                "see that the server runs and can be reached"
                if self._url
                else "delete the folder (nothing is lost: it is filled again from the library)"
            )
            raise IndexUnavailableError(
                f"the clause index in {self._place} cannot be used ({type(error).__name__}); {remedy}"
            ) from error


def name_of(space: str) -> str:
    """The name of the collection of a space: ours by its beginning, of letters that Chroma takes."""
    name = _PREFIX + re.sub("[^a-z0-9-]+", "-", space.lower()).strip("-")
    return name if len(name) <= _LONGEST_NAME else name[:40] + hashlib.sha256(space.encode()).hexdigest()[:16]


def _close_connections(client: "Client") -> None:
    """Close what Chroma's own `close()` leaves open: the HTTP connections of the client to a server."""
    for part in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(part, "_server", None), "_session", None)
        if session is not None:
            session.close()
