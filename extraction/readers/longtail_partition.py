"""`unstructured`, loaded only when a file needs it, and kept from what it does by itself.

Left alone it downloads a language model on first use, reports to its makers at import and prints an
advertisement. The model only guesses whether a paragraph is prose, which we do not use; a pipeline of
rules takes its place. Decision 0010; a test proves that the hook is still there.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from extraction.sentences import sentences

_QUIET = {"DO_NOT_TRACK": "1", "SCARF_NO_ANALYTICS": "1", "UNSTRUCTURED_DISABLE_NOTICE": "1"}
_WORD = re.compile(r"\w+|[^\w\s]")
_VERBS = frozenset(
    "is are was were be been has have had do does did shall will may must can agrees agree means".split()
)


class Partition(Protocol):
    """`unstructured.partition.html.partition_html`, as far as it is used here."""

    def __call__(self, *, text: str, languages: list[str]) -> list[Any]: ...


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    tag_: str = ""


@dataclass(frozen=True, slots=True)
class _Parsed:
    text: str

    def __iter__(self) -> Iterator[_Token]:
        for match in _WORD.finditer(self.text):
            yield _Token(match[0], "VB" if match[0].lower() in _VERBS else "NN")

    @property
    def sents(self) -> Iterator[_Token]:
        return (_Token(self.text[a:b]) for a, b in sentences(self.text, 0, end=len(self.text)))


class RulePipeline:
    """What `unstructured` asks of a spaCy pipeline: tokens with tags, sentences, and a longest text."""

    max_length = 10_000_000

    def __call__(self, text: str) -> _Parsed:
        return _Parsed(text)


@cache
def partitioner() -> Partition:
    """`partition_html`, with reporting off and the language model replaced; takes seconds the first time."""
    os.environ.update(_QUIET)
    from unstructured.nlp import tokenize
    from unstructured.partition.html import partition_html

    tokenize._get_nlp = RulePipeline  # pyright: ignore[reportAttributeAccessIssue]
    return partition_html
