"""Approved clauses are put on trial: each must do what the playbook offers it for, no less and no more."""

from typing import Any

import pytest

from clause_library.clause import ApprovedClause
from clause_library.library import Library
from contracts.metadata import Duration
from playbooks.checks import AbsentCheck, AskModel, Check, DurationRange, MustMention, OneOf, Present
from playbooks.conditions import FactIs
from playbooks.playbook import Fallback, Playbook, Position
from review.trial import try_clause, try_playbook


def clause(id: str, text: str, **changes: Any) -> ApprovedClause:
    given = {
        "id": id, "type": "term", "title": "Term", "text": text, "side": "mutual", "posture": "balanced",
        "contract_types": ("nda",),
    }  # fmt: skip
    return ApprovedClause(**(given | changes))


LIBRARY = Library(
    [
        clause("two", "{agreement} ends two (2) years after its date."),
        clause("five", "{agreement} ends five (5) years after its date."),
        clause("nine", "{agreement} ends nine (9) years after its date."),
        clause("open", "{agreement} ends {years} after its date.", slots={"years": ""}),
        clause("law", "The laws of the State of New York govern {agreement}.", type="governing_law"),
    ]
)


def years(most: int) -> DurationRange:
    return DurationRange(max=Duration(count=most, unit="years"), if_none="fail")


def position(*checks: Check, **changes: Any) -> Position:
    given = {
        "id": "term", "title": "Term", "clause_types": ("term",), "issue": "It must end.", "severity": "high",
        "checks": checks or (years(3),), "standard": "two",
    }  # fmt: skip
    return Position(**(given | changes))


def rung(clause_id: str, *checks: Check) -> Fallback:
    return Fallback(title="Longer", checks=checks, clause=clause_id, approver="Legal")


def playbook(*positions: Position) -> Playbook:
    return Playbook(
        id="p", title="P", version="1", contract_types=("nda",), side="mutual", notice="", positions=positions
    )


def tried(one: Position) -> list[tuple[str, str]]:
    return [(each.field, each.message) for each in try_playbook(playbook(one), library=LIBRARY)]


def test_a_clause_is_judged_by_the_position_that_offers_it() -> None:
    one = position(fallbacks=(rung("five", years(6)),))
    verdicts = [
        try_clause(LIBRARY.get(id), one, playbook=playbook(one), library=LIBRARY)
        for id in ("two", "five", "nine")
    ]
    assert [(each.verdict, each.rank) for each in verdicts] == [
        ("standard", None), ("fallback", 1), ("non_standard", None),
    ]  # fmt: skip
    assert all(each.quotes for each in verdicts)


def test_a_ladder_whose_clauses_reach_their_rungs_has_no_problem() -> None:
    assert tried(position(fallbacks=(rung("five", years(6)), rung("nine", years(9))))) == []


def test_a_standard_clause_that_fails_its_own_checks_is_told() -> None:
    [(field, message)] = tried(position(standard="nine"))
    assert field == "standard"
    assert 'the clause "nine" does not pass the checks of the standard (non_standard' in message


def test_a_fallback_clause_that_does_not_reach_its_rung_is_told() -> None:
    [(field, message)] = tried(position(fallbacks=(rung("nine", years(6)),)))
    assert field == "fallbacks[1].clause"
    assert 'the clause "nine" does not pass the checks of fallback 1' in message


@pytest.mark.parametrize(
    ("rungs", "field", "above"),
    [
        ((rung("two", years(6)),), "fallbacks[1].clause", "passes the standard"),
        ((rung("five", years(6)), rung("five", years(9))), "fallbacks[2].clause", "passes fallback 1"),
    ],
)
def test_a_fallback_clause_that_passes_a_rung_above_is_told(
    rungs: tuple[Fallback, ...], field: str, above: str
) -> None:
    [(place, message)] = tried(position(fallbacks=rungs))
    assert place == field
    assert above in message


def test_an_edit_of_a_clause_that_breaks_its_promise_is_seen() -> None:
    words = "{agreement} ends four (4) years after its date."
    edited = LIBRARY.get("two").model_copy(update={"text": words})
    book = playbook(position())
    assert try_playbook(book, library=LIBRARY) == ()
    assert len(try_playbook(book, library=Library([edited]))) == 1


@pytest.mark.parametrize(
    "one",
    [
        position(years(3), AskModel(question="Is it fair?", expected="yes")),
        position(years(3), OneOf(field="contract_type", values=("nda",))),
        position(AskModel(question="Is it fair?", expected="yes")),
        position(applies_when=FactIs(fact="mentions", values=("unicorn",))),
        position(AbsentCheck(), required=False, standard="nine"),
        position(standard="open"),
        position(standard="gone"),
        position(standard="nine", clause_types=("trem",)),
        position(standard=""),
    ],
)
def test_what_a_clause_alone_cannot_answer_is_no_problem(one: Position) -> None:
    assert tried(one) == []


def test_facts_of_the_contract_are_read_from_the_clause_itself() -> None:
    def offered_for(place: str) -> Position:
        check = OneOf(field="governing_law", values=(place,))
        return position(check, clause_types=("governing_law",), standard="law")

    [(_, message)] = tried(offered_for("Texas"))
    assert "does not pass" in message
    assert tried(offered_for("New York")) == []


def test_words_of_the_position_must_stand_in_the_clause_and_not_about_it() -> None:
    """The made-up contract around the clause must not help it to pass."""
    for phrase in ("customer", "vendor", "corporation", "aldermoor"):
        [(_, message)] = tried(position(Present(), MustMention(groups=((phrase,),))))
        assert "does not pass" in message
