"""Who owes: the subject of the verb, resolved to a party of the contract."""

import re
from collections.abc import Collection, Sequence

from contracts.metadata import Party
from contracts.value import Value
from extraction.metadata.roles import ROLES

_BOTH = (
    r"(?:each|either|both|neither|no)\s+(?:of\s+the\s+)?(?:other\s+)?part(?:y|ies)"
    r"|the\s+parties(?:\s+hereto)?|parties"
)
_OTHERS = (
    r"(?:the\s+)?(?:disclosing|receiving|indemnif(?:ied|ying)|non-?breaching|breaching|defaulting"
    r"|non-?defaulting|terminating"
    r"|other|first|second|affected|providing|requesting|notifying)\s+party|(?:the\s+)?recipients?"
    r"|(?:the\s+)?discloser|party\s+[A-Z]\b"
)
_PRONOUNS = r"we|you|I"
_BOTH_ONLY = re.compile(rf"(?:{_BOTH})\Z", re.IGNORECASE)
# Words that may stand between the subject and its verb.
_BETWEEN = re.compile(
    r"(?:\s*\([^()]{0,80}\))?(?:\s*(?:also|hereby|further|each|both|expressly|thereafter|then|only"
    r"|promptly|at\s+all\s+times|jointly|together)\b)*"
    r"(?:\s*,[^;:]{1,180},)?(?:\s+(?:and|or)\s+(?:its|their|the)?\s*[\w ]{1,50})?\s*\Z",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"['’]s?\s+(?:[\w-]+\s+){0,4}(?:employees|personnel|staff|agents|representatives|subcontractors"
    r"|affiliates|officers|obligations?)\s*\Z",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\s*(?:\w+ly\s+)?be\s+(?:\w+ly\s+)?\w+(?:ed|en|id|nt|ne|de|ld|pt|wn|ught)\b")


class Actors(Value):
    """The names of one contract that can owe: `pattern` matches them; `parties` maps each, in lower case
    without "the", to the name of its party."""

    pattern: str
    parties: tuple[tuple[str, str], ...]

    def party_of(self, words: str) -> str:
        """The party that `words` name: its name, "both", or "" where they name none we know."""
        plain = _plain(words)
        if _BOTH_ONLY.match(plain) or _BOTH_ONLY.match("the " + plain):
            return "both"
        known = dict(self.parties)
        if plain in known:
            return known[plain]
        return next((party for name, party in self.parties if plain.startswith(name + "'")), "")


class Subject(Value):
    """Who owes: the words, and where they stand in the sentence (`start` = `end` = -1: nobody named)."""

    words: str = ""
    start: int = -1
    end: int = -1


_EITHER_WAY = frozenset({"receiving party", "disclosing party", "recipient", "discloser"})


def known_actors(parties: Sequence[Party], *, defined: Collection[str] = ()) -> Actors:
    """The actors of a contract with these parties: their names, short names and roles, and the general
    words for parties; roles that no party bears are known as words but resolve to none. But for the roles
    of a mutual confidentiality agreement: where the contract has `defined` one and no party bears it,
    either party may come to play it."""
    known: dict[str, str] = {}
    for party in parties:
        for name in (party.defined_term, party.name, party.role):
            if _plain(name):
                known.setdefault(_plain(name), party.name)
    for party in parties:
        for short in _short_names(party.name):
            known.setdefault(short, party.name)
    if not _EITHER_WAY & known.keys():
        known.update(dict.fromkeys(sorted(_EITHER_WAY & {_plain(term) for term in defined}), "both"))
    names = sorted(known, key=len, reverse=True)
    own = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    roles = "|".join(sorted((role.replace(" ", r"\s+") for role in ROLES), key=len, reverse=True))
    pieces = [piece for piece in (own, _BOTH, _OTHERS, roles, _PRONOUNS) if piece]
    pattern = rf"\b(?:the\s+|such\s+|any\s+|each\s+|that\s+)?(?:{'|'.join(pieces)})(?![\w-])"
    return Actors(pattern=pattern, parties=tuple(known.items()))


_LEGAL_FORM = re.compile(
    r"[,\s]+(?:inc|incorporated|llc|l\.l\.c|ltd|limited|corp|corporation|company|co|lp|l\.p|plc|gmbh|ag"
    r"|b\.v|n\.v|s\.a)\b\.?"
    r"(?=\W|\Z)",
    re.IGNORECASE,
)
_SHORTEST_NAME_CHARS = 4


def _short_names(name: str) -> list[str]:
    """A party's name without its legal form, and its first word where that is a name of its own."""
    bare = _plain(_LEGAL_FORM.sub("", name).strip(" ,."))
    first = bare.split(" ")[0] if bare else ""
    return [each for each in (bare, first) if len(each) >= _SHORTEST_NAME_CHARS and each not in _TOO_COMMON]


_TOO_COMMON = ROLES | frozenset(
    "united general national american international global first city state royal university north "
    "south east west northern southern party parties services this".split(" ")
)


def _plain(words: str) -> str:
    plain = " ".join(words.lower().replace("’", "'").split())
    return re.sub(r"^(?:the|such|any|that)\s+", "", plain)


# A subject farther from its verb than this is not read as one.
_SUBJECT_CHARS = 260


def subject_of(sentence: str, begin: int, *, verb: int, pattern: "re.Pattern[str]") -> Subject:
    """The actor whose verb stands at `verb`, sought in `sentence[begin:verb]`: the last one that only an
    aside parts from the verb."""
    found = list(pattern.finditer(sentence, max(begin, verb - _SUBJECT_CHARS), verb))
    for match in reversed(found):
        if _BETWEEN.fullmatch(sentence, match.end(), verb) or _POSSESSED.fullmatch(
            sentence, match.end(), verb
        ):
            end = verb if _POSSESSED.fullmatch(sentence, match.end(), verb) else match.end()
            words = re.sub(r"^that\s+(?!party)", "", " ".join(sentence[match.start() : end].split()))
            return Subject(words=words, start=match.start(), end=end)
    return Subject()


def doer_of(sentence: str, verb_end: int, *, end: int, pattern: "re.Pattern[str]") -> Subject:
    """Of a passive ("shall be paid by the Customer") the one who does it."""
    passive = _PASSIVE.match(sentence, verb_end, end)
    if not passive:
        return Subject()
    for by in re.compile(r"\bby\s+").finditer(sentence, passive.end(), min(end, passive.end() + 120)):
        match = pattern.match(sentence, by.end(), end)
        if match:
            return Subject(words=" ".join(match[0].split()), start=match.start(), end=match.end())
    return Subject()


def is_passive(sentence: str, verb_end: int) -> bool:
    """Whether the verb after `verb_end` is in the passive."""
    return bool(_PASSIVE.match(sentence, verb_end))
