"""Typed answers beside the annotators': right, wrong, not given, not asked."""

from datetime import date
from pathlib import Path

import pytest

from contracts.errors import InvalidInputError
from contracts.metadata import Duration, Fact, Metadata, Party, Renewal
from evals.datasets.cuad import read_answers
from evals.scorers.answers import date_of, score_answers
from evals.scorers.names import match_names, names_of


def fact(value: object) -> Fact:  # type: ignore[type-arg]
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
    figures = score_answers(said, wanted).figures()
    assert figures["governing_law_accuracy"] == 0.5
    assert figures["governing_law_wrong"] == 0.25
    assert figures["governing_law_abstained"] == 0.25


def test_dates_are_asked_only_where_they_are_whole() -> None:
    said = {"a": Metadata(agreement_date=fact(date(2014, 5, 8))), "b": Metadata()}
    wanted = {"a": {"Agreement Date": "5/8/14"}, "b": {"Agreement Date": "[]/[]/2020"}}
    figures = score_answers(said, wanted).figures()
    assert figures["agreement_date_accuracy"] == 1
    assert figures["agreement_date_abstained"] == 0


def test_a_wrong_line_of_answers_is_named(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text('{"title": "a", "answers": {"Governing Law": null}}\nnonsense\n')
    with pytest.raises(InvalidInputError, match="line 2"):
        read_answers(path)
    with pytest.raises(InvalidInputError, match="cannot be read"):
        read_answers(tmp_path / "none")


def test_an_expiry_of_the_wrong_century_is_read_as_the_annotators_meant_it() -> None:
    said = {"a": Metadata(expiry_date=fact(date(2035, 12, 21)))}
    wanted = {"a": {"Expiration Date": "12/21/1935", "Effective Date": "12/21/2015"}}
    assert score_answers(said, wanted).figures()["expiry_date_accuracy"] == 1


def test_lengths_are_compared_by_what_they_come_to() -> None:
    renewal = Renewal(
        automatic=True, length=Duration(count=12, unit="months"), notice=Duration(count=30, unit="days")
    )
    wanted = {"Renewal Term": "successive 1 year", "Notice Period To Terminate Renewal": "60 days; 30 days"}
    figures = score_answers({"a": Metadata(renewal=fact(renewal))}, {"a": wanted}).figures()
    assert figures["renewal_term_accuracy"] == 1
    assert figures["notice_period_accuracy"] == 1
    wanted = {"Renewal Term": "successive []", "Notice Period To Terminate Renewal": "1 month"}
    figures = score_answers({"a": Metadata(renewal=fact(renewal))}, {"a": wanted}).figures()
    assert figures["notice_period_wrong"] == 1
    assert figures["renewal_term_accuracy"] == 0


def test_names_of_a_list_are_the_full_ones() -> None:
    listed = (
        'Alder Inc. ("Vendor"); BIRCH & SONS, LLC d/b/a Birch (“Customer”)("Party" and together "Parties"); '
        'Alder and Birch ("Parties"); Distributor ("Distributor"); XXXXXX ("Agent")'
    )
    assert names_of(listed) == ("Alder Inc", "BIRCH & SONS, LLC")


def test_names_match_without_the_form_of_the_company_and_each_once() -> None:
    assert (
        match_names(["Alder, Incorporated", "Birch and Sons L.L.C."], ["ALDER INC", "Birch & Sons, LLC"]) == 2
    )
    assert match_names(["Alder Inc.", "Alder Inc"], ["Alder Inc."]) == 1
    assert match_names(["Elm Ltd"], ["Alder Inc."]) == 0


def test_parties_are_counted_over_all_contracts() -> None:
    said = {"a": Metadata(parties=(fact(Party(name="Alder Inc")),)), "b": Metadata()}
    wanted = {"a": {"Parties": 'Alder Inc. ("A"); Birch LLC ("B")'}, "b": {}}
    scores = score_answers(said, wanted)
    assert scores.figures()["parties_precision"] == 1
    assert scores.figures()["parties_recall"] == 0.5
    low, high = scores.intervals()["parties_f1"]
    assert low <= 0.66 <= high


def test_entries_that_only_say_who_are_called_the_parties_ask_for_no_name() -> None:
    wanted = (
        "Alder Co., Ltd. (“Party A”); Birch Ltd. (“Party B”); Alder and Birch (individually as a “Party” and "
        "collectively as the “Parties”); individually and collectively “JVP”"
    )
    assert names_of(wanted) == ("Alder Co., Ltd", "Birch Ltd")


def test_a_date_with_its_day_first_is_read_as_such() -> None:
    assert date_of("31/01/2025") == "2025-01-31"


def test_an_expiry_a_little_before_the_signing_stands() -> None:
    said = {"a": Metadata(expiry_date=fact(date(2006, 12, 31)))}
    wanted = {"a": {"Expiration Date": "12/31/2006", "Agreement Date": "2/19/2007"}}
    assert score_answers(said, wanted).figures()["expiry_date_accuracy"] == 1


def test_any_whole_date_or_length_of_several_is_right() -> None:
    renewal = Renewal(automatic=True, length=Duration(count=4, unit="years"))
    said = {"a": Metadata(agreement_date=fact(date(2000, 7, 31)), renewal=fact(renewal))}
    wanted = {"a": {"Agreement Date": "07/31/2000; 07/[]/2000", "Renewal Term": "4 years, 6 months"}}
    figures = score_answers(said, wanted).figures()
    assert figures["agreement_date_accuracy"] == 1
    assert figures["renewal_term_accuracy"] == 1
