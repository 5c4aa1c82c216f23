"""Which side a sentence binds: "Customer shall notify Vendor" is no promise of the vendor's."""

import re
from itertools import permutations

from playbooks.checks import OwedBy
from review.mutuality import bound_names, is_ours
from review.passages import Reading


def counts(reading: Reading, span: tuple[int, int], *, owed_by: OwedBy) -> bool:
    """Whether the sentence at `span` may be a promise of the side asked for.

    It counts unless it binds the other side alone, by that party's name; a sentence that names nobody as
    bound ("Notice shall be given of each breach") counts, and so does every sentence where it is not known
    which party we are: what cannot be told is no reason for a verdict. "The Consultant and the Company
    agree" binds both.
    """
    if owed_by == "any" or not reading.ours or _joined(reading, span):
        return True
    bound = {is_ours(reading, name) for name in bound_names(reading, span)}
    return bound != {owed_by == "them"}


def _joined(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether the sentence names two parties joined by "and"."""
    for one, other in permutations(reading.party_terms, 2):
        left, right = ("|".join(re.escape(term) for term in terms if term) for terms in (one, other))
        both = rf"\b(?:{left}),? and (?:the )?(?:{right})\b"
        if left and right and re.search(both, reading.source.text[span[0] : span[1]], re.IGNORECASE):
            return True
    return False
