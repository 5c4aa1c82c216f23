"""ContractNLI: which weights make a fair test of a file."""

from pathlib import Path
from typing import NamedTuple

from contracts.errors import InvalidInputError
from extraction.clauses.nda_model import NdaModelName
from extraction.training.nda import shipped_nda_card
from extraction.training.nda_data import Agreement, agreement_key, read_agreements


class ChosenAgreements(NamedTuple):
    """Agreements to score, the name of the split, the weights, and whether those weights had seen none
    of them."""

    agreements: tuple[Agreement, ...]
    split: str
    weights: NdaModelName
    unseen: bool


def choose_agreements(path: Path, *, limit: int | None = None) -> ChosenAgreements:
    """The agreements of a file and the weights to score them with.

    The shipped weights learnt from the training and the development agreements. A file of development
    agreements is scored with weights that learnt from the training agreements alone; a file of unknown
    agreements with the shipped ones. One training agreement among them makes it a training file, of
    which any figure shows the fit; the result says so.
    """
    agreements = read_agreements(path)[:limit]
    if not agreements:
        raise InvalidInputError(f"{path} has no documents; give a ContractNLI file such as dev.json")
    card = shipped_nda_card()
    keys = {agreement_key(each.texts) for each in agreements}
    if keys & set(card.training):
        return ChosenAgreements(agreements, "train", "shipped", False)
    if keys & set(card.development):
        return ChosenAgreements(agreements, "dev", "dev", True)
    return ChosenAgreements(agreements, "test", "shipped", True)
