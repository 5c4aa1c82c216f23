"""Phrases that are evidence for or against a clause type, from `signs.yaml`: where they stand."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any, Literal, NamedTuple

import yaml

Slot = Literal["strong", "weak", "against"]
SLOTS: tuple[Slot, ...] = ("strong", "weak", "against")

# By clause type and slot, the numbers of the sentences that hold a phrase, once for each entry that does.
Evidence = dict[str, dict[Slot, tuple[int, ...]]]


class Sign(NamedTuple):
    """One entry: a sentence with one of the plain words `near` is searched for `pattern`; `unless`
    speaks louder."""

    type: str
    slot: Slot
    near: tuple[str, ...]
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


def find_evidence(sentences: Sequence[str]) -> Evidence:
    """Where each sign stands among `sentences` (any letter case)."""
    lower = [sentence.lower() for sentence in sentences]
    # One long string, so that each plain word is sought once and not sentence by sentence.
    joined = "\n".join(lower)
    starts = list(accumulate((len(each) + 1 for each in lower), initial=0))
    rows_of = {word: _rows_with(word, joined, starts) for word in _plain_words()}
    found: dict[str, dict[Slot, list[int]]] = {}
    for sign in _signs():
        rows = sorted({row for word in sign.near for row in rows_of[word]})
        held = [row for row in rows if _speaks(sign, lower[row])]
        if held:
            found.setdefault(sign.type, {}).setdefault(sign.slot, []).extend(held)
    return {name: {slot: tuple(rows) for slot, rows in slots.items()} for name, slots in found.items()}


@cache
def types_beside() -> dict[str, tuple[str, ...]]:
    """By clause type, the types of which a passage next to one of its phrases adds weight."""
    return {name: tuple(map(str, entry.get("beside", ()))) for name, entry in _raw().items()}


def _rows_with(word: str, joined: str, starts: list[int]) -> list[int]:
    """Numbers of the sentences that hold `word`, each once, in order."""
    rows: list[int] = []
    at = joined.find(word)
    while at >= 0:
        row = bisect_right(starts, at) - 1
        rows.append(row)
        # The next one can wait until the next sentence.
        at = joined.find(word, starts[row + 1])
    return rows


def _speaks(sign: Sign, sentence: str) -> bool:
    return bool(sign.pattern.search(sentence)) and not (sign.unless and sign.unless.search(sentence))


@cache
def _plain_words() -> tuple[str, ...]:
    return tuple(sorted({word for sign in _signs() for word in sign.near}))


@cache
def _signs() -> tuple[Sign, ...]:
    return tuple(
        Sign(
            name,
            slot,
            tuple(entry["near"]),
            re.compile("|".join(entry["phrases"]), re.DOTALL),
            re.compile(entry["unless"], re.DOTALL) if "unless" in entry else None,
        )
        for name, slots in _raw().items()
        for slot in SLOTS
        for entry in slots.get(slot, ())
    )


@cache
def _raw() -> dict[str, dict[str, Any]]:
    return yaml.safe_load(files("extraction.clauses").joinpath("signs.yaml").read_text("utf-8"))
