"""Lengths, numbers, amounts and fee periods, as contracts write them."""

from decimal import Decimal

import pytest

from contracts.metadata import Duration
from contracts.spans import PlainText
from playbooks.checks import DurationRange, FeesPeriod, MoneyRange, NumberRange
from review.fees import check_fees_period
from review.measures import durations
from review.passages import Reading, Region
from review.quantities import check_duration, check_money, check_number


def _reading(text: str) -> Reading:
    region = Region(start=0, end=len(text), focus_start=0, focus_end=len(text), score=1.0, by="words")
    return Reading(source=PlainText(text=text), regions=(region,))


def _years(count: int) -> Duration:
    return Duration(count=count, unit="years")


def test_a_length_in_range_passes_and_is_quoted():
    result = check_duration(DurationRange(max=_years(5)), _reading("It lasts for three (3) years."))
    assert result.outcome == "passed"
    assert result.quotes[0].text == "three (3) years"


def test_a_length_out_of_range_fails_with_both_numbers_in_the_reason():
    result = check_duration(DurationRange(max=_years(5)), _reading("It lasts for ten (10) years."))
    assert result.outcome == "failed"
    assert result.reason == "it says 10 years; at most 5 years wanted"


@pytest.mark.parametrize("words", ["12 months", "one (1) year", "365 days"])
def test_a_year_is_a_year_however_it_is_written(words):
    check = DurationRange(min=Duration(count=12, unit="months"), max=_years(1))
    assert check_duration(check, _reading(f"It lasts for {words}.")).outcome == "passed"


def test_only_sentences_near_the_words_count():
    text = "Pay within ninety (90) days. Give notice of thirty (30) days."
    check = DurationRange(max=Duration(count=60, unit="days"), near=("notice",))
    assert check_duration(check, _reading(text)).outcome == "passed"


def test_a_number_in_the_next_sentence_counts_where_the_near_one_has_none():
    text = "Our liability is limited. It ends after ten (10) years."
    check = DurationRange(max=_years(5), near=("liability",))
    assert check_duration(check, _reading(text)).outcome == "failed"


def test_a_time_without_end_is_longer_than_any_maximum():
    result = check_duration(DurationRange(max=_years(5)), _reading("These duties continue in perpetuity."))
    assert result.outcome == "failed"
    assert "no end" in result.reason


def test_words_and_numeral_that_differ_are_not_evaluated():
    result = check_duration(DurationRange(max=_years(5)), _reading("It lasts for three (6) years."))
    assert result.outcome == "not_evaluated"


@pytest.mark.parametrize(("if_none", "outcome"), [("pass", "passed"), ("fail", "failed")])
def test_the_playbook_says_what_no_value_means(if_none, outcome):
    check = DurationRange(max=_years(5), if_none=if_none)
    assert check_duration(check, _reading("Soon.")).outcome == outcome


def test_the_largest_and_the_smallest_can_be_picked():
    text = "Two (2) years for plans, seven (7) years for formulas."
    largest = DurationRange(max=_years(5), pick="largest")
    smallest = DurationRange(max=_years(5), pick="smallest")
    assert check_duration(largest, _reading(text)).outcome == "failed"
    assert check_duration(smallest, _reading(text)).outcome == "passed"


def test_percentages_are_compared_exactly():
    check = NumberRange(unit="percent", min=Decimal("99.9"))
    assert check_number(check, _reading("Availability is 99.5% a month.")).outcome == "failed"
    assert check_number(check, _reading("Availability is 99.9% a month.")).outcome == "passed"


def test_an_amount_in_another_currency_is_not_evaluated():
    check = MoneyRange(currency="USD", min=Decimal(1000))
    result = check_money(check, _reading("The sum insured is EUR 5,000."))
    assert result.outcome == "not_evaluated"
    assert "USD" in result.reason


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("shall not exceed the fees paid in the twelve (12) months before the claim", "passed"),
        ("shall not exceed the fees paid in the three (3) months before the claim", "failed"),
        ("shall not exceed two (2) times the fees paid in the six (6) months before the claim", "passed"),
        ("shall not exceed fifty percent (50%) of the fees paid in the twelve (12) months before", "failed"),
        ("shall not exceed the annual fees", "passed"),
        ("is limited to the greater of $100 and the fees payable in the preceding 12 months", "passed"),
        ("is limited to the lesser of $100 and the fees payable in the preceding 12 months", "not_evaluated"),
        ("shall not exceed $50,000", "not_evaluated"),
        ("shall not exceed {n}x the fees paid in the twelve (12) months before the claim", "not_evaluated"),
        ("shall not exceed ____ times the fees paid in the 12 months before the claim", "not_evaluated"),
        (
            "shall not exceed the amounts paid in the one-year period before the claim",
            "passed",
        ),
    ],
)
def test_a_cap_in_fees_is_read_as_a_period(words, outcome):
    check = FeesPeriod(min=Duration(count=12, unit="months"))
    result = check_fees_period(check, _reading(f"Vendor’s total liability {words}."))
    assert result.outcome == outcome, result.reason


def test_the_reason_of_a_low_cap_names_both_periods():
    check = FeesPeriod(min=Duration(count=12, unit="months"))
    text = "Total liability shall not exceed the fees paid in the three (3) months before the claim."
    reason = check_fees_period(check, _reading(text)).reason
    assert reason == "the cap is 3 months' fees; at least 12 months wanted"


def test_a_maximum_of_credits_is_no_cap_on_liability():
    check = FeesPeriod(min=Duration(count=12, unit="months"))
    text = "For each outage Customer receives a credit, up to a maximum of the monthly fees."
    assert check_fees_period(check, _reading(text)).outcome == "not_evaluated"
    both = f"{text} Total liability is limited to the fees paid in the twelve (12) months before the claim."
    assert check_fees_period(check, _reading(both)).outcome == "passed"


def test_a_time_to_bring_claims_is_no_cap():
    check = FeesPeriod(min=Duration(count=12, unit="months"))
    text = "Liability claims must be brought within one (1) year."
    assert check_fees_period(check, _reading(text)).outcome == "not_evaluated"


def test_the_first_length_is_the_first_in_the_text_whatever_its_kind() -> None:
    found = durations("by thirty (30) days’ notice, but not before the first anniversary or within two years")
    assert [each.shown for each in found] == ["30 days", "the first anniversary", "2 years"]
