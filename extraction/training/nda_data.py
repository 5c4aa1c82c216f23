"""Annotated agreements in the layout of ContractNLI, and the evidence of those that came without text."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contracts.errors import InvalidInputError
from extraction.clauses.nda_cues import hypotheses

CHOICES = ("NotMentioned", "Entailment", "Contradiction")


@dataclass(frozen=True)
class Agreement:
    """An agreement as spans of its text. `choices` holds an index of `CHOICES` per statement, `evidence`
    is spans by statements. `whole`: the spans are all there and in order; otherwise they are those that
    came up as evidence of some statement, or by chance."""

    id: str
    texts: tuple[str, ...]
    choices: NDArray[np.int64]
    evidence: NDArray[np.bool_]
    whole: bool = True


def read_agreements(path: Path) -> tuple[Agreement, ...]:
    """The agreements of a ContractNLI file (train.json, dev.json, test.json), in its order;
    `InvalidInputError` says what is wrong and where."""
    try:
        raw = json.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise InvalidInputError(
            f"{path} cannot be read ({problem.strerror}); give a ContractNLI file such as dev.json"
        ) from None
    except ValueError as problem:
        raise InvalidInputError(f"{path} is not JSON ({problem}); give a ContractNLI file") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("documents"), list):
        raise InvalidInputError(f'{path} has no list "documents"; give a ContractNLI file')
    return tuple(_agreement(entry, f"{path}: documents[{at}]") for at, entry in enumerate(raw["documents"]))


def read_evidence(path: Path, *, skip: Iterable[str] = ()) -> tuple[Agreement, ...]:
    """The agreements of `train_evidence.jsonl` but those named in `skip` ("train-0", …)."""
    skipped = set(skip)
    rows: dict[str, list[dict[str, Any]]] = {}
    try:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            rows.setdefault(str(row["doc"]), []).append(row)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise InvalidInputError(
            f"{path} is no evidence file ({problem}); give train_evidence.jsonl"
        ) from None
    return tuple(_gathered(name, own) for name, own in rows.items() if name not in skipped)


def agreement_key(texts: Sequence[str]) -> str:
    """A short key of an agreement's words, by which the card says what the weights have seen."""
    return hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _agreement(entry: Any, place: str) -> Agreement:
    known = hypotheses()
    try:
        text, bounds = str(entry["text"]), [(int(start), int(end)) for start, end in entry["spans"]]
        if not bounds:
            raise InvalidInputError(f"{place} has no spans; give a ContractNLI file")
        annotated = entry["annotation_sets"][0]["annotations"]
        choices = np.array([CHOICES.index(annotated[each.key]["choice"]) for each in known], np.int64)
        evidence = np.zeros((len(bounds), len(known)), bool)
        for column, each in enumerate(known):
            evidence[annotated[each.key]["spans"], column] = True
    except (KeyError, TypeError, ValueError, IndexError) as problem:
        raise InvalidInputError(
            f"{place} is wrong or lacks something ({problem}); a ContractNLI document has text, spans and"
            " annotation_sets with a choice and spans for each of the 17 statements"
        ) from None
    return Agreement(str(entry.get("id", place)), tuple(text[a:b] for a, b in bounds), choices, evidence)


def _gathered(name: str, rows: list[dict[str, Any]]) -> Agreement:
    """An agreement put together from the rows of its statements: each span once."""
    column = {each.key: index for index, each in enumerate(hypotheses())}
    places: dict[str, int] = {}
    marked: list[tuple[int, int]] = []
    choices = np.zeros(len(column), np.int64)
    for row in rows:
        own = column[row["hypothesis_id"]]
        choices[own] = CHOICES.index(row["label"])
        for line in str(row["text"]).split("\n"):
            index = places.setdefault(line.strip(), len(places))
            if row["label"] != "NotMentioned":
                marked.append((index, own))
    evidence = np.zeros((len(places), len(column)), bool)
    for index, own in marked:
        evidence[index, own] = True
    return Agreement(name, tuple(places), choices, evidence, whole=False)
