"""Candidates of annotated contracts with what they are examples of."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.candidates import Candidates, Reading, read_candidates
from extraction.clauses.headings import types_of_heading
from extraction.clauses.standing import PART_TYPES
from extraction.clauses.taxonomy import clause_types
from extraction.training.cuad import AnnotatedContract, Annotation, document_of
from extraction.training.cues import cued_types
from extraction.training.match import MATCH_JACCARD, word_set

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Example:
    """One contract, read. Per head, candidates by types: `taught`, what the words are examples of,
    `matched`, what the published scorer would accept, and `known`, whether we can tell at all.
    `present`: which types the annotators found in the contract (known for CUAD's types only)."""

    contract: AnnotatedContract
    reading: Reading
    taught: dict[str, Bools]
    matched: dict[str, Bools]
    known: dict[str, Bools]
    present: Bools


def types_of_head(head: str) -> tuple[str, ...]:
    """Ids of the types that a head scores, in the order of the taxonomy: short parts can be few things,
    sentences and pieces everything."""
    return PART_TYPES.get(head) or tuple(clause_types())


def read_examples(contracts: Sequence[AnnotatedContract]) -> list[Example]:
    """Read every contract. Costs about 50 ms each."""
    return [_example(contract) for contract in contracts]


def _example(contract: AnnotatedContract) -> Example:
    reading = read_candidates(document_of(contract.title, contract.text))
    taught: dict[str, Bools] = {}
    matched: dict[str, Bools] = {}
    known: dict[str, Bools] = {}
    for head, candidates in reading.heads.items():
        types = types_of_head(head)
        shape = (len(candidates.spans), len(types))
        taught[head], matched[head], known[head] = (np.zeros(shape, bool) for _ in range(3))
        words = [word_set(contract.text[start:end]) for start, end in candidates.spans]
        rows_of = _rows_of(words)
        for column, name in enumerate(types):
            answers = contract.answers.get(clause_types()[name].cuad, ())
            if clause_types()[name].cuad:
                known[head][:, column] = True
                covered = _covers(candidates, answers)
                # The published scorer takes any sentence that holds a party's name; a reader does not.
                party = name == "parties"
                matched[head][:, column] = covered if party else _matches(words, rows_of, answers)
                taught[head][:, column] = matched[head][:, column] | covered
    _teach_by_headings(contract.text, reading, taught["sentences"], known["sentences"])
    present = [bool(contract.answers.get(kind.cuad)) for kind in clause_types().values()]
    return Example(contract, reading, taught, matched, known, np.array(present))


def _rows_of(words: list[frozenset[str]]) -> dict[str, list[int]]:
    """In which rows each word stands."""
    rows: dict[str, list[int]] = {}
    for row, each in enumerate(words):
        for word in each:
            rows.setdefault(word, []).append(row)
    return rows


def _matches(
    words: list[frozenset[str]], rows_of: dict[str, list[int]], answers: tuple[Annotation, ...]
) -> Bools:
    """Rows that the published scorer would accept."""
    out = np.zeros(len(words), bool)
    if not answers:
        return out
    sizes = np.array([len(each) for each in words])
    for answer in {each.text for each in answers}:
        sought = word_set(answer)
        rows = [row for word in sought for row in rows_of.get(word, ())]
        shared = np.bincount(np.array(rows, np.int64), minlength=len(words))
        out |= shared >= MATCH_JACCARD * (sizes + len(sought) - shared)
    return out


def _covers(candidates: Candidates, answers: tuple[Annotation, ...]) -> Bools:
    """Rows that lie half within marked words, or hold half of them."""
    out = np.zeros(len(candidates.spans), bool)
    if not candidates.spans:
        return out
    starts, ends = np.array(candidates.spans).T
    for answer in answers:
        end = answer.start + len(answer.text)
        shared = np.minimum(ends, end) - np.maximum(starts, answer.start)
        out |= (shared > 0) & ((shared * 2 >= ends - starts) | (shared * 2 >= len(answer.text)))
    return out


def _teach_by_headings(text: str, reading: Reading, taught: Bools, known: Bools) -> None:
    """Types that CUAD lacks: a sentence under a usual heading is an example, one under another heading
    is a counter-example, one under no heading says nothing; a cue always makes an example."""
    column = {name: index for index, name in enumerate(types_of_head("sentences"))}
    beyond = np.array([not clause_types()[name].cuad for name in column])
    for row, unit in enumerate(reading.units):
        named = types_of_heading(unit.heading) or types_of_heading(unit.major)
        cued = cued_types(text[unit.start : unit.end])
        if unit.heading:
            known[row] |= beyond
        for name in (*named, *cued):
            if beyond[column[name]] and not unit.opens:
                taught[row, column[name]] = known[row, column[name]] = True
