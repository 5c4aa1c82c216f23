"""From the spans of an agreement to its answers, by weights and by the words listed for each statement."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.linear import Floats, count, weighted
from extraction.clauses.nda_cues import hypotheses
from extraction.clauses.nda_measures import span_measures
from extraction.clauses.nda_model import NdaModel
from extraction.clauses.nda_spans import read_spans

NOT_MENTIONED, ENTAILMENT, CONTRADICTION = range(3)

# The spans that together answer a statement: the best, and up to two nearly as good.
_MOST_TOGETHER = 3
_NEARLY_AS_GOOD = 1.5
# Words that speak for or against are also looked for among so many of the likeliest spans.
_NEAR = 8


@dataclass(frozen=True)
class NdaScores:
    """`evidence`: spans by statements, the probability that the span is evidence given that anything is.
    `choices`: statements by (not mentioned, entailment, contradiction), adding up to one. `chosen`: the
    answer per statement, as an index of those."""

    evidence: Floats
    choices: Floats
    chosen: NDArray[np.int64]


def score_spans(texts: Sequence[str], model: NdaModel) -> NdaScores:
    """Score the spans of one agreement, given in order; at least one."""
    spans = read_spans(texts)
    log_odds = _log_odds(spans.features, model, model.spans)
    together = gathered(log_odds)
    joined = [[name for row in rows for name in spans.features[row]] for rows in together]
    matrix = weighted(count(joined, model.words), model.rarity)
    mention = np.diagonal(matrix @ model.mention[0]) + model.mention[1]
    polarity = np.diagonal(matrix @ model.polarity[0]) + model.polarity[1]
    cues = cue_signs(texts, log_odds, together=together)
    choices, chosen = decide(
        model.mentioned.probabilities(mention_measures(log_odds, mention, cues=cues)),
        model.contradicted.probabilities(
            contradiction_measures(log_odds, mention, polarity=polarity, cues=cues)
        ),
        bounds=model.bounds,
    )
    return NdaScores(model.evidence.probabilities(span_measures(log_odds, spans)), choices, chosen)


def decide(mentioned: Floats, contradicted: Floats, *, bounds: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """The three probabilities per statement, and the answers."""
    choices = np.stack(
        [1 - mentioned, mentioned * (1 - contradicted), mentioned * contradicted], axis=-1
    ).astype(np.float32)
    said = np.where(contradicted >= bounds, CONTRADICTION, ENTAILMENT)
    return choices, np.where(mentioned >= 0.5, said, NOT_MENTIONED)


def gathered(log_odds: Floats) -> list[NDArray[np.int64]]:
    """Per statement, the spans that together answer it, in the order of the text."""
    found: list[NDArray[np.int64]] = []
    for column in log_odds.T:
        best = np.argsort(-column, kind="stable")[:_MOST_TOGETHER]
        found.append(np.sort(best[column[best] > column[best[0]] - _NEARLY_AS_GOOD]))
    return found


def cue_signs(texts: Sequence[str], log_odds: Floats, *, together: Sequence[NDArray[np.int64]]) -> Floats:
    """Statements by (speaks, denies: in the best spans; speaks, denies: in the likely spans; takes back:
    anywhere), 1 or 0."""
    whole = "\n".join(texts)
    signs = np.zeros((log_odds.shape[1], 5), np.float32)
    for column, hypothesis in enumerate(hypotheses()):
        best = _words_of(texts, together[column])
        near = np.sort(np.argsort(-log_odds[:, column], kind="stable")[:_NEAR])
        around = _words_of(texts, near)
        signs[column] = (
            _holds(hypothesis.speaking, best),
            _holds(hypothesis.denying, best),
            _holds(hypothesis.speaking, around),
            _holds(hypothesis.denying, around),
            _holds(hypothesis.taking_back, whole),
        )
    return signs


def mention_measures(log_odds: Floats, mention: Floats, *, cues: Floats) -> Floats:
    """Statements by what tells whether the agreement speaks to them."""
    falling = -np.sort(-log_odds, axis=0)
    first, second, third = (falling[min(row, len(falling) - 1)] for row in range(3))
    return np.stack([first, second, third, mention, cues[:, 0], cues[:, 1]], axis=-1).astype(np.float32)


def contradiction_measures(log_odds: Floats, mention: Floats, *, polarity: Floats, cues: Floats) -> Floats:
    """Statements by what tells whether the agreement says the opposite."""
    measured = np.stack([polarity, mention, log_odds.max(axis=0)], axis=-1)
    return np.hstack([measured, cues, (cues[:, 1] * (1 - cues[:, 0]))[:, None]]).astype(np.float32)


def _log_odds(features: Sequence[Sequence[str]], model: NdaModel, head: tuple[Floats, Floats]) -> Floats:
    matrix = weighted(count(features, model.words), model.rarity)
    return np.asarray(matrix @ head[0] + head[1], np.float32)


def _words_of(texts: Sequence[str], rows: NDArray[np.int64]) -> str:
    return "\n".join(texts[int(row)] for row in rows)


def _holds(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None
