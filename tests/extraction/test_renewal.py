"""Renewals in the ways that contracts word them: length, notice, whose choice; and what is none."""

import pytest

from contracts.metadata import Duration, Fact, Renewal
from extraction.metadata.durations import find_durations
from extraction.metadata.reading import read_metadata
from extraction.training.cuad import document_of

YEAR, MONTH = Duration(count=1, unit="years"), Duration(count=1, unit="months")


def renewal_of(words: str) -> Fact[Renewal]:
    found = read_metadata(document_of("lease.txt", words), ()).renewal
    assert found is not None, words
    return found


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("This Agreement shall thereafter continue from year to year unless ended under clause 9.", YEAR),
        ("After the Initial Term this Agreement runs on a month-to-month basis until terminated.", MONTH),
        ("The Term shall automatically be extended for an additional month of service.", MONTH),
        ("The term of this Agreement will renew automatically for one or more annual periods.", YEAR),
        ("The contract will extend automatically for monthly periods.", MONTH),
        ("This Agreement renews automatically for successive one (I) year terms.", YEAR),
        (
            "The term of this Agreement shall automatically be prolonged by a period of half a year.",
            Duration(count=6, unit="months"),
        ),
        (
            "Unless Buyer objects in writing within a period of three (3) months following the notice of "
            "renewal, this Agreement shall automatically renew on the same terms for one (1) twelve-month "
            "period.",
            Duration(count=12, unit="months"),
        ),
        (
            "The term of this Agreement is three years. This Agreement shall then be renewed automatically "
            "for like periods unless a party objects.",
            Duration(count=3, unit="years"),
        ),
    ],
)
def test_the_length_of_an_automatic_renewal_is_read(words: str, length: Duration) -> None:
    found = renewal_of(words).value
    assert found.automatic
    assert found.length == length


def test_a_renewal_without_a_length_takes_that_of_the_term_before_it_and_is_less_sure() -> None:
    unsaid = renewal_of(
        "The term of this Agreement is two years; thereafter this Agreement shall renew automatically."
    )
    said = renewal_of(
        "The term of this Agreement is two years; thereafter this Agreement shall renew automatically for "
        "two years."
    )
    assert unsaid.value.length == said.value.length == Duration(count=2, unit="years")
    assert unsaid.confidence < said.confidence


def test_a_renewal_without_a_length_and_a_term_of_another_sentence_has_none() -> None:
    found = renewal_of("The term of this Agreement is two years. This Agreement shall renew automatically.")
    assert found.value.automatic
    assert found.value.length is None


@pytest.mark.parametrize(
    "notice",
    [
        "Such notice shall be given ninety (90) days prior to the end of the original term.",
        "Any notice of non-renewal shall be given at least ninety (90) days before the end of the term.",
        "Either party may terminate this Agreement as of the end of any Renewal Term by ninety (90) days' "
        "prior written notice.",
    ],
)
def test_the_notice_against_renewal_may_stand_in_another_sentence(notice: str) -> None:
    found = renewal_of(
        "The term of this Agreement is one year and it shall be renewed automatically for successive "
        f"one-year terms unless a party notifies the other of its intention not to renew. {notice}"
    )
    assert found.value.notice == Duration(count=90, unit="days")
    assert len(found.quotes) == 2


def test_notice_to_end_at_will_stops_a_renewal_that_runs_unless_terminated_and_is_less_sure() -> None:
    first = "This Agreement shall be renewed automatically for one year each time"
    at_will = "Either party may terminate this Agreement without cause upon sixty (60) days' prior notice."
    open_ended = renewal_of(f"{first} unless terminated as set out here. {at_will}")
    assert open_ended.value.notice == Duration(count=60, unit="days")
    assert open_ended.confidence < renewal_of(f"{first}.").confidence
    assert renewal_of(f"{first}. {at_will}").value.notice is None


def test_notice_that_takes_up_an_option_stops_no_renewal() -> None:
    found = renewal_of(
        "The Tenant shall have two options to extend the term of this Agreement for further terms of five "
        "years each, by notice given at least six (6) months prior to the end of the term."
    )
    assert not found.value.automatic
    assert (found.value.length, found.value.notice) == (Duration(count=5, unit="years"), None)


def test_a_contract_that_goes_on_only_while_a_board_approves_does_not_renew_itself() -> None:
    found = renewal_of(
        "This Agreement shall continue from year to year, if such continuance is approved by the Trustees."
    )
    assert not found.value.automatic
    assert found.value.length == YEAR


@pytest.mark.parametrize(
    "words",
    [
        "This Agreement covers parts. The Supplier will extend the warranty period by two years.",
        "If a party is prevented by force majeure, the period to perform shall be extended for thirty days.",
        "This Agreement ends on 1 May 2030 and shall not be renewed for any further term of two years.",
        "Either party may give notice of its intention not to renew this Agreement for two years.",
    ],
)
def test_what_renews_no_contract_is_no_renewal(words: str) -> None:
    assert read_metadata(document_of("supply.txt", words), ()).renewal is None


@pytest.mark.parametrize(
    ("words", "count", "unit"),
    [
        ("half a year", 6, "months"),
        ("a 3~year period", 3, "years"),
        ("one (l) year", 1, "years"),
        ("for a further year", 1, "years"),
    ],
)
def test_slips_of_printers_and_halves_are_lengths_of_time(words: str, count: int, unit: str) -> None:
    (found,) = find_durations(words)
    assert (found.value.count, found.value.unit) == (count, unit)


@pytest.mark.parametrize("words", ["half a day", "one (a) year", "a year"])
def test_what_is_no_whole_length_is_none(words: str) -> None:
    assert [each.value for each in find_durations(words)] == []
