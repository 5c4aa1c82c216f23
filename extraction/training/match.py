"""When a span counts as found: the definition of the published CUAD scorer.

Source: `evaluate.py` of the CUAD release (Hendrycks et al. 2021, arXiv:2103.06268).
"""

MATCH_JACCARD = 0.5


def word_set(text: str) -> frozenset[str]:
    """The words that are compared: lower case, split at single spaces after `.,;:` are dropped and `/`
    has become a space, so that two spaces in a row leave the empty word and a line feed glues two
    words together."""
    for token in (".", ",", ";", ":"):
        text = text.replace(token, "")
    return frozenset(text.lower().replace("/", " ").split(" "))


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Jaccard index of two word sets."""
    return len(left & right) / len(left | right)
