"""Facts read by the engine against those a person wrote down.

Of a value only the parts that the person wrote are compared: "none" for one that must be empty, lengths as
"30 days", sums as "USD 500". Words are the same in whatever case, without an article; "either party",
"neither party" and "each party" are the same. A fact below 0.5 is a guess and not said.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from contracts.metadata import Duration, Metadata, Money, facts_of
from evals.datasets.facts import SCORED, FactCase, Wanted
from evals.scorers.obligations import Count

LEAST_SURE = 0.5
_SUM = re.compile(r"(?P<currency>[A-Z]{3}) (?P<amount>\d+(?:\.\d+)?)")
_ARTICLES = ("the ", "a ", "an ")
_EACH = ("either party", "neither party", "both parties", "any party")


def score_facts(case: FactCase, metadata: Metadata) -> tuple[Mapping[str, Count], tuple[str, ...]]:
    """Counts by field (those that the case scores), and what went wrong, in plain words."""
    counts: dict[str, Count] = {}
    errors: list[str] = []
    for field in SCORED:
        wanted = case.wanted(field)
        if wanted is None:
            continue
        said = [fact.value for fact in facts_of(metadata, field) if fact.confidence >= LEAST_SURE]
        missed, invented = _unpaired(wanted, said)
        counts[field] = Count(len(wanted) - len(missed), len(wanted), len(said))
        errors.extend(f"{field} missed: {each}" for each in missed)
        errors.extend(f"{field} invented: {_plain(each)}" for each in invented)
    return counts, tuple(errors)


def _unpaired(wanted: Sequence[Wanted], said: Sequence[Any]) -> tuple[list[Wanted], list[Any]]:
    """What of either side has no partner; each is paired once, in order."""
    left, missed = list(said), list[Wanted]()
    for each in wanted:
        partner = next((number for number, value in enumerate(left) if is_same(each, value)), None)
        if partner is None:
            missed.append(each)
        else:
            del left[partner]
    return missed, left


def is_same(wanted: Wanted | Sequence[Any], said: Any) -> bool:
    """Whether what was said is what was written down, in every part that was."""
    if isinstance(wanted, dict):
        return isinstance(said, BaseModel) and all(
            _ends_in(part, said=getattr(said, name))
            if name == "purpose"
            else is_same(part, getattr(said, name))
            for name, part in wanted.items()
        )
    if wanted in (None, "none"):
        return said in (None, "", ())
    if isinstance(wanted, list):
        return len(wanted) == len(said) and all(map(is_same, wanted, said))
    return _plain(wanted) == _plain(said)


def _ends_in(wanted: Wanted, *, said: Any) -> bool:
    """A purpose may be told with more of the words that stand before it: "one-time set-up fee"."""
    return f" {_plain(said)}".endswith(f" {_plain(wanted)}")


def _plain(value: Any) -> str:
    """One spelling of a value, whoever wrote it."""
    if isinstance(value, Duration):
        return f"{value.count} {value.unit}"
    if isinstance(value, Money):
        return f"{value.currency} {_plain(value.amount)}".lower()
    if isinstance(value, bool | date):
        return str(value)
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(value, BaseModel):
        parts = ((name, getattr(value, name)) for name in type(value).model_fields)
        return ", ".join(f"{name} {_plain(part)}" for name, part in parts if part not in (None, "", ()))
    if isinstance(value, tuple | list):
        return "; ".join(map(_plain, value))
    if isinstance(value, str) and (written := _SUM.fullmatch(value)):
        return f"{written['currency']} {_plain(Decimal(written['amount']))}".lower()
    words = " ".join(str(value).lower().replace("’", "'").split())
    for article in _ARTICLES:
        words = words.removeprefix(article)
    return "each party" if words in _EACH else words
