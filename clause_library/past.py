"""Clauses of past contracts, to be found again: "find us a clause like this".

Each is quoted from the document it stands in, so that a hit can be opened at its passage. One collection
is of one workspace; who builds it gives it that workspace's documents and no others.
"""

from collections.abc import Collection as Ids
from typing import NamedTuple

import numpy as np

from clause_library.collection import Collection, Entry, Found, Vectors, find, find_like
from contracts.document import Document
from contracts.spans import Quote, locate
from contracts.structure import Clause
from contracts.value import Value

BODY = "contracts"
SHORTEST, LONGEST = 60, 2_500
"""Characters of a clause that is worth finding. A longer one is given by the clauses inside it."""


class PastClause(Value):
    """A clause of a contract that was reviewed: `clause_id` and `label` ("7.2") as the document has them,
    `types` the clause types it was read as, surest first."""

    contract_id: str
    contract_name: str
    clause_id: str
    label: str
    heading: str
    types: tuple[str, ...]
    quote: Quote


class PastHit(Value):
    """A past clause and how well it fits, in (0, 1]."""

    clause: PastClause
    score: float
    lexical: float
    cosine: float


class Asked(NamedTuple):
    """What is looked for: a question, or with `like` a clause; of one clause type where it is given."""

    words: str
    like: bool = False
    type: str = ""


def past_clauses(contract_id: str, name: str, *, document: Document) -> tuple[PastClause, ...]:
    """The clauses of a document that are worth finding again, in the order of its text; none overlap."""
    inner = {clause.parent for clause in document.clauses if clause.parent}
    found: list[PastClause] = []
    end = 0
    for clause in sorted(document.clauses, key=lambda one: (one.start, -one.end)):
        short_enough = clause.end - clause.start <= LONGEST or clause.id not in inner
        if clause.kind not in ("clause", "schedule") or clause.start < end or not short_enough:
            continue
        start, stop = _trimmed(document.text, clause.start, min(clause.end, clause.start + 2 * LONGEST))
        if stop - start >= SHORTEST:
            found.append(_past(contract_id, name, clause=clause, quote=locate(document, (start, stop))))
            end = clause.end
    return tuple(found)


class PastClauses:
    """The past clauses of one workspace, ready to be searched."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors = vectors
        self._collection = Collection()
        self._by_id: dict[str, PastClause] = {}
        self._contracts: set[str] = set()

    @property
    def contracts(self) -> frozenset[str]:
        """The contracts whose clauses are in."""
        return frozenset(self._contracts)

    def __len__(self) -> int:
        return len(self._by_id)

    def take(self, contract_id: str, clauses: tuple[PastClause, ...]) -> int:
        """Take the clauses of a contract in, once; how many had to be embedded."""
        if contract_id in self._contracts:
            return 0
        entries = [Entry(f"{contract_id}/{clause.clause_id}", clause.quote.text) for clause in clauses]
        self._collection.add(entries)
        self._by_id.update(zip((entry.id for entry in entries), clauses, strict=True))
        self._contracts.add(contract_id)
        return self._vectors.fill(self._collection)

    def search(self, asked: Asked, *, among: Ids[str], limit: int = 10) -> tuple[PastHit, ...]:
        """Up to `limit` clauses of the contracts `among`, best first."""
        within = np.array(
            [
                clause.contract_id in among and (not asked.type or asked.type in clause.types)
                for clause in (self._by_id[id] for id in self._collection.ids)
            ],
            dtype=np.bool_,
        )
        if not within.any():
            return ()
        how = find_like if asked.like else find
        found = how(asked.words, self._collection, vectors=self._vectors, within=within, limit=limit)
        return tuple(self._hit(each) for each in found)

    def _hit(self, found: Found) -> PastHit:
        clause = self._by_id[found.id]
        return PastHit(clause=clause, score=found.score, lexical=found.lexical, cosine=found.cosine)


def _past(contract_id: str, name: str, *, clause: Clause, quote: Quote) -> PastClause:
    ordered = sorted(clause.types, key=lambda one: (-one.score, one.type))
    return PastClause(
        contract_id=contract_id,
        contract_name=name,
        clause_id=clause.id,
        label=clause.label,
        heading=clause.heading,
        types=tuple(each.type for each in ordered),
        quote=quote,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without white space at either end."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
