"""Typed answers against the annotators' normalised ones: right, wrong, or not given.

Dates compare whole; laws by the plain name of the place; lengths by count and unit, with years, months and
weeks made alike (12 months is 1 year, 30 days is not a month); party names without case, stops and what
follows a short name. Of several annotated dates or lengths any is right; one with blanks, "[]",
"perpetual", or without a number asks nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contracts.metadata import Duration, Fact, Metadata
from evals.scorers.names import match_names, names_of
from extraction.metadata.durations import find_durations
from extraction.metadata.places import find_place

ROUNDS = 1000
SEED = 20
_SLIP_YEARS = 50
# The annotators' category for each answer of the metadata that can be compared by itself.
FIELDS = {
    "governing_law": "Governing Law",
    "agreement_date": "Agreement Date",
    "effective_date": "Effective Date",
    "expiry_date": "Expiration Date",
    "renewal_term": "Renewal Term",
    "notice_period": "Notice Period To Terminate Renewal",
}
# Right, wrong, not given, and given where nothing was asked, of one contract.
_NOTHING = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class AnswerScores:
    """Counts per field and contract, (contracts, 4): right, wrong, abstained, unasked; and for parties,
    (contracts, 3): right, said, wanted."""

    counts: Mapping[str, NDArray[np.int64]]
    parties: NDArray[np.int64]

    def figures(self) -> dict[str, float]:
        """Shares of the contracts asked; accuracy counts an abstention as not right."""
        out: dict[str, float] = {}
        for field, rows in self.counts.items():
            right, wrong, abstained, _ = (int(each) for each in rows.sum(axis=0))
            asked = max(1, right + wrong + abstained)
            out[f"{field}_accuracy"] = round(right / asked, 4)
            out[f"{field}_wrong"] = round(wrong / asked, 4)
            out[f"{field}_abstained"] = round(abstained / asked, 4)
        right, said, wanted = (int(each) for each in self.parties.sum(axis=0))
        out["parties_precision"] = round(right / max(1, said), 4)
        out["parties_recall"] = round(right / max(1, wanted), 4)
        out["parties_f1"] = round(_f1(self.parties.sum(axis=0)), 4)
        return out

    def intervals(self) -> dict[str, tuple[float, float]]:
        """95 % percentile intervals of the accuracies and of the parties' F1, when whole contracts are drawn
        again with replacement."""
        random = np.random.default_rng(SEED)
        size = len(self.parties)
        drawn = [random.integers(0, size, size) for _ in range(ROUNDS)] if size else []
        series = {
            f"{field}_accuracy": [_accuracy(rows[each].sum(axis=0)) for each in drawn]
            for field, rows in self.counts.items()
        } | {"parties_f1": [_f1(self.parties[each].sum(axis=0)) for each in drawn]}
        return {
            name: (float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5)))
            for name, values in series.items()
            if values
        }


def score_answers(said: Mapping[str, Metadata], wanted: Mapping[str, Mapping[str, str]]) -> AnswerScores:
    """Counts per field; `said` and `wanted` are by contract title, `wanted` then by category."""
    counts = {
        field: np.array(
            [_count(field, metadata, wanted.get(title, {})) for title, metadata in said.items()], np.int64
        ).reshape(-1, 4)
        for field in FIELDS
    }
    parties = [_parties(metadata, wanted.get(title, {})) for title, metadata in said.items()]
    return AnswerScores(counts, np.array(parties, np.int64).reshape(-1, 3))


def _accuracy(counts: NDArray[np.int64]) -> float:
    return float(counts[0] / max(1, counts[:3].sum()))


def _f1(counts: NDArray[np.int64]) -> float:
    return float(2 * counts[0] / max(1, counts[1] + counts[2]))


def _count(field: str, metadata: Metadata, wanted: Mapping[str, str]) -> tuple[int, int, int, int]:
    value, normal = _said(field, metadata), _wanted(field, wanted)
    if not normal:
        return (0, 0, 0, 1) if value else _NOTHING
    if not value:
        return (0, 0, 1, 0)
    return (1, 0, 0, 0) if value in normal else (0, 1, 0, 0)


def _said(field: str, metadata: Metadata) -> str:
    """The value in its normal form; "" where nothing was said."""
    if field in ("renewal_term", "notice_period"):
        renewal = metadata.renewal.value if metadata.renewal else None
        length = (renewal.length if field == "renewal_term" else renewal.notice) if renewal else None
        return _length(length) if length else ""
    fact: Fact[Any] | None = getattr(metadata, field)
    if fact is None:
        return ""
    return fact.value.isoformat() if isinstance(fact.value, date) else place_of(fact.value)


def _wanted(field: str, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """The normal forms of what the annotators gave: one, or several where they gave several."""
    given = wanted.get(FIELDS[field]) or ""
    if field == "expiry_date":
        return tuple(filter(None, (_later(date_of(part), wanted) for part in given.split(";"))))
    if field in ("renewal_term", "notice_period"):
        return tuple(filter(None, (length_of(part) for part in re.split(r"[;/,]", given))))
    if field == "governing_law":
        return tuple(filter(None, [place_of(given)]))
    return tuple(filter(None, map(date_of, given.split(";"))))


def date_of(wanted: str) -> str:
    """ISO form of m/d/yyyy; "" for anything else."""
    parts = wanted.strip().split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return ""
    month, day, year = (int(part) for part in parts)
    if month > 12 >= day:  # "31/01/2025", a slip of the annotators
        month, day = day, month
    # Two digits of the year as the annotators wrote them: contracts of the 1990s to today.
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    return f"{year:04}-{month:02}-{day:02}"


def _later(expiry: str, wanted: Mapping[str, str]) -> str:
    """An expiry more than half a century before the contract began is of the next century: the annotations
    have 1935 where a contract of 2015 runs for twenty years. One a little before the contract began stands:
    contracts are signed after terms that have run out."""
    begin = date_of(wanted.get("Effective Date") or "") or date_of(wanted.get("Agreement Date") or "")
    slipped = expiry and int(expiry[:4]) < (int(begin[:4]) - _SLIP_YEARS if begin else 1950)
    return f"{int(expiry[:4]) + 100}{expiry[4:]}" if slipped else expiry


def place_of(wanted: str) -> str:
    """The plain name of a state or country; that of the smaller where both are given ("Ohio, United
    States"). Names that we do not know stay as they are, "[]" is none."""
    if "England" in wanted and "Wales" in wanted:
        return "england and wales"
    first = wanted.split(",")[0].split(";")[0].strip()
    known = find_place(first)
    return (known or (first if re.search(r"[A-Za-z]", first) else "")).lower()


def length_of(wanted: str) -> str:
    """The normal form of "successive 1 year", "(6) months", "60) days"; "" without a number and a unit."""
    found = find_durations(re.sub(r"[()]", " ", wanted))
    return _length(found[-1].value) if found else ""


def _length(length: Duration) -> str:
    if length.unit == "years":
        return f"{length.count * 12} months"
    if length.unit == "weeks":
        return f"{length.count * 7} days"
    return f"{length.count} {'days' if length.unit == 'business_days' else length.unit}"


def _parties(metadata: Metadata, wanted: Mapping[str, str]) -> tuple[int, int, int]:
    gold = names_of(wanted.get("Parties") or "")
    if not gold:
        return (0, 0, 0)
    said = [fact.value.name for fact in metadata.parties]
    return match_names(said, gold), len(said), len(gold)
