"""CUAD as questions: which contracts of a file make up a fair test, and what is asked of them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from contracts.errors import InvalidInputError
from evals.scorers.cuad import Question
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.weights import ModelName
from extraction.train import shipped_card, title_key
from extraction.training.cuad import AnnotatedContract, read_cuad

Split = Literal["dev", "train", "all"]


class Chosen(NamedTuple):
    """Contracts to score, the name of that part of the file, the weights to score them with, and
    whether those weights had seen none of them."""

    contracts: tuple[AnnotatedContract, ...]
    split: str
    weights: ModelName
    unseen: bool


def choose(path: Path, split: Split | None, *, limit: int | None = None) -> Chosen:
    """The contracts of a CUAD file that are to be scored.

    Contracts that the shipped weights learnt from are no test of them. So, unless a split is named: a
    file without such contracts is scored whole ("test") with the shipped weights; of one with such
    contracts only the development split is scored, with weights that never saw it. "train" and "all"
    are there to look at the fit, and the result says so.
    """
    contracts = read_cuad(path)
    known = set(shipped_card().titles)
    seen = any(title_key(contract.title) in known for contract in contracts)
    name: str = split or ("dev" if seen else "test")
    if name in ("dev", "train"):
        contracts = tuple(each for each in contracts if each.is_dev == (name == "dev"))
    contracts = contracts[:limit]
    if not contracts:
        raise InvalidInputError(f"{path} has no contracts in the split {name!r}; try --split all")
    weights: ModelName = "dev" if name in ("dev", "train") else "shipped"
    return Chosen(contracts, name, weights, name == "dev" or not seen)


def read_answers(path: Path) -> dict[str, dict[str, str]]:
    """The annotators' normalised answers (`answers.jsonl`): by contract title, then by category."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as problem:
        raise InvalidInputError(
            f"{path} cannot be read ({problem.strerror}); give an answers.jsonl"
        ) from None
    return dict(_answer_row(line, f"{path}, line {number}") for number, line in enumerate(lines, start=1))


def _answer_row(line: str, place: str) -> tuple[str, dict[str, str]]:
    try:
        row = json.loads(line)
        return str(row["title"]), {name: value or "" for name, value in row["answers"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InvalidInputError(f"{place}: not a row of title and answers; give an answers.jsonl") from None


def questions_of(contracts: Sequence[AnnotatedContract]) -> list[Question]:
    """Every question of every contract, in the order of the file."""
    return [
        Question(question, contract.title, category, tuple(each.text for each in contract.answers[category]))
        for contract in contracts
        for category, question in contract.questions.items()
    ]


def category_of_type() -> dict[str, str]:
    """CUAD's name for each clause type that it has."""
    return {kind.id: kind.cuad for kind in clause_types().values() if kind.cuad}
