"""Learning the seventeen statements about non-disclosure agreements, the same bytes each time."""

import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from contracts.value import Value
from extraction.clauses.nda_model import NDA_FILES, NdaModelName, write_nda_model
from extraction.training.nda_data import Agreement, agreement_key, read_agreements, read_evidence
from extraction.training.nda_fit import fit_nda

CARD = "nda-card.json"


class NdaCard(Value):
    """What the weights were made from and how big they are; a version, not a date. `training` and
    `development` are the keys of the agreements whose text was given."""

    version: str
    data: str
    licence: str
    agreements: int
    evidence_only: int
    bytes: dict[str, int]
    training: tuple[str, ...]
    development: tuple[str, ...]


def train_nda(data: Path, out: Path, *, say: Callable[[str], None] = lambda _: None) -> NdaCard:
    """Learn from `data/contractnli` and write weights and their card to `out`: "shipped" from the training
    and development agreements, "dev" from the training agreements alone."""
    from threadpoolctl import threadpool_limits

    folder = data / "contractnli"
    training, development = training_agreements(folder), read_agreements(folder / "dev.json")
    learning: dict[NdaModelName, tuple[Agreement, ...]] = {"shipped": training + development, "dev": training}
    out.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, int] = {}
    for name, chosen in learning.items():
        say(f"learning the statements about non-disclosure agreements from {len(chosen)} agreements")
        # One thread: sums in another order would end in other bytes.
        with threadpool_limits(1):
            written = write_nda_model(fit_nda(chosen))
        (out / NDA_FILES[name]).write_bytes(written)
        sizes[name] = len(written)
    card = _card(training, development, sizes)
    (out / CARD).write_text(json.dumps(card.model_dump(mode="json"), indent=1) + "\n", "utf-8")
    return card


def shipped_nda_card() -> NdaCard:
    """The card of the weights that come with the package."""
    raw = files("extraction.clauses").joinpath("weights", CARD).read_text("utf-8")
    return NdaCard.model_validate_json(raw)


def _card(training: Sequence[Agreement], development: Sequence[Agreement], sizes: dict[str, int]) -> NdaCard:
    return NdaCard(
        version="1",
        data="ContractNLI, training and development splits",
        licence="CC BY 4.0, Koreeda and Manning, 2021",
        agreements=len(training) + len(development),
        evidence_only=sum(not each.whole for each in training),
        bytes=sizes,
        training=tuple(sorted(agreement_key(each.texts) for each in training if each.whole)),
        development=tuple(sorted(agreement_key(each.texts) for each in development)),
    )


def training_agreements(folder: Path) -> tuple[Agreement, ...]:
    """The training agreements: those with their text, then those of which only evidence is known."""
    whole = read_agreements(folder / "train.json")
    # The evidence file numbers all training agreements; the first of them are those with their text.
    named = [f"train-{number}" for number in range(len(whole))]
    return whole + read_evidence(folder / "train_evidence.jsonl", skip=named)
