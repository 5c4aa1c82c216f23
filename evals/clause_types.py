"""Clause types beyond CUAD's: what does a section speak of, told from its words alone?

The gold is what lawyers wrote above their sections: a heading that names a type ("Force Majeure") is the
answer, and the engine is shown the words under it without heading, number or neighbours. This is how
LEDGAR was made (Tuggener et al. 2020), so the figures are of the same kind, though not of the same data.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from evals.datasets.cuad import Chosen
from evals.paired import rows_by_group
from extraction.clauses.classify import classify_and_score
from extraction.clauses.sections import headed_sections
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.units import sentence_units
from extraction.clauses.weights import Model, load_model
from extraction.train import shipped_card
from extraction.training.cuad import AnnotatedContract, document_of

# facts that CUAD marks inside sections of other types; no section is about one of them
_FACTS = frozenset(
    (
        "document_name", "parties", "agreement_date", "effective_date", "expiration_date", "renewal_term",
        "notice_period_to_terminate_renewal",
    )
)  # fmt: skip
_LEAST_WORDS = 12
_FEW = 3
_ROUNDS, _SEED = 500, 20260103


class Told(NamedTuple):
    """One section: its contract, the types its heading names, and the types said of it, best first."""

    contract: str
    wanted: frozenset[str]
    said: tuple[str, ...]

    @property
    def right(self) -> bool:
        return bool(self.said) and self.said[0] in self.wanted


def run_clause_types(chosen: Chosen, *, say: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """`{dataset, split, n, engine, metrics, per_category, intervals}` over the headed sections."""
    model = load_model(chosen.weights)
    told: list[Told] = []
    for number, contract in enumerate(chosen.contracts, start=1):
        told.extend(_told(contract, model))
        if number % 25 == 0:
            say(f"{number} of {len(chosen.contracts)} contracts read")
    rows = per_type(told)
    frequent = [row for row in rows if row["sections"] >= _FEW]
    return {
        "dataset": "clause-types",
        "split": chosen.split,
        "n": len(chosen.contracts),
        "engine": {
            "name": "four corners, offline",
            "weights": chosen.weights,
            "version": shipped_card().version,
            "unseen": chosen.unseen,
        },
        "metrics": {
            "sections": len(told),
            "accuracy": _mean(one.right for one in told),
            "among_first_three": _mean(bool(one.wanted & set(one.said[:3])) for one in told),
            "macro_f1": round(sum(row["f1"] for row in frequent) / max(1, len(frequent)), 4),
            "commonest_type": _commonest(told),
        },
        "per_category": rows,
        "intervals": {"accuracy": _interval(told)},
    }


def per_type(told: Sequence[Told]) -> list[dict[str, Any]]:
    """A row per type that a heading named: sections, precision, recall, F1 of the first answer, and the
    types it was taken for."""
    rows: list[dict[str, Any]] = []
    for name in clause_types():
        own = [one for one in told if name in one.wanted]
        if not own:
            continue
        # a section whose heading names two types is an answer to either
        hits = sum(one.right for one in own)
        claimed = sum(one.said[:1] == (name,) for one in told)
        true = sum(one.said[:1] == (name,) and name in one.wanted for one in told)
        taken = Counter(one.said[0] for one in own if one.said and not one.right)
        precision, recall = true / claimed if claimed else 0.0, hits / len(own)
        both = precision + recall
        rows.append(
            {
                "category": name,
                "sections": len(own),
                "precision": round(precision, 4),
                "recall": round(recall, 4),
                "f1": round(2 * precision * recall / both if both else 0.0, 4),
                "taken_for": [each for each, _ in taken.most_common(2)],
            }
        )
    return rows


def _told(contract: AnnotatedContract, model: Model) -> Iterator[Told]:
    sections: dict[tuple[int, int], set[str]] = {}
    for section in headed_sections(sentence_units(document_of(contract.title, contract.text))):
        sections.setdefault((section.start, section.end), set()).add(section.type)
    for (start, end), wanted in sections.items():
        words = contract.text[start:end]
        wanted -= _FACTS
        if wanted and len(words.split()) >= _LEAST_WORDS:
            yield Told(contract.title, frozenset(wanted), _said(words, model))


def _said(words: str, model: Model) -> tuple[str, ...]:
    passages, classified = classify_and_score(document_of("section", words), model=model, most=1)
    best: dict[str, float] = {}
    for passage in (*passages, *classified.passages):
        if clause_types()[passage.type].headings and passage.type not in _FACTS:
            best[passage.type] = max(best.get(passage.type, 0.0), passage.score)
    return tuple(sorted(best, key=lambda name: (-best[name], name)))


def _mean(values: Iterable[bool]) -> float:
    listed = list(values)
    return round(sum(listed) / len(listed), 4) if listed else 0.0


def _commonest(told: Sequence[Told]) -> float:
    """The accuracy of one who always answers the commonest type: the floor to stand on."""
    counts = Counter(name for one in told for name in one.wanted)
    return round(max(counts.values(), default=0) / max(1, len(told)), 4)


def _interval(told: Sequence[Told]) -> list[float]:
    """95 % interval of the accuracy, whole contracts drawn again."""
    if not told:
        return [0.0, 0.0]
    counts = np.array([[one.right, 1] for one in told])
    rows = rows_by_group([counts], [one.contract for one in told])
    random = np.random.default_rng(_SEED)
    drawn = [rows[random.integers(0, len(rows), len(rows))].sum(axis=0) for _ in range(_ROUNDS)]
    low, high = np.percentile([right / max(1, size) for right, size in drawn], [2.5, 97.5])
    return [round(float(low), 4), round(float(high), 4)]
