"""The gold set of obligations: sentences of our own with what they oblige whom to."""

import hashlib
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError, field_validator

from contracts.document import Document
from contracts.errors import InvalidInputError
from contracts.metadata import Money, Party
from contracts.obligations import Modality
from contracts.structure import Definition
from contracts.value import Value
from extraction.metadata.roles import role_of
from extraction.readers.limits import Limits
from extraction.readers.text import read_text
from extraction.structure.structure import structured

Half = Literal["open", "held"]


class Owed(Value):
    """One duty as a person reads it. `party` and `to` are short names; `object` and `to` are None where
    they are not to be scored. Words are words of the case's text."""

    actor: str
    party: tuple[str, ...]
    modality: Modality
    action: str
    object: str | None = None
    to: tuple[str, ...] | None = None
    condition: str = ""
    exception: str = ""
    trigger: str = ""
    amount: Money | None = None
    consequence: str = ""
    survives: bool | None = None
    unclear: tuple[str, ...] = ()

    @field_validator("amount", mode="before")
    @classmethod
    def _of_words(cls, given: Any) -> Any:
        """`EUR 12500` as written in the file."""
        if isinstance(given, str):
            currency, _, amount = given.partition(" ")
            return {"amount": amount, "currency": currency}
        return given


class _Named(Value):
    name: str
    term: str


class _Context(Value):
    parties: tuple[_Named, ...]
    defined: tuple[str, ...] = ()


class Case(Value):
    """A text, what it stands in, what it obliges to, and the reasoning."""

    id: str
    context: str = Field(alias="in")
    text: str
    why: str
    owes: tuple[Owed, ...]

    @property
    def half(self) -> Half:
        """By the hash of the id, so that nobody chooses."""
        return "held" if hashlib.sha256(self.id.encode()).digest()[0] % 2 else "open"


class Gold(Value):
    """The whole file."""

    contexts: dict[str, _Context]
    cases: tuple[Case, ...]

    def parties_of(self, case: Case) -> tuple[Party, ...]:
        """The parties of the contract that the case stands in."""
        return tuple(
            Party(name=each.name, role=role_of(each.term), defined_term=each.term)
            for each in self.contexts[case.context].parties
        )

    def document_of(self, case: Case) -> Document:
        """The text of the case as a document. Its clause tree is kept only where the case begins with a
        numbered clause: a bare sentence would be taken for a preamble, which obliges nobody."""
        data = case.text.encode()
        document = structured(read_text(data, f"{case.id}.txt", limits=Limits()))
        numbered = document.clauses and document.clauses[0].kind == "clause"
        defined = [
            *document.definitions,
            *(_definition(term) for term in self.contexts[case.context].defined),
        ]
        kept = document.clauses if numbered else ()
        return document.model_copy(update={"clauses": kept, "definitions": tuple(defined)})


def _definition(term: str) -> Definition:
    return Definition(term=term, start=0, end=0, meaning_start=0, meaning_end=0, form="parenthesised")


def read_gold(path: Path | None = None) -> Gold:
    """The gold set at `path`, by default the one that is kept; `InvalidInputError` naming the place where it
    is not of its shape, an id stands twice or a context is unknown."""
    source = path or Path(__file__).parents[1] / "gold" / "obligations.yaml"
    name = path.name if path else "obligations.yaml"
    try:
        gold = Gold.model_validate(yaml.safe_load(source.read_text("utf-8")))
    except OSError as error:
        raise InvalidInputError(f"{name} cannot be read; give the path of a gold set") from error
    except yaml.YAMLError as error:
        raise InvalidInputError(f"{name} is no YAML; write it as evals/gold/obligations.yaml") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InvalidInputError(f"{name}: {place}: {first['msg']}") from error
    seen: set[str] = set()
    for case in gold.cases:
        if case.id in seen or case.context not in gold.contexts:
            fault = "stands twice" if case.id in seen else f"names an unknown context {case.context!r}"
            raise InvalidInputError(f"{name}: case {case.id} {fault}; mend it")
        seen.add(case.id)
    return gold
