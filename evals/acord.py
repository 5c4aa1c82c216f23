"""Searching ACORD's clauses as the product searches its library, and setting the order beside the judgements.

Each query is asked of the clauses that were judged for it, which is what the published figures are of; or
of the whole corpus, where a clause that nobody judged counts as worthless. On the train queries, from which
the ranker learnt, each is ranked by a ranker that learnt from the other four fifths.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from clause_library.collection import Collection, Entry, Mask, Vectors, find, seen_by_ranker
from clause_library.learning import Judged, learn
from clause_library.memory import MemoryIndex
from clause_library.ports import Embedder
from clause_library.ranker import VERSION, Ranker, own_ranker
from evals.datasets.acord import Acord, Query
from evals.scorers.ranking import METRICS, intervals, scores_of

Among = Literal["judged", "corpus"]
PUBLISHED = {"bm25_ndcg_at_5": 0.525}
"""BM25 on the test queries, from the paper."""

LEARNT_FROM = "ACORD, queries of the train split"
DEEP = 100  # ranks of a run
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class AcordResult:
    """A scored run: per query the clauses in our order with their scores, and the figures of both rows."""

    data: Acord
    embedder: str
    among: Among
    ranked: dict[str, list[tuple[str, float]]]
    ours: NDArray[np.float64]
    bm25: NDArray[np.float64]
    seconds: float

    def summary(self) -> dict[str, Any]:
        """`{dataset, split, n, among, engine, metrics, published, per_category, per_query, intervals,
        seconds}`; every figure in [0, 1]."""
        ours = dict(zip(METRICS, _rounded(self.ours.mean(axis=0)), strict=True))
        plain = {
            f"bm25_{name}": value
            for name, value in zip(METRICS, _rounded(self.bm25.mean(axis=0)), strict=True)
        }
        spread = intervals(self.ours) | {f"bm25_{name}": each for name, each in intervals(self.bm25).items()}
        crossed = self.data.split == "train"
        return {
            "dataset": "acord",
            "split": self.data.split,
            "n": len(self.data.queries),
            "among": self.among,
            "engine": {
                "name": f"four-corners-search/{self.embedder}",
                "version": VERSION,
                "weights": f"{_FOLDS} folds of train" if crossed else "ranker.json",
                "unseen": True,
            },
            "metrics": ours | plain,
            "published": PUBLISHED,
            "per_category": self._by_category(),
            "per_query": [
                {"query": query.id, **dict(zip(METRICS, _rounded(row), strict=True))}
                for query, row in zip(self.data.queries, self.ours, strict=True)
            ],
            "intervals": spread,
            "seconds": round(self.seconds, 2),
        }

    def run(self) -> str:
        """The run in TREC's form, tab-separated: query, Q0, clause, rank, score, tag."""
        return "".join(
            f"{query}\tQ0\t{clause}\t{rank}\t{score:.6f}\t{self.embedder}-{VERSION}\n"
            for query, found in self.ranked.items()
            for rank, (clause, score) in enumerate(found, start=1)
        )

    def _by_category(self) -> list[dict[str, Any]]:
        names = [query.category for query in self.data.queries]
        rows: list[dict[str, Any]] = []
        for name in sorted(set(names)):
            chosen = np.array([each == name for each in names])
            figures = dict(zip(METRICS, _rounded(self.ours[chosen].mean(axis=0)), strict=True))
            beside = round(float(self.bm25[chosen, 0].mean()), 4)
            rows.append({"category": name, "n": int(chosen.sum()), **figures, "bm25_ndcg_at_5": beside})
        return rows


class Searching:
    """ACORD's clauses as a collection, ready to be asked."""

    def __init__(self, data: Acord, embedder: Embedder, *, among: Among = "judged") -> None:
        self.collection = Collection(Entry(id, text) for id, text in data.clauses.items())
        self.vectors = Vectors(embedder, MemoryIndex(), "acord")
        self.vectors.fill(self.collection)
        self._among = among

    def within(self, query: Query) -> Mask | None:
        """Which clauses a query is asked of; None for all."""
        if self._among == "corpus":
            return None
        return np.array([id in query.gains for id in self.collection.ids], dtype=np.bool_)

    def ask(self, query: Query, ranker: Ranker) -> list[tuple[str, float]]:
        """The first hundred clauses with their scores."""
        within = self.within(query)
        found = find(
            query.text, self.collection, vectors=self.vectors, within=within, limit=DEEP, ranker=ranker
        )
        return [(each.id, each.score) for each in found]

    def words_alone(self, query: Query) -> list[str]:
        """The first hundred by BM25 over stems."""
        scores = self.collection.words.scores(query.text, within=self.within(query))
        best = sorted(np.flatnonzero(scores > 0), key=lambda row: (-round(scores[row], 9), row))[:DEEP]
        return [self.collection.ids[row] for row in best]

    def judged(self, query: Query) -> Judged:
        """What there is to learn from a query."""
        rows, features = seen_by_ranker(
            query.text, self.collection, vectors=self.vectors, within=self.within(query), least=DEEP
        )
        gains = [query.gains.get(self.collection.ids[row], 0) for row in rows.tolist()]
        return Judged(features, np.array(gains, dtype=np.float64))


def run_acord(
    data: Acord, embedder: Embedder, *, among: Among = "judged", say: Callable[[str], None] = lambda _: None
) -> AcordResult:
    """Search, and score what was found. The time is that of the searches, indexing and learning left out."""
    searching = Searching(data, embedder, among=among)
    say(f"{len(searching.collection)} clauses indexed")
    if data.split == "train":
        rankers = _crossed(Searching(data, embedder), data.queries)
        say(f"{_FOLDS} rankers learnt, each from the queries of the other folds")
    else:
        rankers = [own_ranker()] * len(data.queries)
    began = time.perf_counter()
    ranked = {
        query.id: searching.ask(query, ranker) for query, ranker in zip(data.queries, rankers, strict=True)
    }
    seconds = time.perf_counter() - began
    ours = [scores_of([id for id, _ in ranked[query.id]], query.gains) for query in data.queries]
    plain = [scores_of(searching.words_alone(query), query.gains) for query in data.queries]
    return AcordResult(data, embedder.name, among, ranked, np.array(ours), np.array(plain), seconds)


def learn_ranker(data: Acord, embedder: Embedder) -> NDArray[np.float64]:
    """The weights learnt from all queries of the data, always among the judged clauses."""
    searching = Searching(data, embedder)
    return learn([searching.judged(query) for query in data.queries])


def _crossed(searching: Searching, queries: Sequence[Query]) -> list[Ranker]:
    """For each query a ranker that did not see its fold; one fold is every fifth query by id."""
    examples = [searching.judged(query) for query in queries]
    folds = [
        Ranker(learn([each for number, each in enumerate(examples) if number % _FOLDS != fold] or examples))
        for fold in range(min(_FOLDS, len(queries)))
    ]
    return [folds[number % _FOLDS] for number in range(len(queries))]


def _rounded(values: Sequence[float] | NDArray[np.float64]) -> list[float]:
    return [round(float(value), 4) for value in values]
