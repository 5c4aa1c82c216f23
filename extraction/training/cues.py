"""Words that give a clause type away, from `cues.yaml`: weak examples for types that CUAD lacks."""

import re
from functools import cache
from importlib.resources import files

import yaml


def cued_types(sentence: str) -> tuple[str, ...]:
    """Ids of the types whose cue stands in `sentence`."""
    low = sentence.lower()
    return tuple(
        name
        for name, near, pattern in _cues()
        if any(words in low for words in near) and pattern.search(sentence)
    )


@cache
def _cues() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    raw = yaml.safe_load(files("extraction.training").joinpath("cues.yaml").read_text("utf-8"))
    return tuple(
        (name, tuple(entry["near"]), re.compile("|".join(entry["cues"]), re.IGNORECASE | re.DOTALL))
        for name, entry in raw.items()
    )
