"""Who owes: the subject of a verb of duty, in the active and in the passive."""

import re
from typing import NamedTuple

# Words that may stand between the subject and its verb.
_BETWEEN = re.compile(
    r"(?:\s*\([^()]{0,80}\))?(?:\s*(?:also|hereby|further|each|both|expressly|thereafter|then|only"
    r"|promptly|at\s+all\s+times|jointly|together)\b)*"
    r"(?:\s*,[^;:]{1,180},)?(?:\s+(?:and|or)\s+(?:its|their|his|her|any|all|every|each|anyone)\s[\w ]{1,50})?"
    r"(?:\s*(?:acknowledges?\s+and))?\s*\Z",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"['’]s?\s+(?:[\w-]+\s+){0,4}(?:employees|personnel|staff|agents|assistants|representatives"
    r"|subcontractors|affiliates|officers|obligations?)\s*\Z",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*,?\s*(?P<and>and/or|and|or)\s+|\s*,\s*", re.IGNORECASE)
# "Licensee and its Affiliates": it is the Licensee that owes.
_AND_ITS = re.compile(r"\s*,?\s*(?:and|or|and/or)\s+(?:its|their|his|her|our|your)\s+", re.IGNORECASE)
# "the licence granted to Licensee shall": not the Licensee; "the staff of Supplier shall": the Supplier.
_OBJECT_OF = re.compile(
    r"(?<!employees)(?<!personnel)(?<!staff)(?<!agents)(?<!affiliates)(?<!officers)(?<!contractors)"
    r"(?<!representatives)\s(?:of|by|to|from|between|with|against|for|upon|nothing\s+in)\s+\Z",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\s*(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?(?!(?:\w+(?:st|ci|nd|ff|r|l|v|iv|g|mpl|id)[ea]nt|present|current"
    r"|competent|prudent|patent|valid|invalid|void|liquid|open|even|exempt|prompt|one|none|alone|wide)\b)"
    r"(?:\w+(?:ed|en|id|nt|ne|de|ld|pt|wn|ught)|due|payable)\b"
)
# Passives whose subject gets: "the Consultant shall be reimbursed".
_GETS = re.compile(
    r"\s*(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?(?:reimbursed|paid|notified|informed|given|provided|indemnified"
    r"|compensated|granted|credited|consulted|furnished|supplied|refunded|advised)\b"
)
# Not "the data it may provide": there the pronoun's clause only describes.
_PRONOUN = re.compile(
    r"(?:\A|[,;:.)]|\b(?:and|or|but|that|then|which))\s*\b(?P<pronoun>it|she|he|they)(?:\s+(?:also|further|then))?\s*\Z",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"(?:hereby\s+)?(?:(?:represents?|warrants?|acknowledges?|agrees?|covenants?|undertakes?|confirms?"
    r"|promises?)\s*(?:,\s*)?(?:and\s+)?){1,4}that\s*\Z",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:in\s+no\s+(?:event|case)|under\s+no\s+circumstances?|at\s+no\s+time|on\s+no\s+account|nor|never)"
    r"\s*,?\s*\Z",
    re.IGNORECASE,
)
_BLANK = re.compile(r"\s*")
# A subject farther from its verb than this is not read as one.
_SUBJECT_CHARS = 260
_DOER_CHARS = 120
_REFERENT_CHARS = 1000


class Subject(NamedTuple):
    """Who owes: the words, and where they stand in the sentence (`start` = `end` = -1: nobody named).
    `means` are the words it stands for, where it is a pronoun."""

    words: str = ""
    start: int = -1
    end: int = -1
    means: str = ""

    @property
    def named(self) -> str:
        """The words to resolve to a party."""
        return self.means or self.words


def subject_of(sentence: str, begin: int, *, verb: int, pattern: "re.Pattern[str]") -> Subject:
    """The actor whose verb stands at `verb`, sought in `sentence[begin:verb]`: the last one that only an
    aside parts from the verb, with those that "and" joins to it."""
    found = list(pattern.finditer(sentence, max(begin, verb - _SUBJECT_CHARS), verb))
    for index in range(len(found) - 1, -1, -1):
        match = found[index]
        possessed = _POSSESSED.fullmatch(sentence, match.end(), verb)
        if not possessed and not _BETWEEN.fullmatch(sentence, match.end(), verb):
            continue
        if _OBJECT_OF.search(sentence, max(begin, match.start() - 40), match.start()):
            continue
        if index and _AND_ITS.fullmatch(sentence, found[index - 1].end(), match.start()):
            continue
        start = match.start()
        for other in reversed(found[:index]):
            joined = _JOINED.fullmatch(sentence, other.end(), start)
            # "Elm, Fenwick and Gale": a comma joins only what "and" has begun to join.
            if not joined or (start == match.start() and not joined["and"]):
                break
            start = other.start()
        end = verb if possessed else match.end()
        words = re.sub(r"^that\s+(?!party)", "", " ".join(sentence[start:end].split()))
        return Subject(words=words, start=start, end=end)
    return Subject()


def pronoun_of(
    sentence: str, begin: int, *, verb: int, verb_end: int, last: Subject, pattern: "re.Pattern[str]"
) -> Subject:
    """The pronoun in front of the verb, standing for `last` or else for the first actor of the sentence. Of
    "A agrees that it will" A itself is the subject. Nobody where it stands for no actor."""
    match = _PRONOUN.search(sentence, max(begin, verb - 40), verb)
    if not match:
        return Subject()
    at = match.start("pronoun")
    said = _REPORTS.search(sentence, max(0, at - 120), at)
    if said:
        teller = subject_of(sentence, 0, verb=said.start(), pattern=pattern)
        if teller.words:
            return teller
    if is_passive(sentence, verb_end) and not gets(sentence, verb_end):
        return Subject()  # "it shall be repaid": a thing
    meant = last.named
    if not meant:
        first = pattern.search(sentence, max(0, at - _REFERENT_CHARS), at)
        meant = " ".join(first[0].split()) if first else ""
    if not meant:
        return Subject()
    return Subject(match["pronoun"], at, match.end("pronoun"), means=meant)


def turned_subject(sentence: str, verb: int, *, verb_end: int, pattern: "re.Pattern[str]") -> Subject:
    """The subject behind its verb, where a "never" stands in front: "in no event shall the Recipient"."""
    if not _TURNED.search(sentence, max(0, verb - 30), verb):
        return Subject()
    blank = _BLANK.match(sentence, verb_end)
    match = pattern.match(sentence, blank.end() if blank else verb_end)
    return Subject(" ".join(match[0].split()), match.start(), match.end()) if match else Subject()


def doer_of(sentence: str, verb_end: int, *, end: int, pattern: "re.Pattern[str]") -> Subject:
    """Of a passive ("shall be paid by the Customer") the one who does it."""
    passive = _PASSIVE.match(sentence, verb_end, end)
    if not passive:
        return Subject()
    for by in _BY.finditer(sentence, passive.end(), min(end, passive.end() + _DOER_CHARS)):
        match = pattern.match(sentence, by.end(), end)
        if match:
            return Subject(words=" ".join(match[0].split()), start=match.start(), end=match.end())
    return Subject()


_BY = re.compile(r"\bby\s+", re.IGNORECASE)


def is_passive(sentence: str, verb_end: int) -> bool:
    """Whether the verb after `verb_end` is in the passive."""
    return bool(_PASSIVE.match(sentence, verb_end))


def gets(sentence: str, verb_end: int) -> bool:
    """Whether the subject of the passive after `verb_end` is the one it is owed to."""
    return bool(_GETS.match(sentence, verb_end))
