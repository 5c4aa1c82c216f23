"""Kleister-NDA's measure: F1 over upper-cased `key=value` pairs of all agreements together.

The public definition is GEval's `MultiLabel-F1:u` (github.com/applicaai/kleister-nda, config.txt): pairs are
labels parted by spaces, a label that stands twice counts twice, counts are summed before the shares are
taken.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from contracts.metadata import Duration, Metadata
from evals.datasets.kleister import KEYS

ROUNDS = 1000
SEED = 20
# Guesses cost precision; a party or a term below this is not given.
_SURE = {"party": 0.5, "term": 0.55, "effective_date": 0.5, "jurisdiction": 0.35}
_FORMS = (
    (r"\s+(?=\.)", ""),
    (r"\s*&\s*", " and "),
    (r"\bL\.\s?L\.\s?C\b\.?", "LLC"),
    (r"\bL\.\s?P\b\.?", "LP"),
    (r"\bL\.\s?L\.\s?P\b\.?", "LLP"),
    (r"\b(Inc|Ltd|Corp|Co)\b\.?(?!\w)", r"\1."),
    (r"\bIncorporated\b", "Inc."),
    (r"\bLimited\Z", "Ltd."),
    (r",?\s*\b(?:M\.\s?D|Ph\.\s?D|Esq)\b\.?", ""),
    (r"\s*,\s*", " "),
)


def pairs_of(metadata: Metadata) -> tuple[str, ...]:
    """What the metadata say as `key=value` pairs, sorted by key: dates as YYYY-MM-DD, lengths in their own
    units, names without commas and with the short forms that the annotators use."""
    found: list[str] = []
    date, law, term = (
        metadata.effective_date or metadata.agreement_date,
        metadata.governing_law,
        metadata.term,
    )
    if date and date.confidence >= _SURE["effective_date"]:
        found.append(f"effective_date={date.value.isoformat()}")
    if law and law.confidence >= _SURE["jurisdiction"]:
        found.append(f"jurisdiction={_joined(law.value)}")
    for party in metadata.parties:
        if party.confidence >= _SURE["party"]:
            found.append(f"party={party_value(party.value.name)}")
    if term and term.value.length and term.confidence >= _SURE["term"]:
        found.append(f"term={_length(term.value.length)}")
    return tuple(dict.fromkeys(found))


def party_value(name: str) -> str:
    """A party's name as the annotators write it: "Acme & Sons, Inc" gives `Acme_and_Sons_Inc.`."""
    for pattern, form in _FORMS:
        name = re.sub(pattern, form, name, flags=re.IGNORECASE)
    return _joined(name)


def _joined(words: str) -> str:
    return re.sub(r"[\s:]+", "_", words.strip())


def _length(length: Duration) -> str:
    unit = "days" if length.unit == "business_days" else length.unit
    return f"{length.count}_{unit.removesuffix('s') if length.count == 1 else unit}"


def count(said: Sequence[str], wanted: Sequence[str]) -> NDArray[np.int64]:
    """Right, said and wanted pairs of one agreement, as (keys, 3), in the order of `KEYS`."""
    out = np.zeros((len(KEYS), 3), np.int64)
    given, asked = (Counter(pair.upper() for pair in pairs) for pairs in (said, wanted))
    for row, key in enumerate(KEYS):
        prefix = f"{key.upper()}="
        own, gold = (
            Counter({pair: n for pair, n in each.items() if pair.startswith(prefix)})
            for each in (given, asked)
        )
        out[row] = (own & gold).total(), own.total(), gold.total()
    return out


def f1(counts: NDArray[np.int64]) -> float:
    """F1 of summed (right, said, wanted); 0 where nothing is right."""
    right, said, wanted = counts
    return float(2 * right / (said + wanted)) if right else 0.0


def figures(counts: NDArray[np.int64]) -> dict[str, float]:
    """Precision, recall and F1 of counts summed over agreements, (3,)."""
    right, said, wanted = (int(each) for each in counts)
    return {
        "precision": round(right / said, 4) if said else 0.0,
        "recall": round(right / wanted, 4) if wanted else 0.0,
        "f1": round(f1(counts), 4),
    }


def intervals(counts: NDArray[np.int64]) -> dict[str, tuple[float, float]]:
    """95 % percentile intervals of F1, overall and per key, when whole agreements are drawn again with
    replacement; `counts` is (agreements, keys, 3)."""
    random = np.random.default_rng(SEED)
    size = len(counts)
    drawn = [counts[random.integers(0, size, size)].sum(axis=0) for _ in range(ROUNDS)]
    series: Mapping[str, list[float]] = {
        "f1": [f1(each.sum(axis=0)) for each in drawn],
        **{f"{key}_f1": [f1(each[row]) for each in drawn] for row, key in enumerate(KEYS)},
    }
    return {
        name: (round(float(np.percentile(values, 2.5)), 4), round(float(np.percentile(values, 97.5)), 4))
        for name, values in series.items()
    }
