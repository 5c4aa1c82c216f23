"""Typed checks out of the words of a position: "at least 12 months' fees", "English or Delaware law"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeVar

from contracts.metadata import Duration, Money
from contracts.value import Value
from extraction.metadata.durations import find_durations
from extraction.metadata.money import find_money
from extraction.metadata.places import PLACES, canonical_place, find_place
from extraction.metadata.shares import find_multiples, find_percentages
from playbooks.checks import (
    AbsentCheck,
    Check,
    DurationRange,
    FeesPeriod,
    MoneyRange,
    MustMention,
    MustNotMention,
    Mutual,
    NumberRange,
    OneOf,
    Present,
)
from playbooks.playbook import Side
from review.guides.lists import listed, quoted_groups, quoted_phrases

Bound = Literal["min", "max", "exact"]
_T = TypeVar("_T", Duration, Decimal)

_LEAST = re.compile(
    r"\b(?:at least|not? (?:less|fewer|shorter|lower|earlier) than|minimum(?: of)?|min\.?|not below"
    r"|or (?:more|longer|higher|greater)|a floor of|(?<!\bno )(?<!\bnot )(?:more|longer|higher) than)\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:at most|not? (?:more|greater|longer|higher|later) than|maximum(?: of)?|max\.?|up to|within"
    r"|not exceed\w*|or (?:less|fewer|shorter|lower)|capped at|limited to|a ceiling of|under|below"
    r"|(?<!\bno )(?<!\bnot )(?:less|fewer|shorter|lower) than)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"^\s*(?:there (?:must|should|shall|may|is|are)(?: to)? be no|no|none|never|delete|strike|remove|refuse"
    r"|must not (?:contain|include|have)"
    r"|we (?:do not|never|don['’]t|will not) (?:accept|agree to|give|grant))\b",
    re.IGNORECASE,
)
_MUTUAL = re.compile(
    r"\b(?:mutual(?:ly)?|both (?:parties|sides|ways)|each party|either party|reciprocal|applies equally"
    r"|two-way)\b",
    re.IGNORECASE,
)
_NOT_MUTUAL = re.compile(
    r"\b(?:not|need not be|one-way|rather than|instead of)\b[^.;]{0,30}\bmutual", re.IGNORECASE
)
_FEES = re.compile(r"\b(?:fees?|charges|paid|payable|contract value)\b", re.IGNORECASE)
_MENTION = re.compile(
    r"(?:\b(?:must|should|shall|has to|have to|needs? to)\s+(?:also |expressly |always )?"
    r"(?:mention|name|cover|include|list|carve out|except|refer to|require|provide for|address|contain|say)"
    r"|^\s*(?:mentions?|includes?|lists?|carves? out|names?|requires?))\b(?! of\b):?",
    re.IGNORECASE,
)
_NOT_MENTION = re.compile(
    r"\b(?:must|should|may|shall|does|do)\s+not\s+"
    r"(?:mention|name|cover|include|say|refer to|contain|extend to|allow)\b:?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?<=[.;])\s+|\n+")
_LAW_TYPES = ("governing_law", "dispute_resolution")
_CAP_TYPES = ("cap_on_liability",)
# Which way a bare number counts where the guide does not say, by clause type and side that we are on.
_WAYS: dict[tuple[str, Side], Bound] = {
    ("cap_on_liability", "customer"): "min", ("cap_on_liability", "vendor"): "max",
    ("cap_on_liability", "mutual"): "min", ("payment", "customer"): "min", ("payment", "vendor"): "max",
    ("warranty_duration", "customer"): "min", ("warranty_duration", "vendor"): "max",
    ("insurance", "customer"): "min", ("insurance", "vendor"): "max",
    ("late_payment", "customer"): "max", ("late_payment", "vendor"): "min",
    ("confidentiality_period", "mutual"): "max", ("service_levels", "customer"): "min",
    ("price_restrictions", "customer"): "max", ("price_restrictions", "vendor"): "min",
}  # fmt: skip


class Wish(Value):
    """The checks that words were read into. `assumed` says, in sentences for the person who finishes the
    draft, what was taken for granted; `plain` where no more than the presence of a clause was read."""

    checks: tuple[Check, ...]
    assumed: tuple[str, ...] = ()
    required: bool = True
    plain: bool = False


def read_wish(words: str, clause_type: str, *, side: Side) -> Wish:
    """Checks for what `words` ask of clauses of `clause_type`, seen from `side`.

    Numbers, laws, lists and quoted words become checks; what is left becomes `present`, which never says
    more than that there is such a clause.
    """
    if _NONE.search(words) and not _numbers(words):
        return Wish(checks=(AbsentCheck(),), required=False)
    found: list[Check] = []
    assumed: list[str] = []
    if clause_type in _LAW_TYPES:
        found.extend(_laws(words))
    for part in _PARTS.split(words):
        found.extend(_measured(part, clause_type, side, assumed))
        found.extend(_mentions(part))
    if _MUTUAL.search(words) and not _NOT_MUTUAL.search(words):
        found.append(Mutual())
    found = list({check.model_dump_json(): check for check in found}.values())
    if found:
        return Wish(checks=tuple(found), assumed=tuple(dict.fromkeys(assumed)))
    return Wish(checks=(Present(),), plain=True)


def _numbers(words: str) -> bool:
    return bool(
        find_durations(words) or find_percentages(words) or find_multiples(words) or find_money(words)
    )


def _laws(words: str) -> Iterator[Check]:
    names = [each for each in re.split(r",|;|/|\bor\b|\band\b(?! Wales)|\.\s|\n", words) if each.strip()]
    found = [find_place(each) for each in names]
    places = [place for place in found if place and canonical_place(place).lower() in PLACES]
    if places:
        yield OneOf(field="governing_law", values=tuple(dict.fromkeys(places)))


def _measured(part: str, clause_type: str, side: Side, assumed: list[str]) -> Iterator[Check]:
    """The numbers of one part of the words, each with the bound that the words beside it set."""
    lengths, sums = find_durations(part), find_money(part)
    shares, multiples = find_percentages(part), find_multiples(part)
    usual = _WAYS.get((clause_type, side), "exact")
    for length in lengths[:1]:
        way = _way(part, length.start, length.end, usual=usual, assumed=assumed)
        low, high = _bounds(length.value, way)
        if clause_type in _CAP_TYPES and _FEES.search(part):
            yield FeesPeriod(min=low, max=high)
        else:
            subject = "term" if clause_type == "term" else "any"
            yield DurationRange(min=low, max=high, subject=subject)
    for unit, numbers in (("percent", shares), ("multiple", () if lengths else multiples)):
        for number in numbers[:1]:
            way = _way(part, number.start, number.end, usual=usual, assumed=assumed)
            low, high = _bounds(number.value, way)
            yield NumberRange(unit="percent" if unit == "percent" else "multiple", min=low, max=high)
    for money in sums[:1]:
        yield from _money(money.value, _way(part, money.start, money.end, usual=usual, assumed=assumed))


def _money(money: Money, way: Bound) -> Iterator[Check]:
    if money.currency:
        low, high = _bounds(money.amount, way)
        yield MoneyRange(currency=money.currency, min=low, max=high)


def _bounds(value: _T, way: Bound) -> tuple[_T | None, _T | None]:
    return (None if way == "max" else value), (None if way == "min" else value)


def _way(part: str, start: int, end: int, *, usual: Bound, assumed: list[str]) -> Bound:
    """Whether a number is the least or the most: by the nearest words before it, then right after it."""
    before, after = part[:start], part[end : end + 40]
    nearest: list[tuple[int, Bound]] = []
    for way, pattern in (("min", _LEAST), ("max", _MOST)):
        nearest.extend((found.end(), "min" if way == "min" else "max") for found in pattern.finditer(before))
    if nearest:
        return max(nearest)[1]
    for way, pattern in (("min", _LEAST), ("max", _MOST)):
        if pattern.match(after.lstrip(" ,")) or re.match(rf"\s*\w{{0,12}}\s*{pattern.pattern}", after, re.I):
            return "min" if way == "min" else "max"
    said = {"min": "the least that we accept", "max": "the most that we accept", "exact": "the exact figure"}
    assumed.append(
        f"The guide does not say whether “{part[start:end].strip()}” is the least or the most; "
        f"it was taken as {said[usual]}."
    )
    return usual


def _mentions(part: str) -> Iterator[Check]:
    """What must, and what must not, be said: the list after such a verb, or the words in quotation marks."""
    avoided = _NOT_MENTION.search(part)
    if avoided:
        phrases = quoted_phrases(part) or [
            phrase for item in listed(part[avoided.end() :]) for phrase in item
        ]
        if phrases:
            yield MustNotMention(phrases=tuple(phrases))
        return
    asked = _MENTION.search(part)
    if asked:
        groups = quoted_groups(part) or listed(part[asked.end() :])
        if groups:
            yield MustMention(groups=tuple(tuple(group) for group in groups))
