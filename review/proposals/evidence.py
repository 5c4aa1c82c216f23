"""What a proposal rests on, in words for the people who weigh it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from review.proposals.practice import ClausePractice, LawUse
from review.proposals.spread import Figure, Spread

_MOST_CHARS = 400
_MOST_NAMES = 5
_MOST_WAYS = 2


def evidence_of(clause: ClausePractice) -> Iterator[str]:
    """Sentences on how often, in which words and with which numbers contracts have such a clause."""
    yield f"Signed in {len(clause.contracts)} of {clause.of} contracts."
    alike = [way for way in clause.ways if len(way.wordings) > 1]
    for way in alike[:_MOST_WAYS]:
        yield f"{len(way.wordings)} say it alike, as in {way.typical.contract}: “{_cut(way.typical.text)}”"
    if clause.typical and not alike:
        yield f"Typical, though no two are close, is {clause.typical.contract}: “{_cut(clause.typical.text)}”"
    if clause.outliers:
        yield f"Unlike the others: {_names([each.contract for each in clause.outliers])}."
    for spread in clause.spreads:
        yield spread_words(spread)


def spread_words(spread: Spread) -> str:
    """The spread in one sentence."""
    least, most = spread.figures[0], spread.figures[-1]
    middle = length_words(spread, (spread.lower, spread.upper))
    said = f"{spread.title}, {len(spread.figures)} contracts: {middle} in the middle half"
    said += f", median {_plain(spread.median)}; least {_figure(least)}, most {_figure(most)}"
    if spread.outliers:
        said += f"; outliers: {', '.join(_figure(each) for each in spread.outliers[:_MOST_NAMES])}"
    return f"{said}."


def length_words(spread: Spread, bounds: tuple[Decimal, Decimal]) -> str:
    """A range of the spread ("30 to 45 days")."""
    low, high = (_plain(bound) for bound in bounds)
    return f"{low} {spread.unit}" if low == high else f"{low} to {high} {spread.unit}"


def law_words(laws: Sequence[LawUse]) -> Iterator[str]:
    """Which laws, and how often."""
    if laws:
        yield f"Laws: {', '.join(f'{use.law} ({len(use.contracts)})' for use in laws)}."


def _figure(figure: Figure) -> str:
    return f"{_plain(figure.size)} ({figure.contract})"


def _plain(size: Decimal) -> str:
    return format(size, "f")


def _names(contracts: Sequence[str]) -> str:
    shown = ", ".join(contracts[:_MOST_NAMES])
    return shown if len(contracts) <= _MOST_NAMES else f"{shown} and {len(contracts) - _MOST_NAMES} more"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_CHARS else f"{line[: _MOST_CHARS - 1].rstrip()}…"
