"""A playbook that stands on another: what it takes over, what it changes, and what is refused."""

import re

import pytest

from contracts.errors import InvalidPlaybookError
from playbooks.dump import dump_playbook
from playbooks.load import load_playbooks, parse_playbook, parse_playbooks, starter_playbooks
from playbooks.playbook import Origin, Playbook, Position

BASE = """\
id: house
title: House
version: "1"
contract_types: [nda]
side: mutual
paper: theirs
notice: A sample.
positions:
  - id: term
    title: Term
    clause_types: [term]
    issue: It must end.
    severity: low
    applies_when: {kind: fact, fact: personal_data, values: ["yes"]}
    checks:
      - {kind: duration, max: 5 years}
    approver: Legal
  - id: law
    title: Law
    clause_types: [governing_law]
    issue: Ours.
    severity: high
    checks: [{kind: one_of, field: governing_law, values: [Ireland]}]
"""
CHILD = """\
id: unit
extends: house
title: Unit
version: "1"
positions:
  - id: law
    severity: medium
    approver: Dublin
  - id: extra
    title: Extra
    clause_types: [notices]
    issue: Something.
    severity: low
    checks: [{kind: present}]
"""


def books(*texts: str) -> dict[str, Playbook]:
    return parse_playbooks([(f"{n}.yaml", text) for n, text in enumerate(texts)], bases={})


def position(book: Playbook, id: str) -> Position:
    return next(each for each in book.positions if each.id == id)


def child(text: str = CHILD) -> Playbook:
    return books(BASE, text)["unit"]


def test_fields_that_are_not_written_come_from_the_base() -> None:
    base, unit = books(BASE, CHILD).values()
    assert (unit.side, unit.paper, unit.contract_types, unit.notice) == (
        "mutual", "theirs", ("nda",), "A sample.",
    )  # fmt: skip
    assert position(unit, "term") == position(base, "term")
    assert position(unit, "law") == position(base, "law").model_copy(
        update={"severity": "medium", "approver": "Dublin"}
    )
    assert [each.id for each in unit.positions] == ["term", "law", "extra"]


def test_each_position_tells_where_it_is_from() -> None:
    assert child().origins == (
        Origin(position_id="", kind="overridden", base="house"),
        Origin(position_id="term", kind="inherited", base="house"),
        Origin(position_id="law", kind="overridden", base="house", fields=("severity", "approver")),
        Origin(position_id="extra", kind="own"),
    )
    assert books(BASE)["house"].origin_of("term").kind == "own"


def test_the_writer_of_a_position_is_named_through_several_bases() -> None:
    grandchild = CHILD.replace("id: unit", "id: team").replace("extends: house", "extends: unit")
    grandchild = grandchild[: grandchild.index("  - id: extra")]
    team = books(grandchild, BASE, CHILD)["team"]
    assert [(each.position_id, each.kind, each.base) for each in team.origins[1:]] == [
        ("term", "inherited", "house"), ("law", "overridden", "unit"), ("extra", "inherited", "unit"),
    ]  # fmt: skip
    assert [each.id for each in team.bases] == ["unit", "house"]


def test_positions_can_be_dropped_and_values_taken_away() -> None:
    text = CHILD.replace("positions:\n", "drop: [law]\npositions:\n").replace(
        "  - id: law\n    severity: medium\n    approver: Dublin\n",
        '  - id: term\n    approver: ""\n    applies_when: null\n',
    )
    unit = child(text)
    assert [each.id for each in unit.positions] == ["term", "extra"]
    assert (position(unit, "term").approver, position(unit, "term").applies_when) == ("", None)


def test_a_playbook_may_only_drop() -> None:
    text = CHILD[: CHILD.index("positions:")] + "drop: [law]\n"
    assert [each.id for each in child(text).positions] == ["term"]


def test_the_hash_covers_the_base() -> None:
    other = books(BASE.replace("It must end.", "It must end soon."), CHILD)["unit"]
    assert other.sha256 != child().sha256
    assert child().sha256 == child().sha256


