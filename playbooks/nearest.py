"""What a person probably meant by a word that we do not know."""

from collections.abc import Iterable

_CLOSE = 0.6  # one letter wrong in three, or two letters swapped in four


def did_you_mean(word: str, among: Iterable[str]) -> str:
    """'did you mean "…"? ' for the known word with the fewest letters inserted, deleted, replaced or swapped
    (optimal string alignment, normalised to [0, 1]); "" where none is close."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    choices = sorted(among)
    found = process.extractOne(word, choices, scorer=OSA.normalized_similarity, score_cutoff=_CLOSE)
    return f'did you mean "{found[0]}"? ' if found else ""
