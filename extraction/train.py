"""`fourcorners train`: from annotated contracts to weights, the same bytes each time."""

import hashlib
import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from contracts.errors import InvalidInputError
from contracts.value import Value
from extraction.clauses.weights import FILES, ModelName, write_model
from extraction.training.cuad import AnnotatedContract, read_cuad
from extraction.training.examples import Example, read_examples
from extraction.training.model import fit_model
from extraction.training.nda import train_nda

CARD = "card.json"
CARD_VERSION = "2"
_LEAST_CONTRACTS = 6


class TrainingCard(Value):
    """What the weights were made from and how big they are. It bears a version, not a date: the same
    data and code give the same bytes on any day."""

    version: str
    data: str
    licence: str
    contracts: int
    dev_contracts: int
    types: int
    examples: int
    bytes: dict[str, int]
    titles: tuple[str, ...]


def train(data: Path, out: Path, *, say: Callable[[str], None] = lambda _: None) -> TrainingCard:
    """Learn from `data/cuad/train.json` and write the weights and their card to the folder `out`.

    Two models are written: one from all contracts, for use, and one that never saw the development
    split, so that figures on that split are fair. `say` hears of progress.
    """
    from threadpoolctl import threadpool_limits

    contracts = read_cuad(data / "cuad" / "train.json")
    learnt_from = [contract for contract in contracts if not contract.is_dev]
    if len(learnt_from) < _LEAST_CONTRACTS:
        raise InvalidInputError(
            f"{data}: {len(learnt_from)} contracts outside the development split are too few; "
            f"give at least {_LEAST_CONTRACTS}"
        )
    say(f"reading {len(contracts)} contracts")
    examples = read_examples(contracts)
    out.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, int] = {}
    learning: dict[ModelName, list[Example]] = {
        "shipped": examples,
        "dev": [example for example in examples if not example.contract.is_dev],
    }
    for name, chosen in learning.items():
        say(f"learning from {len(chosen)} contracts")
        # One thread: sums in another order would end in other bytes.
        with threadpool_limits(1):
            written = write_model(fit_model(chosen))
        (out / FILES[name]).write_bytes(written)
        sizes[name] = len(written)
    card = _card(contracts, sum(int(each.taught["sentences"].sum()) for each in examples), sizes)
    (out / CARD).write_text(json.dumps(card.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n")
    if (data / "contractnli").is_dir():
        train_nda(data, out, say=say)
    else:
        say(f"no folder contractnli in {data}: the statements about confidentiality are left as they are")
    return card


def shipped_card() -> TrainingCard:
    """The card of the weights that come with the package."""
    raw = files("extraction.clauses").joinpath("weights", CARD).read_text("utf-8")
    return TrainingCard.model_validate_json(raw)


def title_key(title: str) -> str:
    """A short key of a contract's title, by which the card says what the weights have seen."""
    return hashlib.sha256(title.encode()).hexdigest()[:12]


def _card(contracts: Sequence[AnnotatedContract], examples: int, sizes: dict[str, int]) -> TrainingCard:
    from extraction.clauses.taxonomy import clause_types

    return TrainingCard(
        version=CARD_VERSION,
        data="CUAD v1, official training split",
        licence="CC BY 4.0, The Atticus Project",
        contracts=len(contracts),
        dev_contracts=sum(contract.is_dev for contract in contracts),
        types=len(clause_types()),
        examples=examples,
        bytes=sizes,
        titles=tuple(sorted(title_key(contract.title) for contract in contracts)),
    )
