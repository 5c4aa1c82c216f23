"""What a non-disclosure agreement says to the seventeen statements of ContractNLI, with its words."""

from collections.abc import Sequence

import numpy as np

from contracts.document import Document
from contracts.hypotheses import Choice, Evidence, ExceptionPassage, HypothesisAnswer
from contracts.spans import locate
from extraction.clauses.nda_cues import Hypothesis, hypotheses
from extraction.clauses.nda_model import NdaModel, load_nda_model
from extraction.clauses.nda_score import NOT_MENTIONED, NdaScores, score_spans
from extraction.sentences import sentences

_CHOICES: tuple[Choice, ...] = ("not_mentioned", "entailment", "contradiction")
# Beside the best span, those at least this likely are shown.
_SHOWN = 0.4
_MOST_EVIDENCE = 6
_MOST_EXCEPTIONS = 5
_LONGEST_WORDS = 60

Bounds = tuple[int, int]


def answer_hypotheses(document: Document, *, model: NdaModel | None = None) -> tuple[HypothesisAnswer, ...]:
    """The answers, in the order of `nda_hypotheses.yaml`; none for a document without words.

    Meant for agreements whose contract type is a non-disclosure agreement: the probabilities are
    calibrated on such, and any other contract is answered as if it were one. Deterministic.
    """
    bounds = sentences(document.text, 0, end=len(document.text))
    if not bounds:
        return ()
    texts = [_as_printed(document, start, end) for start, end in bounds]
    scores = score_spans(texts, model or load_nda_model())
    return tuple(
        _answer(document, bounds, scores, hypothesis=hypothesis, column=column)
        for column, hypothesis in enumerate(hypotheses())
    )


def _as_printed(document: Document, start: int, end: int) -> str:
    """The words with the automatic number in front of them, by which a list item is known."""
    block = document.block_at(start)
    words = document.text[start:end]
    return f"{block.label} {words}" if block and block.label and block.start == start else words


def _answer(
    document: Document, bounds: Sequence[Bounds], scores: NdaScores, *, hypothesis: Hypothesis, column: int
) -> HypothesisAnswer:
    chosen = int(scores.chosen[column])
    none, entailed, contradicted = (float(each) for each in np.round(scores.choices[column], 4))
    return HypothesisAnswer(
        id=hypothesis.id,
        key=hypothesis.key,
        statement=hypothesis.statement,
        choice=_CHOICES[chosen],
        entailment=entailed,
        contradiction=contradicted,
        not_mentioned=none,
        evidence=() if chosen == NOT_MENTIONED else _evidence(document, bounds, scores, column),
        exceptions=_exceptions(document, bounds, scores, hypothesis=hypothesis, column=column),
    )


def _evidence(
    document: Document, bounds: Sequence[Bounds], scores: NdaScores, column: int
) -> tuple[Evidence, ...]:
    """The likely spans, best first; always the best one."""
    likely = scores.evidence[:, column]
    best = [int(row) for row in np.argsort(-likely, kind="stable")[:_MOST_EVIDENCE]]
    kept = [row for place, row in enumerate(best) if place == 0 or likely[row] >= _SHOWN]
    return tuple(
        Evidence(quote=locate(document, bounds[row]), score=round(float(likely[row]), 4)) for row in kept
    )


def _exceptions(
    document: Document,
    bounds: Sequence[Bounds],
    scores: NdaScores,
    *,
    hypothesis: Hypothesis,
    column: int,
) -> tuple[ExceptionPassage, ...]:
    """Passages anywhere that hold the words listed for taking the statement back, likeliest first."""
    found: list[ExceptionPassage] = []
    if hypothesis.taking_back is None:
        return ()
    for row in (int(each) for each in np.argsort(-scores.evidence[:, column], kind="stable")):
        match = hypothesis.taking_back.search(document.text, *bounds[row])
        if match and len(found) < _MOST_EXCEPTIONS:
            words = " ".join(match[0].split())[:_LONGEST_WORDS]
            found.append(ExceptionPassage(quote=locate(document, bounds[row]), words=words))
    return tuple(found)
