"""The table of what is said to machines (`phrases.yaml`), made ready for searching."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import NamedTuple

import yaml

from extraction.addressed.plain import plain

# No end of a sentence may stand between two words of a phrase.
_APART = "[^a-z0-9.!?;]{1,40}+"
_ELEMENT = re.compile(r"\((?P<one>[^()]*)\)|\[(?P<some>[^\]]*)\]|(?P<gap>…)|(?P<word>[^\s()\[\]…]+)")
_NAME = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"[a-z0-9]+")
_MOST_OPTIONAL, _MOST_BETWEEN = 5, 8
# Shorter openings stand in any run of letters.
_LEAST_OPENING = 5


@dataclass(frozen=True)
class Phrase:
    """One phrase: `apart` finds it in words, `joined` in letters without blanks. `command` where it counts
    only as an order."""

    says: str
    command: bool
    written: str

    # Most documents need few of the patterns, and to make them all takes longer than to read a contract.
    @cached_property
    def apart(self) -> re.Pattern[str]:
        return re.compile("".join(_apart(list(_ELEMENT.finditer(self.written)))) + "(?![a-z0-9])")

    @cached_property
    def joined(self) -> re.Pattern[str]:
        return re.compile("".join(_joined(list(_ELEMENT.finditer(self.written)))))


class Phrases(NamedTuple):
    """The table: phrases by the word that each begins with, for words and for letters without blanks;
    and the signs of a conversation with a model."""

    by_word: dict[str, tuple[Phrase, ...]]
    by_letters: dict[str, tuple[Phrase, ...]]
    begins: re.Pattern[str]
    signs: re.Pattern[str]
    signs_say: str


@cache
def load_phrases() -> Phrases:
    """The table of the package. Raises `ValueError` where a phrase begins with what may be left out."""
    raw = yaml.safe_load(files("extraction.addressed").joinpath("phrases.yaml").read_text("utf-8"))
    words = {name: "|".join(each.strip() for each in said.split("|")) for name, said in raw["words"].items()}
    by_word: dict[str, list[Phrase]] = {}
    by_letters: dict[str, list[Phrase]] = {}
    for kind in raw["kinds"]:
        for written in kind["phrases"]:
            phrase, first = _phrase(_filled(written, words), kind["says"])
            for option in first:
                _put(by_word, _WORD.findall(option)[0], phrase)
                if len(_letters(option)) >= _LEAST_OPENING:
                    _put(by_letters, _letters(option), phrase)
    openings = sorted(by_letters, key=lambda each: (-len(each), each))
    signs = [plain(sign).text for sign in raw["marks"]["signs"].split("\n") if sign]
    return Phrases(
        by_word={word: tuple(each) for word, each in by_word.items()},
        by_letters={word: tuple(each) for word, each in by_letters.items()},
        begins=re.compile(rf"(?=({'|'.join(openings)}))"),
        signs=re.compile("|".join(re.escape(sign).replace(r"\ ", r"\s*") for sign in signs)),
        signs_say=raw["marks"]["says"],
    )


def _put(table: dict[str, list[Phrase]], word: str, phrase: Phrase) -> None:
    if phrase not in table.setdefault(word, []):
        table[word].append(phrase)


def _filled(written: str, words: dict[str, str]) -> str:
    return _NAME.sub(lambda match: words[match[1]], written)


def _phrase(written: str, says: str) -> tuple[Phrase, tuple[str, ...]]:
    """The phrase, and what it may begin with."""
    element = _ELEMENT.match(written.removeprefix("^"))
    first = _options(element) if element else ()
    if not first:
        raise ValueError(
            f"the phrase “{written[:40]}” begins with what may be left out; begin it with a word"
        )
    return Phrase(says, written.startswith("^"), written.removeprefix("^")), first


def _options(element: re.Match[str]) -> tuple[str, ...]:
    """What may stand here, longest first; empty where nothing need."""
    said = element["word"] or element["one"] or ""
    return tuple(
        sorted({option.strip() for option in said.split("|")} - {""}, key=lambda each: (-len(each), each))
    )


def _apart(elements: list[re.Match[str]]) -> Iterator[str]:
    for number, element in enumerate(elements):
        before = _APART if number else ""
        if element["gap"]:
            yield rf"(?:{_APART}[a-z0-9]+){{0,{_MOST_BETWEEN}}}?"
        elif element["some"] is not None:
            yield f"(?:{_APART}(?:{_alternatives(element['some'])})(?![a-z0-9])){{0,{_MOST_OPTIONAL}}}"
        else:
            yield f"{before}(?:{'|'.join(map(_spaced, _options(element)))})"


def _joined(elements: list[re.Match[str]]) -> Iterator[str]:
    for element in elements:
        if element["gap"]:
            yield "[a-z0-9]{0,40}?"
        elif element["some"] is not None:
            options = "|".join(filter(None, map(_letters, element["some"].split("|"))))
            yield f"(?:{options}){{0,{_MOST_OPTIONAL}}}"
        else:
            yield f"(?:{'|'.join(map(_letters, _options(element)))})"


def _alternatives(said: str) -> str:
    return "|".join(_spaced(option.strip()) for option in said.split("|") if option.strip())


def _spaced(option: str) -> str:
    return _APART.join(re.escape(word) for word in option.split())


def _letters(option: str) -> str:
    return "".join(_WORD.findall(option))
