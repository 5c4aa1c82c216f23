"""What changed between two versions of a playbook, in the words of people."""

from typing import Any

import pytest
from generated_playbooks import PLAYBOOKS
from hypothesis import given

from contracts.metadata import Duration
from playbooks.checks import DurationRange, FeesPeriod, MustMention, MustNotMention, Mutual, Present
from playbooks.conditions import FactIs
from playbooks.diff import diff_in_words, diff_playbooks
from playbooks.load import starter_playbooks
from playbooks.playbook import Fallback, Playbook, Position

MONTHS = {count: Duration(count=count, unit="months") for count in (3, 6, 12)}


def rung(months: int, **changes: Any) -> Fallback:
    given = {
        "title": f"At least {months} months", "checks": (FeesPeriod(min=MONTHS[months]),),
        "clause": f"cap-{months}", "approver": "Legal",
    }  # fmt: skip
    return Fallback(**(given | changes))


def position(**changes: Any) -> Position:
    given = {
        "id": "liability-cap", "title": "Cap", "clause_types": ("cap_on_liability",), "issue": "It matters.",
        "severity": "high", "checks": (FeesPeriod(min=MONTHS[12]),), "standard": "cap-12",
        "fallbacks": (rung(6), rung(3)), "approver": "Legal",
    }  # fmt: skip
    return Position(**(given | changes))


def book(*positions: Position, **changes: Any) -> Playbook:
    given = {
        "id": "p", "title": "P", "version": "1", "contract_types": ("saas",), "side": "customer",
        "notice": "A sample.", "positions": positions,
    }  # fmt: skip
    return Playbook(**(given | changes))


def told(old: Playbook, new: Playbook) -> tuple[str, ...]:
    return diff_in_words(diff_playbooks(old, new))


def test_the_change_of_a_position_is_told_in_one_line() -> None:
    new = position(checks=(FeesPeriod(min=MONTHS[6]),), fallbacks=(rung(6),), approver="General Counsel")
    assert told(book(position()), book(new)) == (
        "liability-cap: minimum 12 months → 6 months; fallback 2 removed; approver Legal → General Counsel",
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"severity": "critical"}, "severity high → critical"),
        ({"required": False}, "required yes → no"),
        ({"approver": ""}, "approver Legal → none"),
        ({"issue": "It matters a great deal, and " * 4}, "issue reworded"),
        ({"guidance": "Ask, and ask again, until they give way " * 2}, "guidance added"),
        ({"clause_types": ("cap_on_liability", "liability")}, "clause types: + liability"),
        ({"applies_when": FactIs(fact="side", values=("vendor",))}, "applies always → where side is vendor"),
        ({"checks": (FeesPeriod(min=MONTHS[12]), Mutual())}, "check added: mutual"),
        ({"checks": (Present(),)}, "check added: present; check removed: fees period (minimum 12 months)"),
        ({"fallbacks": (rung(6), rung(3, approver="Board"))}, "fallback 2: approver Legal → Board"),
        ({"fallbacks": (rung(3), rung(6))}, "fallbacks in another order"),
        ({"fallbacks": (rung(6), rung(12, clause="cap-3"), rung(3, clause="x"))},
         "fallback 2: minimum 3 months → 12 months; "
         "fallback 2: title At least 3 months → At least 12 months; "
         "fallback 3 added (At least 3 months)"),
        ({"fallbacks": (rung(12, title="At least 12 months"), rung(3))},
         "fallback 1: minimum 6 months → 12 months; "
         "fallback 1: title At least 6 months → At least 12 months; fallback 1: clause cap-6 → cap-12"),
    ],
)  # fmt: skip
def test_each_kind_of_change_has_its_words(changes: dict[str, Any], words: str) -> None:
    assert told(book(position()), book(position(**changes))) == (f"liability-cap: {words}",)


def test_phrases_that_came_and_went_are_named() -> None:
    old = position(checks=(MustNotMention(phrases=("a", "b")), MustMention(groups=(("x",), ("y", "z")))))
    new = position(checks=(MustNotMention(phrases=("b", "c")), MustMention(groups=(("x",), ("y", "w")))))
    assert told(book(old), book(new)) == ("liability-cap: phrases: + c, − a; groups: + y, w, − y, z",)


def test_positions_that_came_went_and_moved_are_named() -> None:
    one, two, three = (position(id=id) for id in ("one", "two", "three"))
    assert told(book(one, two), book(two, one, three)) == (
        "two: moved to another place", "three: added",
    )  # fmt: skip
    assert told(book(one, two), book(two)) == ("one: removed",)


def test_changes_of_the_playbook_itself_come_first() -> None:
    old, new = book(position()), book(position(severity="low"), version="2", extends="house")
    assert told(old, new) == (
        "playbook: stands on house; version 1 → 2", "liability-cap: severity high → low",
    )  # fmt: skip


def test_a_change_names_its_place_and_both_values() -> None:
    new = position(fallbacks=(rung(6, checks=(DurationRange(max=MONTHS[3]),)), rung(3)))
    added, removed = diff_playbooks(book(position()), book(new))
    assert (added.field, added.kind, added.before) == ("fallbacks[1].checks[1]", "added", "")
    assert (removed.kind, removed.before) == ("removed", "fees period (minimum 6 months)")


@pytest.mark.parametrize("id", sorted(starter_playbooks()))
def test_a_playbook_does_not_differ_from_itself(id: str) -> None:
    assert diff_playbooks(starter_playbooks()[id], starter_playbooks()[id]) == ()


@given(PLAYBOOKS, PLAYBOOKS)
def test_what_differs_is_told_and_what_does_not_is_not(old: Playbook, new: Playbook) -> None:
    ignored = {"sha256", "bases", "origins", "drop"}
    differs = old.model_dump(exclude=ignored) != new.model_dump(exclude=ignored)
    changes = diff_playbooks(old, new)
    assert bool(changes) == differs
    assert all(change.words for change in changes)
