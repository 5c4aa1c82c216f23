"""The end of each term and the last day to stop a renewal, from facts as they stand in contracts."""

from datetime import date

import pytest

from contracts.document import Document
from contracts.due import KeyDate
from contracts.extraction import Engine, Extraction
from contracts.metadata import Duration, Fact, Metadata, Renewal, Term
from contracts.spans import locate
from extraction.due.terms import key_dates

TEXT = (
    "This Agreement takes effect on 31 January 2026. It runs for three years and renews for one year each "
    "time unless notice is given sixty days before the end. It ends on 30 June 2027."
)
DOCUMENT = Document(name="a.txt", sha256="0", media_type="text/plain", text=TEXT, blocks=())
YEAR = Duration(count=1, unit="years")
SIXTY = Duration(count=60, unit="days")


def fact(value: object, words: str, sure: float = 0.9) -> Fact[object]:
    quote = locate(DOCUMENT, words)
    assert quote is not None
    return Fact(value=value, quotes=(quote,), confidence=sure, source="rules")


START = fact(date(2026, 1, 31), "31 January 2026")
THREE_YEARS = fact(Term(length=Duration(count=3, unit="years")), "three years")
RENEWS = fact(Renewal(automatic=True, length=YEAR, notice=SIXTY), "renews for one year each time")
END = fact(date(2027, 6, 30), "30 June 2027")


def dates_of(
    *, events: dict[str, date] | None = None, calendar: str = "", **facts: object
) -> tuple[KeyDate, ...]:
    metadata = Metadata.model_validate(facts)
    extraction = Extraction(
        document=DOCUMENT, passages=(), presence=(), metadata=metadata, obligations=(),
        engine=Engine(name="t", version="1"),
    )  # fmt: skip
    return key_dates(extraction, events=events, calendar=calendar)


def days(found: tuple[KeyDate, ...], kind: str) -> list[date | None]:
    return [each.due.date for each in found if each.kind == kind]


def test_the_end_is_computed_and_quotes_what_it_was_computed_from() -> None:
    (expiry,) = [each for each in dates_of(effective_date=START, term=THREE_YEARS) if each.kind == "expiry"]
    assert expiry.due.date == date(2029, 1, 31)
    assert expiry.how == "computed"
    assert expiry.confidence < 0.9
    assert [quote.text for quote in expiry.quotes] == ["31 January 2026", "three years"]
    assert "a day earlier" in expiry.due.ambiguities[0]


def test_each_term_has_its_last_day_for_notice() -> None:
    found = dates_of(effective_date=START, term=THREE_YEARS, renewal=RENEWS)
    assert days(found, "non_renewal_notice") == [date(2028, 12, 2), date(2029, 12, 2), date(2030, 12, 2)]
    assert days(found, "term_end") == [date(2030, 1, 31), date(2031, 1, 31)]
    assert [each.due.date for each in found] == sorted(each.due.date for each in found if each.due.date)


def test_a_31st_comes_back_after_a_short_month() -> None:
    month = Duration(count=1, unit="months")
    renewal = fact(Renewal(automatic=True, length=month, notice=Duration(count=5, unit="days")), "renews")
    found = dates_of(effective_date=START, term=fact(Term(length=month), "It runs"), renewal=renewal)
    assert days(found, "expiry") == [date(2026, 2, 28)]
    assert days(found, "term_end") == [date(2026, 3, 31), date(2026, 4, 30)]


def test_after_a_written_last_day_the_next_term_begins_on_the_day_after() -> None:
    half = Duration(count=6, unit="months")
    renewal = fact(Renewal(automatic=True, length=half, notice=SIXTY), "renews")
    found = dates_of(expiry_date=END, renewal=renewal)
    assert days(found, "term_end") == [date(2027, 12, 31), date(2028, 6, 30)]
    assert next(each for each in found if each.kind == "expiry").how == "read"


def test_a_written_end_that_the_term_contradicts_is_told() -> None:
    found = dates_of(effective_date=START, term=THREE_YEARS, expiry_date=END)
    expiry = next(each for each in found if each.kind == "expiry")
    assert expiry.due.date == date(2027, 6, 30)
    assert expiry.due.ambiguities == (
        "the term counted from its start ends on 31 January 2029, not on this day",
    )


def test_an_end_that_no_quotation_says_is_called_computed() -> None:
    quotes = (*START.quotes, *THREE_YEARS.quotes)
    counted = Fact(value=date(2029, 1, 31), quotes=quotes, confidence=0.6, source="rules")
    found = dates_of(effective_date=START, term=THREE_YEARS, expiry_date=counted)
    expiry = next(each for each in found if each.kind == "expiry")
    assert (expiry.how, expiry.confidence) == ("computed", 0.6)


def test_without_a_known_end_the_notice_waits_for_it() -> None:
    found = dates_of(term=THREE_YEARS, renewal=RENEWS)
    notice = next(each for each in found if each.kind == "non_renewal_notice")
    assert (notice.due.date, notice.due.waits_for) == (None, "effective date")
    (given, *_) = [
        each
        for each in dates_of(term=THREE_YEARS, renewal=RENEWS, events={"Effective Date": date(2026, 1, 1)})
        if each.kind == "non_renewal_notice"
    ]
    assert given.due.date == date(2028, 11, 2)


@pytest.mark.parametrize("doubtful", [START, THREE_YEARS])
def test_nothing_is_counted_from_a_guess(doubtful: Fact[object]) -> None:
    guess = doubtful.model_copy(update={"confidence": 0.4})
    start, term = (guess, THREE_YEARS) if doubtful is START else (START, guess)
    found = dates_of(effective_date=start, term=term)
    assert all(each.due.date is None for each in found if each.kind == "expiry")


def test_notice_in_business_days_knows_the_holidays() -> None:
    renewal = fact(
        Renewal(automatic=True, length=YEAR, notice=Duration(count=2, unit="business_days")), "renews"
    )
    events = {"end of the term": date(2026, 12, 28)}
    (plain, *_) = days(dates_of(renewal=renewal, events=events), "non_renewal_notice")
    (american, *_) = days(dates_of(renewal=renewal, events=events, calendar="US"), "non_renewal_notice")
    assert (plain, american) == (date(2026, 12, 24), date(2026, 12, 23))


def test_terms_beyond_the_calendar_give_no_day() -> None:
    endless = fact(Term(length=Duration(count=9_000, unit="years")), "three years")
    found = dates_of(effective_date=START, term=endless, renewal=RENEWS)
    assert days(found, "expiry") == [None]
