"""Clause types written onto the clause tree."""

from collections import defaultdict
from collections.abc import Iterable

from contracts.document import Document
from contracts.extraction import Passage
from contracts.structure import TypeScore

# Below this a type is a guess about a sentence, not a name for its clause.
NAMED = 0.5


def label_clauses(document: Document, passages: Iterable[Passage]) -> Document:
    """The document with `Clause.types` filled: per type the best passage of at least `NAMED` that the
    clause holds directly (not through its children), best first."""
    best: dict[str, dict[str, Passage]] = defaultdict(dict)
    for passage in passages:
        if passage.clause_id is None or passage.score < NAMED:
            continue
        held = best[passage.clause_id].get(passage.type)
        if held is None or passage.score > held.score:
            best[passage.clause_id][passage.type] = passage
    clauses = tuple(
        clause.model_copy(update={"types": _types(best[clause.id].values())}) if clause.id in best else clause
        for clause in document.clauses
    )
    return document.model_copy(update={"clauses": clauses})


def _types(passages: Iterable[Passage]) -> tuple[TypeScore, ...]:
    ranked = sorted(passages, key=lambda each: (-each.score, each.type))
    return tuple(TypeScore(type=each.type, score=each.score, words=each.words) for each in ranked)
