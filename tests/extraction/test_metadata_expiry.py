"""An expiry that nobody wrote, from the day a contract begins and the length of its term."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Document
from contracts.metadata import Duration, Fact, Term
from contracts.spans import locate
from extraction.metadata.expiry import computed_expiry
from extraction.metadata.reading import read_metadata

PAPER = Document(
    name="a.txt", sha256="0", media_type="text/plain", text="Begins then. Runs so long.", blocks=()
)


def begin(day: date, confidence: float = 0.9) -> Fact[date]:
    return Fact[date](value=day, quotes=(locate(PAPER, (0, 11)),), confidence=confidence, source="rules")


def term(length: Duration | None, confidence: float = 0.9) -> Fact[Term]:
    quotes = (locate(PAPER, (13, 25)),)
    return Fact[Term](value=Term(length=length), quotes=quotes, confidence=confidence, source="rules")


@pytest.mark.parametrize(
    ("day", "length", "end"),
    [
        (date(2020, 3, 1), Duration(count=2, unit="years"), date(2022, 3, 1)),
        (date(2020, 2, 29), Duration(count=1, unit="years"), date(2021, 2, 28)),
        (date(2020, 8, 31), Duration(count=6, unit="months"), date(2021, 2, 28)),
        (date(2020, 1, 1), Duration(count=30, unit="days"), date(2020, 1, 31)),
    ],
)
def test_the_term_ends_on_its_anniversary(day: date, length: Duration, end: date) -> None:
    found = computed_expiry(begin(day), term(length))
    assert found is not None
    assert found.value == end
    assert [quote.span.start for quote in found.quotes] == [0, 13]


@pytest.mark.parametrize(
    "length", [None, Duration(count=5, unit="business_days"), Duration(count=9000, unit="years")]
)
def test_what_cannot_be_counted_gives_no_expiry(length: Duration | None) -> None:
    assert computed_expiry(begin(date(2020, 1, 1)), term(length)) is None


def test_guesses_give_no_expiry() -> None:
    year = Duration(count=1, unit="years")
    assert computed_expiry(begin(date(2020, 1, 1), 0.4), term(year)) is None
    assert computed_expiry(begin(date(2020, 1, 1)), term(year, 0.4)) is None


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.integers(1, 40),
    st.sampled_from(["days", "months", "years"]),
)
def test_a_computed_expiry_is_later_than_the_beginning_and_less_sure_than_its_sources(
    day: date, count: int, unit: str
) -> None:
    found = computed_expiry(begin(day), term(Duration(count=count, unit=unit)))  # type: ignore[arg-type]
    assert found is not None
    assert found.value > day
    assert found.confidence <= 0.7


def test_a_written_expiry_stands_and_an_unwritten_one_is_computed() -> None:
    preamble = (
        "SERVICES AGREEMENT\nThis Services Agreement is made as of May 1, 2020 between Alder Inc. (“Vendor”) "
        "and Birch LLC (“Customer”).\n"
    )

    def read(words: str) -> Fact[date] | None:
        text = preamble + words
        paper = Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())
        return read_metadata(paper, ()).expiry_date

    computed = read("The initial term of this Agreement shall be for a period of two (2) years.")
    assert computed is not None
    assert computed.value == date(2022, 5, 1)
    assert len(computed.quotes) == 2
    written = read("The term of this Agreement is two (2) years and shall expire on June 30, 2022.")
    assert written is not None
    assert written.value == date(2022, 6, 30)
    begun = read("The term of this Agreement shall be two (2) years, commencing on July 1, 2020.")
    assert begun is not None
    assert begun.value == date(2022, 7, 1)
