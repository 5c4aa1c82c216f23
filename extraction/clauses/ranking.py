"""From standing to probability: two sets of trees over all types of CUAD together.

The first says how likely a candidate is right by itself, the second how likely it adds something that no
better candidate of the type has said, or is wrong. Learnt over all types at once, a probability means
the same for each of them, and a type with twenty examples leans on what the others have shown.
"""

from dataclasses import dataclass

import numpy as np

from extraction.clauses.linear import Floats
from extraction.clauses.novelty import novelty
from extraction.clauses.standing import Standing
from extraction.clauses.trees import Trees


@dataclass(frozen=True)
class Ranking:
    """Both sets of trees, and how often candidates of each type are right (types by 2: running text,
    short parts), which the trees see as the last measure."""

    alone: Trees
    alone_prior: Floats
    fresh: Trees
    fresh_prior: Floats

    def probabilities(self, text: str, standing: Standing) -> Floats:
        """One per entry of `standing`."""
        alone = self.alone.probabilities(with_prior(standing, self.alone_prior))
        told, _ = novelty(text, standing, likely=alone)
        return self.fresh.probabilities(np.hstack([with_prior(standing, self.fresh_prior), told]))


def with_prior(standing: Standing, prior: Floats) -> Floats:
    """The measures of each entry and the prior of its type."""
    own = prior[standing.type, (standing.kind > 1).astype(np.int64)]
    return np.column_stack([standing.measured, own]).astype(np.float32)
