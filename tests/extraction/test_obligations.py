"""Duties, bans, leaves and rights: who owes what, by when, and with the words that say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Document
from contracts.metadata import Duration, Party
from contracts.obligations import Obligation
from contracts.spans import PlainText, locate
from contracts.structure import Clause
from extraction.obligations.reading import read_obligations
from extraction.readers.limits import Limits
from extraction.readers.text import read_text
from extraction.structure.structure import structured

PARTIES = (
    Party(name="Alder Tools, Inc.", role="supplier", defined_term="Supplier"),
    Party(name="Birch LLC", role="customer", defined_term="Customer"),
)


def _read(text: str, parties: tuple[Party, ...] = PARTIES) -> tuple[Obligation, ...]:
    document = Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())
    return read_obligations(document, parties)


@pytest.mark.parametrize(
    ("text", "modality", "party", "action"),
    [
        ("The Supplier shall deliver the Goods.", "obligation", "Alder Tools, Inc.", "deliver the Goods"),
        ("Customer must pay the Fees.", "obligation", "Birch LLC", "pay the Fees"),
        ("Supplier will train staff.", "obligation", "Alder Tools, Inc.", "train staff"),
        ("Customer agrees to keep records.", "obligation", "Birch LLC", "keep records"),
        ("Supplier is responsible for its tools.", "obligation", "Alder Tools, Inc.", "its tools"),
        ("Customer shall not copy the Software.", "prohibition", "Birch LLC", "copy the Software"),
        ("Customer may not copy the Software.", "prohibition", "Birch LLC", "copy the Software"),
        ("Neither party shall assign its rights.", "prohibition", "both", "assign its rights"),
        ("Customer may inspect the Goods.", "permission", "Birch LLC", "inspect the Goods"),
        ("Customer is entitled to a refund.", "entitlement", "Birch LLC", "a refund"),
        ("Each party shall keep secrets.", "obligation", "both", "keep secrets"),
        ("The parties shall meet.", "obligation", "both", "meet"),
        ("Alder shall deliver the Goods.", "obligation", "Alder Tools, Inc.", "deliver the Goods"),
        ("Supplier, at its own cost, shall mend it.", "obligation", "Alder Tools, Inc.", "mend it"),
    ],
)
def test_each_verb_of_duty_has_its_modality_and_its_party(
    text: str, modality: str, party: str, action: str
) -> None:
    (found,) = _read(text)
    assert (found.modality, found.party, found.action) == (modality, party, action)
    assert found.quote.text == text
    assert found.id == "o1"


def test_a_passive_names_the_one_who_does_it() -> None:
    (found,) = _read("All invoices shall be paid by the Customer within 45 days of receipt.")
    assert (found.actor, found.party) == ("the Customer", "Birch LLC")


def test_a_passive_without_a_doer_is_kept_with_its_ambiguity() -> None:
    (found,) = _read("All invoices shall be paid in euros.")
    assert (found.actor, found.ambiguities, found.confidence) == ("", ("no actor",), 0.5)


@pytest.mark.parametrize(
    "text",
    [
        "This Agreement shall be governed by the laws of Ohio.",
        '"Services" shall mean the services in Schedule 1.',
        "WHEREAS, Supplier will sell the Goods.",
        "The term shall begin on May 1, 2020.",
        "Section 9 shall survive termination.",
        "The price may change.",
        "The Goods that Supplier may deliver are listed below.",
        "Notice shall be deemed received on posting.",
    ],
)
def test_definitions_recitals_and_rules_of_reading_oblige_nobody(text: str) -> None:
    assert _read(text) == ()


def test_a_list_on_lines_of_its_own_is_unrolled() -> None:
    found = _read("The Supplier shall:\n(a) insure the Goods;\n(b) obey the law; and\n(c) not subcontract.\n")
    assert [each.action for each in found] == ["insure the Goods", "obey the law", "not subcontract"]
    assert [each.modality for each in found] == ["obligation", "obligation", "prohibition"]
    assert {each.party for each in found} == {"Alder Tools, Inc."}
    assert found[0].quote.text == "insure the Goods;"


def test_a_list_in_line_is_unrolled() -> None:
    found = _read("Customer agrees to (a) keep records; (b) allow audits; and (c) help.")
    assert [each.action for each in found] == ["keep records", "allow audits", "help"]


def test_several_verbs_of_one_sentence_are_told_apart() -> None:
    first, second, third = _read(
        "Supplier shall deliver the Goods and shall insure them, and Customer shall pay the Fees."
    )
    assert (first.action, second.action, third.action) == ("deliver the Goods", "insure them", "pay the Fees")
    assert [each.party for each in (first, second, third)] == ["Alder Tools, Inc."] * 2 + ["Birch LLC"]


@pytest.mark.parametrize(
    ("text", "offset", "relation", "event"),
    [
        (
            "within thirty (30) days after receipt of the invoice",
            (30, "days"),
            "within",
            "receipt of the invoice",
        ),
        ("no later than five (5) business days after the order", (5, "business_days"), "within", "the order"),
        ("at least 60 days before the end of the term", (60, "days"), "before", "the end of the term"),
        ("upon ten (10) days' prior written notice", (10, "days"), "before", "notice"),
        ("every six months", (6, "months"), "every", ""),
        ("on or before May 1, 2020", None, "by", "May 1, 2020"),
        ("by the end of each month", None, "by", "end of each month"),
        ("annually", None, "every", ""),
        ("promptly", None, None, ""),
    ],
)
def test_a_deadline_is_kept_as_written(
    text: str, offset: tuple[int, str] | None, relation: str | None, event: str
) -> None:
    (found,) = _read(f"Customer shall pay the Fees {text}.")
    assert found.deadline is not None
    assert found.deadline.text == text
    expected = Duration.model_validate({"count": offset[0], "unit": offset[1]}) if offset else None
    assert (found.deadline.offset, found.deadline.relation, found.deadline.event) == (
        expected,
        relation,
        event,
    )


def test_how_long_is_no_deadline() -> None:
    (found,) = _read("Supplier shall keep records for a period of three years.")
    assert found.deadline is None


def test_condition_and_vague_words_are_told() -> None:
    (found,) = _read(
        "If the Goods are late, Supplier shall promptly use commercially reasonable efforts to find others."
    )
    assert found.condition == "If the Goods are late"
    assert found.ambiguities == ("promptly", "reasonable efforts")


def test_only_the_body_is_read_and_its_clause_named() -> None:
    text = "Preamble. Supplier shall sing.\n1. Supplier shall dance.\nSigned. Supplier shall sleep."
    first, second = text.index("1."), text.index("Signed")
    shape = {"label": "", "heading": "", "level": 0, "parent": None, "blocks": (0, 1)}
    clauses = (
        Clause(id="c1", kind="preamble", start=0, body_start=0, end=first, **shape),
        Clause(id="c2", kind="clause", start=first, body_start=first, end=second, **shape),
        Clause(id="c3", kind="signature", start=second, body_start=second, end=len(text), **shape),
    )
    document = Document(
        name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=(), clauses=clauses
    )
    (found,) = read_obligations(document, PARTIES)
    assert (found.action, found.clause_id) == ("dance", "c2")


def test_without_parties_the_words_still_name_the_actor() -> None:
    (found,) = _read("The Receiving Party shall keep secrets.", ())
    assert (found.actor, found.party, found.confidence) == ("The Receiving Party", "", 0.7)


@given(st.text(alphabet="Supplier shall not: (ab);., may by Cutomr within 30 days\n", max_size=300))
def test_every_obligation_quotes_the_text_and_ids_run_on(text: str) -> None:
    found = _read(text)
    assert [each.id for each in found] == [f"o{number + 1}" for number in range(len(found))]
    for each in found:
        assert text[each.quote.span.start : each.quote.span.end] == each.quote.text
        assert each.quote.text


def test_in_a_mutual_agreement_the_receiving_party_may_be_either():
    text = (
        "This Agreement is between Alder Ltd (“Alder”) and Birch Ltd (“Birch”).\n"
        "1. Definitions. “Confidential Information” means what one Party (the “Disclosing Party”) discloses "
        "to the other (the “Receiving Party”).\n"
        "2. Use. The Receiving Party shall keep the Confidential Information secret."
    )
    document = structured(read_text(text.encode(), "nda.txt", limits=Limits()))
    parties = (Party(name="Alder Ltd", defined_term="Alder"), Party(name="Birch Ltd", defined_term="Birch"))
    assert [found.party for found in read_obligations(document, parties)] == ["both"]


def test_in_a_one_way_agreement_the_receiving_party_is_who_bears_the_name():
    text = "1. Use. The Receiving Party shall keep the Confidential Information secret."
    document = structured(read_text(text.encode(), "nda.txt", limits=Limits()))
    parties = (Party(name="Alder Ltd", defined_term="Receiving Party"),)
    assert [found.party for found in read_obligations(document, parties)] == ["Alder Ltd"]


def test_who_owes_what_to_whom_on_what_event_and_for_how_much():
    (found,) = _read(
        "Upon acceptance, Customer shall pay the Supplier a fee of EUR 1,500 unless the Goods are defective, "
        "failing which the Supplier stops all work."
    )
    assert (found.parties, found.owed_to) == (("Birch LLC",), "Alder Tools, Inc.")
    assert (found.object, found.trigger) == ("a fee of EUR 1,500", "acceptance")
    assert found.exception == "unless the Goods are defective"
    assert found.consequence == "failing which the Supplier stops all work"
    assert found.amount is not None
    assert (found.amount.amount, found.amount.currency) == (1500, "EUR")


def test_each_party_owes_to_both():
    (found,) = _read("Each party shall keep secrets.")
    assert (found.party, found.owed_to) == ("both", "both")
    assert found.parties == ("Alder Tools, Inc.", "Birch LLC")


@pytest.mark.parametrize(
    ("text", "survives"),
    [
        ("After termination of this Agreement, Supplier shall keep secrets.", True),
        ("During the Term, Supplier shall keep secrets.", False),
        ("Supplier shall keep secrets after the end of the Audit.", None),
    ],
)
def test_a_duty_says_whether_it_outlives_the_contract(text: str, survives: bool | None):
    (found,) = _read(text)
    assert found.survives is survives


def test_a_survival_clause_speaks_for_the_clauses_it_names():
    text = (
        "1. Secrets. Supplier shall keep secrets.\n2. Help. Supplier shall help.\n"
        "3. Survival. Section 1 survives."
    )
    document = structured(read_text(text.encode(), "a.txt", limits=Limits()))
    assert [found.survives for found in read_obligations(document, PARTIES)] == [True, None]


@pytest.mark.parametrize(
    "text",
    [
        "Supplier shall not be required to insure the Goods.",
        "In no event shall Supplier be liable for lost profits.",
        "The licence granted to Customer shall be perpetual.",
        "Nothing in this Agreement shall limit the rights of Supplier.",
        "The data it may provide are listed below.",
    ],
)
def test_a_duty_denied_and_words_about_a_party_oblige_nobody(text: str):
    assert _read(text) == ()


def test_a_passive_that_gives_to_a_party_is_owed_to_it():
    (found,) = _read("Customer shall be notified of any delay.")
    assert (found.actor, found.owed_to, found.ambiguities) == ("", "Birch LLC", ("no actor",))


def test_a_list_within_a_list_keeps_the_verb_of_the_outer_one():
    found = _read("Supplier shall:\n(a) keep:\n(i) a log; and\n(ii) a diary;\n(b) not sing.\n")
    assert [(each.modality, each.action) for each in found] == [
        ("obligation", "a log"), ("obligation", "a diary"), ("prohibition", "not sing"),
    ]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(
            "Supplier Customer shall not may, if upon receipt (a) the Goods; pay EUR 5 to unless within 3 "
            "days of delivery is entitled to failing which it pays: during the Term each party .".split()
        ),
        max_size=40,
    )
)
def test_every_word_of_every_field_stands_in_the_text(words: list[str]):
    text = " ".join(words)
    for found in _read(text):
        for field in ("actor", "action", "object", "condition", "exception", "trigger", "consequence"):
            said = getattr(found, field)
            assert not said or locate(PlainText(text=text), said), (field, said)
