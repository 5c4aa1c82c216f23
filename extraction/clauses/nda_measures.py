"""How a span stands within its own agreement: what turns its log-odds into a probability of evidence.

The scorer looks only at agreements that speak to a statement, so the question is which of their spans
do. A span that is the best by far is nearly certain; one among ten alike is not.
"""

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats
from extraction.clauses.nda_spans import Spans

MEASURES = (
    "odds",
    "below_best",
    "near_best",
    "is_best",
    "rank",
    "share",
    "best",
    "second_below",
    "rivals",
    "before",
    "after",
    "stem",
    "items",
    "siblings",
    "has_stem",
    "heading",
    "other_statements",
    "other_above",
    "place",
    "length",
    "leads_on",
    "short",
    "spans",
)
# Log-odds beyond these say no more.
_LOW, _HIGH = -6.0, 4.0
_CLOSE = 1.0


def span_measures(log_odds: Floats, spans: Spans) -> Floats:
    """Spans by statements by `MEASURES`."""
    odds = np.clip(log_odds, _LOW, _HIGH)
    size, width = odds.shape
    best = odds.max(axis=0)
    falling = -np.sort(-odds, axis=0)
    order = np.argsort(-odds, axis=0, kind="stable")
    rank = np.empty((size, width))
    np.put_along_axis(rank, order, np.arange(size)[:, None] * np.ones((1, width)), axis=0)
    weight = np.exp(odds - best)
    edge = np.full((1, width), _LOW)
    others = _best_of_others(odds)
    columns = (
        odds,
        odds - best,
        np.exp(2 * (odds - best)),
        rank == 0,
        np.log1p(rank),
        weight / weight.sum(axis=0),
        best + 0 * odds,
        falling[min(1, size - 1)] - best + 0 * odds,
        np.log((odds > best - _CLOSE).sum(axis=0)) + 0 * odds,
        np.vstack([edge, odds[:-1]]) - best,
        np.vstack([odds[1:], edge]) - best,
        np.where(spans.stem[:, None] >= 0, odds[spans.stem] - best, _LOW),
        _best_item(odds, spans.stem) - best,
        _best_sibling(odds, spans.stem) - best,
        (spans.stem >= 0)[:, None] + 0 * odds,
        np.where(spans.heading[:, None] >= 0, odds[spans.heading] - best, _LOW),
        others,
        np.maximum(others - odds, 0),
        (np.arange(size) / size)[:, None] + 0 * odds,
        np.log1p(spans.words)[:, None] + 0 * odds,
        spans.leads_on[:, None] + 0 * odds,
        spans.short[:, None] + 0 * odds,
        np.log(size) + 0 * odds,
    )
    return np.stack(columns, axis=-1).astype(np.float32)


def _best_of_others(odds: NDArray[np.floating]) -> NDArray[np.floating]:
    """Per span and statement, the best log-odds of the other statements."""
    order = np.sort(odds, axis=1)
    top, second = order[:, -1:], order[:, -2:-1]
    return np.where(odds == top, second, top)


def _best_item(odds: NDArray[np.floating], stem: NDArray[np.int64]) -> NDArray[np.floating]:
    """Per stem, the best of its items; the lowest where there are none."""
    found = np.full(odds.shape, _LOW)
    for index in np.flatnonzero(stem >= 0):
        found[stem[index]] = np.maximum(found[stem[index]], odds[index])
    return found


def _best_sibling(odds: NDArray[np.floating], stem: NDArray[np.int64]) -> NDArray[np.floating]:
    """Per list item, the best of the other items under the same stem."""
    found = np.full(odds.shape, _LOW)
    for above in np.unique(stem[stem >= 0]):
        items = np.flatnonzero(stem == above)
        if len(items) > 1:
            falling = -np.sort(-odds[items], axis=0)
            found[items] = np.where(odds[items] == falling[0], falling[1], falling[0])
    return found
