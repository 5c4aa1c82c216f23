"""A changed playbook written into its own file: comments, order and layout stay."""

import difflib
from pathlib import Path
from typing import Any

import pytest
from generated_playbooks import PLAYBOOKS
from hypothesis import HealthCheck, given, settings

from contracts.metadata import Duration
from playbooks.checks import DurationRange, Mutual
from playbooks.dump import dump_playbook
from playbooks.load import parse_playbook
from playbooks.playbook import Fallback, Playbook, Position
from playbooks.rewrite import rewrite_playbook

STARTERS = sorted((Path(__file__).parent.parent.parent / "playbooks" / "starters").glob("*.yaml"))
TEXT = """\
# Ours, after the talks of March.
id: p
title: P   # as on the intranet
version: "1"
contract_types: [nda]
side: mutual
notice: A sample.
positions:

  # agreed with Sales
  - id: term
    title: Term
    clause_types: [term]
    issue: >-
      It must end
      some day.
    severity: low    # was medium
    required: true
    checks:
      # years, not months
      - kind: duration
        max: 5 years
      - {kind: mutual}
    fallbacks:
      - title: Seven
        checks: [{kind: present}]
        approver: Legal
    approver: Legal

  # nobody asks for it
  - id: law
    title: Law
    clause_types: [governing_law]
    issue: Ours.
    severity: high
    checks: [{kind: present}]
"""


def changed(**changes: Any) -> Playbook:
    """The playbook of the text with other fields in its first position."""
    book = parse_playbook(TEXT)
    first = book.positions[0].model_copy(update=changes)
    return book.model_copy(update={"positions": (first, *book.positions[1:])})


def lines_changed(book: Playbook) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    delta = list(difflib.ndiff(TEXT.splitlines(), rewrite_playbook(TEXT, book).splitlines()))
    return [each[2:] for each in delta if each[0] == "-"], [each[2:] for each in delta if each[0] == "+"]


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_a_starter_that_did_not_change_is_written_as_it_was(path: Path) -> None:
    text = path.read_text("utf-8")
    assert rewrite_playbook(text, parse_playbook(text)) == text


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_a_change_of_a_starter_costs_one_line_and_no_comment(path: Path) -> None:
    text = path.read_text("utf-8")
    book = parse_playbook(text).model_copy(update={"title": "Another title"})
    before, after = text.splitlines(), rewrite_playbook(text, book).splitlines()
    assert [line for line in after if line not in before] == ["title: Another title"]
    assert [line for line in before if line not in after] == [f"title: {parse_playbook(text).title}"]


@pytest.mark.parametrize(
    ("changes", "gone", "came"),
    [
        ({"severity": "high"}, ["    severity: low    # was medium"], ["    severity: high    # was medium"]),
        ({"issue": "It must end."}, ["    issue: >-", "      It must end", "      some day."],
         ["    issue: It must end."]),
        ({"approver": ""}, ["    approver: Legal"], []),
        ({"required": False}, ["    required: true"], ["    required: false"]),
        ({"guidance": "Ask."}, [], ["    guidance: Ask."]),
        ({"checks": (DurationRange(max=Duration(count=2, unit="years")), Mutual())},
         ["        max: 5 years"], ["        max: 2 years"]),
        ({"checks": (DurationRange(max=Duration(count=5, unit="years")),)}, ["      - {kind: mutual}"], []),
        ({"clause_types": ("term", "renewal_term")}, ["    clause_types: [term]"],
         ["    clause_types: [term, renewal_term]"]),
        ({"fallbacks": ()}, ["    fallbacks:", "      - title: Seven", "        checks: [{kind: present}]",
                             "        approver: Legal"], []),
    ],
)  # fmt: skip
def test_only_the_lines_of_a_change_are_written(
    changes: dict[str, Any], gone: list[str], came: list[str]
) -> None:
    assert lines_changed(changed(**changes)) == (gone, came)


def test_a_new_rung_is_written_below_the_others() -> None:
    rungs = (*parse_playbook(TEXT).positions[0].fallbacks, Fallback(title="Nine", checks=(Mutual(),)))
    gone, came = lines_changed(changed(fallbacks=rungs))
    assert gone == []
    assert came == ["      - title: Nine", "        checks:", "          - kind: mutual"]


def test_positions_move_with_the_comments_above_them() -> None:
    book = parse_playbook(TEXT)
    turned = rewrite_playbook(TEXT, book.model_copy(update={"positions": book.positions[::-1]}))
    assert turned.index("# nobody asks for it") < turned.index("id: law") < turned.index("id: term")
    alone = rewrite_playbook(TEXT, book.model_copy(update={"positions": book.positions[:1]}))
    assert "nobody asks" not in alone
    assert "# years, not months" in alone


def test_a_new_position_is_written_among_the_others() -> None:
    book = parse_playbook(TEXT)
    new = Position(
        id="new", title="New", clause_types=("notices",), issue="I", severity="low", checks=(Mutual(),)
    )
    written = rewrite_playbook(
        TEXT, book.model_copy(update={"positions": (book.positions[0], new, book.positions[1])})
    )
    assert "    approver: Legal\n\n  - id: new\n    title: New\n" in written
    assert all(line in written for line in TEXT.splitlines())


def test_the_head_of_the_file_changes_in_its_place() -> None:
    book = parse_playbook(TEXT).model_copy(update={"version": "2", "title": "Q: new", "paper": "theirs"})
    assert lines_changed(book) == (
        ["title: P   # as on the intranet", 'version: "1"'],
        ["title: 'Q: new'   # as on the intranet", "version: '2'", "paper: theirs"],
    )


@given(PLAYBOOKS, PLAYBOOKS)
@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_any_playbook_can_be_written_into_any_file(old: Playbook, new: Playbook) -> None:
    written = rewrite_playbook("# ours\n" + dump_playbook(old), new)
    assert parse_playbook(written).model_copy(update={"sha256": ""}) == new


@given(PLAYBOOKS, PLAYBOOKS)
@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_a_changed_position_is_written_into_any_file(old: Playbook, new: Playbook) -> None:
    mixed = old.model_copy(update={"title": new.title, "positions": (*old.positions[1:], *new.positions[:1])})
    unique = {position.id: position for position in mixed.positions}
    mixed = mixed.model_copy(update={"positions": tuple(unique.values())})
    written = rewrite_playbook("# ours\n" + dump_playbook(old), mixed)
    assert parse_playbook(written).model_copy(update={"sha256": ""}) == mixed
