"""Search by words: BM25 over the stems of each clause (Robertson & Zaragoza, "The Probabilistic Relevance
Framework: BM25 and Beyond", 2009)."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from clause_library.words import stems_of

_K1 = 1.2
_B = 0.75


class LexicalIndex:
    """The words of some texts by id. `texts` are (id, text)."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self._ids = tuple(id for id, _ in texts)
        counts = [Counter(stems_of(text)) for _, text in texts]
        self._lengths = [sum(count.values()) for count in counts]
        self._mean = sum(self._lengths) / len(counts) if counts else 1.0
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, count in enumerate(counts):
            for word, times in count.items():
                self._places[word].append((number, times))

    def scores(self, query: str) -> dict[str, float]:
        """BM25 score (> 0) by id, for the texts that share a word with the query."""
        scores: dict[str, float] = defaultdict(float)
        for word in dict.fromkeys(stems_of(query)):
            places = self._places.get(word, [])
            rarity = math.log(1 + (len(self._ids) - len(places) + 0.5) / (len(places) + 0.5))
            for number, times in places:
                weight = _K1 * (1 - _B + _B * self._lengths[number] / self._mean)
                scores[self._ids[number]] += rarity * times * (_K1 + 1) / (times + weight)
        return dict(scores)
