"""Words that a check looks for in a contract."""

from typing import Annotated

from pydantic import AfterValidator

LONGEST_CHARS = 200
GAP = "..."


def sound_phrase(phrase: str) -> str:
    """The phrase, unless it would be met by anything or by nothing. Raises `ValueError` with the remedy."""
    if not any(char.isalnum() for char in phrase):
        raise ValueError(f'the phrase "{phrase}" has no words; write some or remove it')
    if len(phrase) > LONGEST_CHARS:
        raise ValueError(f"a phrase has at most {LONGEST_CHARS} characters; keep the words that tell")
    if any(word.strip("*-") == "" and "*" in word for word in phrase.split()):
        raise ValueError(f'a `*` stands at the end of a word, and not alone as in "{phrase}"; use `...`')
    if phrase.strip().startswith(GAP) or phrase.strip().endswith(GAP):
        raise ValueError(f'`...` stands between words; take it off the end of "{phrase}"')
    return phrase


Phrase = Annotated[str, AfterValidator(sound_phrase)]


def says_also(phrase: str, other: str) -> bool:
    """Whether words that say `phrase` say `other` too, as far as the two tell: "breach of contract" says
    "breach", and "indemnify" says "indemnif*". False for an `other` with a gap."""
    sought = _words(other)
    if GAP in other:
        return False
    for stretch in phrase.split(GAP):
        words = _words(stretch)
        for start in range(len(words) - len(sought) + 1):
            pairs = zip(words[start:], sought, strict=False)
            if all(_word_says(ours, theirs) for ours, theirs in pairs):
                return True
    return False


def _words(phrase: str) -> list[str]:
    return phrase.lower().replace("-", " ").split()


def _word_says(word: str, other: str) -> bool:
    return word.startswith(other.removesuffix("*")) if other.endswith("*") else word == other
