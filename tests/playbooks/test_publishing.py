"""The life of a version: which moves are open, who may make them, and what never changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import IllegalStateError, InvalidInputError, InvalidPlaybookError
from contracts.metadata import Duration
from playbooks import publishing
from playbooks.checks import DurationRange, Present
from playbooks.playbook import Fallback, Playbook, Position
from playbooks.publishing import STATE_WORDS, Move, PlaybookVersion, open_moves
from playbooks.stakes import grave_changes, may_change

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MOVES: tuple[Move, ...] = ("edit", "delete", "submit", "send_back", "publish", "retire")


def book(**changes: Any) -> Playbook:
    positions = (
        Position(id="term", title="Term", clause_types=("term",), issue="It ends.", severity="high",
                 checks=(DurationRange(max=Duration(count=3, unit="years")),),
                 fallbacks=(Fallback(title="Present", checks=(Present(),), approver="Legal"),)),
        Position(id="law", title="Law", clause_types=("governing_law",), issue="Ours.", severity="low",
                 checks=(Present(),)),
    )  # fmt: skip
    values = {
        "id": "nda", "title": "NDA", "version": "1", "contract_types": ("nda",), "side": "mutual",
        "notice": "A sample.", "positions": positions, "sha256": "a" * 64,
    }  # fmt: skip
    return Playbook.model_validate(values | changes)


def draft(by: str = "Ann") -> PlaybookVersion:
    return publishing.begin("text", book(), by=by, at=NOON)


def moved(version: PlaybookVersion, move: Move, by: str = "Bob") -> PlaybookVersion:
    later = version.updated_at + timedelta(minutes=1)
    match move:
        case "edit":
            other = book(sha256="b" * 64)
            return publishing.edit(version, "other text", playbook=other, by=by, at=later)
        case "delete":
            publishing.require(version, "delete")
            return version
        case "submit":
            return publishing.submit(version, by=by, at=later)
        case "send_back":
            return publishing.send_back(version, by=by, at=later, note="mend the term")
        case "publish":
            return publishing.publish(version, by=by, at=later, four_eyes=False)
        case "retire":
            return publishing.retire(version, by=by, at=later, note="out of use")


@given(st.lists(st.sampled_from(MOVES), max_size=12))
def test_only_open_moves_succeed_and_words_stand_still_once_submitted(moves: list[Move]) -> None:
    version = draft()
    for move in moves:
        before = version
        if move in open_moves(version):
            version = moved(version, move)
        else:
            with pytest.raises(IllegalStateError, match=STATE_WORDS[version.state]):
                moved(version, move)
        if move != "edit":
            assert (version.text, version.sha256) == (before.text, before.sha256)
    assert (version.published_at is not None) == (version.state in ("published", "retired"))
    assert (version.retired_at is not None) == (version.state == "retired")


def test_every_refusal_is_one_sentence_with_a_remedy() -> None:
    states = {"draft": draft()}
    states["in_review"] = moved(states["draft"], "submit")
    states["published"] = moved(states["in_review"], "publish")
    states["retired"] = moved(states["published"], "retire")
    refused = 0
    for version in states.values():
        for move in set(MOVES) - set(open_moves(version)):
            with pytest.raises(IllegalStateError) as caught:
                publishing.require(version, move)
            assert str(caught.value).count("; ") == 1
            refused += 1
    assert refused == 4 * len(MOVES) - len(MOVES)


@pytest.mark.parametrize("name", ["Ann", " ann ", "ANN", "Cleo"])
def test_with_four_eyes_no_author_publishes(name: str) -> None:
    version = moved(moved(draft("Ann"), "edit", by="Cleo"), "submit")
    with pytest.raises(IllegalStateError, match="somebody else must publish"):
        publishing.publish(version, by=name, at=NOON, four_eyes=True)
    published = publishing.publish(version, by="Bob", at=NOON, four_eyes=True)
    assert (published.approver, published.authors) == ("Bob", ("Ann", "Cleo"))
    assert publishing.publish(version, by=name, at=NOON, four_eyes=False).state == "published"


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "Ann\x07"])
def test_nobody_in_particular_may_do_nothing(name: str) -> None:
    with pytest.raises(InvalidInputError, match="say who does this"):
        draft(name)


@pytest.mark.parametrize("version", ["", "1/2", "..", "final version", "é", "x" * 41, "-1"])
def test_a_version_that_cannot_stand_in_an_address_is_refused(version: str) -> None:
    with pytest.raises(InvalidPlaybookError, match="address"):
        publishing.begin("text", book(version=version), by="Ann", at=NOON)


def test_an_edit_cannot_change_the_id() -> None:
    with pytest.raises(InvalidPlaybookError, match="never changes"):
        publishing.edit(draft(), "text", playbook=book(id="other"), by="Ann", at=NOON)


def test_sending_back_needs_a_reason() -> None:
    with pytest.raises(InvalidInputError, match="mend"):
        publishing.send_back(moved(draft(), "submit"), by="Bob", at=NOON, note=" ")


def test_the_next_version_is_above_every_number_taken() -> None:
    assert publishing.next_version({"1", "9", "10", "2-final"}) == "11"
    assert publishing.next_version(set()) == "1"


def _with(position_id: str, **changes: Any) -> Playbook:
    positions = tuple(
        each.model_copy(update=changes) if each.id == position_id else each for each in book().positions
    )
    return book().model_copy(update={"positions": positions})


@pytest.mark.parametrize(
    ("new", "changed", "grave"),
    [
        (book(), (), ()),
        (_with("term", guidance="Other words.", approver="GC", title="Duration"), (), ()),
        (_with("term", checks=(Present(),)), ("term",), ("term",)),
        (_with("term", fallbacks=()), ("term",), ("term",)),
        (_with("law", required=False), ("law",), ()),
        (_with("law", severity="critical", required=False), ("law",), ("law",)),
        (book(side="customer"), ("term", "law"), ("term",)),
        (book(paper="ours"), ("term", "law"), ("term",)),
        (book(positions=book().positions[1:]), ("term",), ("term",)),
    ],
)
def test_what_may_change_a_verdict_is_at_stake_and_words_are_not(
    new: Playbook, changed: tuple[str, ...], grave: tuple[str, ...]
) -> None:
    assert may_change(book(), new) == changed
    assert grave_changes(book(), new) == grave
