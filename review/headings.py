"""What a clause's heading says it is about."""

import re
from functools import cache, lru_cache

from contracts.spans import fold
from contracts.value import Value
from extraction.clauses.taxonomy import clause_types

# Headings that stand over too many different things to name one alone; the words below them decide.
_VAGUE = frozenset(
    "exceptions exclusions obligations changes execution purpose notice law restrictions remedies records "
    "compliance merger integration title grant default interest updates upgrades capacity representatives "
    "release delegation conflict conflicts interpretation construction communications effectiveness effect "
    "validity consideration charges announcements transfer successors relationship access term duration "
    "expiration extension termination liability fees license licence ownership warranty privacy security "
    "transition consent sanctions export facsimile signatures waiver".split()
) | {
    "term and termination", "term; termination", "intellectual property", "proprietary rights",
    "property rights", "limited liability", "confidential information", "data security", "rights granted",
    "no other rights", "access and use", "indemnification and insurance", "public disclosure",
}  # fmt: skip
# Usual headings of a type that stand just as often over something else: no evidence at all.
_MISLEADING = frozenset(
    (
        "customer data", "user data", "customer data ownership", "privacy policy", "security incidents",
        "security incident", "security breach", "data breach", "purchase price and payment",
        "governmental approvals", "general", "agreement",
    )
)  # fmt: skip
# Every position asks about every heading in turn: a store that holds fewer than the longest contract has
# would be emptied before it is asked again.
_MOST_HEADINGS = 32_768
_PARTS = re.compile(r"\s*(?:[;,/&]|\band\b|\bor\b)\s*")


class HeadingMatch(Value):
    """How a heading speaks to clause types. `alone`: it is one of their usual headings, or a part of it
    is, and the words are theirs only, so that no other evidence is needed. `shared`: other types have the
    heading too. `vague`: it stands over too many things to count without other evidence."""

    alone: bool = False
    shared: bool = False
    vague: bool = False

    @property
    def named(self) -> bool:
        return self.alone or self.shared or self.vague


_NOTHING = HeadingMatch()


def read_heading(heading: str, type_ids: tuple[str, ...]) -> HeadingMatch:
    """What a heading says of the clause types. An empty heading says nothing."""
    usual = _usual_parts(heading)
    return _read_parts(usual, type_ids) if usual else _NOTHING


@lru_cache(maxsize=16384)
def _read_parts(usual: frozenset[str], type_ids: tuple[str, ...]) -> HeadingMatch:
    owners = _owners()
    wanted = set(type_ids)
    named = {part for part in usual if wanted & owners[part]}
    parts = named - _MISLEADING
    clear = parts - _VAGUE
    alone = any(owners[part] <= wanted for part in clear)
    return HeadingMatch(alone=alone, shared=bool(clear) and not alone, vague=bool(parts) and not clear)


def contains_heading(heading: str, type_ids: tuple[str, ...]) -> bool:
    """Whether a heading has a long usual heading of the types within it ("Mutual indemnification of
    the Parties")."""
    plain = f" {_plain(heading)} "
    return any(
        f" {usual} " in plain
        for type_id in type_ids
        for usual in _headings_of(type_id)
        if len(usual) >= 10 and usual not in _VAGUE and usual not in _MISLEADING
    )


@lru_cache(maxsize=_MOST_HEADINGS)
def _usual_parts(heading: str) -> frozenset[str]:
    """The parts of a heading, the whole among them, that are usual headings of some clause type."""
    plain = _plain(heading)
    owners = _owners()
    return frozenset(part for part in (plain, *_PARTS.split(plain)) if part and part in owners)


@lru_cache(maxsize=_MOST_HEADINGS)
def _plain(heading: str) -> str:
    return fold(heading)[0].strip(" .:;-")


@cache
def _owners() -> dict[str, frozenset[str]]:
    owners: dict[str, set[str]] = {}
    for kind in clause_types().values():
        for heading in (*_headings_of(kind.id), kind.title.lower()):
            owners.setdefault(heading, set()).add(kind.id)
    return {heading: frozenset(of) for heading, of in owners.items()}


@cache
def _headings_of(type_id: str) -> tuple[str, ...]:
    kind = clause_types().get(type_id)
    return tuple(heading.lower() for heading in kind.headings) if kind else ()


def type_title(type_id: str) -> str:
    """The clause type's name for people; its id where the taxonomy does not know it."""
    kind = clause_types().get(type_id)
    return kind.title if kind else type_id.replace("_", " ")
