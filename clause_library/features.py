"""How well clauses answer a question, as ten numbers each: what the learnt ranker sees."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from clause_library.concepts import question_of, said_in
from clause_library.lexical import LexicalIndex, rarity

FEATURES = (
    "words",  # BM25 of the stems, as a share of the best candidate's
    "meaning",  # cosine of the vectors, as a share of the best candidate's
    "fellows",  # likeness to the candidates that answer best before, as a share of the best
    "ideas",  # share of the wanted concepts that are said, by rarity
    "ideas_all",  # 1 where all are
    "ideas_often",  # concepts by frequency and rarity (BM25's form), as a share of the best
    "ideas_dense",  # how often they are said for the length, as a share of the most
    "ideas_together",  # share of the wanted concepts that begin in one sentence
    "ideas_all_together",  # 1 where all do
    "unwanted",  # share of the concepts to be left out that are said
)
_FELLOWS = 5
_FIRST = (1.0, 0.5, 1.0, -1.0)  # words, meaning, ideas often, unwanted: who the fellows are
_HALF, _FLAT, _STEEP = 1.0, 0.4, 0.6  # of the saturation of concepts

Matrix = NDArray[np.float64]


class Candidates(NamedTuple):
    """Clauses to rank for one question: their rows in the lexical index, their texts (already `plain`), and
    per clause the BM25 score and the cosine."""

    rows: NDArray[np.intp]
    texts: Sequence[str]
    words: Matrix
    meaning: Matrix


def features_of(query: str, candidates: Candidates, *, index: LexicalIndex) -> Matrix:
    """One line of `FEATURES` per candidate. Concepts are weighed by their rarity among the candidates."""
    count = len(candidates.texts)
    question = question_of(query)
    said = [said_in(text, question) for text in candidates.texts]
    words = _share(candidates.words)
    meaning = _share(np.maximum(candidates.meaning, 0.0))
    lengths = index.lengths(candidates.rows)
    unwanted = np.array([each.unwanted for each in said], dtype=np.float64) / max(1, len(question.unwanted))
    ideas = np.zeros((count, 6))
    if question.wanted:
        times = np.array([each.times for each in said], dtype=np.float64)
        together = np.zeros_like(times)
        for number, each in enumerate(said):
            together[number, list(each.together)] = 1.0
        ideas = _ideas(times, together, lengths / index.mean_length)
    first = _FIRST[0] * words + _FIRST[1] * meaning + _FIRST[2] * ideas[:, 2] + _FIRST[3] * unwanted
    best = np.lexsort((candidates.rows, -np.round(first, 9)))[:_FELLOWS]
    fellows = _share(index.likeness([int(candidates.rows[each]) for each in best], candidates.rows))
    return np.column_stack([words, meaning, fellows, ideas, unwanted])


def _ideas(times: Matrix, together: Matrix, lengths: Matrix) -> Matrix:
    count = len(times)
    weights = np.array([rarity(int(held), count) for held in (times > 0).sum(axis=0)])
    weights = np.maximum(weights, 1e-6)
    shares = weights / weights.sum()
    often = (times * (_HALF + 1) / (times + _HALF * (_FLAT + _STEEP * lengths)[:, None])) @ weights
    dense = times.sum(axis=1) / np.sqrt(lengths + 0.1)
    joined = together @ shares
    return np.column_stack(
        [
            (times > 0) @ shares,
            (times > 0).all(axis=1),
            _share(often),
            _share(dense),
            joined,
            joined > 1 - 1e-9,
        ]
    ).astype(np.float64)


def _share(values: Matrix) -> Matrix:
    """Each value as a share of the greatest."""
    greatest = float(values.max()) if len(values) else 0.0
    return values / greatest if greatest > 0 else np.zeros(len(values))
