"""What is owed and to whom: the object of the verb and the party that receives it."""

import re
from functools import lru_cache
from typing import NamedTuple

from extraction.obligations.actors import Actors
from extraction.obligations.circumstances import EVENT_NOUNS

_LEADING = re.compile(
    r"(?:\s*(?:,[^,;]{1,120},(?=\s)|(?:not|also|then|first|further|hereby|only|at\s+all\s+times|at\s+least|in\s+turn|thereafter"
    r"|\w+ly(?:\s+and\s+\w+ly)?)\b(?!\s+(?:the|all|any)\b)|and\s+shall\s+cause[^,;]{1,80},))*\s*"
)
_EFFORTS = re.compile(
    r"use\s+[^,;.]{0,60}?(?:efforts|endeavou?rs)\s+to\s+|be\s+(?:willing|prepared|ready)\s+to\s+",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"[A-Za-z-]+(?:(?:,\s+[a-z-]+)*,?\s+(?:and/or|and|or)\s+(?!the\b|all\b|any\b|its\b)[a-z-]+(?=\s))?"
    r"(?:\s+(?:up|out|off|back|down|forth|over|harmless))*\s*"
)
_DETERMINERS = (
    r"the|an?|all|any|every|each|its|their|his|her|our|your|such|this|these|those|no|both|one|two|three"
)
_DETERMINER = re.compile(rf"(?:{_DETERMINERS}|(?:US|EUR|GBP|USD)?[$€£\d])(?!\w)|[$€£\d]", re.IGNORECASE)
_VERB_FIRST = re.compile(rf"[\w-]+\s+(?:{_DETERMINERS})(?!\w)", re.IGNORECASE)
_CARRIED = re.compile(r"(?:with|by|to|in|for|from|of|on)\s+", re.IGNORECASE)
# Verbs whose preposition leads to their object: "comply with the policy".
_PREPOSITIONAL = re.compile(
    r"(?:comply|abide|adhere|conform|refrain|participate|pay|deal|consent|provide|account|engage|refer"
    r"|attend|interfere|tamper|rely|contribute|agree)\s*\Z",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\s*(?:with|of|about)\s+", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:them|it|us|me|him|themselves|itself)\b", re.IGNORECASE)
_RECEIVER = re.compile(r"(?:us|me|you|each\s+other|one\s+another)\b", re.IGNORECASE)
_STOP = re.compile(
    r"(?:(?<!\d),|,(?!\d)|[;:()—]|\.(?!\d)|\s(?=(?:to(?<!access\sto)|within|by|at|upon|with|without|into|onto|through"
    r"|throughout|during|before|after|until|till|if|unless|except|provided|as|when|where|while|which|who|whom|that"
    r"|against|between|among|than|per|not|free|inside|outside|under|promptly|immediately|annually|monthly"
    r"|quarterly|once|equally|according|pursuant|prior\s+to|following|subject\s+to|other\s+than|herein|hereunder|so|because|via|ex"
    r"|for|from|in\s+(?:a|each|every|accordance|advance|full|writing|cash|order)"
    r"|(?:each|every)\s+(?:day|week|month|quarter|year)"
    rf"|on\s+(?:up|or|an?|each|every|(?:(?:the|its|their)\s+)?(?:{EVENT_NOUNS}|first|last|date)))\b)"
    r"|\s(?=(?:and|or)\s+(?:shall|will|must|may|to|not|promptly|otherwise)\b)"
    rf"|\s(?=(?:and|or)\s+(?!(?:{_DETERMINERS})\b)[a-z-]+\s+(?:{_DETERMINERS}|them|it|such)\b))",
    re.IGNORECASE,
)
_STATE = re.compile(
    r"\s+(?:confidential|secret|clean|clear|open|free|harmless|safe|available|informed|effective|liable)\Z",
    re.IGNORECASE,
)
_BE = re.compile(r"be\s", re.IGNORECASE)
# Verbs with the receiver in front of the thing: "pay Supplier compensation", not "display the Acme logo".
_DATIVE = re.compile(r"(?:pay|give|send|grant|provide|offer|furnish|supply|lend|deliver)\s+\Z", re.IGNORECASE)
_NOUN_NEXT = re.compile(r"\s+[a-z]")
_MOST_WORDS = 20


