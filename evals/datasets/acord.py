"""ACORD (Atticus Clause Retrieval Dataset): queries of lawyers, clauses judged from 0 to 4 for each.

The BEIR layout: `corpus.jsonl` and `queries.jsonl` with `_id` and `text`, `qrels/SPLIT.tsv` with a header and
query, clause, gain. Wang et al., "ACORD: An Expert-Annotated Retrieval Dataset for Legal Contract Drafting",
2025.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contracts.errors import InvalidInputError

MOST_GAIN = 4


@dataclass(frozen=True, slots=True)
class Query:
    """A query: its id, its words, its kind of clause, and the gain of each judged clause by id."""

    id: str
    text: str
    category: str
    gains: dict[str, int]


@dataclass(frozen=True, slots=True)
class Acord:
    """The clauses by id in the order of the file, and the queries of one split in the order of their ids."""

    split: str
    clauses: dict[str, str]
    queries: tuple[Query, ...]


def read_acord(folder: Path, split: str, *, limit: int | None = None) -> Acord:
    """One split of the data, its first `limit` queries. Raises `InvalidInputError` with file and line."""
    judged = _judged(folder, split)
    clauses = {row["_id"]: row["text"] for row in _lines(folder / "corpus.jsonl")}
    asked = {row["_id"]: row for row in _lines(folder / "queries.jsonl")}
    queries: list[Query] = []
    for id, gains in sorted(judged.items())[:limit]:
        if id not in asked:
            raise InvalidInputError(
                f"qrels/{split}.tsv judges the query {id[:60]!r}, absent in queries.jsonl"
            )
        unknown = next((clause for clause in gains if clause not in clauses), None)
        if unknown:
            raise InvalidInputError(
                f"qrels/{split}.tsv judges the clause {unknown[:60]!r}, absent in the corpus"
            )
        category = str((asked[id].get("metadata") or {}).get("category", ""))
        queries.append(Query(id, asked[id]["text"], category, gains))
    return Acord(split, clauses, tuple(queries))


def _judged(folder: Path, split: str) -> dict[str, dict[str, int]]:
    path = folder / "qrels" / f"{split}.tsv"
    if not path.is_file():
        there = ", ".join(sorted(each.stem for each in folder.glob("qrels/*.tsv")))
        remedy = f"choose one of {there}" if there else "give a folder in the BEIR layout"
        raise InvalidInputError(f"{folder} has no judgements qrels/{split}.tsv; {remedy}")
    judged: dict[str, dict[str, int]] = {}
    # the ids of queries are their words, quotation marks and all, so that CSV's quoting is needed
    for number, row in enumerate(csv.reader(_text(path).splitlines(), delimiter="\t"), start=1):
        if number == 1:
            continue
        if len(row) != 3 or not row[2].isdigit() or int(row[2]) > MOST_GAIN:
            raise InvalidInputError(
                f"{path.name}, line {number}: write query, clause and a gain from 0 to {MOST_GAIN}, with tabs"
            )
        judged.setdefault(row[0], {})[row[1]] = int(row[2])
    if not judged:
        raise InvalidInputError(f"{path.name} judges nothing; give query, clause and gain on each line")
    return judged


def _lines(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("_id", "text")):
            raise InvalidInputError(f"{path.name}, line {number}: no JSON object with `_id` and `text`")
        found.append(row)
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise InvalidInputError(f"{path} cannot be read; it must be a UTF-8 file") from None
