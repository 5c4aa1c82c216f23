"""The clauses of a contract in their order, each with what it was taken for and the words that said so."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from contracts.document import Document
from contracts.spans import Quote, locate
from contracts.structure import Clause, TypeScore
from extraction.clauses.taxonomy import clause_types

_SHOWN_CHARS = 90
_MOST_TYPES, _MOST_WORDS = 3, 6
P = TypeVar("P")


@dataclass(frozen=True)
class TypeRow:
    """A clause type as people call it, how likely it is in percent, and the words that spoke for it."""

    title: str
    percent: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class ClauseRow(Generic[P]):
    """One clause: its printed label, its depth from 0, where it begins, and its likeliest types."""

    label: str
    depth: int
    quote: P
    types: list[TypeRow]


def outline(document: Document, point: Callable[[Quote], P]) -> list[ClauseRow[P]]:
    """A row for each clause that has a heading or a type; `point` makes the pointer to its passage."""
    return [
        ClauseRow(
            label=clause.label,
            depth=max(0, min(clause.level, 4)),
            quote=point(_beginning(document, clause)),
            types=[_row(found) for found in clause.types[:_MOST_TYPES]],
        )
        for clause in document.clauses
        if clause.heading or clause.types
    ]


def _beginning(document: Document, clause: Clause) -> Quote:
    """The heading, or the first words of a clause that has none."""
    end = clause.body_start if clause.heading else min(clause.end, clause.start + _SHOWN_CHARS)
    start = clause.start
    words = document.text[start:end]
    return locate(document, (start + len(words) - len(words.lstrip()), start + len(words.rstrip())))


def _row(found: TypeScore) -> TypeRow:
    kind = clause_types().get(found.type)
    title = kind.title if kind else found.type.replace("_", " ")
    return TypeRow(title, round(100 * found.score), tuple(map(_shown, found.words[:_MOST_WORDS])))


def _shown(word: str) -> str:
    """A word of the weights as people read it: they know every number as "0"."""
    return " ".join("[number]" if part == "0" else part for part in word.split())
