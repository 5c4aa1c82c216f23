"""The shape of a contract: clauses, the terms it defines, and where it points."""

from typing import Literal

from contracts.value import Value

ClauseKind = Literal["preamble", "recital", "clause", "schedule", "signature"]


class TypeScore(Value):
    """A clause type and the calibrated probability, in [0, 1], that the words are of it."""

    type: str
    score: float
    words: tuple[str, ...] = ()


class Clause(Value):
    """A node of the clause tree; `start`, `end` cover its heading, words and children.

    `label` is the number as printed ("2.3(a)"), whether typed or automatic; `heading` has no label and
    no closing stop. `body_start` is where the words after the heading begin. `blocks` is the half-open
    range of block indexes. `parent` is the id of the clause above, or None. Ids are "c1", "c2", … in
    the order of the text, so they are stable for the same file and engine.
    """

    id: str
    kind: ClauseKind
    label: str
    heading: str
    start: int
    body_start: int
    end: int
    level: int
    parent: str | None
    blocks: tuple[int, int]
    types: tuple[TypeScore, ...] = ()


class Definition(Value):
    """A term and where it is defined; `start`, `end` bound the term itself (without quote marks),
    `meaning_start`, `meaning_end` the words that give its meaning."""

    term: str
    start: int
    end: int
    meaning_start: int
    meaning_end: int
    form: Literal["means", "parenthesised"]


class UndefinedTerm(Value):
    """Capitalised words used as a defined term that nothing in the document defines. `start`, `end` bound
    their first use; `uses` counts all, plural and possessive forms included."""

    term: str
    start: int
    end: int
    uses: int


class Reference(Value):
    """A pointer to another place ("Section 7.2"); `clause_id` is None where it leads nowhere."""

    text: str
    start: int
    end: int
    label: str
    kind: Literal["section", "exhibit", "external"]
    clause_id: str | None
