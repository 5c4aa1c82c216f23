"""Patterns of words that `re` finds quickly in long texts."""

from collections.abc import Iterable


def worded(*wordings: str) -> str:
    r"""The pattern of any of `wordings` where a word begins, to be compiled with `re.IGNORECASE`.

    It matches what `\b(?:one|two)` does, three times as fast: `re` tries a pattern at every letter, unless
    the first thing in it is a plain set of letters, which it skips to. Each wording begins with a plain
    letter of ASCII (`ValueError` where one does not) and holds no group with a name twice. Of wordings that
    fit at one place the first counts, as in `re`.
    """
    letters = dict.fromkeys(_first(each) for each in wordings)
    of_letter = (
        f"(?<={letter})(?:{'|'.join(each[1:] for each in wordings if _first(each) == letter)})"
        for letter in letters
    )
    return rf"(?-i:[{_both_cases(letters)}])(?<!\w.)(?:{'|'.join(of_letter)})"


def _first(wording: str) -> str:
    letter, after = wording[:1], wording[1:2]
    if not (letter.isascii() and letter.isalpha()) or (after and after in "?*+{|"):
        raise ValueError(f"{wording[:20]!r} does not begin with a plain letter; write one in front")
    return letter.lower()


def _both_cases(letters: Iterable[str]) -> str:
    return "".join(letter + letter.upper() for letter in letters)
