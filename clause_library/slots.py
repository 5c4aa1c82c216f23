"""Slots in the text of a clause: named places in braces, filled for one document."""

import re

DOCUMENT_SLOTS = ("party_us", "party_them", "agreement")
"""Filled from the document's own terms, so a clause need not declare them. Their words include an
article where the document uses one: "the Customer", "this Agreement"."""

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def slots_in(text: str) -> tuple[str, ...]:
    """The names of the slots of a text, in order, each once."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))
