"""Playbook files: what is read, what is refused and how, and that nothing is lost on the way out."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from generated_playbooks import PLAYBOOKS
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel

from contracts.errors import InvalidPlaybookError
from contracts.metadata import Duration
from playbooks import checks, conditions
from playbooks.checks import DurationRange, NumberRange
from playbooks.conditions import FactIs
from playbooks.dump import dump_playbook
from playbooks.load import load_playbook, parse_playbook, starter_playbooks
from playbooks.playbook import Fallback, Playbook, Position

ROOT = Path(__file__).parent.parent.parent
MINIMAL = """\
id: small
title: Small
version: "1"
contract_types: [nda]
side: mutual
notice: A sample.
positions:
  - id: term
    title: Term
    clause_types: [term]
    issue: It must end.
    severity: low
    checks:
      - kind: duration
        max: 5 years
"""


@given(PLAYBOOKS)
@settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_what_is_written_out_reads_back_the_same(playbook: Playbook) -> None:
    text = dump_playbook(playbook)
    assert parse_playbook(text).model_copy(update={"sha256": ""}) == playbook
    assert dump_playbook(parse_playbook(text)) == text


@pytest.mark.parametrize("id", sorted(starter_playbooks()))
def test_a_starter_playbook_survives_export_and_import(id: str) -> None:
    starter = starter_playbooks()[id]
    again = parse_playbook(dump_playbook(starter))
    assert again.model_copy(update={"sha256": starter.sha256}) == starter
    assert dump_playbook(again) == dump_playbook(starter)
    flat = parse_playbook(dump_playbook(starter, flat=True))
    assert flat.positions == starter.positions
    assert dump_playbook(flat) == dump_playbook(starter, flat=True)


def test_the_hash_is_of_the_text() -> None:
    assert parse_playbook(MINIMAL).sha256 != parse_playbook(MINIMAL + "# a comment\n").sha256
    assert parse_playbook(MINIMAL) == parse_playbook(MINIMAL)


def test_a_length_of_time_is_written_as_people_write_it() -> None:
    check = parse_playbook(MINIMAL).positions[0].checks[0]
    assert isinstance(check, DurationRange)
    assert check.max == Duration(count=5, unit="years")
    assert "max: 5 years" in dump_playbook(parse_playbook(MINIMAL))


def test_decimals_stay_exact_and_no_is_a_word() -> None:
    text = MINIMAL.replace("kind: duration", "kind: number\n        unit: percent").replace(
        "5 years", "99.95"
    )
    text = text.replace(
        "    checks:", "    applies_when: {kind: fact, fact: personal_data, values: [no]}\n    checks:"
    )
    position = parse_playbook(text).positions[0]
    assert isinstance(position.checks[0], NumberRange)
    assert position.checks[0].max == Decimal("99.95")
    assert isinstance(position.applies_when, FactIs)
    assert position.applies_when.values == ("no",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("severity: low", "severty: low", 'line 12: position "term": unknown key "severty"; did you mean'),
        ("title: Small", "name: Small", 'unknown key "name"; the keys here are id, extends, title'),
        ("notice: A sample.\n", "", 'line 1: "notice" is missing; add a line `notice: …`'),
        ("severity: low", "severity: mild", '"severity" cannot be "mild"; it is one of low, medium, high'),
        ("severity: low", "severity: hihg", 'line 12: position "term": "severity" cannot be "hihg"; did you'),
        ("side: mutual", "side: costumer", 'line 5: "side" cannot be "costumer"; did you mean "customer"?'),
        ("severity: low", "required: perhaps\n    severity: low", '"required" must be true or false'),
        ("kind: duration", "kind: duratoin", '"term": there is no kind "duratoin"; did you mean "duration"?'),
        ("kind: duration", "near: [a]", 'line 14: position "term": a check or condition needs a kind'),
        ("max: 5 years", "max: 5 parsecs", 'line 15: position "term": "max" must be a length of time'),
        ("max: 5 years", "max: 5 years\n        pick: best", '"pick" cannot be "best"; it is one of'),
        ("kind: duration", "kind: number", '"max" must be a number; write it as in 12 or 99.5'),
        ("[term]", "[]", '"clause_types" is an empty list; give it one entry at least'),
        ("\n        max", "\n\t\tmax", "line 15: a tab stands in the indentation; use spaces"),
        ("max: 5 years", f"max: {'9' * 5000}", "line 15: a number of more than 400 digits"),
        ("issue: It must end.", "issue: It must end.\x07", "line 11: the character U+0007 cannot stand in"),
        ("severity: low", "severity: !!python/name:os.system low", "line 12: the tag `tag:yaml.org"),
        ("severity: low", "severity: &a low", "line 12: an anchor or a repetition (`&`, `*`) is not read"),
        ("version: ", "bases: []\nversion: ", "line 3: bases is computed; leave it out"),
        ("id: small\n", "", 'line 1: "id" is missing; add a line `id: …`'),
        ("max: 5 years", "maxi: 5 years", 'unknown key "maxi"; did you mean "max"?'),
        ('version: "1"', "version: 1.0", 'line 3: "version" must be words; put the value in quotation marks'),
        ("contract_types: [nda]", "contract_types: nda", '"contract_types" must be a list'),
        ("id: small", "id: small\nsha256: abc", "line 2: sha256 is computed; leave it out"),
        ("id: small", "id: small\nid: big", 'line 2: "id" is said twice'),
        ("issue: It must end.", "issue: It must: end.", "line 11: this is not YAML"),
        ("  - id: term\n    title: Term", "  - title: Term", 'line 8: position number 1: "id" is missing'),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_remedy(old: str, new: str, message: str) -> None:
    assert old in MINIMAL
    with pytest.raises(InvalidPlaybookError, match=re.escape(message)):
        parse_playbook(MINIMAL.replace(old, new))


@pytest.mark.parametrize("text", ["", "- a", "words", "&a [*a]", "id: \x00", "? [a]\n: b"])
def test_what_is_no_playbook_is_refused(text: str) -> None:
    with pytest.raises(InvalidPlaybookError):
        parse_playbook(text)


def test_aliases_that_grow_without_end_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(InvalidPlaybookError, match="line 1: an anchor or a repetition"):
        parse_playbook("\n".join(lines))


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "a: [" + "x, " * 300_000 + "]"])
def test_what_is_too_deep_or_too_long_is_refused_before_it_is_composed(text: str) -> None:
    with pytest.raises(InvalidPlaybookError, match="line 1: too deep or too long"):
        parse_playbook(text)


def test_a_file_of_five_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_text(MINIMAL + "# padding\n" * 500_000, "utf-8")
    with pytest.raises(InvalidPlaybookError, match=r"big\.yaml, the file has \d+ bytes, more than any"):
        load_playbook(path)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode())
    assert load_playbook(path).positions == parse_playbook(MINIMAL).positions


def test_two_positions_of_one_id_are_refused() -> None:
    repeated = MINIMAL + MINIMAL[MINIMAL.index("  - id: term") :]
    with pytest.raises(InvalidPlaybookError, match='line 16: a second position "term"'):
        parse_playbook(repeated)


def test_only_the_first_five_mistakes_are_told() -> None:
    with pytest.raises(InvalidPlaybookError, match="and 2 more; correct these first") as caught:
        parse_playbook(MINIMAL.replace("    title: Term", "".join(f"    z{n}: 1\n" for n in range(6))))
    assert len(str(caught.value).splitlines()) == 6


def test_a_file_is_named_in_its_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    with pytest.raises(InvalidPlaybookError, match=r"mine\.yaml cannot be opened"):
        load_playbook(path)
    path.write_bytes(b"id: \xff")
    with pytest.raises(InvalidPlaybookError, match=r"mine\.yaml, line 1: this is not UTF-8"):
        load_playbook(path)
    path.write_text("id: a", "utf-8")
    with pytest.raises(InvalidPlaybookError, match=r"mine\.yaml, line 1: "):
        load_playbook(path)
    path.write_text(MINIMAL, "utf-8")
    assert load_playbook(path).id == "small"


def test_every_field_and_kind_is_documented() -> None:
    text = (ROOT / "docs" / "playbooks.md").read_text("utf-8")
    documented = set(re.findall(r"`([a-z_0-9]+)`", text))
    models: list[type[BaseModel]] = [Playbook, Position, Fallback]
    models += [
        value for module in (checks, conditions) for value in vars(module).values() if _is_model(value)
    ]
    for model in models:
        for name, field in model.model_fields.items():
            assert name in documented, f"{model.__name__}.{name}"
            if name == "kind":
                assert field.default in documented, field.default


def _is_model(value: object) -> bool:
    return (
        isinstance(value, type)
        and issubclass(value, checks.Present.__mro__[1])
        and "kind" in value.model_fields
    )


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ('{kind: fact, fact: side, values: [costumer]}', 'side is never "costumer"; did you mean "customer'),
        ('{kind: fact, fact: personal_data, values: [maybe]}', 'it is one of yes, no'),
        ('{kind: fact, fact: sides, values: [a]}', '"fact" cannot be "sides"; did you mean "side"?'),
        ('{kind: value, currency: euro, min: 5}', '"currency" cannot be used'),
        ('{kind: term, min: 5}', '"min" must be a length of time'),
        ('{kind: present}', 'there is no kind "present"; the kinds are fact, value, term, all, any, not'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_condition_is_told(condition: str, message: str) -> None:
    text = MINIMAL.replace("    checks:", f"    applies_when: {condition}\n    checks:")
    with pytest.raises(InvalidPlaybookError, match=r'line 13: position "term": ') as caught:
        parse_playbook(text)
    assert message in str(caught.value)


def test_a_check_of_the_wrong_kind_is_told_the_kinds_of_checks() -> None:
    with pytest.raises(InvalidPlaybookError, match='there is no kind "fact"; the kinds are present, absent'):
        parse_playbook(MINIMAL.replace("kind: duration", "kind: fact"))


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ('"---"', 'the phrase "---" has no words'),
        ('""', 'the phrase "" has no words'),
        ("a" * 201, "a phrase has at most 200 characters"),
        ('"any * word"', 'a `*` stands at the end of a word, and not alone as in "any * word"'),
        ('"... word"', "`...` stands between words"),
    ],
)
def test_a_phrase_that_anything_or_nothing_would_meet_is_refused(phrase: str, message: str) -> None:
    text = MINIMAL.replace("kind: duration", "kind: must_not_mention").replace(
        "max: 5 years", f"phrases: [fine, {phrase}]"
    )
    with pytest.raises(InvalidPlaybookError, match=r'line 15: position "term": "phrases" cannot') as caught:
        parse_playbook(text)
    assert message in str(caught.value)
