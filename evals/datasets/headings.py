"""Headings of clauses in twenty public contracts, listed by eye before our own were looked at.

`kept/headings.json` holds, by file, one key per heading: the beginning of the SHA-256 of its label and its
words, both in small letters without stops and blanks, so that no words of a contract are kept. Titles of
agreements, names over signatures and rows of tables are no headings; titles of exhibits are.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from contracts.document import Document

_KEY_CHARS = 12
_LISTS = Path(__file__).parent / "kept" / "headings.json"


def listed_headings(kind: str) -> Mapping[str, tuple[str, ...]]:
    """The keys of the headings of each contract; `kind` is "pdf" (by file name) or "text" (by CUAD title)."""
    lists = json.loads(_LISTS.read_text(encoding="utf-8"))[kind]
    return {name: tuple(keys) for name, keys in lists.items()}


def heading_keys(document: Document) -> list[str]:
    """The keys of all headings of `document`, and of the labels of its schedules that have none."""
    return [
        _key(clause.label, clause.heading)
        for clause in document.clauses
        if clause.heading or (clause.kind == "schedule" and clause.parent is None)
    ]


def found_of(listed: tuple[str, ...], ours: list[str]) -> int:
    """How many of the `listed` headings are among `ours`, each of which counts once."""
    return sum((Counter(listed) & Counter(ours)).values())


def _key(label: str, heading: str) -> str:
    label = re.sub(r"^(?:section|§)\s*", "", label, flags=re.I)
    words = f"{_folded(label)}|{_folded(heading)}"
    return hashlib.sha256(words.encode()).hexdigest()[:_KEY_CHARS]


def _folded(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", words.lower())
