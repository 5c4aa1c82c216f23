"""Two clauses of the library, word by word."""

from typing import Any

from clause_library.clause import ApprovedClause
from contracts.value import Value
from review.redline.words import tokens, word_edits


class Run(Value):
    """Words in a row that both clauses have (`same`), that only the second has (`added`) or only the first
    (`gone`)."""

    kind: str
    text: str


class Variance(Value):
    """What is different between two clauses: the fields by name with both values, and the words of the text
    in order. `kept` is the share of the first one's words that the second keeps, in [0, 1]."""

    first: str
    second: str
    fields: dict[str, tuple[Any, Any]]
    words: tuple[Run, ...]
    kept: float


_FIELDS = (
    "type", "title", "side", "posture", "contract_types", "jurisdictions", "value_from", "value_to",
    "value_currency", "standing", "version",
)  # fmt: skip


def compare_clauses(first: ApprovedClause, second: ApprovedClause) -> Variance:
    """Set two variants side by side. Reading `same` and `gone` gives the first text, `same` and `added` the
    second."""
    fields = {
        name: (getattr(first, name), getattr(second, name))
        for name in _FIELDS
        if getattr(first, name) != getattr(second, name)
    }
    runs = _runs(first.text, second.text)
    words = max(1, len(tokens(first.text)))
    kept = sum(len(tokens(run.text)) for run in runs if run.kind == "same") / words
    return Variance(
        first=first.id, second=second.id, fields=fields, words=tuple(runs), kept=round(min(1.0, kept), 3)
    )


def _runs(before: str, after: str) -> list[Run]:
    runs: list[Run] = []
    at = 0
    for edit in word_edits(before, after):
        for kind, text in (
            ("same", before[at : edit.start]),
            ("gone", before[edit.start : edit.end]),
            ("added", edit.text),
        ):
            if text:
                runs.append(Run(kind=kind, text=text))
        at = edit.end
    if at < len(before):
        runs.append(Run(kind="same", text=before[at:]))
    return runs
