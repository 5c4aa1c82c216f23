"""Terms that are used and nowhere defined, and terms that are defined and nowhere used."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Block, Document
from extraction.structure.structure import structured
from extraction.structure.wording import fold

USES = (
    "The Buyer pays for the Widgets on time.",
    "It returns any Widget that fails, keeps each of the other Widgets or its Widgets; widgets are small.",
)


def read(*lines: str, bold: tuple[str, ...] = ()) -> Document:
    """A document of one paragraph per line; each of `bold` is set in bold where it first stands."""
    text = "\n".join(lines)
    strong = sorted((text.index(words), text.index(words) + len(words)) for words in bold)
    blocks: list[Block] = []
    at = 0
    for line in lines:
        end = at + len(line)
        inside = tuple(span for span in strong if at <= span[0] < end)
        blocks.append(Block(kind="paragraph", start=at, end=end, bold=inside))
        at = end + 1
    return structured(
        Document(name="x", sha256="0", media_type="text/plain", text=text, blocks=tuple(blocks))
    )


def undefined(*lines: str, bold: tuple[str, ...] = ()) -> list[str]:
    return [one.term for one in read(*lines, bold=bold).undefined_terms]


def unused(*lines: str) -> list[str]:
    return [one.term for one in read(*lines).unused_definitions]


def test_a_term_that_nothing_defines_is_listed_with_its_first_use_and_all_its_uses() -> None:
    document = read(*USES)
    (term,) = document.undefined_terms
    assert (term.term, term.uses) == ("Widgets", 4)
    assert document.text[term.start : term.end] == "Widgets"
    assert term.start == document.text.index("Widgets")


@pytest.mark.parametrize(
    "line",
    [
        "“Widget” means a small part.",
        "The small parts (the “Widgets”) are blue.",
        "The small parts, hereinafter called the Widgets, are blue.",
        "The small parts (the Widgets) are blue.",
        "Widget: a small part",
        "The small parts are called “Widget(s)” below.",
        "Capitalised terms that are not defined here have the meaning given in the Master Agreement.",
        "Terms defined in the Loan Agreement have the same meaning in this letter.",
        "Capitalized terms used but not defined herein have the meanings ascribed to them in the MSA.",
    ],
)
def test_a_term_with_a_meaning_in_any_form_is_not_called_undefined(line: str) -> None:
    assert undefined(line, *USES) == []


def test_terms_that_this_paper_defines_for_its_own_annexes_do_not_silence_the_list() -> None:
    own = "Capitalised terms used in the annexes have the meaning given in this Agreement."
    assert undefined(own, *USES) == ["Widgets"]


def test_a_term_in_bold_type_is_taken_for_defined() -> None:
    assert undefined("Widgets are small parts.", *USES, bold=("Widgets",)) == []


@pytest.mark.parametrize(
    "name",
    [
        "Securities and Exchange Commission",
        "Companies Act",
        "City of Leeds",
        "Northern District Court",
        "Phase",
    ],
)
def test_names_of_bodies_laws_and_places_are_no_terms(name: str) -> None:
    assert undefined(*(f"The buyer tells the {name} of it, and the {name} answers." for _ in range(4))) == []


def test_a_brand_behind_its_owner_is_no_term() -> None:
    assert undefined(*("The shop sells Rossi's Gelato cones in summer." for _ in range(4))) == []


def test_what_stands_before_a_defined_term_makes_another_term_and_what_stands_behind_is_its_own() -> None:
    assert undefined(
        "“Period” means a year.", *["It ends with the Trial Period of a buyer, a period."] * 4
    ) == ["Trial Period"]
    lines = ["It ends with the Buyer Widgets and a Widget, a small widget."] * 4
    assert undefined("“Buyer” means Acme.", *lines) == ["Widgets"]


def test_a_word_that_is_never_written_small_is_a_name() -> None:
    assert undefined(*["The team wears the Tigersharks shirt and pays the Tigersharks."] * 4) == []


def test_headings_signatures_and_the_beginnings_of_sentences_are_no_uses() -> None:
    lines = [
        "1. Care of the Widgets. Nothing is owed.",
        "2. Loss of the Widgets. Nothing is owed.",
        "3. Sale of the Widgets. Widgets are sold.",
        "IN WITNESS WHEREOF the parties sign for the Widgets, the Widgets, the Widgets and the Widgets.",
    ]
    assert undefined(*lines) == []


def test_a_definition_that_nothing_uses_is_listed() -> None:
    assert unused("“Widget” means a small part.", "“Gadget” means a large part.", "The gadget is sold.") == [
        "Widget"
    ]


@pytest.mark.parametrize(
    "use",
    [
        "The WIDGETS are sold.",
        "A Widget's price is low.",
        "The Widgets’ price is low.",
        "The Widget Price is low.",
    ],
)
def test_capitals_plurals_and_possessives_are_uses(use: str) -> None:
    assert unused("“Widget(s)” means a small part.", use) == []


def test_a_term_within_the_sentence_of_its_own_meaning_is_no_use_but_behind_it_is() -> None:
    assert unused("“Widget” means a part, and no other Widget.") == ["Widget"]
    assert unused("“Widget” means a part. A Widget is blue.") == []


def test_of_several_names_for_one_thing_all_must_be_unused() -> None:
    line = "This is made with Acme Ltd (the “Supplier” or the “Seller”)."
    assert unused(line, "The Seller sells.") == []
    assert unused(line) == ["Supplier"]


def test_a_term_with_its_short_name_in_one_quotation_has_two_names() -> None:
    line = "“Virtual Network (VN)” means the network."
    assert unused(line, "The VN is fast.") == []
    assert unused(line, "It is fast.") == ["Virtual Network (VN)"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Party’s", "Parties"),
        ("Losses", "loss"),
        ("the Services", "SERVICE"),
        ("Taxes", "Tax"),
        ("Expense", "Expenses"),
    ],
)
def test_forms_of_one_term_fold_alike(left: str, right: str) -> None:
    assert fold(left) == fold(right)


WORDS = st.lists(
    st.sampled_from(
        ["the Widget", "“Widget” means", "a Gadget", "(the “Gadget”)", "is sold.", "Ltd", "of", ";"]
    ),
    max_size=40,
)


@given(WORDS)
def test_listed_terms_stand_where_they_are_said_to_stand(words: list[str]) -> None:
    document = read(*(" ".join(words[at : at + 8]) for at in range(0, len(words), 8)))
    defined = {fold(one.term) for one in document.definitions}
    for term in document.undefined_terms:
        assert document.text[term.start : term.end] == term.term
        assert term.uses >= 4
        assert fold(term.term) not in defined
    assert set(document.unused_definitions) <= set(document.definitions)


@given(st.lists(st.text(string.ascii_lowercase, min_size=2, max_size=9), min_size=1, max_size=4))
def test_capitals_articles_and_possession_make_no_other_term(words: list[str]) -> None:
    term = " ".join(words)
    assert fold(term) == fold(f"the {term.upper()}’s")
