"""Typed answers beside the annotators': right, wrong, not given, not asked."""

from datetime import date
from pathlib import Path

import pytest

from contracts.errors import InvalidInputError
from contracts.metadata import Fact, Metadata
from evals.datasets.cuad import read_answers
from evals.scorers.answers import score_answers


def fact(value: str | date) -> Fact:  # type: ignore[type-arg]
    return Fact(value=value, quotes=(), confidence=1.0, source="rules")


def test_law_is_compared_by_its_state() -> None:
    said = {
        "a": Metadata(governing_law=fact("State of New York")),
        "b": Metadata(governing_law=fact("Ontario")),
        "c": Metadata(governing_law=fact("Utah")),
        "d": Metadata(),
        "e": Metadata(governing_law=fact("Utah")),
    }
    wanted = {
        "a": {"Governing Law": "New York"},
        "b": {"Governing Law": "Ontario, Canada"},
        "c": {"Governing Law": "Ohio"},
        "d": {"Governing Law": "Ohio"},
        "e": {"Governing Law": ""},
    }
    figures = score_answers(said, wanted)
    assert figures["governing_law_accuracy"] == 0.5
    assert figures["governing_law_wrong"] == 0.25
    assert figures["governing_law_abstained"] == 0.25


def test_dates_are_asked_only_where_they_are_whole() -> None:
    said = {"a": Metadata(agreement_date=fact(date(2014, 5, 8))), "b": Metadata()}
    wanted = {"a": {"Agreement Date": "5/8/14"}, "b": {"Agreement Date": "[]/[]/2020"}}
    figures = score_answers(said, wanted)
    assert figures["agreement_date_accuracy"] == 1
    assert figures["agreement_date_abstained"] == 0


def test_a_wrong_line_of_answers_is_named(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text('{"title": "a", "answers": {"Governing Law": null}}\nnonsense\n')
    with pytest.raises(InvalidInputError, match="line 2"):
        read_answers(path)
    with pytest.raises(InvalidInputError, match="cannot be read"):
        read_answers(tmp_path / "none")
