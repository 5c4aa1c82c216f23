"""Business days as the contract itself defines them."""

from datetime import date

import pytest

from contracts.document import Document
from contracts.due import DueDate
from contracts.errors import InvalidInputError
from contracts.extraction import Extraction
from contracts.spans import locate
from extraction.due.jurisdictions import CALENDARS, calendars_named
from extraction.due.openings import OpenDays
from extraction.due.workdays import business_days
from extraction.engine import extract
from extraction.export.schedule import make_schedule
from extraction.readers.reading import read_document

NOTICE = date(2026, 4, 1)  # Good Friday is 3 April, Easter Monday 6 April in England, not in New York
BARE = "“Business Day” means a day other than a Saturday, Sunday or public holiday"
DUTY = "The Supplier shall deliver the Goods within three Business Days after receipt of the order."


def contract(definition: str) -> Extraction:
    text = (
        "SUPPLY AGREEMENT\nThis Agreement is made between Alder Ltd (the “Supplier”) and Birch Ltd (the "
        f"“Customer”).\n1. Definitions\n{definition}\n2. Delivery\n{DUTY}\n"
    )
    return extract(read_document(text.encode(), "supply.txt"))


def due_of(definition: str, calendar: str = "") -> DueDate:
    schedule = make_schedule(contract(definition), events={"receipt of the order": NOTICE}, calendar=calendar)
    (due,) = [each for each in schedule.dues if each]
    return due


def test_the_holidays_of_the_place_that_the_definition_names_are_left_out_in_its_own_words():
    due = due_of(f"{BARE} in London.")
    assert due.date == date(2026, 4, 8)
    last = due.derivation[-1]
    assert "GB-ENG" in last.words
    assert "Good Friday" in last.words
    assert [quote.text for quote in last.quotes] == [f"{BARE} in London."]


def test_a_calendar_that_is_set_counts_before_the_definition():
    due = due_of(f"{BARE} in London.", calendar="US")
    assert due.date == date(2026, 4, 6)
    assert due.derivation[-1].quotes == ()


@pytest.mark.parametrize(
    "definition",
    [f"{BARE} in Atlantis.", f"{BARE}.", "“Business Day” has the meaning given in the Loan Agreement."],
)
def test_a_definition_without_a_known_place_leaves_out_weekends_alone_and_says_so(definition: str):
    due = due_of(definition)
    assert due.date == date(2026, 4, 6)
    assert "names no holidays known here" in due.derivation[-1].words
    assert due.derivation[-1].quotes


def test_a_contract_without_a_definition_counts_as_before():
    due = due_of("“Goods” means what is ordered.")
    assert due.date == date(2026, 4, 6)
    assert "no holiday calendar was named" in due.derivation[-1].words


def test_of_two_places_a_day_is_open_where_it_is_open_in_both():
    both = OpenDays("GB-ENG+US")
    assert not both.is_open(date(2026, 4, 6))  # Easter Monday
    assert not both.is_open(date(2026, 11, 26))  # Thanksgiving
    assert both.is_open(date(2026, 4, 7))
    assert both.why_closed(date(2026, 11, 26)) == "Thanksgiving Day"
    assert both.words == "weekends and the holidays of GB-ENG and US left out"


@pytest.mark.parametrize("calendar", ["ATLANTIS", "GB-ENG+ATLANTIS"])
def test_a_calendar_that_is_set_and_unknown_is_refused(calendar: str):
    with pytest.raises(InvalidInputError, match="ATLANTIS"):
        business_days(
            Document(name="a.txt", sha256="0", media_type="text/plain", text="", blocks=()), calendar
        )


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (
            "a day on which banks are open in New York, New York, United States and London",
            ("US-NY", "GB-ENG"),
        ),
        ("holidays in England and Wales", ("GB-ENG",)),
        ("Monday to Friday, 9 a.m. to 5 p.m. New York time", ()),
        ("a federal holiday", ("US",)),
        ("a day on which all of us work towards the target", ()),
        ("on which the New York Stock Exchange is open", ("XNYS",)),
    ],
)
def test_places_are_read_with_their_capitals_and_countries_give_way_to_their_regions(
    words: str, codes: tuple[str, ...]
):
    assert calendars_named(words) == codes


@pytest.mark.parametrize("code", sorted(set(CALENDARS.values())))
def test_every_place_has_its_calendar_in_the_library(code: str):
    assert OpenDays(code).is_open(date(2026, 3, 11))


def test_a_long_definition_is_quoted_within_bounds():
    found = contract(f"{BARE} in London" + ", and so on" * 200 + ".")
    (quote,) = business_days(found.document).defined
    assert len(quote.text) < 700
    assert quote == locate(found.document, (quote.span.start, quote.span.end))
