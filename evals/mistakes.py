"""The worst errors of a run, with their passages: what was claimed wrongly, and what was not found."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evals.scorers.cuad import Question, is_match
from extraction.training.cuad import AnnotatedContract
from extraction.training.match import overlap, word_set

_SHOWN_AROUND_CHARS = 600
_MOST_PER_CATEGORY = 3


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error. `score` is the probability that was given: to the wrong words, or to the best match of
    an annotation that was missed (0 where nothing matched). `before` and `after` are the text around
    `words`; `nearest` are the words offered that come closest to a missed annotation."""

    kind: Literal["false", "missed"]
    category: str
    contract: str
    words: str
    score: float
    before: str
    after: str
    nearest: str = ""


def worst_mistakes(
    questions: Sequence[Question],
    predictions: Mapping[str, Sequence[tuple[str, float]]],
    *,
    contracts: Iterable[AnnotatedContract],
    most: int = 40,
) -> list[Mistake]:
    """At most `most` of either kind, the worst first, and of one category no more than three."""
    texts = {contract.title: contract.text for contract in contracts}
    false: list[Mistake] = []
    missed: list[Mistake] = []
    for question in questions:
        offered = predictions.get(question.id, ())
        text = texts[question.contract]
        false.extend(_false(question, offered, text))
        missed.extend(_missed(question, offered, text))
    false.sort(key=lambda each: (-each.score, each.category, each.contract, each.words))
    missed.sort(key=lambda each: (each.score, -len(each.words), each.category, each.contract, each.words))
    return [*_spread(false, most), *_spread(missed, most)]


def _false(question: Question, offered: Sequence[tuple[str, float]], text: str) -> Iterator[Mistake]:
    for words, score in offered:
        if not any(is_match(question.id, answer, predicted=words) for answer in question.answers):
            yield _mistake("false", question, words, text=text, score=score)
            return  # the best wrong one says enough of this question


def _missed(question: Question, offered: Sequence[tuple[str, float]], text: str) -> Iterator[Mistake]:
    for answer in dict.fromkeys(question.answers):
        score = max(
            (score for words, score in offered if is_match(question.id, answer, predicted=words)), default=0.0
        )
        if score >= 0.5:
            continue
        sought = word_set(answer)
        nearest = max(offered, key=lambda each: overlap(sought, word_set(each[0])), default=("", 0.0))[0]
        yield _mistake("missed", question, answer, text=text, score=score, nearest=nearest)


def _mistake(
    kind: Literal["false", "missed"],
    question: Question,
    words: str,
    *,
    text: str,
    score: float,
    nearest: str = "",
) -> Mistake:
    start = max(text.find(words), 0)
    end = start + len(words)
    return Mistake(
        kind=kind,
        category=question.category,
        contract=question.contract,
        words=words,
        score=round(score, 4),
        before=_packed(text[max(0, start - _SHOWN_AROUND_CHARS) : start]),
        after=_packed(text[end : end + _SHOWN_AROUND_CHARS]),
        nearest=nearest,
    )


def _packed(text: str) -> str:
    return re.sub(r"\n\s*\n", "\n\n", text)


def _spread(mistakes: Iterable[Mistake], most: int) -> list[Mistake]:
    told: Counter[str] = Counter()
    out: list[Mistake] = []
    for each in mistakes:
        if told[each.category] < _MOST_PER_CATEGORY and len(out) < most:
            told[each.category] += 1
            out.append(each)
    return out
