"""The clause type that a rule of a guide is about, by its title."""

from functools import cache

from rapidfuzz import fuzz, process

from contracts.value import Value
from extraction.clauses.headings import types_of_heading, without_label
from extraction.clauses.taxonomy import clause_types

# What people call things in guides, and no heading of a contract does.
_SPOKEN = {
    "indirect loss": "consequential_damages", "indirect losses": "consequential_damages",
    "indirect damages": "consequential_damages", "super cap": "cap_on_liability",
    "cap exclusions": "uncapped_liability", "exclusions from the cap": "uncapped_liability",
    "exclusions from the liability cap": "uncapped_liability", "cap carve outs": "uncapped_liability",
    "unlimited liability": "uncapped_liability", "ip indemnity": "indemnification",
    "intellectual property indemnity": "indemnification", "data breach": "data_protection",
    "data breach notice": "data_protection", "breach notification": "data_protection",
    "personal data": "data_protection", "auto renewal": "renewal_term", "automatic renewal": "renewal_term",
    "uptime": "service_levels", "availability": "service_levels", "sla": "service_levels",
    "jurisdiction": "dispute_resolution", "law": "governing_law", "mfn": "most_favored_nation",
    "nda": "confidentiality", "logo use": "publicity", "change of control": "change_of_control",
}  # fmt: skip
_SURE, _LIKELY = 90, 72  # of 100, by rapidfuzz's token ratio; tried on the titles of our own starters


class Kind(Value):
    """Ids of clause types, the best first; `sure` where the title is a heading that we know."""

    types: tuple[str, ...]
    sure: bool = True


def kind_of(title: str, *, named: str = "") -> Kind | None:
    """What a title is about, or None where nothing comes near. `named` is what the guide itself gives as
    the clause type: ids or titles of the taxonomy, with commas between them."""
    given = [_named().get(_folded(each).replace("_", " ")) for each in named.split(",")]
    known = tuple(dict.fromkeys(each for each in given if each))
    if known:
        return Kind(types=known)
    folded = _folded(title)
    spoken = _SPOKEN.get(folded.replace("-", " "))
    exact = (spoken,) if spoken else types_of_heading(folded)
    if exact:
        return Kind(types=exact)
    held = _held(folded)
    if held:
        return Kind(types=held)
    return _near(folded)


def _folded(words: str) -> str:
    return " ".join(without_label(words).lower().replace("’", "'").replace("&", "and").split())


def _held(title: str) -> tuple[str, ...]:
    """Types of the longest known heading that stands in the title word for word."""
    padded = f" {title.replace('-', ' ')} "
    inside = [heading for heading in _headings() if f" {heading.replace('-', ' ')} " in padded]
    best = max(inside, key=lambda heading: (len(heading), heading), default="")
    return types_of_heading(best) if best else ()


def _near(title: str) -> Kind | None:
    found = process.extractOne(title, _headings(), scorer=fuzz.token_sort_ratio, score_cutoff=_LIKELY)
    return Kind(types=types_of_heading(found[0]), sure=found[1] >= _SURE) if found else None


@cache
def _named() -> dict[str, str]:
    kinds = clause_types().values()
    return {_folded(kind.title): kind.id for kind in kinds} | {
        kind.id.replace("_", " "): kind.id for kind in kinds
    }


@cache
def _headings() -> tuple[str, ...]:
    names = {heading for kind in clause_types().values() for heading in kind.headings}
    return tuple(sorted(name for name in names if types_of_heading(name)))
