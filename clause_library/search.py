"""Find approved clauses by words and by meaning, ranked by what was learnt on judged clauses."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from clause_library.clause import ApprovedClause
from clause_library.collection import Collection, Entry, Found, Mask, Vectors, find, find_like
from clause_library.library import Library
from clause_library.memory import MemoryIndex
from clause_library.ports import Embedder, VectorIndex
from clause_library.projection import ProjectedEmbedder
from contracts.metadata import Money
from contracts.value import Value

BODY = "library"
_SIDES = {"customer": ("customer", "vendor"), "vendor": ("vendor", "customer"), "mutual": ("party", "party")}


class Filters(Value):
    """What a clause must be; "" asks nothing. Retired clauses are never offered, drafts only if asked."""

    type: str = ""
    side: str = ""
    jurisdiction: str = ""
    contract_type: str = ""
    value: Money | None = None
    drafts: bool = False

    def let(self, clause: ApprovedClause) -> bool:
        """Whether the clause may be offered. A mutual clause serves every side, one that names no
        jurisdiction every law."""
        return (
            (clause.status == "approved" or (self.drafts and clause.status == "draft"))
            and self.type in ("", clause.type)
            and (self.side in ("", clause.side) or clause.side == "mutual")
            and clause.serves(self.contract_type, jurisdiction=self.jurisdiction, value=self.value)
        )


class Hit(Value):
    """A clause and how well it fits, in (0, 1]. `lexical` is its BM25 score, `cosine` the similarity of its
    vector."""

    clause: ApprovedClause
    score: float
    lexical: float
    cosine: float


def search(
    query: str,
    library: Library,
    *,
    embedder: Embedder | None = None,
    index: VectorIndex | None = None,
    filters: Filters | None = None,
    limit: int = 10,
) -> tuple[Hit, ...]:
    """Up to `limit` clauses for a need in plain words, best first, ties by id; none for words that say
    nothing to the library.

    The index is filled first where it does not hold this library. Without one, vectors are kept in
    memory. Raises what the index raises.
    """
    vectors = vectors_of(embedder or _built_in(), index or _memory())
    fill_index(library, vectors)
    within = _mask(library, filters or Filters())
    return _hits(library, find(query, _collection(library), vectors=vectors, within=within, limit=limit))


def search_like(
    clause: str,
    library: Library,
    *,
    embedder: Embedder | None = None,
    index: VectorIndex | None = None,
    filters: Filters | None = None,
    limit: int = 10,
) -> tuple[Hit, ...]:
    """As `search`, for the words of a clause: those that speak as it does."""
    vectors = vectors_of(embedder or _built_in(), index or _memory())
    fill_index(library, vectors)
    within = _mask(library, filters or Filters())
    return _hits(
        library, find_like(clause, _collection(library), vectors=vectors, within=within, limit=limit)
    )


def vectors_of(embedder: Embedder, index: VectorIndex) -> Vectors:
    """Where the vectors of the library lie."""
    return Vectors(embedder, index, BODY)


def fill_index(library: Library, vectors: Vectors) -> int:
    """Embed the clauses that have no vector yet; how many."""
    return vectors.fill(_collection(library))


class Rebuilt(NamedTuple):
    """What a rebuild did: clauses held, vectors made, vectors that belonged to nothing any more."""

    clauses: int
    embedded: int
    forgotten: int


def rebuild_index(library: Library, vectors: Vectors) -> Rebuilt:
    """Make every vector anew from the library, and forget those of clauses that are gone."""
    collection = _collection(library)
    forgotten = vectors.index.keep(vectors.space, ())
    embedded = vectors.fill(collection)
    return Rebuilt(len(collection), embedded, max(0, forgotten - embedded))


def searched_text(clause: ApprovedClause) -> str:
    """The words by which a clause is found: its name, its type, what it means, its tags, its text."""
    named = f"{clause.title}. {clause.type.replace('_', ' ')}. {clause.summary}"
    tags = ". ".join(clause.tags)
    text = _spoken(clause)
    return f"{named} {tags}. {tags}. {clause.title}. {text}"  # twice what people search by


def _spoken(clause: ApprovedClause) -> str:
    """The text with its slots as people would say them."""
    us, them = _SIDES[clause.side]
    words = {"party_us": us, "party_them": them, "agreement": "agreement"} | clause.slots
    return clause.text.format_map(words)


def _hits(library: Library, found: tuple[Found, ...]) -> tuple[Hit, ...]:
    return tuple(
        Hit(clause=library.get(each.id), score=each.score, lexical=each.lexical, cosine=each.cosine)
        for each in found
    )


def _mask(library: Library, filters: Filters) -> Mask:
    return np.array([filters.let(clause) for clause in library.clauses], dtype=np.bool_)


@lru_cache(maxsize=4)
def _collection(library: Library) -> Collection:
    return Collection(Entry(clause.id, searched_text(clause)) for clause in library.clauses)


@lru_cache(maxsize=1)
def _memory() -> MemoryIndex:
    return MemoryIndex()


@lru_cache(maxsize=1)
def _built_in() -> ProjectedEmbedder:
    return ProjectedEmbedder()
