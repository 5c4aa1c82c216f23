"""The names that can owe in a contract, and the parties they stand for."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from contracts.metadata import Party
from contracts.value import Value
from extraction.metadata.roles import ROLES

_BOTH = (
    r"(?:each|either|both|neither|no)\s+(?:of\s+)?(?:the\s+)?(?:other\s+)?part(?:y|ies)(?:\s+hereto)?"
    r"|the\s+parties(?:\s+hereto)?|parties"
)
# Words for a party that any of them may come to be.
_EITHER = (
    r"(?:the\s+)?(?:indemnif(?:ied|ying)|non-?breaching|breaching|defaulting|non-?defaulting|terminating"
    r"|other|affected|providing|requesting|notifying)\s+party"
)
_OTHERS = (
    r"(?:the\s+)?(?:disclosing|receiving|first|second)\s+party|(?:the\s+)?recipients?|(?:the\s+)?discloser"
    r"|party\s+[A-Z]\b"
)
# Persons who are no party: read as actors, resolved to nobody. Only where written with capitals.
_PERSONS = (
    r"(?-i:(?:[A-Z][\w-]*\s+){0,3}(?:Officer|Director|Manager|Committee|Representatives?|Coordinator|Auditors?"
    r"|Arbitrators?|Engineer|Architect|Subcontractors?|Affiliates?|Employees?|Personnel|Users?|Trustee|Expert"
    r"|Board))"
)
_PRONOUNS = r"we|you|I"
_BOTH_ONLY = re.compile(rf"(?:{_BOTH})\Z", re.IGNORECASE)
_EITHER_ONLY = re.compile(rf"(?:{_EITHER})\Z", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:,|\band/or\b|\band\b|\bor\b|\bas\s+well\s+as\b)\s*", re.IGNORECASE)
_EITHER_WAY = frozenset({"receiving party", "disclosing party", "recipient", "discloser"})


class Actors(Value):
    """The names of one contract that can owe: `pattern` matches them; `parties` maps each, in lower case
    without "the", to the name of its party; `everyone` are the names of all parties."""

    pattern: str
    parties: tuple[tuple[str, str], ...]
    everyone: tuple[str, ...] = ()

    def party_of(self, words: str) -> str:
        """The party that `words` name: its name, "both", or "" where they name none we know."""
        plain = _plain(words)
        if _is_both(plain):
            return "both"
        named = self.parties_of(words)
        return "both" if len(named) > 1 else named[0] if named else ""

    def parties_of(self, words: str) -> tuple[str, ...]:
        """The names of all parties that `words` name, each once."""
        return _named(words, self.parties, self.everyone)


# A contract names the same few words hundreds of times.
@lru_cache(maxsize=512)
def _named(words: str, parties: tuple[tuple[str, str], ...], everyone: tuple[str, ...]) -> tuple[str, ...]:
    plain = _plain(words)
    if _is_both(plain) or _EITHER_ONLY.match(plain):
        return everyone
    known = _lookup(parties)
    names = [known.get(plain, "")]
    if not names[0]:
        names = [known.get(_plain(piece), "") for piece in _JOINT.split(plain)]
    if not any(names):
        names = [party for name, party in parties if plain.startswith(name + "'")][:1]
    if "both" in names:
        return everyone
    return tuple(dict.fromkeys(name for name in names if name))


@lru_cache(maxsize=8)
def _lookup(parties: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return dict(parties)


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
    pieces = [piece for piece in (own, _BOTH, _EITHER, _OTHERS, roles, _PRONOUNS, _PERSONS) if piece]
    pattern = rf"\b(?:the\s+|such\s+|any\s+|each\s+|that\s+)?(?:{'|'.join(pieces)})(?![\w-])"
    everyone = tuple(dict.fromkeys(party.name for party in parties))
    return Actors(pattern=pattern, parties=tuple(known.items()), everyone=everyone)


_LEGAL_FORM = re.compile(
    r"[,\s]+(?:inc|incorporated|llc|l\.l\.c|ltd|limited|corp|corporation|company|co|lp|l\.p|plc|gmbh|ag"
    r"|b\.v|n\.v|n\.a|s\.a|sa|sarl|se|ab)\b\.?"
    r"(?=\W|\Z)",
    re.IGNORECASE,
)
_SHORTEST_NAME_CHARS = 4


def _short_names(name: str) -> list[str]:
    """A party's name without its legal form, its first two words, and its first and last word where those
    are names of their own."""
    bare = _plain(_LEGAL_FORM.sub("", name).strip(" ,."))
    words = bare.split(" ") if bare else []
    # "Ms Marsh" is how a contract speaks of Lena Marsh.
    person = [f"{title} {words[-1]}" for title in ("ms", "mr", "mrs", "dr")] if len(words) in (2, 3) else []
    short = [bare, *words[:1]]
    return [each for each in short if len(each) >= _SHORTEST_NAME_CHARS and each not in _TOO_COMMON] + person


_TOO_COMMON = ROLES | frozenset(
    "united general national american international global first city state royal university north "
    "south east west northern southern party parties services this".split(" ")
)


def _plain(words: str) -> str:
    plain = " ".join(words.lower().replace("’", "'").split())
    return re.sub(r"^(?:the|such|any|that)\s+", "", plain)


def _is_both(plain: str) -> bool:
    return bool(_BOTH_ONLY.match(plain) or _BOTH_ONLY.match("the " + plain))
