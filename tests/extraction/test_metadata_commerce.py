"""Money, liability, payment, endings, periods, insurance, signatures: read where they are said, else not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Document
from contracts.metadata import (
    Duration,
    LiabilityCap,
    Metadata,
    Money,
    PaymentTerm,
    Period,
    Rate,
    TerminationRight,
    Venue,
    facts_of,
)
from extraction.metadata.reading import read_metadata
from extraction.rendering import metadata_json

PREAMBLE = (
    "SERVICES AGREEMENT\nThis Services Agreement is made as of May 1, 2020 between Alder Inc. (“Vendor”) "
    "and Birch LLC (“Customer”).\n"
)
DOLLARS = "USD"


def read(words: str) -> Metadata:
    text = PREAMBLE + words
    return read_metadata(
        Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=()), ()
    )


def days(count: int) -> Duration:
    return Duration(count=count, unit="days")


@pytest.mark.parametrize(
    ("words", "venue"),
    [
        (
            "Each party submits to the exclusive jurisdiction of the courts of Ohio.",
            Venue(kind="courts", place="Ohio", exclusive=True),
        ),
        (
            "Any action shall be brought in the state courts located in New York.",
            Venue(kind="courts", place="New York"),
        ),
        (
            "Disputes shall be finally settled by arbitration under the rules of the ICC, held in France.",
            Venue(kind="arbitration", place="France", rules="ICC"),
        ),
    ],
)
def test_the_place_of_disputes_is_read_apart_from_the_law(words: str, venue: Venue) -> None:
    found = read(f"This Agreement is governed by the laws of Texas. {words}")
    assert found.venue is not None
    assert found.venue.value == venue
    assert found.governing_law is not None
    assert found.governing_law.value == "Texas"


def test_a_law_alone_is_no_venue() -> None:
    assert read("This Agreement is governed by the laws of Texas.").venue is None


@pytest.mark.parametrize(
    ("words", "cap"),
    [
        (
            "Vendor’s total liability shall not exceed $500,000.",
            LiabilityCap(amount=Money(amount=Decimal(500000), currency=DOLLARS), capped="Vendor"),
        ),
        (
            "Except for breach of confidentiality, neither party’s liability shall exceed "
            "the fees paid in the "
            "twelve (12) months before the claim.",
            LiabilityCap(
                multiple=Decimal(1),
                period=Duration(count=12, unit="months"),
                capped="each party",
                carve_outs=("breach of confidentiality",),
            ),
        ),
        (
            "Vendor’s aggregate liability is limited to the greater of $100,000 and two (2) "
            "times the fees paid in "
            "the twelve (12) months before the claim.",
            LiabilityCap(
                amount=Money(amount=Decimal(100000), currency=DOLLARS),
                multiple=Decimal(2),
                period=Duration(count=12, unit="months"),
                compared="greater",
                capped="Vendor",
            ),
        ),
    ],
)
def test_a_cap_is_read_whole(words: str, cap: LiabilityCap) -> None:
    found = read(words).liability_cap
    assert found is not None
    assert found.value == cap


@pytest.mark.parametrize(
    "words",
    [
        "In no event shall either party be liable for indirect damages.",
        "Vendor shall carry liability insurance with limits not to exceed $1,000,000.",
        "Vendor’s liability shall not exceed $____.",
    ],
)
def test_what_caps_nothing_is_no_cap(words: str) -> None:
    assert read(words).liability_cap is None


@pytest.mark.parametrize(
    ("words", "term"),
    [
        (
            "Customer shall pay each invoice within thirty (30) days of receipt.",
            PaymentTerm(length=days(30), trigger="receipt"),
        ),
        (
            "Invoices are payable within 45 days after the invoice date.",
            PaymentTerm(length=days(45), trigger="invoice date"),
        ),
        ("Payment terms: net 60.", PaymentTerm(length=days(60))),
    ],
)
def test_the_time_to_pay_has_its_trigger(words: str, term: PaymentTerm) -> None:
    found = read(words).payment_term
    assert found is not None
    assert found.value == term


def test_disputes_of_invoices_and_audits_are_no_payment_and_no_interest() -> None:
    assert read("Customer may dispute an invoice within 10 days.").payment_term is None
    words = "If the audit shows that more than 5% was unpaid, Vendor bears its cost and interest."
    assert read(words).late_interest is None


def test_late_interest_has_its_time() -> None:
    found = read("Late payments bear interest at 1.5% per month.").late_interest
    assert found is not None
    assert found.value == Rate(percent=Decimal("1.5"), per="month")


def test_rights_to_terminate_are_told_by_party_and_ground() -> None:
    found = read(
        "Customer may terminate this Agreement for convenience upon sixty (60) days written notice.\n"
        "Either party may terminate this Agreement for a material breach that is not "
        "cured within thirty (30) days."
    ).termination_rights
    assert [fact.value for fact in found] == [
        TerminationRight(party="Customer", ground="convenience", notice=days(60)),
        TerminationRight(party="either party", ground="cause", cure=days(30)),
    ]


def test_confidentiality_lasts_its_years_and_trade_secrets_for_ever() -> None:
    found = read(
        "The obligations of confidentiality shall survive for three (3) years after "
        "termination, but for trade "
        "secrets in perpetuity."
    ).confidentiality_period
    assert found is not None
    assert found.value == Period(
        length=Duration(count=3, unit="years"), secrets_perpetual=True, begins="termination"
    )


def test_a_warranty_lasts_from_delivery_and_a_stock_warrant_is_none() -> None:
    found = read("Vendor warrants the Goods for a period of ninety (90) days from delivery.").warranty_period
    assert found is not None
    assert found.value == Period(length=days(90), begins="delivery")
    assert read("A warrant exercisable for a period of seven (7) years is issued.").warranty_period is None


def test_insurance_and_service_levels_have_their_kind_and_time() -> None:
    found = read(
        "Vendor shall carry general liability insurance of at least $1,000,000 per occurrence.\n"
        "The Service shall be available 99.9% of the time in each calendar month."
    )
    assert [fact.value.kind for fact in found.insurance] == ["general liability"]
    assert found.insurance[0].value.basis == "per occurrence"
    assert [fact.value for fact in found.service_levels] == [Rate(percent=Decimal("99.9"), per="month")]


def test_signatories_and_notices_belong_to_their_parties() -> None:
    found = read(
        "Notices shall be in writing.\nIf to Vendor: 12 Elm Street, "
        "Springfield\nAttention: Jane Roe\njane@alder.example\n"
        + "Filler. " * 20
        + "\nALDER INC.\nBy: /s/ Jane Roe\nName: Jane Roe\nTitle: President\n"
        + "\nBIRCH LLC\nBy: ______\nName: ______\n"
    )
    (contact,) = found.contacts
    assert (contact.value.party, contact.value.email) == ("Vendor", "jane@alder.example")
    assert contact.value.attention == "Jane Roe"
    (signatory,) = found.signatories
    assert (signatory.value.name, signatory.value.title) == ("Jane Roe", "President")
    assert signatory.value.party == "Alder Inc."


def test_prices_say_what_they_are_for_and_the_whole_value_only_where_it_is_named() -> None:
    found = read("Customer shall pay a monthly fee of $2,000 per month. The total contract price is $24,000.")
    assert found.contract_value is not None
    assert found.contract_value.value == Money(amount=Decimal(24000), currency=DOLLARS)
    assert (found.prices[0].value.purpose, found.prices[0].value.per) == ("monthly fee", "month")
    assert read("Customer shall pay a monthly fee of $2,000.").contract_value is None


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("Customer shall pay each invoice within thirty (60) days of receipt.", "payment_term"),
        (
            "“Effective Date” means June 1, 2020. This Agreement is effective as of July 1, 2020.",
            "effective_date",
        ),
        (
            "“Effective Date” means June 1, 2020. The term of this Agreement shall expire on March 31, 2019.",
            "expiry_date",
        ),
    ],
)
def test_contradictions_are_told_with_their_words(words: str, field: str) -> None:
    conflicts = read(words).conflicts
    assert field in [conflict.field for conflict in conflicts]
    assert all(conflict.quotes and conflict.sentence for conflict in conflicts)


def test_conflicts_are_data_with_field_sentence_and_quotes() -> None:
    words = "Customer shall pay each invoice within thirty (60) days of receipt."
    text = PREAMBLE + words
    paper = Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())
    (conflict,) = metadata_json(read_metadata(paper, ()), paper)["conflicts"]
    assert conflict["field"] == "payment_term"
    assert [quote["text"] for quote in conflict["quotes"]] == ["thirty (60) days"]


def test_words_and_figures_that_agree_are_no_contradiction() -> None:
    assert read("Customer shall pay within thirty (30) days. Twenty–eight (28) days. Net 45.").conflicts == ()


@pytest.mark.parametrize(
    "words",
    [
        "Vendor’s liability shall not exceed $____. Invoices are payable within ____ days of receipt.",
        "Vendor’s liability shall not exceed $[●]. Invoices are payable within [●] days of receipt.",
        "[Drafting note: say here that invoices are payable within 30 days of receipt.]",
    ],
)
def test_blanks_placeholders_and_notes_are_never_values(words: str) -> None:
    found = read(words)
    assert found.liability_cap is None
    assert found.payment_term is None
    assert found.prices == ()


def test_a_choice_in_brackets_is_a_guess() -> None:
    found = read("Customer shall pay each invoice within [thirty (30)] days of receipt.").payment_term
    assert found is None or found.confidence < 0.5


@pytest.mark.parametrize("day", ["February 30, 2021", "31 April 2021", "2021-13-01", "February 29, 2021"])
def test_impossible_dates_never_become_values(day: str) -> None:
    found = read(f"The term of this Agreement shall begin on {day} and shall expire on {day}.")
    assert found.effective_date is None
    assert found.expiry_date is None


def test_a_party_named_like_a_clause_is_a_party_and_a_clause_is_none() -> None:
    text = (
        "SUPPLY AGREEMENT\nThis Supply Agreement is made as of May 1, 2020 between "
        "Indemnity Inc. (“Supplier”) and "
        "Limitation of Liability Partners LLC (“Buyer”).\n"
    )
    paper = Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())
    found = read_metadata(paper, ())
    assert [fact.value.name for fact in found.parties] == [
        "Indemnity Inc.",
        "Limitation of Liability Partners LLC",
    ]
    assert found.liability_cap is None


@given(st.integers(1, 10**9), st.integers(1, 365))
def test_amounts_and_days_come_back_as_written(amount: int, count: int) -> None:
    found = read(
        f"Vendor’s liability shall not exceed ${amount:,}. Customer shall pay each "
        f"invoice within {count} days of receipt."
    )
    assert found.liability_cap is not None
    assert found.liability_cap.value.amount == Money(amount=Decimal(amount), currency=DOLLARS)
    assert found.payment_term is not None
    assert found.payment_term.value.length == days(count)


@given(st.text(alphabet="$[]_()%., \nabtermliabilitynoticeinvoice0123456789", max_size=300))
def test_any_words_give_quotes_that_stand_in_the_text(words: str) -> None:
    found = read(words)
    for field in Metadata.model_fields:
        for fact in facts_of(found, field):
            assert 0 <= fact.confidence <= 1
            assert all(quote.text in PREAMBLE + words for quote in fact.quotes)
            assert fact.quotes
