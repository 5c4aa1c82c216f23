"""The starter playbooks: clean, complete, and in harmony with the clauses they offer."""

import re
from collections.abc import Iterator

import pytest

from clause_library.library import load_library
from playbooks.checks import Check, MustMention, MustNotMention
from playbooks.load import starter_playbooks
from playbooks.playbook import Playbook, Position
from review.lint import lint_whole

LIBRARY = load_library()
STARTERS = starter_playbooks()
POSITIONS = [(book, position) for book in STARTERS.values() for position in book.positions]


def offers() -> Iterator[tuple[str, str, tuple[Check, ...]]]:
    """Each clause that a position offers, with the checks it is offered for."""
    for _, position in POSITIONS:
        yield position.id, position.standard, position.checks
        for rung in position.fallbacks:
            yield position.id, rung.clause, rung.checks


def says(text: str, phrase: str) -> bool:
    """Whether the text says the phrase of a playbook: `*` for any ending, `...` for up to eight words,
    our side speaking as "we" of "they"."""
    named = phrase.replace("{party_us}", "we").replace("{party_them}", "they")
    words = r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in named.split())
    words = words.replace(r"\.\.\.\s+", r"(?:[^\s.;]+\s+){0,8}?")
    return re.search(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE) is not None


def test_the_starters_come_with_the_product_and_cover_the_ground() -> None:
    assert {"nda-mutual", "saas-customer"} <= set(STARTERS)
    short = {id: len(book.positions) for id, book in STARTERS.items() if len(book.positions) < 15}
    assert not short


@pytest.mark.parametrize("id", STARTERS)
def test_a_starter_lints_clean(id: str) -> None:
    """No error and no warning, and every clause it offers does what it is offered for."""
    assert lint_whole(STARTERS[id], library=LIBRARY) == ()


@pytest.mark.parametrize("id", STARTERS)
def test_a_starter_says_that_it_is_a_sample(id: str) -> None:
    assert "Counsel must approve" in STARTERS[id].notice


@pytest.mark.parametrize("id", STARTERS)
def test_a_starter_uses_numbers_lists_and_mentions(id: str) -> None:
    kinds = {check.kind for position in STARTERS[id].positions for check in position.checks}
    assert {"duration", "one_of", "must_mention", "must_not_mention"} <= kinds


@pytest.mark.parametrize(("book", "position"), POSITIONS, ids=lambda one: one.id)
def test_a_position_tells_people_what_they_need(book: Playbook, position: Position) -> None:
    assert position.issue.endswith(".")
    assert position.guidance
    assert len(re.findall(r"[.!?](?:\s|$)", position.counterparty_text)) in (1, 2), "one or two sentences"
    assert not re.search(r"\b(?:refuse|unacceptable|must not|demand)\b", position.counterparty_text)
    kept_inside = {position.guidance, position.walk_away} - {""}
    assert position.counterparty_text not in kept_inside


@pytest.mark.parametrize(
    ("position", "clause", "checks"), list(offers()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_what_we_offer_meets_the_check_that_asks_for_it(
    position: str, clause: str, checks: tuple[Check, ...]
) -> None:
    offered = LIBRARY.get(clause)
    text = offered.text.format_map(
        {"party_us": "we", "party_them": "they", "agreement": "it"} | offered.slots
    )
    for check in checks:
        if isinstance(check, MustMention):
            for group in check.groups:
                assert any(says(text, phrase) for phrase in group), (position, group)
        if isinstance(check, MustNotMention):
            excepted = [part for part in text.split(". ") if any(says(part, word) for word in check.unless)]
            left = ". ".join(part for part in text.split(". ") if part not in excepted)
            assert not [phrase for phrase in check.phrases if says(left, phrase)], position


@pytest.mark.parametrize(("book", "position"), POSITIONS, ids=lambda one: one.id)
def test_what_we_offer_is_for_that_kind_of_contract_and_side(book: Playbook, position: Position) -> None:
    for id in (position.standard, *(rung.clause for rung in position.fallbacks)):
        clause = LIBRARY.get(id)
        assert clause.status == "approved"
        assert set(clause.contract_types) & set(book.contract_types), id
        assert clause.side in (book.side, "mutual"), id


@pytest.mark.parametrize(("book", "position"), POSITIONS, ids=lambda one: one.id)
def test_phrases_with_a_star_do_not_swallow_common_words(book: Playbook, position: Position) -> None:
    """`inform*` would be met by "information", `agree*` by "agreement", `advis*` by "advisers"."""
    common = ["information", "agreement", "advisers", "party", "parties", "confidentiality agreement"]
    for check in position.checks:
        phrases = (
            [phrase for group in check.groups for phrase in group] if isinstance(check, MustMention) else []
        )
        swallowed = [
            phrase for phrase in phrases if phrase.endswith("*") for word in common if says(word, phrase)
        ]
        assert set(swallowed) <= {"confidential*"}, swallowed
