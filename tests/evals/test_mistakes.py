"""The worst errors are the surest false claims and the annotations that nothing matches."""

import pytest

from evals.mistakes import worst_mistakes
from evals.scorers.cuad import Question
from extraction.training.cuad import AnnotatedContract

TEXT = "Alpha beta gamma delta.\n\n \n\nThe law of Ohio governs.\nEither party may leave at any time."


def contract(title: str) -> AnnotatedContract:
    return AnnotatedContract(title=title, text=TEXT, questions={}, answers={})


def question(number: int, *answers: str, category: str = "Governing Law") -> Question:
    return Question(f"q{number}", "A", category, answers)


def found(questions, predictions, **more):
    return worst_mistakes(questions, predictions, contracts=[contract("A")], **more)


def test_words_that_no_annotator_marked_are_told_with_their_text():
    (only,) = found([question(1)], {"q1": [("The law of Ohio governs.", 0.9), ("Alpha", 0.2)]})
    assert (only.kind, only.words, only.score) == ("false", "The law of Ohio governs.", 0.9)
    assert only.before == "Alpha beta gamma delta.\n\n"
    assert only.after.startswith("\nEither party")


def test_an_annotation_without_a_match_is_missed_and_its_nearest_words_are_told():
    offered = {"q1": [("Either party may leave at once or later or never", 0.8)]}
    kinds = {each.kind: each for each in found([question(1, "Either party may leave at any time.")], offered)}
    assert kinds["missed"].score == 0
    assert kinds["missed"].nearest.startswith("Either party may leave at once")


def test_a_sure_match_is_no_mistake():
    assert found([question(1, "The law of Ohio governs.")], {"q1": [("The law of Ohio governs", 0.9)]}) == []


def test_the_surest_comes_first_and_one_category_fills_no_page():
    questions = [question(n) for n in range(6)] + [question(9, category="Insurance")]
    offered = {f"q{n}": [("Alpha", n / 10 + 0.1)] for n in range(6)} | {"q9": [("beta", 0.05)]}
    scores = [each.score for each in found(questions, offered)]
    assert scores == pytest.approx([0.6, 0.5, 0.4, 0.05])
    assert len(found(questions, offered, most=2)) == 2
