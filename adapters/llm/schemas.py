"""The shapes that a model answers in: verbatim words only; every value is re-read by our own parsers."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from contracts.obligations import Modality

ContractType = Literal[
    "nda", "saas", "services", "license", "reseller", "dpa", "sow", "employment", "lease", "supply",
    "distribution", "consulting", "loan", "other",
]  # fmt: skip


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Stated(_Answer):
    """A stated fact: the sentence, and the part of it that gives the value."""

    quote: str
    words: str


class StatedType(_Answer):
    """The kind of contract, and the words that show it."""

    quote: str
    value: ContractType


class StatedParty(_Answer):
    """A party as the contract names it; "" or null where it does not say."""

    quote: str
    name: str
    defined_term: str | None
    entity_kind: str | None
    address: str | None


class StatedTerm(_Answer):
    """How long the contract runs: `words` are the length, null where it runs until terminated."""

    quote: str
    words: str | None
    perpetual: bool


class StatedRenewal(_Answer):
    """Whether it renews, for how long, and the notice that stops it."""

    quote: str
    automatic: bool
    length_words: str | None
    notice_words: str | None


class MetadataAnswer(_Answer):
    """The contract's own facts; null where the document does not state them."""

    title: Stated | None
    contract_type: StatedType | None
    parties: list[StatedParty]
    agreement_date: Stated | None
    effective_date: Stated | None
    expiry_date: Stated | None
    term: StatedTerm | None
    renewal: StatedRenewal | None
    notice_period: Stated | None
    governing_law: Stated | None


class StatedObligation(_Answer):
    """One duty, ban, leave or right in the contract's words."""

    quote: str
    modality: Modality
    actor: str
    action: str
    deadline: str | None
    condition: str | None


class ObligationsAnswer(_Answer):
    """All obligations of the words that were sent."""

    obligations: list[StatedObligation]
