"""Slots in the text of a clause: named places in braces, filled for one document."""

import re
from collections.abc import Mapping

from clause_library.clause import ApprovedClause
from contracts.value import Value

DOCUMENT_SLOTS = ("party_us", "party_them", "agreement")
"""Filled from the document's own terms, so a clause need not declare them. Their words include an
article where the document uses one: "the Customer", "this Agreement"."""

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SENTENCE_START = re.compile(r"(?:^|(?<=\n)|(?<=[.!?] ))\{([a-z][a-z0-9_]*)\}")


class Filled(Value):
    """A clause's text with its slots filled; `unresolved` slots still stand in it, in braces."""

    text: str
    unresolved: tuple[str, ...] = ()


def slots_in(text: str) -> tuple[str, ...]:
    """The names of the slots of a text, in order, each once."""
    return tuple(dict.fromkeys(_SLOT.findall(text)))


def fill(clause: ApprovedClause, words: Mapping[str, str]) -> Filled:
    """Put `words` (else the slot's default words) into the slots; a slot with neither stays unresolved.

    The first letter is raised where a slot opens a sentence ("this Agreement" → "This Agreement …").
    """
    said = {name: words.get(name) or clause.slots.get(name, "") for name in slots_in(clause.text)}

    def put(found: re.Match[str]) -> str:
        return said[found[1]] or found[0]

    def put_raised(found: re.Match[str]) -> str:
        filled = put(found)
        return filled[:1].upper() + filled[1:]

    text = _SLOT.sub(put, _SENTENCE_START.sub(put_raised, clause.text))
    return Filled(text=text, unresolved=tuple(name for name, filled in said.items() if not filled))
