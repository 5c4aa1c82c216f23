"""The contract's own facts, each with the words it was read from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Document
from contracts.extraction import Passage
from contracts.metadata import Duration, Fact, Metadata
from extraction.metadata.reading import read_metadata

PREAMBLE = (
    "SOFTWARE AS A SERVICE AGREEMENT\n"
    'This Software as a Service Agreement (the "Agreement") is made as of May 1, 2020 between Alder Inc. '
    '("Vendor") and Birch LLC ("Customer").\n'
)


def _document(text: str) -> Document:
    return Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())


def _read(text: str, passages: tuple[Passage, ...] = ()) -> Metadata:
    return read_metadata(_document(text), passages)


def _value(fact: Fact | None) -> object:
    return fact.value if fact else None


def test_title_and_kind_come_from_the_first_lines() -> None:
    metadata = _read(PREAMBLE)
    assert _value(metadata.title) == "SOFTWARE AS A SERVICE AGREEMENT"
    assert _value(metadata.contract_type) == "saas"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("MUTUAL NON-DISCLOSURE AGREEMENT", "nda"),
        ("DATA PROCESSING AGREEMENT", "dpa"),
        ("Agreement on the Processing of Personal Data", "dpa"),
        ("Office Lease", "lease"),
        ("Master Services Agreement", "services"),
        ("Patent License Agreement", "license"),
        ("Consulting Agreement", "consulting"),
        ("Master Agreement", "services"),
        ("ISDA Master Agreement", "other"),
        ("Resale Agreement", "reseller"),
        ("Solution Partner Agreement", "reseller"),
        ("Dealer Agreement", "reseller"),
        ("Limited Partnership Agreement", "other"),
        ("Charter Party Contract", "other"),
    ],
)
def test_the_title_tells_the_kind_of_contract(title: str, kind: str) -> None:
    assert _value(_read(f"{title}\n\nBetween us.").contract_type) == kind


@pytest.mark.parametrize(
    ("words", "law"),
    [
        (
            "governed by and construed in accordance with the laws of the State of Delaware, without",
            "Delaware",
        ),
        ("governed by the laws of England and Wales", "England and Wales"),
        ("governed by English law", "England and Wales"),
        ("governed by New York law", "New York"),
        (
            "governed by the laws of the Province of Ontario and the laws of Canada applicable therein",
            "Ontario",
        ),
        ("governed by the laws of the United States and the State of California", "California"),
        ("governed by the laws of the People's Republic of China", "China"),
        ("governed by the laws, other than choice of law rules, of the state of Florida", "Florida"),
        ("made in the State of Nevada and governed by the laws thereof", "Nevada"),
    ],
)
def test_governing_law_is_the_plain_name_of_the_place(words: str, law: str) -> None:
    metadata = _read(f"{PREAMBLE}9. Law. This Agreement shall be {words}.")
    assert metadata.governing_law is not None
    assert metadata.governing_law.value == law
    assert metadata.governing_law.confidence >= 0.8


@pytest.mark.parametrize(
    ("words", "law"),
    [
        ("German law applies.", "Germany"),
        ("Belgian law shall apply to this Agreement.", "Belgium"),
        ("English law will apply.", "England and Wales"),
    ],
)
def test_a_law_that_applies_governs(words: str, law: str) -> None:
    metadata = _read(f"{PREAMBLE}9. Law. {words}")
    assert metadata.governing_law is not None
    assert metadata.governing_law.value == law
    assert metadata.governing_law.confidence >= 0.8


def test_a_law_that_is_only_obeyed_does_not_govern() -> None:
    text = f"{PREAMBLE}3. Vendor is organised under the laws of Delaware and obeys the laws of Nevada."
    assert _read(text).governing_law is None


def test_a_passage_of_the_classifier_is_named_as_the_source() -> None:
    text = f"{PREAMBLE}9. This Agreement is governed by the laws of Ohio."
    start = text.index("This Agreement is governed")
    hint = Passage(type="governing_law", start=start, end=len(text), score=0.9)
    law = _read(text, (hint,)).governing_law
    assert law is not None
    assert (law.value, law.source) == ("Ohio", "weights")


def test_term_renewal_and_notice_are_read_from_one_sentence() -> None:
    metadata = _read(
        f"{PREAMBLE}8. Term. The initial term of this Agreement is two (2) years from the Effective Date "
        f"and it "
        "shall automatically renew for successive periods of one (1) year unless either party gives "
        "notice of "
        "non-renewal at least sixty (60) days before the end of the then-current term."
    )
    assert metadata.term is not None
    assert metadata.term.value.length == Duration(count=2, unit="years")
    assert metadata.renewal is not None
    assert metadata.renewal.value.automatic
    assert metadata.renewal.value.length == Duration(count=1, unit="years")
    assert metadata.renewal.value.notice == Duration(count=60, unit="days")


def test_a_contract_without_end_is_perpetual_and_the_notice_ends_it() -> None:
    metadata = _read(
        f"{PREAMBLE}8. This Agreement shall continue until terminated by either party. Either party may "
        f"terminate "
        "this Agreement for convenience on ninety (90) days' written notice."
    )
    assert metadata.term is not None
    assert metadata.term.value.perpetual
    assert metadata.notice_period is not None
    assert metadata.notice_period.value == Duration(count=90, unit="days")


def test_a_cure_period_is_no_notice_period() -> None:
    text = (
        f"{PREAMBLE}8. Either party may terminate this Agreement if the other fails to cure a material "
        f"breach "
        "within thirty (30) days after notice."
    )
    assert _read(text).notice_period is None


def test_an_option_to_extend_is_not_automatic() -> None:
    text = (
        f"{PREAMBLE}8. The parties may renew this Agreement for an additional term of one year by agreement."
    )
    renewal = _read(text).renewal
    assert renewal is not None
    assert not renewal.value.automatic


def test_nothing_found_is_none_and_empty() -> None:
    assert _read("Hello.") == Metadata()
    assert _read("") == Metadata()


@given(st.text(alphabet="Agremnt between()“”,. \n12th day of May20 Inc", max_size=300))
def test_every_fact_quotes_the_text(text: str) -> None:
    metadata = _read(text)
    facts = [getattr(metadata, name) for name in Metadata.model_fields if name != "parties"]
    for fact in [*metadata.parties, *(fact for fact in facts if fact)]:
        assert fact.quotes
        assert 0 <= fact.confidence <= 1
        for quote in fact.quotes:
            assert text[quote.span.start : quote.span.end] == quote.text
