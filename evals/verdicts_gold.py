"""The gold set of verdicts: contracts in other people's wording with what a reviewer should say of them.

A contract is one YAML file: its words in a light markup (`evals/verdicts_file.py`) and, for each position of
the playbook, the verdict wanted with its reason. Where honest readers differ, a list of verdicts is wanted
and any of them is right.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError, field_validator

from contracts.errors import InvalidInputError
from contracts.findings import Route
from contracts.value import Value
from playbooks.load import starter_playbooks
from playbooks.playbook import Playbook, Side

Half = Literal["open", "held"]
Planted = Literal[
    "", "missing", "too_low", "too_high", "one_sided", "contradicted", "incorporated", "fallback_1",
    "fallback_2", "unusual_words", "irrelevant",
]  # fmt: skip
# Drawn before anything was scored, so that both halves have twelve contracts and every playbook.
_DRAW = "verdicts 17"
_PLAIN = ("standard", "non_standard", "missing", "not_applicable", "not_evaluated")


class Wanted(Value):
    """What is wanted of one position: verdicts ("fallback 2" with its rank) of which any is right, the
    condition that was planted, the headings after one of which a missing clause belongs, and why."""

    verdicts: tuple[str, ...] = Field(alias="is", min_length=1)
    why: str = Field(min_length=1)
    planted: Planted = ""
    after: tuple[str, ...] = ()

    @field_validator("verdicts", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @field_validator("verdicts")
    @classmethod
    def _known(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for each in given:
            kind, _, rank = each.partition(" ")
            if each not in _PLAIN and not (kind == "fallback" and rank.isdigit() and int(rank) > 0):
                raise ValueError(f"{each!r} is no verdict; write one of {', '.join(_PLAIN)} or 'fallback 1'")
        return given


class WantedRoute(Value):
    """The routes of which any is right, and why."""

    routes: tuple[Route, ...] = Field(alias="is", min_length=1)
    why: str = Field(min_length=1)

    @field_validator("routes", mode="before")
    @classmethod
    def _listed(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given


class GoldContract(Value):
    """A contract with what is wanted of every position of its playbook. Its words are in `body`, or in a
    `file` beside it."""

    id: str = Field(min_length=1)
    playbook: str
    side: Side
    expect: Mapping[str, Wanted] = Field(min_length=1)
    route: WantedRoute
    title: str = ""
    numbering: Literal["automatic", "typed", "none"] = "automatic"
    headings: Literal["own", "inline"] = "own"
    body: str = ""
    file: str = ""
    folder: Path = Path()

    @property
    def half(self) -> Half:
        """By the hash of the id, so that nobody chooses."""
        return "held" if hashlib.sha256(f"{_DRAW} {self.id}".encode()).digest()[0] % 2 else "open"

    @property
    def book(self) -> Playbook:
        return starter_playbooks()[self.playbook]


def read_gold(path: Path | None = None) -> tuple[GoldContract, ...]:
    """The contracts of a file, or of a folder of files, by id; by default those that are kept.

    `InvalidInputError` naming the file where it is not of its shape, names no playbook or position of ours,
    leaves a position out, or an id stands twice.
    """
    source = path or Path(__file__).with_name("gold") / "verdicts"
    files = sorted(source.glob("*.yaml")) if source.is_dir() else [source]
    if not files:
        raise InvalidInputError(f"{source.name} holds no .yaml file; give the path of a gold set")
    found = [contract for file in files for contract in _read(file)]
    ids = [contract.id for contract in found]
    if twice := next((each for each in ids if ids.count(each) > 1), None):
        raise InvalidInputError(f"{source.name}: contract {twice} stands twice; rename one")
    return tuple(sorted(found, key=lambda each: each.id))


def _read(file: Path) -> list[GoldContract]:
    try:
        told: Any = yaml.safe_load(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(f"{file.name} cannot be read; give the path of a gold set") from error
    except yaml.YAMLError as error:
        raise InvalidInputError(
            f"{file.name} is no YAML; write it as those in evals/gold/verdicts"
        ) from error
    rows = told.get("contracts", [told]) if isinstance(told, dict) else [told]
    return [_contract(row, file) for row in rows]


def _contract(row: Any, file: Path) -> GoldContract:
    try:
        contract = GoldContract.model_validate(
            {**row, "folder": file.parent} if isinstance(row, dict) else row
        )
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InvalidInputError(f"{file.name}: {place}: {first['msg']}") from error
    fault = _fault(contract)
    if fault:
        raise InvalidInputError(f"{file.name}: contract {contract.id} {fault}")
    return contract


def _fault(contract: GoldContract) -> str:
    book = starter_playbooks().get(contract.playbook)
    if book is None:
        return f"names the playbook {contract.playbook!r}; choose one of {', '.join(starter_playbooks())}"
    if bool(contract.body) == bool(contract.file):
        return "needs its words in `body` or the name of a `file`, and not both"
    known = {position.id for position in book.positions}
    if unknown := sorted(set(contract.expect) - known):
        return f"expects something of {unknown[0]!r}, which {book.id} does not have"
    if left := sorted(known - set(contract.expect)):
        return f"says nothing of the position {left[0]!r}; say what is wanted of it"
    return ""
