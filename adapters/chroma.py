"""The clause index in Chroma: embedded in a folder, or a Chroma server.

Chroma holds vectors that we compute, never the truth: a collection belongs to one state of the library
seen by one embedder, and is filled again when it is absent or of another state.
"""

import fcntl
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast
from urllib.parse import urlsplit

from contracts.errors import IndexUnavailableError

if TYPE_CHECKING:  # chromadb is heavy: it is imported when the index is used
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_PREFIX = "clauses-"
_BATCH = 5000  # Chroma takes 5461 at most
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
        self._turn = threading.RLock()  # one thread at a time: a search must not meet a half-filled index

    def holds(self, key: str) -> bool:
        """Whether the collection of `key` is there and complete."""
        return self._outside(lambda: self._complete(self._collection(key)))

    def fill(self, key: str, ids: Sequence[str], *, vectors: Sequence[Sequence[float]]) -> None:
        """Make the collection of `key` hold exactly these vectors; collections of ours that belong to
        other states are deleted."""
        self._outside(lambda: self._fill(key, ids, vectors))

    def nearest(self, key: str, vector: Sequence[float], *, limit: int) -> tuple[tuple[str, float], ...]:
        """Up to `limit` ids with their cosine similarity in [-1, 1], best first, ties by id."""
        return self._outside(lambda: self._nearest(key, vector, limit))

    def close(self) -> None:
        """Let go of the folder, so that another process may open it."""
        if self._client is not None:
            _close_connections(self._client)
            self._client.close()
            self._client = None
        self._release()

    def _fill(self, key: str, ids: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        client = self._open()
        for stale in client.list_collections():
            if stale.name.startswith(_PREFIX):
                client.delete_collection(stale.name)
        collection = client.create_collection(
            _PREFIX + key,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"clauses": len(ids)},
            embedding_function=None,  # Chroma's own would download a model
        )
        for start in range(0, len(ids), _BATCH):
            batch = [list(vector) for vector in vectors[start : start + _BATCH]]
            collection.upsert(ids=list(ids[start : start + _BATCH]), embeddings=batch)  # type: ignore[arg-type]

    def _nearest(self, key: str, vector: Sequence[float], limit: int) -> tuple[tuple[str, float], ...]:
        collection = self._collection(key)
        held = collection.count() if collection else 0
        if collection is None or not held:
            return ()
        found = collection.query(
            query_embeddings=[list(vector)], n_results=min(limit, held), include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        # rounded, so that the order does not hang on the last bit of a sum; Chroma keeps 32-bit floats
        scores = zip((round(float(distance) - 1, 5) for distance in distances), found["ids"][0], strict=True)
        return tuple((id, -score) for score, id in sorted(scores))

    def _collection(self, key: str) -> "Collection | None":
        from chromadb.errors import NotFoundError

        try:
            return self._open().get_collection(_PREFIX + key, embedding_function=None)
        except NotFoundError:
            return None

    def _complete(self, collection: "Collection | None") -> bool:
        if collection is None:
            return False
        return collection.count() == (collection.metadata or {}).get("clauses")

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
        try:
            with self._turn:
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


def _close_connections(client: "Client") -> None:
    """Close what Chroma's own `close()` leaves open: the HTTP connections of the client to a server."""
    for part in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(part, "_server", None), "_session", None)
        if session is not None:
            session.close()
