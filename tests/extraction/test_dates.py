"""Dates are read where they are whole, and each is put in its place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Document
from extraction.metadata.calendar import find_dates
from extraction.metadata.dates import Dates, read_dates
from extraction.metadata.opening import read_opening


def _dates(text: str) -> Dates:
    document = Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())
    return read_dates(document, read_opening(text))


@pytest.mark.parametrize(
    "words",
    [
        "May 8, 2014",
        "May 8th, 2014",
        "May 8,2014",
        "8 May 2014",
        "8th day of May 2014",
        "8th day of May, 2014",
        "eighth day of May, 2014",
        "8-May-2014",
        "5/8/2014",
        "05-08-2014",
        "2014-05-08",
        "08.05.2014",
        "8. Mai 2014",
    ],
)
def test_a_whole_date_is_read(words: str) -> None:
    (found,) = find_dates(f"dated as of {words} between")
    assert found.value == date(2014, 5, 8)
    assert f"dated as of {words} between"[found.start : found.end] == words


@pytest.mark.parametrize(
    "words",
    [
        "___ day of May, 2014",
        "May __, 2014",
        "May 2014",
        "[●], 2014",
        "31 February 2014",
        "30 February 2149",
        "June 5, 2249",
        "1.2.10",
        "you may 5",
    ],
)
def test_a_blank_or_impossible_date_gives_nothing(words: str) -> None:
    assert find_dates(f"as of {words} between") == ()


@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(("%B {}, %Y", "{} %B %Y", "%Y-%m-{:02}"))
)
def test_every_written_date_comes_back(day: date, form: str) -> None:
    written = f"as of {day.strftime(form).format(day.day)} and"
    assert [found.value for found in find_dates(written)] == [day]


def test_a_printed_rule_and_a_lost_space_do_not_hide_a_date() -> None:
    assert [found.value for found in find_dates("as of1 August 2019, and 31 December,   -----   1996")] == [
        date(2019, 8, 1),
        date(1996, 12, 31),
    ]


def test_figures_that_could_be_either_order_are_ambiguous_and_unsure() -> None:
    dates = _dates('This Agreement is dated 3/4/2020 between Alder Ltd ("Alder") and Birch Ltd ("Birch").')
    assert dates.agreement is not None
    assert dates.agreement.confidence <= 0.55


def test_another_date_of_the_document_tells_the_order() -> None:
    dates = _dates(
        'This Agreement is dated 3/4/2020 between Alder Ltd ("Alder") and Birch Ltd ("Birch"). '
        "Work began on 25/3/2020."
    )
    assert dates.agreement is not None
    assert dates.agreement.value == date(2020, 4, 3)


def test_agreement_effective_and_expiry_dates_are_told_apart() -> None:
    dates = _dates(
        'This Services Agreement is made on 2 March 2021 between Alder Ltd ("Alder") and Birch Ltd '
        '("Birch") and is effective as of 1 April 2021 (the "Effective Date").\n'
        "1. Term. This Agreement shall continue in force until 31 March 2024."
    )
    found = (dates.agreement, dates.effective, dates.expiry)
    assert [fact and fact.value for fact in found] == [date(2021, 3, 2), date(2021, 4, 1), date(2024, 3, 31)]


def test_the_date_of_the_last_signature_is_no_effective_date() -> None:
    dates = _dates(
        'This Agreement is made between Alder Ltd ("Alder") and Birch Ltd ("Birch") as of the date of the '
        'last signature below (the "Effective Date"). 1. Scope. Alder supplies.'
    )
    assert dates == Dates()


def test_the_latest_date_beside_a_signature_dates_the_agreement() -> None:
    dates = _dates("Terms.\nBy: A. Alder\nDate: May 1, 2020\nBy: B. Birch\nDate: May 4, 2020")
    assert dates.agreement is not None
    assert dates.agreement.value == date(2020, 5, 4)
