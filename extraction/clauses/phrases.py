"""Plain phrases for the ordinary clauses of a "General" section, from `phrases.yaml`."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml


class Phrase(NamedTuple):
    """The clause type that `words` of a sentence make plain."""

    type: str
    words: str


def plain_phrases(sentence: str) -> list[Phrase]:
    """The types that a sentence names by a plain phrase, with the words that do."""
    low = sentence.lower()
    found: list[Phrase] = []
    for name, near, pattern in _phrases():
        match = pattern.search(sentence) if any(words in low for words in near) else None
        if match:
            found.append(Phrase(name, " ".join(match[0].lower().split()[:4])))
    return found


@cache
def _phrases() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    raw = yaml.safe_load(files("extraction.clauses").joinpath("phrases.yaml").read_text("utf-8"))
    return tuple(
        (name, tuple(entry["near"]), re.compile("|".join(entry["phrases"]), re.IGNORECASE | re.DOTALL))
        for name, entry in raw.items()
    )
