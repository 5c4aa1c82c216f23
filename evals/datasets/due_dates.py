"""Due dates worked by hand: the cases of `evals/gold/due_dates.yaml`, or of a file like it."""

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError

from contracts.errors import InvalidInputError
from contracts.value import Value

KEPT = "gold/due_dates.yaml"


class DueCase(Value):
    """A sentence, the dates that are known, and what a person counts; `why` is how."""

    id: str
    sentence: str
    why: str
    events: Mapping[str, date] = {}
    calendar: str = ""
    due: date | None = None
    waits_for: str = ""
    rrule: str = ""

    @property
    def half(self) -> Literal["open", "held"]:
        """The half it is in, by the hash of its id. Rules are never changed to fit a held case."""
        return "held" if int(hashlib.sha256(self.id.encode()).hexdigest(), 16) % 2 == 0 else "open"


def read_due_cases(file: Path | None = None) -> tuple[DueCase, ...]:
    """The cases of a file, or the kept ones; `InvalidInputError` names the case that is none."""
    source = file or Path(__file__).parent.parent / KEPT
    try:
        loaded = yaml.safe_load(source.read_text("utf-8"))
        given = loaded["cases"]
        cases = tuple(DueCase.model_validate(each) for each in given)
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise InvalidInputError(f"{file or KEPT} cannot be read: {type(error).__name__}") from error
    except (TypeError, KeyError):
        raise InvalidInputError(f"{file or KEPT} has no list of `cases`; see {KEPT} for one") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise InvalidInputError(f"a case of {file or KEPT}: {first['loc']}: {first['msg']}") from None
    if len({case.id for case in cases}) < len(cases):
        raise InvalidInputError(f"{file or KEPT} has two cases of one id; give each its own")
    return cases
