"""Headings, sections, passages and labels, by the shipped weights and without them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.extraction import Passage
from contracts.structure import Clause
from extraction.clauses import phrases
from extraction.clauses.classify import classify
from extraction.clauses.headings import heading_in, types_of_heading
from extraction.clauses.labels import label_clauses
from extraction.clauses.parts import date_parts, title_parts
from extraction.clauses.sections import headed_sections
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.units import sentence_units
from extraction.clauses.weights import load_model
from extraction.training.cuad import document_of

NDA = """MUTUAL NON-DISCLOSURE AGREEMENT

This Mutual Non-Disclosure Agreement is made on 3 May 2024 between Alpha Ltd and Beta Inc.

1. Confidential Information
Each party shall keep the other's Confidential Information secret and use it only for the Purpose.

2. Limitation of Liability
Neither party owes the other more than ten thousand dollars.

3. Governing Law
This Agreement shall be governed by and construed in accordance with the laws of England.

4. Severability
If any provision is held invalid, the remaining provisions shall continue in full force and effect.
"""


@pytest.mark.parametrize(
    ("words", "alone", "heading"),
    [
        ("8.2 Governing Law.", False, "governing law"),
        ("ARTICLE IV LIMITATION OF LIABILITY", True, "limitation of liability"),
        ("(b) Notices:", False, "notices"),
        ("Governing Law", False, ""),
        ("The Supplier shall pay.", False, ""),
        ("thirty days after receipt", True, ""),
        ("Section 12. Relationship of the Parties", True, "relationship of the parties"),
    ],
)
def test_headings_are_short_verbless_and_capitalised(words: str, alone: bool, heading: str) -> None:
    assert heading_in(words, alone=alone) == heading


def test_a_heading_names_types_also_by_its_first_part() -> None:
    assert types_of_heading("severability") == ("severability",)
    assert types_of_heading("notices; language") == ("notices",)
    assert types_of_heading("cheese") == ()


def test_sections_run_from_one_heading_to_the_next() -> None:
    document = document_of("nda", NDA)
    sections = {section.type: section for section in headed_sections(sentence_units(document))}
    liability = sections["cap_on_liability"]
    assert (
        NDA[liability.start : liability.end] == "Neither party owes the other more than ten thousand dollars."
    )


def test_titles_and_dates_are_taken_from_the_beginning() -> None:
    titles = [NDA[part.start : part.end] for part in title_parts(NDA)]
    assert "MUTUAL NON-DISCLOSURE AGREEMENT" in titles
    assert [NDA[part.start : part.end] for part in date_parts(NDA)] == ["3 May 2024"]


def test_blank_dates_are_dates_too() -> None:
    text = "made this ____ day of ________, 20__ between"
    assert [text[part.start : part.end] for part in date_parts(text)] == ["this ____ day of ________, 20__"]


def test_every_type_of_cuad_is_named_once() -> None:
    names = [kind.cuad for kind in clause_types().values() if kind.cuad]
    assert len(names) == len(set(names)) == 41


def test_every_heading_synonym_is_lower_case_and_readable_as_itself() -> None:
    for kind in clause_types().values():
        for heading in kind.headings:
            assert heading == heading.lower().strip()
            assert kind.id in types_of_heading(heading)


def test_a_clause_under_its_usual_heading_is_present() -> None:
    found = classify(document_of("nda", NDA))
    states = {each.type: each.state for each in found.presence}
    for name in ("cap_on_liability", "governing_law", "severability", "confidentiality"):
        assert states[name] == "present", name
    assert states["source_code_escrow"] == "absent"


def test_every_type_gets_an_answer_and_passages_are_in_order() -> None:
    found = classify(document_of("nda", NDA))
    assert [each.type for each in found.presence] == list(clause_types())
    order = list(clause_types())
    keys = [(order.index(each.type), -each.score) for each in found.passages]
    assert keys == sorted(keys)


def test_passages_say_which_words_spoke_for_them() -> None:
    found = classify(document_of("nda", NDA))
    law = next(each for each in found.passages if each.type == "governing_law")
    assert "England" in NDA[law.start : law.end]
    assert any("governed" in word or "laws" in word for word in law.words)


def test_an_empty_text_has_nothing_in_it() -> None:
    found = classify(document_of("empty", ""))
    assert found.passages == ()
    assert "present" not in {each.state for each in found.presence}


def test_two_models_are_shipped_and_both_know_every_type() -> None:
    for name in ("shipped", "dev"):
        assert load_model(name).presence.types == tuple(clause_types())


def test_a_definition_that_mentions_personal_data_is_no_term_on_them() -> None:
    words = "“Customer Data” means all data that users submit, including other personal data of employees."
    found = classify(
        document_of("saas", f"SERVICES AGREEMENT\n\n1. Definitions\n{words}\nFees are due monthly.\n")
    )
    assert not [each for each in found.passages if each.type == "data_protection"]


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="Aa1. \n();“”$%é\u200b", max_size=200))
def test_any_text_is_read_alike_twice_and_within_its_bounds(text: str) -> None:
    document = document_of("any", text)
    found = classify(document)
    assert found == classify(document)
    for passage in found.passages:
        assert 0 <= passage.start < passage.end <= len(text)
        assert 0 <= passage.score <= 1


def clause(id: str, start: int, end: int, parent: str | None = None) -> Clause:
    return Clause(
        id=id, kind="clause", label="", heading="", start=start, body_start=start, end=end,
        level=0, parent=parent, blocks=(0, 1),
    )  # fmt: skip


def test_labels_are_the_best_named_passage_of_each_type_per_clause() -> None:
    document = document_of("x", "a" * 30).model_copy(update={"clauses": (clause("c1", 0, 30),)})
    passages = [
        Passage(type="notices", start=0, end=5, score=0.6, clause_id="c1"),
        Passage(type="notices", start=6, end=9, score=0.8, clause_id="c1"),
        Passage(type="waiver", start=6, end=9, score=0.9, clause_id="c1"),
        Passage(type="taxes", start=6, end=9, score=0.4, clause_id="c1"),
        Passage(type="term", start=6, end=9, score=0.9),
    ]
    labelled = label_clauses(document, passages)
    assert [(each.type, each.score) for each in labelled.clauses[0].types] == [
        ("waiver", 0.9),
        ("notices", 0.8),
    ]


def test_the_clause_tree_gives_passages_their_clause() -> None:
    bare = document_of("nda", NDA)
    start = NDA.index("3. Governing")
    end = NDA.index("4. Severability")
    tree = (clause("c1", 0, len(NDA)), clause("c2", start, end, "c1"))
    found = classify(bare.model_copy(update={"clauses": tree}))
    law = next(each for each in found.passages if each.type == "governing_law")
    assert law.clause_id == "c2"


@pytest.mark.parametrize(
    ("sentence", "type_id"),
    [
        ("If a provision is held to be unenforceable, the others continue in force.", "severability"),
        (
            "Neither party is liable for delay caused by events beyond its reasonable control.",
            "force_majeure",
        ),
        ("An amendment must be in writing and signed by both parties.", "amendment"),
        ("A failure to exercise a right is not a waiver of it.", "waiver"),
        ("The parties are independent contractors.", "relationship_of_parties"),
        ("This Agreement is the entire agreement of the parties.", "entire_agreement"),
        ("Notices must be in writing and sent to the addresses above.", "notices"),
        ("This Agreement may be signed in counterparts.", "counterparts"),
        ("The courts of Delaware have exclusive jurisdiction.", "dispute_resolution"),
        ("Nothing in this Agreement grants a licence.", "no_license"),
    ],
)
def test_one_sentence_of_a_general_section_is_enough(sentence: str, type_id: str) -> None:
    document = document_of(
        "general", f"SERVICES AGREEMENT\n\n20. General\n{sentence}\nFees are due monthly.\n"
    )
    found = classify(document)
    passage = next(each for each in found.passages if each.type == type_id)
    assert document.text[passage.start : passage.end] == sentence
    assert next(each for each in found.presence if each.type == type_id).state == "present"


def test_every_phrase_is_of_a_known_type_beyond_cuad() -> None:
    for name, _, _ in phrases._phrases():
        assert not clause_types()[name].cuad
