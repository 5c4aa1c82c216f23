"""How hard a text is to read.

The measure is the Flesch-Kincaid grade: the years of schooling it takes to follow a text at first reading
(Kincaid, Fishburne, Rogers & Chissom, "Derivation of new readability formulas for Navy enlisted personnel",
Research Branch Report 8-75, 1975). It is made for English prose; of a short text it says little, so the
longest sentence is looked at beside it.
"""

import re
from collections.abc import Iterator, Mapping

from playbooks.doubts import LintProblem, rungs_of, warning
from playbooks.offers import Offered
from playbooks.playbook import Position

_SENTENCE = re.compile(r"[.!?:;](?:[\"”’)\]]*)(?:\s+|$)|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d+")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouysxzc]es)$")
_ENOUGH_WORDS = 25

TEXT_GRADE, TEXT_WORDS = 17.0, 40
CLAUSE_GRADE, CLAUSE_WORDS = 26.0, 80


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of an English text; 0 for one without words."""
    sentences = _sentences(text)
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    syllables = sum(_syllables(word) for word in words)
    return round(0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59, 1)


def longest_sentence(text: str) -> int:
    """The number of words of the longest sentence; a semicolon or a colon ends one, for a reader may rest."""
    return max((len(sentence) for sentence in _sentences(text)), default=0)


def hard_texts(position: Position, *, clauses: Mapping[str, Offered]) -> Iterator[LintProblem]:
    """Texts that the people who need them will not read: of the position, and of the clauses it offers."""
    texts = {"issue": position.issue, "counterparty_text": position.counterparty_text}
    for field, text in texts.items():
        yield from _hard(position, field, text, most=(TEXT_GRADE, TEXT_WORDS), what="the text")
    for rung in rungs_of(position):
        if rung.clause in clauses:
            yield from _hard(
                position,
                rung.clause_field,
                clauses[rung.clause].text,
                most=(CLAUSE_GRADE, CLAUSE_WORDS),
                what=f'the clause "{rung.clause}"',
            )


def _hard(
    position: Position, field: str, text: str, *, most: tuple[float, int], what: str
) -> Iterator[LintProblem]:
    longest = longest_sentence(text)
    if longest > most[1]:
        yield warning(
            position,
            field,
            message=f"{what} has a sentence of {longest} words, and more than {most[1]} are "
            "hard to follow; split it",
        )
    elif len(_WORD.findall(text)) >= _ENOUGH_WORDS and grade(text) > most[0]:
        yield warning(
            position,
            field,
            message=f"{what} takes {grade(text):.0f} years of schooling to follow (Flesch-Kincaid), and "
            f"more than {most[0]:.0f} are hard; use shorter sentences and words",
        )


def _sentences(text: str) -> list[list[str]]:
    found = (_WORD.findall(part) for part in _SENTENCE.split(text))
    return [words for words in found if words]


def _syllables(word: str) -> int:
    """Groups of vowels, without an ending that is not spoken."""
    plain = word.lower()
    return max(1, len(_VOWELS.findall(plain)) - bool(_SILENT.search(plain)))
