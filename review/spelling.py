"""American and British spelling of the words that clauses use, and which of the two a document writes."""

import re
from collections import Counter
from functools import cache
from typing import Literal

Spelling = Literal["British", "American", ""]

# American, British. Only words that are spelt so wherever they stand; "practice" and "license" change with
# the part of speech, and "program" is British too where it runs on a computer.
_PAIRS = tuple(
    (pair.partition("/")[0], pair.partition("/")[2])
    for pair in (
        "favor/favour favors/favours favorable/favourable honor/honour honors/honours honored/honoured "
        "behavior/behaviour labor/labour color/colour endeavor/endeavour endeavors/endeavours "
        "endeavored/endeavoured neighboring/neighbouring rumor/rumour harbor/harbour "
        "center/centre centers/centres data-center/data-centre meter/metre "
        "defense/defence defenses/defences offense/offence offenses/offences pretense/pretence "
        "fulfill/fulfil fulfills/fulfils fulfillment/fulfilment willful/wilful willfully/wilfully "
        "enrollment/enrolment installment/instalment installments/instalments skillful/skilful "
        "canceled/cancelled canceling/cancelling labeled/labelled labeling/labelling modeling/modelling "
        "traveling/travelling traveled/travelled signaling/signalling totaling/totalling "
        "judgment/judgement acknowledgment/acknowledgement check-payment/cheque-payment "
        "analyze/analyse analyzes/analyses analyzed/analysed analyzing/analysing catalog/catalogue"
    ).split()
)
_STEMS = (
    "organi reorgani authori unauthori reauthori recogni minimi maximi utili anonymi pseudonymi memori "
    "summari customi finali emphasi categori characteri capitali materiali neutrali optimi prioriti "
    "penali reali speciali standardi symboli synchroni theori tokeni visuali initiali normali"
).split()
_ENDINGS = "{0}e {0}es {0}ed {0}ing {0}ation {0}ations {0}ational".split()
_NOUN = r"\b(?P<before>(?:[Aa]n?|[Nn]o|[Tt]he|[Aa]ny|[Ss]uch|[Tt]his|[Ee]ach) (?:[a-z-]+ ){0,3}?)licen[sc]e\b"
_JUDGMENT = frozenset(("judgement", "acknowledgement"))  # British lawyers write both


@cache
def _british_of() -> dict[str, str]:
    pairs = dict(_PAIRS)
    for stem in _STEMS:
        for ending in _ENDINGS:
            pairs[stem + ending.format("z")] = stem + ending.format("s")
    return pairs


@cache
def _american_of() -> dict[str, str]:
    return {british: american for american, british in _british_of().items()}


def spelling_of(text: str) -> Spelling:
    """The spelling that most of the telling words of `text` have, "" where as many have the other."""
    # Each word is looked up: one pattern of all the words takes twenty times as long.
    times = Counter(_LETTERS.findall(text.lower()))
    american = sum(times[word] for word in times.keys() & _british_of().keys())
    british = sum(times[word] for word in times.keys() & _american_of().keys())
    score = british - american
    for match in _LICENCE.finditer(text):
        near = text[max(0, match.start() - _NEAR_CHARS) : match.end()]
        if any(noun.end() == len(near) for noun in LICENCE_NOUN.finditer(near)):
            score += 1 if match[1] == "c" else -1
    return "British" if score > 0 else "American" if score < 0 else ""


def respelt(word: str, spelling: Spelling) -> str:
    """The word in that spelling, its capitals kept; the same where it is not on the list, or for ""."""
    plain = word.lower()
    if spelling == "American":
        new = _american_of().get(plain, plain)
    elif spelling == "British" and plain not in _JUDGMENT:
        new = _british_of().get(plain, plain)
    else:
        return word
    if new == plain:
        return word
    return new.upper() if word.isupper() else new[0].upper() + new[1:] if word[0].isupper() else new


def noun_of_licence(match: "re.Match[str]", spelling: Spelling) -> str:
    """A match of `LICENCE_NOUN` in that spelling."""
    if not spelling:
        return match[0]
    return match["before"] + ("licence" if spelling == "British" else "license")


LICENCE_NOUN = re.compile(_NOUN)
_LETTERS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LICENCE = re.compile(r"licen([sc])e\b")
_NEAR_CHARS = 60
WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
