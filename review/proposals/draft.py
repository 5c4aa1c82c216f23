"""What was learnt from signed contracts → the draft of a playbook, each position with its evidence.

Nothing here says that a practice is good: every position is medium, has no approver, and waits for a person.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from clause_library.clause import ApprovedClause
from clause_library.embed import similarity
from clause_library.library import Library
from contracts.errors import InvalidInputError
from contracts.metadata import Duration
from contracts.value import Value
from extraction.clauses.taxonomy import clause_types
from playbooks.checks import Check, DurationRange, FeesPeriod, OneOf, Present, SimilarTo
from playbooks.playbook import Fallback, Playbook, Position, Side
from review.guides.offers import with_offers
from review.proposals.evidence import evidence_of, law_words, length_words
from review.proposals.practice import LAW, ClausePractice, LawUse, Practice, Way
from review.proposals.spread import Spread

_OFTEN, _SOMETIMES = 0.6, 0.2
_LEAST = 3
_LIKE_OURS, _LEAST_LIKE = 0.5, 0.3
_SLOT = re.compile(r"\{(\w+)\}")
_OUTSIDE = "Outside the middle half, as signed before"


class ProposedHeading(Value):
    """What contracts do not say about the playbook that is proposed from them."""

    id: str
    title: str
    side: Side
    contract_types: tuple[str, ...]


def draft_from_practice(practice: Practice, heading: ProposedHeading, *, library: Library) -> Playbook:
    """A position for each clause type that a fifth of the contracts, and three of them, have.

    Where numbers were read, the standard is the middle half of them and a fallback all that was signed,
    outliers aside; of laws, those of a quarter of the contracts and the others; of words, closeness to the
    clause of the library that the usual words are like. A type that three of five contracts have is required.
    Raises `InvalidInputError` where too few contracts agree in anything.
    """
    positions = [
        position
        for clause in practice.clauses
        if (position := _position(clause, practice, library=library)) is not None
    ]
    if not positions:
        raise InvalidInputError(
            f"{len(practice.contracts)} contracts share no clause that could be proposed; give more of a type"
        )
    draft = Playbook(
        **heading.model_dump(),
        version="1",
        notice=f"Proposed from {len(practice.contracts)} signed contracts. A draft that nobody approved: "
        "counsel must weigh every position; what was signed before need not be what we want.",
        positions=tuple(positions),
    )
    return with_offers(draft, library=library)


def _position(clause: ClausePractice, practice: Practice, *, library: Library) -> Position | None:
    least = min(_LEAST, clause.of)
    if len(clause.contracts) < least or clause.share < _SOMETIMES:
        return None
    laws = practice.laws if clause.clause_type == LAW else ()
    checks, fallbacks, standard = _ladder(clause, laws, least=least, library=library)
    kind = clause_types()[clause.clause_type]
    return Position(
        id=clause.clause_type.replace("_", "-"),
        title=kind.title,
        clause_types=(clause.clause_type,),
        issue=kind.definition,
        severity="medium",
        required=clause.share >= _OFTEN,
        checks=checks,
        standard=standard,
        fallbacks=fallbacks,
        guidance=" ".join((*evidence_of(clause), *law_words(laws))),
        source=f"practice: {len(clause.contracts)} of {clause.of} signed contracts",
    )


def _ladder(
    clause: ClausePractice, laws: Sequence[LawUse], *, least: int, library: Library
) -> tuple[tuple[Check, ...], tuple[Fallback, ...], str]:
    """The checks of the standard, the fallbacks below it, and the standard clause."""
    spreads = [spread for spread in clause.spreads if len(spread.figures) >= least]
    if spreads:
        checks = tuple(_range(spread, (spread.lower, spread.upper)) for spread in spreads)
        wide = tuple(_range(spread, spread.usual) for spread in spreads)
        title = f"{_OUTSIDE}: {' and '.join(length_words(each, each.usual) for each in spreads)}"
        return checks, (Fallback(title=title, checks=wide),) if wide != checks else (), ""
    if laws:
        return (*_laws(laws), "")
    return _by_words(clause, library)


def _range(spread: Spread, bounds: tuple[Decimal, Decimal]) -> Check:
    low, high = (
        Duration(count=int(bound.to_integral_value(rounding)), unit=spread.unit)
        for bound, rounding in zip(bounds, (ROUND_FLOOR, ROUND_CEILING), strict=True)
    )
    if spread.field == "liability_cap":
        return FeesPeriod(min=low, max=high)
    return DurationRange(min=low, max=high, subject="term" if spread.field == "term" else "any")


def _laws(laws: Sequence[LawUse]) -> tuple[tuple[Check, ...], tuple[Fallback, ...]]:
    total = sum(len(use.contracts) for use in laws)
    usual = tuple(use.law for use in laws if len(use.contracts) * 4 >= total) or (laws[0].law,)
    every = tuple(use.law for use in laws)
    check = OneOf(field=LAW, values=usual)
    if usual == every:
        return (check,), ()
    rung = Fallback(title="Another law that was signed before", checks=(OneOf(field=LAW, values=every),))
    return (check,), (rung,)


def _by_words(
    clause: ClausePractice, library: Library
) -> tuple[tuple[Check, ...], tuple[Fallback, ...], str]:
    """Closeness to our clauses that are like the usual ways; that such a clause is there, where none is."""
    found: list[tuple[SimilarTo, int]] = []
    for way in clause.ways:
        many = len(way.wordings)
        check = _like_ours(way, library.of_type(clause.clause_type))
        usual = many > 1 and many * 4 >= len(clause.contracts)
        if check and usual and check.clause not in {other.clause for other, _ in found}:
            found.append((check, many))
    if not found:
        return (Present(),), (), ""
    (first, _), *others = found
    rungs = tuple(
        Fallback(title=f"The way of {many} signed contracts", checks=(check,), clause=check.clause)
        for check, many in others
    )
    return (first,), rungs, first.clause


def _like_ours(way: Way, clauses: Sequence[ApprovedClause]) -> SimilarTo | None:
    """Closeness to the clause that the typical words are like, as close as all of this way are."""
    scored = [(similarity(way.typical.text, _filled(clause)), clause.id, clause) for clause in clauses]
    score, _, clause = max(scored, key=lambda each: each[:2], default=(0.0, "", None))
    if clause is None or score < _LIKE_OURS:
        return None
    least = min(similarity(wording.text, _filled(clause)) for wording in way.wordings)
    at_least = int(least * 20) / 20  # down to the next twentieth
    return SimilarTo(clause=clause.id, at_least=at_least) if at_least >= _LEAST_LIKE else None


def _filled(clause: ApprovedClause) -> str:
    return _SLOT.sub(lambda slot: clause.slots.get(slot[1], ""), clause.text)
