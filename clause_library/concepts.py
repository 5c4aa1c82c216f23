"""What people ask of a clause, found in the words of the question and in those of clauses.

A question names an idea in two words ("as is", "carveouts", "hold harmless"); a clause carries it out in a
sentence. `concepts.yaml` pairs the two for the ideas that contracts turn on.
"""

import re
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from clause_library.words import plain

MOST_COUNTED = 9
_LEFT_OUT = re.compile(r"(?:\b(?:without|not include|not contain|no|not|excluding|lacking)\s(?:\w+\s)?)$")
_QUALIFIED = "exception"  # what an "unqualified" clause is without
_SENTENCE_END = re.compile(r"[.;:]\s")


class Concept(NamedTuple):
    """An idea: how it is asked for and how clauses say it, both over `plain` text."""

    id: str
    asked: re.Pattern[str]
    said: re.Pattern[str]


class Question(NamedTuple):
    """The concepts that a question wants, and those it wants left out ("without carveouts")."""

    wanted: tuple[Concept, ...]
    unwanted: tuple[Concept, ...]


class Said(NamedTuple):
    """How often a clause says each wanted concept (0 to `MOST_COUNTED`), the most of them that begin in one
    sentence, and how many of the unwanted ones it says."""

    times: tuple[int, ...]
    together: frozenset[int]
    unwanted: int


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts, in the order of the file."""
    text = files("clause_library").joinpath("concepts.yaml").read_text("utf-8")
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    return tuple(
        Concept(row["id"], re.compile(row["asked"]), re.compile(row["said"]))
        for row in yaml.load(text, Loader=loader)["concepts"]
    )


def question_of(query: str) -> Question:
    """The concepts of a question."""
    text = plain(query)
    wanted: list[Concept] = []
    unwanted: list[Concept] = []
    for concept in concepts():
        found = concept.asked.search(text)
        if found:
            (unwanted if _LEFT_OUT.search(text[: found.start()]) else wanted).append(concept)
    if "unqualified" in text:
        unwanted += [each for each in concepts() if each.id == _QUALIFIED and each not in unwanted]
    return Question(tuple(each for each in wanted if each not in unwanted), tuple(unwanted))


def said_in(clause: str, question: Question) -> Said:
    """What a clause (already `plain`) says of a question."""
    ends = [found.end() for found in _SENTENCE_END.finditer(clause)]
    times: list[int] = []
    places: dict[int, set[int]] = {}
    for number, concept in enumerate(question.wanted):
        count = 0
        for found in concept.said.finditer(clause):
            count += 1
            places.setdefault(bisect_right(ends, found.start()), set()).add(number)
            if count == MOST_COUNTED:
                break
        times.append(count)
    together = max(places.values(), key=len) if places else set[int]()
    unwanted = sum(1 for concept in question.unwanted if concept.said.search(clause))
    return Said(tuple(times), frozenset(together), unwanted)