@pytest.mark.parametrize("text", [CHILD, CHILD.replace("version: ", "side: vendor\nversion: ")])
def test_what_is_written_out_is_the_playbooks_own_part(text: str) -> None:
    written = dump_playbook(child(text))
    assert "It must end" not in written
    again = child(written)
    assert again.model_copy(update={"sha256": ""}) == child(text).model_copy(update={"sha256": ""})
    assert dump_playbook(again) == written


def test_written_flat_it_stands_by_itself() -> None:
    flat = parse_playbook(dump_playbook(child(), flat=True), bases={})
    assert flat.positions == child().positions
    assert (flat.extends, flat.origins, flat.bases) == ("", (), ())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("extends: house", "extends: huose", '1.yaml, line 2: there is no playbook "huose"'),
        ("extends: house", "extends: huose", 'to extend; did you mean "house"? there are house'),
        ("extends: house", "extends: unit", 'line 2: "unit" extends "unit", so it would stand on itself'),
        ("- id: law", "- id: lwa", 'line 6: "house" has no position "lwa" to change; did you'),
        ("- id: law", "- id: lwa", 'did you mean "law"? a new position needs id, title, clause_types'),
        ("- id: extra", "- id: law", 'line 9: a second position "law"'),
        ("positions:", "drop: [trem]\npositions:", 'line 5: "house" has no position "trem" to drop; did'),
        ("positions:", "drop: [law]\npositions:", 'line 5: the position "law" is dropped and changed'),
        ("severity: medium", "severity: mild", 'line 7: position "law": "severity" cannot be "mild"'),
        ("severity: medium", "severty: medium", 'line 7: position "law": unknown key "severty"'),
        ("[{kind: present}]", "[{kind: presnt}]", 'line 14: position "extra": there is no kind "presnt"'),
        ("extends: house\n", "drop: [law]\n", "line 2: there is nothing to drop from"),
        ("extends: house", "extends: [house]", 'line 2: there is no playbook "['),
        ("positions:", "positions: none\nx:", '"positions" must be a list'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_the_line_of_the_file_that_made_it(old: str, new: str, message: str) -> None:
    assert old in CHILD
    with pytest.raises(InvalidPlaybookError, match=re.escape(message)):
        child(CHILD.replace(old, new))


def test_a_ring_of_playbooks_is_refused_and_nothing_is_given() -> None:
    ring = [f"id: p{n}\nextends: p{(n + 1) % 3}\ntitle: T\nversion: '1'\n" for n in range(3)]
    with pytest.raises(
        InvalidPlaybookError,
        match=r'0\.yaml, line 2: "p0" extends "p1", which extends "p2", which extends "p0"',
    ):
        books(*ring)


def test_a_long_line_of_bases_is_refused() -> None:
    line = [f"id: p{n}\nextends: p{n + 1}\ntitle: T\nversion: '1'\n" for n in range(2000)]
    last = BASE.replace("id: house", "id: p2000")
    with pytest.raises(InvalidPlaybookError, match="it stands on more than 8 others"):
        books(*line, last)


def test_two_files_of_one_id_are_refused() -> None:
    with pytest.raises(InvalidPlaybookError, match=r'1\.yaml, line 1: "house" is the id of 0\.yaml too'):
        books(BASE, BASE)


def test_a_single_file_may_stand_on_a_starter(tmp_path) -> None:
    text = CHILD.replace("house", "nda-mutual").replace("id: law", "id: governing-law")
    unit = parse_playbook(text)
    assert len(unit.positions) == len(starter_playbooks()["nda-mutual"].positions) + 1
    (tmp_path / "unit.yaml").write_text(text, "utf-8")
    assert load_playbooks([tmp_path / "unit.yaml"])["unit"] == unit


def test_a_file_stands_before_a_starter_of_the_same_id() -> None:
    ours = BASE.replace("id: house", "id: nda-mutual")
    found = parse_playbooks([("a", CHILD.replace("house", "nda-mutual")), ("b", ours)])
    assert [each.id for each in found["unit"].positions] == ["term", "law", "extra"]
