"""The seventeen statements and the words that speak for or against them, from `nda_hypotheses.yaml`."""

import re
from functools import cache, cached_property
from importlib.resources import files

import yaml

from contracts.value import Value


class Hypothesis(Value):
    """A statement about a non-disclosure agreement. `key` is ContractNLI's name for it, `types` the clause
    types in which its answer usually stands; the others are regular expressions (see the file)."""

    id: str
    key: str
    statement: str
    types: tuple[str, ...]
    speaks: tuple[str, ...]
    denies: tuple[str, ...]
    takes_back: tuple[str, ...]

    @cached_property
    def speaking(self) -> re.Pattern[str] | None:
        """What makes the statement true; None where nothing is listed."""
        return _any_of(self.speaks)

    @cached_property
    def denying(self) -> re.Pattern[str] | None:
        """What makes it false; None where nothing is listed."""
        return _any_of(self.denies)

    @cached_property
    def taking_back(self) -> re.Pattern[str] | None:
        """What limits it from elsewhere; None where nothing is listed."""
        return _any_of(self.takes_back)


@cache
def hypotheses() -> tuple[Hypothesis, ...]:
    """All statements, in the order of the file, which is the order of the weights."""
    raw = yaml.safe_load(files("extraction.clauses").joinpath("nda_hypotheses.yaml").read_text("utf-8"))
    return tuple(Hypothesis.model_validate(entry) for entry in raw)


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    return re.compile("|".join(patterns).replace(" ", r"\s+"), re.IGNORECASE)
