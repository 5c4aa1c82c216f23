"""An expiry that nobody wrote, from the day a contract begins and the length of its term."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Document
from contracts.metadata import Duration, Fact, Term
from contracts.spans import locate
from extraction.metadata.calendar import find_dates
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


def test_guesses_give_a_guess_or_no_expiry() -> None:
    year = Duration(count=1, unit="years")
    guessed = computed_expiry(begin(date(2020, 1, 1), 0.45), term(year))
    assert guessed is not None
    assert guessed.confidence < 0.5
    assert computed_expiry(begin(date(2020, 1, 1), 0.35), term(year)) is None
    assert computed_expiry(begin(date(2020, 1, 1)), term(year, 0.4)) is None


FIRST = "AGREEMENT\nThis Agreement is made as of May 1, 2010 between Alder Inc. (“A”) and Birch LLC (“B”).\n"


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("This Agreement continues until the end of the third (3rd) Contract Year.", date(2013, 5, 1)),
        ("The term of this Agreement will end automatically upon the end of Year 4.", date(2014, 5, 1)),
        ("This Agreement shall remain in effect for ten (10) Contract Years.", date(2020, 5, 1)),
        ("This Agreement shall continue for at least a period of six years.", date(2016, 5, 1)),
        ("This Agreement is valid for a period of five (5) years with automatic renewal.", date(2015, 5, 1)),
        ("This Agreement runs for an initial period of two years until terminated.", date(2012, 5, 1)),
        ("This Agreement shall have a five (5) year term.", date(2015, 5, 1)),
        ("This MSA shall expire upon the first anniversary of that day.", date(2011, 5, 1)),
        ("This Agreement remains in force until the earlier of:\n(a) the twenty-fifth anniversary of "
         "its date; "
         "or\n(b) its termination.", date(2035, 5, 1)),
        ("TERM\n\nThe term of the Agreement will be for 12 months unless ended sooner.", date(2011, 5, 1)),
        ("The term begins now and ends on the later of (i) June 30, 2014 or (ii) the last delivery.",
         date(2014, 6, 30)),
    ],
)  # fmt: skip
def test_terms_are_read_in_many_words(sentence: str, end: date) -> None:
    text = FIRST + "1. Services\nThe Supplier works with care.\n2. Term\n" + sentence + "\n"
    paper = Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())
    found = read_metadata(paper, ()).expiry_date
    assert found is not None
    assert found.value == end


@pytest.mark.parametrize(
    "sentence",
    [
        "A party may end its work if any default under this Agreement has continued for six (6) months.",
        "Where work under this Agreement is delayed for a period of 3 months, the other party may end it.",
        "The committee under this Agreement is to meet each month until two years following completion.",
    ],
)
def test_breaches_delays_and_meetings_are_no_terms(sentence: str) -> None:
    text = FIRST + "1. Services\nThe Supplier works with care.\n2. More\n" + sentence + "\n"
    paper = Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())
    assert read_metadata(paper, ()).expiry_date is None


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


@pytest.mark.parametrize(
    ("sentence", "length", "notice"),
    [
        ("It will renew for one additional year unless ended by written notice of not less than three months "
         "prior to the end of the initial term.", "1 years", "3 months"),
        ("It shall automatically extend for additional one (1) year periods. Either party may prevent "
         "extension of the term by giving sixty (60) days' notice prior to the end of any term.",
         "1 years", "60 days"),
        ("If neither party gives notice of non-renewal at least four (4) months before the end of the term, "
         "this Agreement continues for a further three years.", "3 years", "4 months"),
        ("Unless either party objects in writing 30 days in advance of expiration, the Agreement will "
         "continue for another year.", "1 years", "30 days"),
    ],
)  # fmt: skip
def test_renewals_are_read_in_more_words(sentence: str, length: str, notice: str) -> None:
    text = FIRST + "1. Term\nThe initial term of this Agreement is two (2) years. " + sentence + "\n"
    paper = Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())
    found = read_metadata(paper, ()).renewal
    assert found is not None
    said = [f"{each.count} {each.unit}" for each in (found.value.length, found.value.notice) if each]
    assert said == [length, notice]


@pytest.mark.parametrize(
    "words",
    [
        "This Agreement is made this _1st_ day of __May__, 2010",
        "This Agreement is made this __1__ day of May, 2010",
        "This Agreement is made on 1-May-10",
        "This Agreement is made on 01/May/2010",
        "This Agreement is made this 1st day of May, A.D. 2010,",
        "This Agreement is made on May 1, Two Thousand Ten (2010)",
        "This Agreement, which amends the agreement made on January 5, 2008, is made on May 1, 2010",
    ],
)
def test_the_date_of_the_agreement_is_read_over_rules_and_in_short_years(words: str) -> None:
    text = f"AGREEMENT\n{words} between Alder Inc. (“A”) and Birch LLC (“B”).\n1. Term\nIt runs on.\n"
    paper = Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())
    found = read_metadata(paper, ()).agreement_date
    assert found is not None
    assert found.value == date(2010, 5, 1)


@pytest.mark.parametrize("words", ["May 1__, 2010", "1_ May 2010", "__ day of May, 2010", "May 1, 20__"])
def test_a_date_with_a_part_left_open_is_no_date(words: str) -> None:
    assert find_dates(f"made on {words} between") == ()
