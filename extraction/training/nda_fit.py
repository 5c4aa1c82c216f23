"""Fitting the heads of the statements about non-disclosure agreements."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from contracts.errors import InvalidInputError
from extraction.clauses.linear import Floats, count, weighted
from extraction.clauses.nda_cues import hypotheses
from extraction.clauses.nda_measures import MEASURES, span_measures
from extraction.clauses.nda_model import NdaModel, Small
from extraction.clauses.nda_score import (
    CONTRADICTION,
    NOT_MENTIONED,
    contradiction_measures,
    cue_signs,
    gathered,
    mention_measures,
)
from extraction.clauses.nda_spans import Spans, read_spans
from extraction.training.fit import Bools, fit_family, rarity, vocabulary
from extraction.training.nda_bounds import choose_bounds
from extraction.training.nda_data import Agreement

FOLDS = 5
_MOST_WORDS = 16_000
_KEPT_WORDS = 12_000
_SHARPNESS = {"spans": 8.0, "mention": 3.0, "polarity": 8.0}
_STRENGTH = {"evidence": 30.0, "mentioned": 2.0, "contradicted": 2.0}
_LEAST_AGREEMENTS = 10

Head = tuple[Floats, Floats]


def fit_nda(agreements: Sequence[Agreement]) -> NdaModel:
    """Fit all heads. The small models learn from log-odds that other agreements gave (folds), so that they
    see the words as uncertain as they are on a fresh agreement."""
    if sum(each.whole for each in agreements) < _LEAST_AGREEMENTS:
        raise InvalidInputError(f"fewer than {_LEAST_AGREEMENTS} agreements with text; give train.json whole")
    read = [read_spans(each.texts) for each in agreements]
    words = vocabulary((spans.features for spans in read), most=_MOST_WORDS)
    counts = [count(spans.features, words) for spans in read]
    rare = rarity(vstack(counts, format="csr"))
    rows = [weighted(each, rare) for each in counts]
    choices = np.stack([each.choices for each in agreements])
    spans_head, log_odds = _fit_spans(agreements, rows)
    joined = [_joined(each, odds, words, rare) for each, odds in zip(read, log_odds, strict=True)]
    mention, mention_odds = _fit_texts(
        joined, choices != NOT_MENTIONED, np.ones_like(choices, bool), "mention"
    )
    polarity, polarity_odds = _fit_texts(
        joined, choices == CONTRADICTION, choices != NOT_MENTIONED, "polarity"
    )
    small = _fit_small(agreements, read, log_odds, mention_odds, polarity_odds)
    kept = _loudest([spans_head[0], mention[0], polarity[0]])
    names = list(words)
    return NdaModel(
        words={names[old]: new for new, old in enumerate(kept)},
        rarity=rare[kept],
        spans=(spans_head[0][kept], spans_head[1]),
        mention=(mention[0][kept], mention[1]),
        polarity=(polarity[0][kept], polarity[1]),
        **small,
    )


def _fit_spans(agreements: Sequence[Agreement], rows: Sequence[Any]) -> tuple[Head, list[Floats]]:
    """Is a span evidence? Every known span of every agreement is an example."""
    matrix = vstack(rows, format="csr")
    wanted = np.vstack([each.evidence for each in agreements])
    fold = np.repeat(np.arange(len(rows)) % FOLDS, [row.shape[0] for row in rows])
    head, unseen = _fit_folds(matrix, wanted, np.ones_like(wanted), fold, "spans")
    ends = np.cumsum([row.shape[0] for row in rows])
    return head, np.split(unseen, ends[:-1])


def _fit_texts(joined: Sequence[Any], wanted: Bools, known: Bools, name: str) -> tuple[Head, Floats]:
    """One model per statement over the text of its best spans; log-odds are agreements by statements."""
    height, width = joined[0].shape[1], wanted.shape[1]
    coefficients, intercepts = np.zeros((height, width), np.float32), np.zeros(width, np.float32)
    unseen = np.zeros(wanted.shape, np.float32)
    fold = np.arange(len(joined)) % FOLDS
    for column in range(width):
        matrix = vstack([each[column] for each in joined], format="csr")
        own = [column]
        head, odds = _fit_folds(matrix, wanted[:, own], known[:, own], fold, name)
        coefficients[:, column], intercepts[column], unseen[:, column] = head[0][:, 0], head[1][0], odds[:, 0]
    return (coefficients, intercepts), unseen


def _fit_folds(
    matrix: Any, wanted: Bools, known: Bools, fold: NDArray[np.int64], name: str
) -> tuple[Head, Floats]:
    """Coefficients from everything, and the log-odds that models without their fold gave."""
    unseen = np.zeros(wanted.shape, np.float32)
    for number in range(FOLDS):
        apart = fold == number
        coefficients, intercepts = _fit(matrix, wanted, known & ~apart[:, None], _SHARPNESS[name])
        unseen[apart] = np.asarray(matrix[apart] @ coefficients + intercepts, np.float32)
    return _fit(matrix, wanted, known, _SHARPNESS[name]), unseen


def _fit(matrix: Any, wanted: Bools, known: Bools, sharpness: float) -> Head:
    """Logistic regression per column; a column with fewer than two examples is never predicted."""
    from sklearn.linear_model import LogisticRegression

    coefficients = np.zeros((matrix.shape[1], wanted.shape[1]), np.float32)
    intercepts = np.full(wanted.shape[1], -5.0, np.float32)
    for column in range(wanted.shape[1]):
        rows = np.flatnonzero(known[:, column])
        own = wanted[rows, column]
        if own.sum() < 2 or own.all():
            continue
        part = csr_matrix(matrix[rows])
        part.indices, part.indptr = part.indices.astype(np.int32), part.indptr.astype(np.int32)
        model: Any = LogisticRegression(C=sharpness, solver="liblinear", tol=1e-2, random_state=0)
        model.fit(part, own)
        coefficients[:, column], intercepts[column] = model.coef_[0], model.intercept_[0]
    return coefficients, intercepts


def _joined(spans: Spans, log_odds: Floats, words: dict[str, int], rare: Floats) -> Any:
    """Per statement a row: the words of the spans that together answer it."""
    names = [[name for row in rows for name in spans.features[row]] for rows in gathered(log_odds)]
    return weighted(count(names, words), rare)


def _fit_small(
    agreements: Sequence[Agreement],
    read: Sequence[Spans],
    log_odds: Sequence[Floats],
    mention: Floats,
    polarity: Floats,
) -> dict[str, Any]:
    choices = np.stack([each.choices for each in agreements])
    cues = [
        cue_signs(each.texts, odds, together=gathered(odds))
        for each, odds in zip(agreements, log_odds, strict=True)
    ]
    every = range(len(agreements))
    asked = np.stack([mention_measures(log_odds[at], mention[at], cues=cues[at]) for at in every])
    against = np.stack(
        [
            contradiction_measures(log_odds[at], mention[at], polarity=polarity[at], cues=cues[at])
            for at in every
        ]
    )
    there = choices != NOT_MENTIONED
    columns = range(len(hypotheses()))
    contradicted = _family(
        [against[there[:, column], column] for column in columns],
        [choices[there[:, column], column] == CONTRADICTION for column in columns],
        "contradicted",
    )
    return {
        "evidence": _fit_evidence(agreements, read, log_odds),
        "mentioned": _family(
            [asked[:, column] for column in columns], [there[:, column] for column in columns], "mentioned"
        ),
        "contradicted": contradicted,
        "bounds": choose_bounds(contradicted.probabilities(against), choices),
    }


def _fit_evidence(
    agreements: Sequence[Agreement], read: Sequence[Spans], log_odds: Sequence[Floats]
) -> Small:
    """Only whole agreements show how their spans hang together, and only those that speak to a statement
    are asked about it."""
    width = len(hypotheses())
    measured: list[list[Floats]] = [[np.zeros((0, len(MEASURES)), np.float32)] for _ in range(width)]
    wanted: list[list[Bools]] = [[np.zeros(0, bool)] for _ in range(width)]
    for each, spans, odds in zip(agreements, read, log_odds, strict=True):
        if each.whole:
            measures = span_measures(odds, spans)
            for column in np.flatnonzero(each.choices != NOT_MENTIONED):
                measured[column].append(measures[:, column])
                wanted[column].append(each.evidence[:, column])
    return _family(
        [np.vstack(part) for part in measured], [np.concatenate(part) for part in wanted], "evidence"
    )


def _family(measured: Sequence[Floats], wanted: Sequence[Bools], name: str) -> Small:
    # A measure that never changes (no lists in a small set) tells nothing and would swamp the others.
    varies = np.vstack(measured).std(axis=0) > 1e-6
    parts = [np.where(varies, part, 0).astype(np.float64) for part in measured]
    return Small(*fit_family(parts, wanted, strength=_STRENGTH[name]))


def _loudest(heads: Sequence[Floats]) -> NDArray[np.int64]:
    """The features that speak loudest for any statement in any head, in their old order."""
    loudness = np.max(
        [np.abs(each / np.maximum(np.abs(each).max(axis=0), 1e-9)).max(axis=1) for each in heads], axis=0
    )
    return np.sort(np.argsort(-loudness, kind="stable")[:_KEPT_WORDS])
