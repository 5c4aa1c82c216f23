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


@pytest.mark.parametrize(
    "words",
    [
        'is entered into as of May 8, 2014 (the "Effective Date")',
        'is entered into as of May 8, 2014 the ("Effective Date")',
        "is made effective as of this 8th day of May 2014",
        "is made and entered into, effective for all purposes as of the 8th day of May, 2014",
        "is effective as from 8 May 2014",
    ],
)
def test_an_effective_date_is_read_in_many_phrases(words: str) -> None:
    dates = _dates(f'This Agreement {words} between Alder Ltd ("Alder") and Birch Ltd ("Birch"). 1. Scope.')
    assert dates.effective is not None
    assert dates.effective.value == date(2014, 5, 8)
    assert dates.effective.confidence >= 0.85


@pytest.mark.parametrize(
    "sentence",
    [
        "“Effective Date” means 12:01 a.m. Eastern Standard Time on March 3, 2013.",
        "Effective Date shall mean the day of installation, i.e. March 3, 2013.",
        "The commencement date for this contract will be 3rd March 2013.",
        "13.1 This Agreement shall come into force as of March 3, 2013 and remain valid for one year.",
        "Contract start: 3 March 2013",
    ],
)
def test_an_effective_date_is_read_from_a_clause(sentence: str) -> None:
    dates = _dates(
        f'This Agreement is dated 1 February 2013 between Alder Ltd ("A") and Birch Ltd ("B").\n{sentence}'
    )
    assert dates.effective is not None
    assert dates.effective.value == date(2013, 3, 3)
    assert dates.effective.confidence >= 0.7


def test_a_contract_made_as_of_a_day_takes_effect_on_it_where_nothing_else_is_said() -> None:
    preamble = 'This Agreement is made as of May 1, 2020 between Alder Ltd ("Alder") and Birch Ltd ("Birch").'
    dates = _dates(preamble)
    assert dates.effective is not None
    assert (dates.effective.value, dates.effective.confidence) == (date(2020, 5, 1), 0.5)
    assert _dates(f"{preamble}\n“Effective Date” means the day of the first delivery.").effective is None
    assert _dates(preamble.replace("as of", "on")).effective is None


def test_dates_of_other_papers_do_not_date_the_agreement() -> None:
    dates = _dates(
        "AGENCY AGREEMENT\n\nMay 14, 2014\n\nLadies and Gentlemen:\n\nAlder Inc. (the “Company”) confirms "
        "its agreement with Birch LLC (the “Agent”). The Agent advises as set forth in the letter agreement, "
        "dated October 7, 2013, and holds accounts as of February 28, 2013."
    )
    assert dates.agreement is not None
    assert dates.agreement.value == date(2014, 5, 14)


def test_the_day_of_making_comes_before_the_day_of_effect() -> None:
    dates = _dates(
        "This Agreement shall be effective as of May 1, 2020, the “Commencement Date”, and is made and "
        "entered into this 10th day of January, 2020 between Alder Ltd (“Alder”) and Birch Ltd (“Birch”)."
    )
    assert dates.agreement is not None
    assert dates.effective is not None
    assert (dates.agreement.value, dates.effective.value) == (date(2020, 1, 10), date(2020, 5, 1))


def test_a_footer_of_the_filing_gives_no_date() -> None:
    assert (
        _dates("Terms apply.\n\nSource: ALDER INC, 8-K, 12/3/2018\n\n“Effective Date” is set below.")
        == Dates()
    )


def test_dates_in_columns_beside_signatures_date_the_agreement() -> None:
    dates = _dates(
        "Alder supplies goods.\n" * 20
        + "\\s\\ A. Alder    General Manager - -----------        19 Jan. 1998\n"
    )
    assert dates.agreement is not None
    assert dates.agreement.value == date(1998, 1, 19)


@pytest.mark.parametrize(
    ("sentence", "confidence"),
    [
        ("This Agreement shall terminate on December 31, 2030, unless terminated earlier.", 0.75),
        ("This Agreement ends five years after launch, but in no event later than December 31, 2030 "
         "(the “Initial Term”).", 0.85),
        ("Term: from January 1, 2014 to December 31, 2030.", 0.85),
        ("All transition services will expire December 31, 2030.", 0.4),
    ],
)  # fmt: skip
def test_an_end_is_sure_where_the_agreement_is_what_ends(sentence: str, confidence: float) -> None:
    dates = _dates(
        f'This Agreement is dated 1 May 2013 between Alder Ltd ("A") and Birch Ltd ("B").\n{sentence}'
    )
    assert dates.expiry is not None
    assert (dates.expiry.value, dates.expiry.confidence) == (date(2030, 12, 31), confidence)


def test_a_period_of_account_before_the_agreement_is_not_its_end() -> None:
    dates = _dates(
        'This Agreement is dated 1 May 2013 between Alder Ltd ("A") and Birch Ltd ("B").\n'
        "The licence accounts for the period ending on September 30, 2012 are attached."
    )
    assert dates.expiry is None


def test_long_gaps_beside_a_date_are_read_in_step_with_their_length() -> None:
    gap = " " * 3000
    dates = _dates(
        f'This Agreement is made as of May 1, 2020{gap}(the "Effective Date"){gap}by Alder Ltd and Birch.'
    )
    assert dates.effective is not None
    assert dates.effective.confidence == 0.95
