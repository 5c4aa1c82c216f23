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
