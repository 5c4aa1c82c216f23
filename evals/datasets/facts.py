"""The gold set of commercial facts: clauses of our own with what a careful reader takes from them."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError

from contracts.document import Document
from contracts.errors import InvalidInputError
from contracts.metadata import Metadata
from contracts.value import Value
from extraction.readers.limits import Limits
from extraction.readers.text import read_text
from extraction.structure.structure import structured

Half = Literal["open", "held"]
# Scored only where a case names them: the opening that cases stand in has its own.
NAMED_ONLY = ("parties", "agreement_date", "effective_date", "expiry_date", "notice_period")
SCORED = (
    "venue", "contract_value", "prices", "liability_cap", "payment_term", "late_interest",
    "termination_rights", "confidentiality_period", "insurance", "service_levels", "warranty_period",
    "contacts", "signatories", *NAMED_ONLY,
)  # fmt: skip
_OPENING = (
    "SERVICES AGREEMENT\nThis Services Agreement is made as of February 3, 2021 between Alder Inc., a "
    "Delaware corporation (“Vendor”), and Birch LLC (“Customer”).\nThey agree:\n1. Services. "
    "Vendor shall perform the Services that are described in the Order.\n2. "
)
Wanted = dict[str, Any] | str | int | float | date | None


class FactCase(Value):
    """A text, and the facts wanted of it by field; `bare` where it stands without the opening."""

    id: str
    text: str = Field(min_length=1)
    why: str = Field(min_length=1)
    facts: dict[str, list[Wanted] | Wanted]
    bare: bool = False

    @property
    def half(self) -> Half:
        """By the hash of the id, so that nobody chooses."""
        return "held" if hashlib.sha256(self.id.encode()).digest()[0] % 2 else "open"

    @property
    def document(self) -> Document:
        """The text in its opening, read and structured as any other."""
        text = self.text if self.bare else _OPENING + self.text
        return structured(read_text(text.encode(), f"{self.id}.txt", limits=Limits()))

    def wanted(self, field: str) -> list[Wanted] | None:
        """The values wanted of a field; None where the case does not score it."""
        if field not in self.facts:
            return None if field in NAMED_ONLY else []
        given = self.facts[field]
        if isinstance(given, list):
            return given
        return [] if given in (None, "none") else [given]


class _File(Value):
    cases: tuple[FactCase, ...]


def read_facts(path: Path | None = None) -> tuple[FactCase, ...]:
    """The gold set at `path`, by default the one that is kept; `InvalidInputError` naming the place where it
    is not of its shape, an id stands twice or a field is none of those scored."""
    source = path or Path(__file__).parents[1] / "gold" / "facts.yaml"
    name = source.name
    try:
        found = _File.model_validate(yaml.safe_load(source.read_text("utf-8")))
    except OSError as error:
        raise InvalidInputError(f"{name} cannot be read; give the path of a gold set") from error
    except yaml.YAMLError as error:
        raise InvalidInputError(f"{name} is no YAML; write it as evals/gold/facts.yaml") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidInputError(f"{name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    seen: set[str] = set()
    for case in found.cases:
        unknown = [field for field in case.facts if field not in SCORED or field not in Metadata.model_fields]
        if case.id in seen or unknown:
            fault = f"names {unknown[0]!r}, which is not scored" if unknown else "stands twice"
            raise InvalidInputError(f"{name}: case {case.id} {fault}; mend it")
        seen.add(case.id)
    return found.cases
