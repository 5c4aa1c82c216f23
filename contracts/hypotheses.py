"""What a non-disclosure agreement says to a fixed list of statements."""

from typing import Literal

from contracts.spans import Quote
from contracts.value import Value

Choice = Literal["entailment", "contradiction", "not_mentioned"]


class Evidence(Value):
    """Words that an answer rests on, with the probability, in [0, 1], that they speak to the statement
    given that anything in the document does."""

    quote: Quote
    score: float


class ExceptionPassage(Value):
    """Words, anywhere in the document, that may take back what the evidence says. `words` is what made
    them stand out ("notwithstanding", "residuals")."""

    quote: Quote
    words: str


class HypothesisAnswer(Value):
    """The answer to one statement. `key` is ContractNLI's name for it; the three probabilities add up to
    one (how well they hold on unseen agreements: decision 0017; those of contradiction run high).
    `choice` need not be the likeliest: a contradiction, rare and costly to miss, is said from a bound of
    its own. No evidence stands beside "not_mentioned"; `exceptions` are what was looked at, whatever the
    choice."""

    id: str
    key: str
    statement: str
    choice: Choice
    entailment: float
    contradiction: float
    not_mentioned: float
    evidence: tuple[Evidence, ...] = ()
    exceptions: tuple[ExceptionPassage, ...] = ()
