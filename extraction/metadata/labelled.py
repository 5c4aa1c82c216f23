"""Facts from the labelled values of a cover page, where the running text has none or less sure ones."""

from datetime import date
from typing import Any

from contracts.document import Document
from contracts.metadata import Fact, Metadata, Party, Term
from contracts.spans import locate
from extraction.metadata.calendar import find_dates
from extraction.metadata.cover import CoverFact, read_cover
from extraction.metadata.durations import find_durations
from extraction.metadata.names import name_in
from extraction.metadata.places import find_place
from extraction.metadata.roles import role_of

_SURE = 0.85


def with_cover(document: Document, metadata: Metadata) -> Metadata:
    """`metadata`, filled in and corrected from the cover page: a labelled value takes the place of one
    with a confidence below 0.85. Parties are taken from it only where the text names fewer than two."""
    labelled = read_cover(document)
    if not labelled:
        return metadata
    changes: dict[str, Any] = {}
    for each in labelled:
        own = getattr(metadata, each.field, None)
        if each.field == "party" or each.field in changes or (own and own.confidence >= _SURE):
            continue
        fact = _fact(document, each)
        if fact:
            changes[each.field] = fact
    parties = _parties(document, labelled) if len(metadata.parties) < 2 else ()
    if len(parties) >= 2:
        changes["parties"] = parties
    return metadata.model_copy(update=changes)


def _fact(document: Document, each: CoverFact) -> Fact[Any] | None:
    words = document.text[each.start : each.end]
    rest: dict[str, Any] = {
        "quotes": (locate(document, (each.start, each.end)),),
        "confidence": _SURE,
        "source": "rules",
    }
    if each.field == "governing_law":
        place = find_place(words)
        return Fact[str](value=place, **rest) if place else None
    if each.field.endswith("_date"):
        days = find_dates(words)
        return Fact[date](value=days[0].value, **rest) if len(days) == 1 and not days[0].ambiguous else None
    lengths = find_durations(words)
    return Fact[Term](value=Term(length=lengths[0].value), **rest) if len(lengths) == 1 else None


def _parties(document: Document, labelled: tuple[CoverFact, ...]) -> tuple[Fact[Party], ...]:
    found: dict[str, Fact[Party]] = {}
    for each in labelled:
        name = name_in(document.text, each.start, end=each.end) if each.field == "party" else None
        if not name:
            continue
        words = " ".join(document.text[name[0] : name[1]].split())
        role = role_of(each.label.lower().removesuffix(" name"))
        party = Party(name=words, role=role, defined_term=role.title())
        fact = Fact[Party](value=party, quotes=(locate(document, name),), confidence=_SURE, source="rules")
        found.setdefault(words.lower(), fact)
    return tuple(found.values())
