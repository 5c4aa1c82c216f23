"""What a candidate adds to the better ones of its type: a second title next to the first adds nothing,
even where both are right."""

from itertools import pairwise

import numpy as np

from extraction.clauses.linear import Floats
from extraction.clauses.standing import Numbers, Standing

MEASURES = (
    *("likely", "rank", "none_before", "sum_before", "top", "second", "sum", "alike", "alike_top"),
    *("overlaps", "behind", "distance"),
)
_COMPARED = 6
_FAR_CHARS = 2000


def novelty(text: str, standing: Standing, *, likely: Floats) -> tuple[Floats, Numbers]:
    """Entries by `MEASURES`, and the order in which the entries of each type come, best first. `likely` is
    how probable each entry is by itself."""
    out = np.zeros((len(likely), len(MEASURES)), np.float32)
    order = np.lexsort((standing.spans[:, 1], standing.spans[:, 0], -likely, standing.type))
    sets = _word_sets(text, standing)
    bounds = np.flatnonzero(np.diff(standing.type[order], prepend=-1, append=-1))
    for low, high in pairwise(bounds):
        _measure_group(out, order[low:high], standing.spans, likely, sets)
    return out, order


def _measure_group(
    out: Floats, group: Numbers, spans: Numbers, likely: Floats, sets: list[frozenset[str]]
) -> None:
    """The entries of one type, best first."""
    odds, starts, ends = likely[group], spans[group, 0], spans[group, 1]
    size = len(group)
    before = np.concatenate([[0.0], np.cumsum(odds)[:-1]])
    none = np.concatenate([[1.0], np.cumprod(1 - np.minimum(odds, 0.99))[:-1]])
    earlier = np.tri(size, k=-1, dtype=bool)
    shared = np.minimum.outer(ends, ends) - np.maximum.outer(starts, starts) > 0
    behind = ((starts[None, :] < starts[:, None]) & earlier).sum(axis=1) / np.maximum(np.arange(size), 1)
    behind[0] = 0.5
    alike = [
        [_alike(sets[own], sets[other]) for other in group[: min(n, _COMPARED)]]
        for n, own in enumerate(group)
    ]
    out[group] = np.column_stack(
        [
            *(odds, np.arange(size), none, before, np.full(size, odds[0])),
            *(np.full(size, odds[1] if size > 1 else 0.0), np.full(size, odds.sum())),
            *([max(each, default=0.0) for each in alike], [each[0] if each else 0.0 for each in alike]),
            *((shared & earlier).any(axis=1), behind, np.abs(starts - starts[0]) / _FAR_CHARS),
        ]
    )


def _word_sets(text: str, standing: Standing) -> list[frozenset[str]]:
    sets: dict[tuple[int, int], frozenset[str]] = {}
    out: list[frozenset[str]] = []
    for start, end in standing.spans.tolist():
        if (start, end) not in sets:
            sets[start, end] = frozenset(text[start:end].lower().split())
        out.append(sets[start, end])
    return out


def _alike(left: frozenset[str], right: frozenset[str]) -> float:
    """Jaccard index of two sets of words."""
    return len(left & right) / len(left | right)
