"""A draft held against contracts: what changes is shown, and nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clause_library.library import Library
from contracts.extraction import Extraction
from contracts.metadata import Duration
from playbooks.checks import DurationRange, Present
from playbooks.playbook import Fallback, Playbook, Position
from playbooks.stakes import may_change
from review.dry_run import Subject, dry_run, standing_words
from review.engine import review


def years(count: int) -> DurationRange:
    return DurationRange(max=Duration(count=count, unit="years"))


def position(id: str, type_id: str, **changes: Any) -> Position:
    values = {
        "id": id, "title": id.capitalize(), "clause_types": (type_id,), "issue": "Why.",
        "severity": "high", "checks": (Present(),),
    }  # fmt: skip
    return Position.model_validate(values | changes)


def book(*positions: Position, version: str = "1") -> Playbook:
    return Playbook(
        id="p", title="P", version=version, contract_types=("services",), side="customer",
        notice="A sample.", positions=positions, sha256=version * 64,
    )  # fmt: skip


TERM = position("term", "confidentiality_period", checks=(years(3),))
LAW = position("law", "governing_law", severity="low")
OLD = book(TERM, LAW)
Build = Callable[..., Extraction]


@pytest.fixture(scope="module")
def contract(build: Build) -> Extraction:
    return build([
        "## Confidentiality period",
        ("The obligations of confidence continue for five (5) years.", "confidentiality_period"),
        "## Governing law",
        ("This Agreement is governed by the laws of Delaware.", "governing_law"),
    ])  # fmt: skip


def subject(extraction: Extraction, key: str = "a", **changes: Any) -> Subject:
    return Subject(key=key, name=f"{key}.docx", side="customer", extraction=extraction, **changes)


def test_the_same_words_change_nothing(contract: Extraction, library: Library) -> None:
    run = dry_run([subject(contract)], old=OLD, new=OLD, library=library)
    assert (run.changed, run.grave, run.positions) == (0, False, ())
    assert len(run.contracts) == 1


def test_a_verdict_that_changes_is_shown_side_by_side(contract: Extraction, library: Library) -> None:
    rung = Fallback(title="Five years", checks=(years(5),), approver="Legal")
    new = book(TERM.model_copy(update={"fallbacks": (rung,)}), LAW, version="2")
    run = dry_run([subject(contract, "a"), subject(contract, "b")], old=OLD, new=new, library=library)
    assert (run.changed, run.grave) == (2, True)
    assert [each.key for each in run.contracts] == ["a", "b"]
    (change,) = run.contracts[0].changes
    assert (standing_words(change.before), standing_words(change.after)) == ("non_standard", "fallback 1")
    assert change.before is not None
    assert "five" in change.before.reason.lower() or "5" in change.before.reason
    (row,) = run.positions
    assert (row.position_id, row.contracts, row.moves) == ("term", 2, (("non_standard", "fallback 1", 2),))


def test_a_change_of_low_severity_is_not_grave(contract: Extraction, library: Library) -> None:
    gone = book(TERM, LAW.model_copy(update={"clause_types": ("insurance",)}), version="2")
    run = dry_run([subject(contract)], old=OLD, new=gone, library=library)
    assert [change.position_id for change in run.contracts[0].changes] == ["law"]
    assert not run.grave


def test_positions_that_come_and_go_stand_on_one_side(contract: Extraction, library: Library) -> None:
    new = book(TERM, position("cap", "cap_on_liability"), version="2")
    run = dry_run([subject(contract)], old=OLD, new=new, library=library)
    shown = {each.position_id: (each.before is None, each.after is None) for each in run.contracts[0].changes}
    assert shown == {"cap": (True, False), "law": (False, True)}


def test_the_first_playbook_of_its_id_has_nothing_before(contract: Extraction, library: Library) -> None:
    run = dry_run([subject(contract)], old=None, new=OLD, library=library)
    (tried,) = run.contracts
    assert (run.against, tried.route_before, len(tried.changes)) == ("", None, 2)


def test_the_routes_are_those_of_the_reviews(contract: Extraction, library: Library) -> None:
    new = book(TERM.model_copy(update={"checks": (years(9),)}), LAW, version="2")
    (tried,) = dry_run([subject(contract)], old=OLD, new=new, library=library).contracts
    made = [review(contract, each, library=library, side="customer").triage.route for each in (OLD, new)]
    assert [tried.route_before, tried.route_after] == made


@settings(max_examples=15)
@given(before=st.integers(1, 9), after=st.integers(1, 9), severity=st.sampled_from(["low", "high"]))
def test_what_may_not_change_does_not_change(
    before: int, after: int, severity: str, contract: Extraction, library: Library
) -> None:
    changed = {"checks": (years(before),), "severity": severity}
    old = book(TERM.model_copy(update=changed), LAW)
    new = book(TERM.model_copy(update=changed | {"checks": (years(after),)}), LAW, version="2")
    run = dry_run([subject(contract)], old=old, new=new, library=library)
    seen = {change.position_id for each in run.contracts for change in each.changes}
    assert seen <= set(may_change(old, new))
