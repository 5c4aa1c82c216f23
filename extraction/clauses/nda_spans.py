"""Sentences and list items of an agreement, and how they hang together.

ContractNLI marks whole sentences and list items; the words before a list ("shall not include
information that:") are spans of their own and are evidence together with the item.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extraction.clauses.features import text_features, tokens_of

_MARK = re.compile(r"\s*(?:\(?(?:[a-zA-Z]|[ivx]{1,5}|\d{1,2})\)|[a-z]\.\s|[ivx]{1,5}\.\s|[-•·*▪o]\s)")
_LEADS_ON = re.compile(r"[:—–-]\s*(?:\(?[a-z]?\))?$")
_HEADING_WORDS = 8
_OPEN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Spans:
    """What the models see of the spans of one document, in order. `stem` is the index of the words that
    a list item goes on from, `heading` that of the nearest heading above; -1 for none."""

    features: list[list[str]]
    words: NDArray[np.int64]
    stem: NDArray[np.int64]
    heading: NDArray[np.int64]
    leads_on: NDArray[np.bool_]
    short: NDArray[np.bool_]


def read_spans(texts: Sequence[str]) -> Spans:
    """Tokens and structure of the spans of a document, given as they stand."""
    tokens = [tokens_of(text) for text in texts]
    words = np.array([len(each) for each in tokens], np.int64)
    leads_on = np.array([bool(_LEADS_ON.search(text.strip())) for text in texts], bool)
    short = np.array([0 < len(text.split()) <= _HEADING_WORDS for text in texts], bool)
    stem = np.full(len(texts), -1, np.int64)
    heading = np.full(len(texts), -1, np.int64)
    open_stem = above = -1
    for index, text in enumerate(map(str.strip, texts)):
        marked, lower = bool(_MARK.match(text)), text[:1].islower()
        if marked or lower:
            stem[index] = open_stem if open_stem >= 0 or marked else index - 1
        if leads_on[index] or (not marked and not lower and _is_open(text)):
            open_stem = index
        elif not marked and not lower:
            open_stem = -1
        if short[index] and not text.endswith(";"):
            above = index
        elif above >= 0:
            heading[index] = above
    return Spans([text_features(each) for each in tokens], words, stem, heading, leads_on, short)


def _is_open(text: str) -> bool:
    """Whether a sentence breaks off without a stop, as the words before a list do."""
    return text[-1:] not in (".", ";", "!", "?") and len(text.split()) > _OPEN_WORDS
