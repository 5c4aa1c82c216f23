"""A body of clauses that can be searched, and the search: words and meaning first, then the ranker."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clause_library.features import Candidates, Matrix, features_of
from clause_library.lexical import LexicalIndex
from clause_library.ports import Embedder, VectorIndex
from clause_library.ranker import Ranker, own_ranker
from clause_library.words import plain, stems_of

_NEAREST, _MOST_NEAREST = 200, 1_000  # vectors asked for, without and with a filter
_SMALL = 5_000  # up to so many clauses every vector is compared
_DEPTH = 80  # candidates that the ranker sees; up to 600 rank no better on ACORD's train queries
_MEANING = (
    0.5  # of the words' weight, before the ranker; 0.3 to 0.8 make no difference on ACORD's train queries
)
_FAINT = 0.2  # a cosine below this says nothing: random words of 384 numbers reach it once in 10,000
_LOOKED_AT = 3_000  # characters of a clause in which concepts are looked for
_LONG_QUERY = 20  # stems; beyond this a query is a clause itself, not a question
_BATCH = 1_000
_TIES = 50  # entries of one score that are put in order by id

Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]


class Entry(NamedTuple):
    """A clause to be found: its id in the collection and the words by which it is found."""

    id: str
    text: str


class Found(NamedTuple):
    """An entry that answers; `score` in (0, 1] orders them, `lexical` is BM25, `cosine` of the vectors."""

    id: str
    score: float
    lexical: float
    cosine: float


class Collection:
    """Entries by their row, the order of adding. A later entry of a known id is refused."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.ids: list[str] = []
        self.keys: list[str] = []
        self.words = LexicalIndex()
        self._texts: list[str] = []
        self._rows: dict[str, int] = {}
        self._rows_of_key: dict[str, list[int]] = {}
        self.add(entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in more entries. Raises `ValueError` for an id that is there."""
        for entry in entries:
            if entry.id in self._rows:
                raise ValueError(f"the collection has an entry {entry.id} already")
            row, key = len(self.ids), key_of(entry.text)
            self._rows[entry.id] = row
            self.ids.append(entry.id)
            self.keys.append(key)
            self._rows_of_key.setdefault(key, []).append(row)
            self._texts.append(entry.text)
            self.words.add([entry.text])

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, id: str) -> bool:
        return id in self._rows

    def text(self, row: int) -> str:
        """The words of a row, as they were given."""
        return self._texts[row]

    def texts_of(self, keys: Iterable[str]) -> list[str]:
        """The words that each key stands for."""
        return [self._texts[self._rows_of_key[key][0]] for key in keys]

    def rows_of_key(self, key: str) -> list[int]:
        """The rows that say exactly these words; none for an unknown key."""
        return self._rows_of_key.get(key, [])


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of one body of texts: who makes them, where they lie, and under which name."""

    embedder: Embedder
    index: VectorIndex
    body: str

    @property
    def space(self) -> str:
        """The name of the space: it changes with the embedder's version."""
        return f"{self.body}-{self.embedder.name}"

    def fill(self, collection: Collection) -> int:
        """Embed what has no vector yet, in batches that stay when the next one fails; how many."""
        absent = self.index.missing(self.space, collection.keys)
        for start in range(0, len(absent), _BATCH):
            keys = absent[start : start + _BATCH]
            self.index.add(self.space, keys, vectors=self.embedder.embed(collection.texts_of(keys)))
        return len(absent)


def key_of(text: str) -> str:
    """The id of a text's vector."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def find(
    query: str,
    collection: Collection,
    *,
    vectors: Vectors,
    within: Mask | None = None,
    limit: int = 10,
    ranker: Ranker | None = None,
) -> tuple[Found, ...]:
    """Up to `limit` entries for a question in plain words, best first, ties by id. `within` has one flag per
    row: who may be found.

    The vectors must be filled. None for words that say nothing to the collection. A query of more than
    twenty stems is taken for a clause (`find_like`).
    """
    if len(stems_of(query)) > _LONG_QUERY:
        return find_like(query, collection, vectors=vectors, within=within, limit=limit)
    first = _first(query, collection, vectors=vectors, within=within)
    if not len(first.rows):
        return ()
    rows, features = _closer(query, collection, first=first, least=limit)
    return _best(collection, first, rows=rows, scores=(ranker or own_ranker()).scores(features), limit=limit)


def find_like(
    clause: str, collection: Collection, *, vectors: Vectors, within: Mask | None = None, limit: int = 10
) -> tuple[Found, ...]:
    """Up to `limit` entries that speak as a clause does: words and meaning as shares of the best, joined."""
    first = _first(clause, collection, vectors=vectors, within=within)
    if not len(first.rows):
        return ()
    return _best(collection, first, rows=first.rows, scores=np.clip(first.scores, 1e-6, 1.0), limit=limit)


def _best(
    collection: Collection, first: "_First", *, rows: Rows, scores: Matrix, limit: int
) -> tuple[Found, ...]:
    few = rows[np.argsort(-np.round(scores, 9), kind="stable")[: limit + _TIES]].tolist()
    scored = dict(zip(rows.tolist(), np.round(scores, 9).tolist(), strict=True))
    best = sorted(few, key=lambda row: (-scored[row], collection.ids[row]))[:limit]
    return tuple(
        Found(collection.ids[row], scored[row], float(first.words[row]), float(first.meaning[row]))
        for row in best
    )


def seen_by_ranker(
    query: str, collection: Collection, *, vectors: Vectors, within: Mask | None = None, least: int = 10
) -> tuple[Rows, Matrix]:
    """The rows that the ranker is asked about, and what it sees of them: to learn from."""
    first = _first(query, collection, vectors=vectors, within=within)
    return _closer(query, collection, first=first, least=least)


class _First(NamedTuple):
    """Before the ranker: rows that say anything to the query, their scores in [0, 1], and BM25 and cosine
    of every row of the collection."""

    rows: Rows
    scores: Matrix
    words: Matrix
    meaning: Matrix


def _first(query: str, collection: Collection, *, vectors: Vectors, within: Mask | None) -> _First:
    words = collection.words.scores(query, within=within)
    meaning = _meaning(query, collection, vectors=vectors, within=within)
    let = (words > 0) | (meaning >= _FAINT)
    rows = np.flatnonzero(let if within is None else let & within)
    scores = (_share(words[rows]) + _MEANING * _share(meaning[rows])) / (1 + _MEANING)
    return _First(rows, scores, words, meaning)


def _closer(query: str, collection: Collection, *, first: _First, least: int) -> tuple[Rows, Matrix]:
    depth = max(_DEPTH, least)
    rows = np.sort(first.rows[np.argsort(-np.round(first.scores, 9), kind="stable")[:depth]])
    texts = [plain(collection.text(row)[:_LOOKED_AT]) for row in rows.tolist()]
    candidates = Candidates(rows, texts, first.words[rows], first.meaning[rows])
    return rows, features_of(query, candidates, index=collection.words)


def _meaning(query: str, collection: Collection, *, vectors: Vectors, within: Mask | None) -> Matrix:
    """The cosine of the nearest rows; 0 for all others."""
    cosines = np.zeros(len(collection))
    vector = vectors.embedder.embed([query])[0]
    limit = len(collection) if len(collection) <= _SMALL else _NEAREST
    if within is not None and len(collection) > _SMALL:
        # the index knows no filter: among more there are as many that pass
        limit = min(_MOST_NEAREST, _NEAREST * len(collection) // max(1, int(within.sum())))
    if any(vector) and len(collection):
        for key, cosine in vectors.index.nearest(vectors.space, vector, limit=limit):
            cosines[collection.rows_of_key(key)] = max(0.0, cosine)
    return cosines


def _share(values: Matrix) -> Matrix:
    greatest = float(values.max()) if len(values) else 0.0
    return values / greatest if greatest > 0 else values