class Receipt(NamedTuple):
    """`object`: the thing owed, as written; `receiver`: the words right behind the verb that name who gets
    it. "" where there is none."""

    object: str = ""
    receiver: str = ""


def object_of(action: str, *, after: str, pattern: "re.Pattern[str]") -> Receipt:
    """The object of the words of a duty, which stand `after` the verb of duty: with "is responsible for" and
    "is entitled to" they may begin with the thing itself. Passives have none: their subject stands in front
    of the verb."""
    lead = _LEADING.match(action)
    at = lead.end() if lead else 0
    if efforts := _EFFORTS.match(action, at):
        at = efforts.end()
    if _BE.match(action, at):
        return Receipt()
    noun = after.endswith((" for", " of")) or (
        after.endswith("entitled to") and not _VERB_FIRST.match(action, at)
    )
    if not noun and not _DETERMINER.match(action, at):
        verbs = _VERBS.match(action, at)
        if not verbs:
            return Receipt()
        at = verbs.end()
        carried = _CARRIED.match(action, at)
        if carried:
            named = pattern.match(action, carried.end())
            to_party = carried[0].lower().startswith("to") and named
            if not to_party and not _PREPOSITIONAL.search(action[: verbs.end()]):
                return Receipt(receiver=named[0] if named else "")
            at = carried.end()
    return _received(action, at, pattern)


def _received(action: str, at: int, pattern: "re.Pattern[str]") -> Receipt:
    """The thing, behind the one who gets it where that stands first: "pay Supplier | a deposit"."""
    match = pattern.match(action, at) or _RECEIVER.match(action, at)
    if match and action[match.end() : match.end() + 1] not in ("'", "’"):
        given = _GIVEN.match(action, match.end())
        blank = match.end() + 1
        if given:
            return Receipt(_noun_phrase(action, given.end()), match[0])
        if _DETERMINER.match(action, blank):
            return Receipt(_noun_phrase(action, blank), match[0])
        dative = _DATIVE.search(action, max(0, at - 16), at) and _NOUN_NEXT.match(action, match.end())
        if dative and _STOP.match(action, match.end()) is None:
            return Receipt(_noun_phrase(action, blank), match[0])
    return Receipt(_noun_phrase(action, at))


def _noun_phrase(action: str, at: int) -> str:
    pronoun = _PRONOUN.match(action, at)
    if pronoun:
        return pronoun[0]
    stop = _STOP.search(action, at)
    words = action[at : stop.start() if stop else len(action)].split()
    phrase = " ".join(words[:_MOST_WORDS]).strip(" ,;:.")
    return _STATE.sub("", phrase)


def receiver_of(
    actors: Actors, owing: tuple[str, ...], *, action: str, first: str, pattern: "re.Pattern[str]"
) -> str:
    """The party that the duty is owed to: the one behind the verb or "to", else the other one of two; "both"
    where both owe; "" where several might ask for it."""
    # Of two parties there is no choice: who does not owe is owed.
    sought = () if len(actors.everyone) == 2 and owing else _to(pattern).finditer(action)
    for words in (first, *(match["name"] for match in sought)):
        named = actors.parties_of(words) if words else ()
        if len(named) == 1 and named != owing:
            return named[0]
    if len(owing) > 1:
        return "both" if len(owing) == len(actors.everyone) else ""
    others = [name for name in actors.everyone if name not in owing]
    return others[0] if len(others) == 1 and owing else ""


@lru_cache(maxsize=8)
def _to(pattern: "re.Pattern[str]") -> "re.Pattern[str]":
    return re.compile(rf"\bto\s+(?P<name>{pattern.pattern})(?!['’])", re.IGNORECASE)
