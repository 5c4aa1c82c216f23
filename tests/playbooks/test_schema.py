"""The published JSON Schema says of a file what the reader says of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from generated_playbooks import PLAYBOOKS
from hypothesis import given
from jsonschema import Draft202012Validator

from api.schema import playbook_schema_text
from playbooks.dump import file_of
from playbooks.load import starter_playbooks
from playbooks.playbook import Playbook
from playbooks.reading import read_yaml
from playbooks.schema import playbook_schema

ROOT = Path(__file__).parent.parent.parent
OWN = Draft202012Validator(json.loads(playbook_schema_text()))
ANY_TYPES = Draft202012Validator(playbook_schema())
MINIMAL: dict[str, Any] = {
    "id": "p", "title": "P", "version": "1", "contract_types": ["nda"], "side": "mutual", "notice": "",
    "positions": [{"id": "t", "title": "T", "clause_types": ["term"], "issue": "", "severity": "low",
                   "checks": [{"kind": "duration", "max": "5 years"}]}],
}  # fmt: skip


def jsonable(data: Any) -> Any:
    return json.loads(json.dumps(data, default=float))


def test_the_published_file_is_that_of_the_models() -> None:
    published = ROOT / "docs" / "playbook.schema.json"
    assert published.read_text("utf-8") == playbook_schema_text(), (
        "run: fourcorners playbook schema --out docs/playbook.schema.json"
    )


def test_it_is_a_sound_schema() -> None:
    Draft202012Validator.check_schema(json.loads(playbook_schema_text()))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "playbooks" / "starters").glob("*.yaml")), ids=lambda p: p.stem
)
def test_every_starter_satisfies_it(path: Path) -> None:
    data, _ = read_yaml(path.read_text("utf-8"))
    assert [error.message for error in OWN.iter_errors(jsonable(data))] == []


@pytest.mark.parametrize("id", sorted(starter_playbooks()))
def test_a_starter_written_out_satisfies_it(id: str) -> None:
    assert OWN.is_valid(jsonable(file_of(starter_playbooks()[id])))
    assert OWN.is_valid(jsonable(file_of(starter_playbooks()[id], flat=True)))


@given(PLAYBOOKS)
def test_what_the_reader_takes_the_schema_takes(playbook: Playbook) -> None:
    assert ANY_TYPES.is_valid(jsonable(file_of(playbook)))


def test_a_small_playbook_and_one_that_extends_another_satisfy_it() -> None:
    assert OWN.is_valid(MINIMAL)
    change = {"id": "q", "extends": "p", "title": "Q", "version": "1", "drop": ["x"]}
    assert OWN.is_valid(change)
    assert OWN.is_valid({**change, "positions": [{"id": "t", "severity": "high"}]})


@pytest.mark.parametrize(
    "broken",
    [
        {**MINIMAL, "side": "costumer"}, {**MINIMAL, "colour": "red"}, {**MINIMAL, "sha256": "abc"},
        {key: value for key, value in MINIMAL.items() if key != "notice"}, {**MINIMAL, "positions": []},
        {**MINIMAL, "positions": [{**MINIMAL["positions"][0], "severity": "mild"}]},
        {**MINIMAL, "positions": [{**MINIMAL["positions"][0], "clause_types": ["trem"]}]},
        {**MINIMAL, "positions": [{**MINIMAL["positions"][0], "checks": [{"max": "5 years"}]}]},
        {**MINIMAL, "positions": [{**MINIMAL["positions"][0],
                                   "checks": [{"kind": "duration", "max": "5 yrs"}]}]},
        {**MINIMAL, "positions": [{"id": "t", "severity": "high"}]},
        {**MINIMAL, "positions": [{**MINIMAL["positions"][0],
                                   "applies_when": {"kind": "fact", "fact": "side", "values": ["us"]}}]},
    ],
)  # fmt: skip
def test_what_the_reader_refuses_the_schema_refuses(broken: dict[str, Any]) -> None:
    assert not OWN.is_valid(broken)
