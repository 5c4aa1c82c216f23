"""Sentences that speak of something, and how sure a value in one can be."""

import re
from collections.abc import Iterator

from contracts.document import Document
from contracts.spans import Quote, locate
from contracts.value import Value
from extraction.metadata.wrapping import unwrapped
from extraction.sentences import each_sentence

_SENTENCE_CHARS = 1_200
# A real contract speaks of one thing in a handful of sentences; a hostile one could in thousands.
_MOST = 40
_NOTE = re.compile(
    r"\A[\W\d]*(?:(?:drafting|template|guidance)?\s*notes?\b|instructions?\b|NTD\b|example\b|e\.g\."
    r"|insert\b)[^.]{0,40}[:\]]|\A[\W\d]*(?:for\s+example|by\s+way\s+of\s+(?:example|illustration))\b",
    re.IGNORECASE,
)
_GUESS = 0.45


class Mention(Value):
    """A sentence at `[start, end)` of the text, and where in its words the thing is named."""

    start: int
    end: int
    words: str
    at: int

    def quote(self, document: Document) -> tuple[Quote, ...]:
        """The sentence as a quotation."""
        return (locate(document, (self.start, self.end)),)

    def sure(self, place: int, confidence: float) -> float:
        """`confidence`, or 0.45 at most where the value at `place` stands in square brackets: those are
        places to fill in or to choose from, not yet agreed."""
        opened = self.words.rfind("[", 0, place + 1) > self.words.rfind("]", 0, place)
        return min(confidence, _GUESS) if opened else confidence


def mentions(
    text: str, pattern: "re.Pattern[str]", *, start: int = 0, searched: str = ""
) -> Iterator[Mention]:
    """The sentences that `pattern` matches in, each once, at most forty; notes to whoever fills in a
    template are left out. `searched` is the same text in lower case, where `pattern` is in lower case too:
    to ignore case is slow."""
    last = start
    for number, match in enumerate(pattern.finditer(searched or text, start)):
        if number >= _MOST * 5:
            return
        if match.start() < last:
            continue
        low = max(text.rfind("\n", 0, match.start()), match.start() - _SENTENCE_CHARS, last - 1, 0)
        for begin, end in each_sentence(text, low, end=min(len(text), match.end() + _SENTENCE_CHARS)):
            if end > match.start():
                begin, end = unwrapped(text, begin, end=end)
                last = max(end, match.end())
                words = text[begin:end]
                if not _NOTE.search(words):
                    yield Mention(start=begin, end=end, words=words, at=max(0, match.start() - begin))
                break
