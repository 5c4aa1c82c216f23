"""Finding a matter that has no clause type of its own by the words that name it."""

from playbooks.checks import MustMention
from playbooks.playbook import Playbook, Position
from review.assess import assess
from review.signs import match_signs

STAYS = MustMention(groups=(("not replace", "remain*"),), within="sentence", says=("that they stay",))
POSITION = Position(
    id="p", title="Named people stay", clause_types=("subcontracting",), issue="People matter.",
    severity="medium", signs=("key personnel", "key people"), checks=(STAYS,),
    standard="publicity-with-consent",
)  # fmt: skip
BOOK = Playbook(
    id="b", title="B", version="1", contract_types=("services",), side="customer", notice="N.",
    positions=(POSITION,),
)  # fmt: skip
OTHERS = ("Vendor may use subcontractors and answers for them.", "subcontracting")


def test_a_clause_of_the_type_that_says_no_sign_is_not_on_the_matter(build, library):
    extraction = build(["## Subcontracting", OTHERS])
    found = match_signs(POSITION, extraction)
    assert found.state == "absent"
    assert found.searched
    (finding,) = assess(extraction, BOOK, library=library, side="customer")
    assert finding.verdict == "missing"
    assert "key personnel" in finding.reason
    assert finding.suggestion is None or finding.suggestion.kind == "insert_clause"


def test_a_heading_that_says_a_sign_makes_the_whole_clause_a_place(build):
    found = match_signs(POSITION, build(["## Key People", "They remain for the whole time. So they said."]))
    assert found.state == "present"
    (region,) = found.reading.regions
    assert region.by == "heading"
    assert found.reading.quotes()[0].text == "They remain for the whole time. So they said."


def test_a_sentence_that_says_a_sign_is_a_place_whatever_the_classifier_says(build):
    line = ("Work is done by the Key Personnel. Vendor will not replace them.", "payment")
    found = match_signs(POSITION, build(["## Fees", line]))
    assert found.state == "present"
    assert found.reading.quotes()[0].text == "Work is done by the Key Personnel."


def test_a_definition_gives_way_to_a_place_outside_the_list(build):
    lines = [
        "## Definitions", "“Key Personnel” means the people named in the order.",
        "## Services", "The Key Personnel remain until the end.",
    ]  # fmt: skip
    (region,) = match_signs(POSITION, build(lines)).reading.regions
    assert build(lines).document.text[region.focus_start : region.focus_end].startswith("The Key Personnel")


def test_a_definition_alone_is_a_place(build):
    found = match_signs(POSITION, build(["## Definitions", "“Key Personnel” means named people who remain."]))
    assert found.state == "present"


def test_a_box_that_was_not_ticked_is_no_place(build):
    assert (
        match_signs(POSITION, build(["## Services", "[ ] Key Personnel remain until the end."])).state
        == "absent"
    )


def test_places_never_lie_within_one_another(build):
    lines = ["## Key Personnel", "Key Personnel remain.", "The key people are named below."]
    assert len(match_signs(POSITION, build(lines)).reading.regions) == 1
