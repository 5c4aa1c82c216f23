"""What the models see of a sentence: its words and what stands around them, as named features."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extraction.clauses.headings import types_of_heading
from extraction.clauses.units import Unit

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[$%§*€£]|\[")
_FIRST_WORDS = 8


def tokens_of(words: str) -> list[str]:
    """Lower-case words; every number is "0", so that "30" and "60 days" look alike."""
    found = _TOKEN.findall(words.lower().replace("’", "'"))
    return ["0" if token[0].isdigit() else token for token in found]


def text_features(tokens: Sequence[str]) -> list[str]:
    """Single words and pairs of neighbours."""
    return [*tokens, *(f"{left} {right}" for left, right in pairwise(tokens))]


def context_features(units: Sequence[Unit], tokens: Sequence[Sequence[str]], *, index: int) -> list[str]:
    """What stands around unit `index`: its headings (h, m: words; H: whole; T: the types they name),
    its own first words (f), those of its neighbours (p, n), place (@) and length (#)."""
    unit, own = units[index], tokens[index]
    found = [f"H:{unit.heading}", *(f"f:{' '.join(own[:count])}" for count in (1, 2, 3))]
    found += [f"T:{kind}" for kind in types_of_heading(unit.heading)]
    if unit.major != unit.heading:
        found += [f"M:{kind}" for kind in types_of_heading(unit.major)]
        found += [f"m:{word}" for word in tokens_of(unit.major)]
    heading = tokens_of(unit.heading)
    found += [f"h:{feature}" for feature in text_features(heading)]
    if index:
        found += [f"p:{word}" for word in set(tokens[index - 1][:_FIRST_WORDS])]
    if index + 1 < len(units):
        found += [f"n:{word}" for word in set(tokens[index + 1][:_FIRST_WORDS])]
    found.append(f"@{int(unit.place * 10)}")
    found.append(f"#{min(len(own).bit_length(), 9)}{'o' if unit.opens else ''}")
    if index < 12:
        found.append(f"@first{index}")
    elif unit.place < 0.02:
        found.append("@opening")
    return found
