"""Lists in running words: "fraud, gross negligence or wilful misconduct, and breach of confidence"."""

import re

_QUOTED = re.compile(r"[“\"]([^”\"\n]{2,80})[”\"]")
_ITEMS = re.compile(
    r",\s*(?:and|or|plus)\s+|,\s*|;\s*|\s+(?:and|plus|as well as)\s+|\s*\(?\b(?:[a-h]|i{1,3}|iv|v)\)\s*"
)
_OR = re.compile(r"\s+or\s+|/")
_LEADING = re.compile(
    r"^(?:(?:both|either|any|all|the|an?|our|their|its|his|your|liability for|losses? (?:from|caused by)"
    r"|claims? (?:for|of)|breach(?:es)? of(?= (?:confiden|data|security|privacy)))\s+)+",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.;:!?]|\b(?:from the|so that|because|unless|except|with(?:out)?|where|when|if|in the clause"
    r"|at all times)\b"
)
_MOST_WORDS = 5
_MOST_ITEMS = 12


def quoted_phrases(words: str) -> list[str]:
    """The words in double quotation marks, in order, each once."""
    return list(dict.fromkeys(found.strip(" .,;") for found in _QUOTED.findall(words)))


def quoted_groups(words: str) -> list[list[str]]:
    """The words in quotation marks; those with nothing but "or" between them are alternatives."""
    groups: list[list[str]] = []
    end = -1
    for found in _QUOTED.finditer(words):
        joint = words[end : found.start()].strip(" ,")
        phrase = found[1].strip(" .,;")
        if groups and joint.lower() == "or":
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
        end = found.end()
    return groups


def listed(words: str) -> list[list[str]]:
    """The items of a list that `words` begin with, each with its alternatives ("A or B").

    Items of more than five words are sentences, and figures are read elsewhere: neither is a term to
    look for, and both are left out.
    """
    stop = _END.search(words)
    head = words[: stop.start()] if stop else words
    items: list[list[str]] = []
    for item in _ITEMS.split(head)[:_MOST_ITEMS]:
        spoken = [_LEADING.sub("", each.strip()).strip(" .,;:()") for each in _OR.split(item)]
        kept = [each.lower() for each in spoken if each and _is_term(each)]
        if kept and len(kept) == len([each for each in spoken if each]):
            items.append(kept)
    return items


def _is_term(words: str) -> bool:
    return len(words.split()) <= _MOST_WORDS and not any(char.isdigit() or char in "$€£%" for char in words)
