"""Past clauses out of the records: what a workspace has reviewed, read from its kept reviews."""

import hashlib
import threading

from adapters.steps import Storage
from clause_library.collection import Vectors
from clause_library.past import BODY, Asked, PastClauses, PastHit, past_clauses
from clause_library.ports import Embedder, VectorIndex
from contracts.errors import NotFoundError
from contracts.findings import Review


class PastClauseShelf:
    """The past clauses of the one workspace of `storage`. A search first takes in what was reviewed since the
    last one, and never gives a clause of a contract that was deleted. The records are the truth: vectors that
    are lost are made again."""

    def __init__(self, storage: Storage, embedder: Embedder, *, index: VectorIndex) -> None:
        self._storage = storage
        # workspaces have spaces of their own in the index; the hash, because ids may hold any letters
        scope = hashlib.sha256(storage.workspace.encode()).hexdigest()[:12]
        self._vectors = Vectors(embedder, index, f"{BODY}-{scope}")
        self._clauses = PastClauses(self._vectors)
        self._turn = threading.Lock()

    def search(self, asked: Asked, *, limit: int = 10) -> tuple[PastHit, ...]:
        """The best clauses of the contracts that this workspace has reviewed."""
        with self._turn:
            there, _ = self._take_in()
            return self._clauses.search(asked, among=there, limit=limit)

    def catch_up(self) -> int:
        """Take in what was reviewed since the last time; how many clauses were embedded."""
        with self._turn:
            return self._take_in()[1]

    def rebuild(self) -> tuple[int, int]:
        """Read all contracts again and make all vectors anew: clauses held, vectors made."""
        with self._turn:
            self._clauses = PastClauses(self._vectors)
            self._vectors.index.keep(self._vectors.space, ())
            _, embedded = self._take_in()
            return len(self._clauses), embedded

    def _take_in(self) -> tuple[frozenset[str], int]:
        with self._storage.database.read(self._storage.workspace) as records:
            reviewed = records.contracts.reviewed()
            new = [each for each in reviewed if each.id not in self._clauses.contracts]
            outputs = {each.id: records.outputs.of(each.id).get("review") for each in new}
        embedded = 0
        for contract in new:
            output = outputs[contract.id]
            if output is None or output.sha256 is None:
                continue
            try:
                review = Review.model_validate_json(self._storage.blobs.get(output.sha256))
            except NotFoundError:  # deleted while we looked
                continue
            found = past_clauses(contract.id, contract.name, document=review.extraction.document)
            embedded += self._clauses.take(contract.id, found)
        return frozenset(each.id for each in reviewed), embedded
