"""What signed contracts say, type by type: the typical words, the numbers, and what is unusual."""

from collections.abc import Sequence

from contracts.extraction import Extraction
from contracts.metadata import facts_of
from contracts.spans import Quote
from contracts.value import Value
from extraction.clauses.taxonomy import clause_types
from review.passages import cite, trimmed
from review.proposals.groups import grouped, likeness, lonely, medoid
from review.proposals.spread import MEASURES, Spread, figures_of, spread_of

LAW = "governing_law"
_SURE = 0.5
_MOST_QUOTES = 3
_LEAST_FOR_OUTLIERS = 4
# Types that name the contract and do not say what is agreed.
_LEFT_OUT = ("basics",)


class Signed(Value):
    """A signed contract: the name that evidence calls it by, and its reading."""

    name: str
    extraction: Extraction


class Wording(Value):
    """What one contract says on a matter: its strongest passages, at most three, in the order of the text."""

    contract: str
    quotes: tuple[Quote, ...]

    @property
    def text(self) -> str:
        """The words of all passages."""
        return "\n".join(quote.text for quote in self.quotes)


class Way(Value):
    """One way of saying it: those who say it so, and the wording most like all the others of them."""

    typical: Wording
    wordings: tuple[Wording, ...]


class ClausePractice(Value):
    """What `of` contracts have on one clause type. `typical` is the wording most like all the others; `ways`
    are the most usual first; `outliers` the wordings that are like no other, where there are four or more to
    compare."""

    clause_type: str
    title: str
    contracts: tuple[str, ...]
    of: int
    typical: Wording | None
    ways: tuple[Way, ...]
    outliers: tuple[Wording, ...]
    spreads: tuple[Spread, ...]

    @property
    def share(self) -> float:
        """Which part of the contracts has such a clause, in [0, 1]."""
        return len(self.contracts) / self.of


class LawUse(Value):
    """A governing law and the contracts under it, each with the words that say so."""

    law: str
    contracts: tuple[tuple[str, Quote], ...]


class Practice(Value):
    """What was learnt from contracts, in the order of the taxonomy; laws, the most frequent first."""

    contracts: tuple[str, ...]
    clauses: tuple[ClausePractice, ...]
    laws: tuple[LawUse, ...]


def learn(signed: Sequence[Signed]) -> Practice:
    """The practice of some signed contracts. Groups are found for each type by itself."""
    found: list[ClausePractice] = []
    spreads, laws = _spreads(signed), _laws(signed)
    under = tuple(name for use in laws for name, _ in use.contracts)
    for type_id, kind in clause_types().items():
        wordings = [wording for each in signed if (wording := _wording(each, type_id))]
        mine = tuple(spread for spread in spreads if spread.clause_type == type_id)
        stated = [figure.contract for spread in mine for figure in spread.figures]
        having = (*(each.contract for each in wordings), *stated, *(under if type_id == LAW else ()))
        if kind.group in _LEFT_OUT or not having:
            continue
        clause = ClausePractice(
            clause_type=type_id, title=kind.title, contracts=tuple(dict.fromkeys(having)), of=len(signed),
            spreads=mine, typical=None, ways=(), outliers=(),
        )  # fmt: skip
        found.append(clause.model_copy(update=_compared(wordings)))
    return Practice(contracts=tuple(each.name for each in signed), clauses=tuple(found), laws=laws)


def _compared(wordings: Sequence[Wording]) -> dict[str, object]:
    """The typical wording, the ways of saying it and the outliers, as fields of `ClausePractice`."""
    if not wordings:
        return {}
    table = likeness([wording.text for wording in wordings])
    ways = tuple(
        Way(typical=wordings[each.medoid], wordings=tuple(wordings[member] for member in each.members))
        for each in grouped(table)
    )
    odd = lonely(table) if len(wordings) >= _LEAST_FOR_OUTLIERS else ()
    return {
        "typical": wordings[medoid(table, range(len(table)))],
        "ways": ways,
        "outliers": tuple(wordings[member] for member in odd),
    }


def _wording(signed: Signed, type_id: str) -> Wording | None:
    """The passages of a type that the engine is sure of, none within another."""
    presence = signed.extraction.presence_of(type_id)
    if presence is None or presence.state != "present":
        return None
    document = signed.extraction.document
    spans: list[tuple[int, int]] = []
    for passage in signed.extraction.passages_of(type_id):
        span = trimmed(document.text, (passage.start, passage.end))
        apart = all(span[1] <= low or high <= span[0] for low, high in spans)
        if passage.score >= _SURE and span[0] < span[1] and apart and len(spans) < _MOST_QUOTES:
            spans.append(span)
    quotes = tuple(cite(document, span) for span in sorted(spans))
    return Wording(contract=signed.name, quotes=quotes) if quotes else None


def _spreads(signed: Sequence[Signed]) -> list[Spread]:
    found: list[Spread] = []
    for measure in MEASURES:
        facts = [
            (each.name, fact)
            for each in signed
            for fact in facts_of(each.extraction.metadata, measure.field)[:1]
            if fact.confidence >= _SURE
        ]
        spread = spread_of(measure, list(figures_of(measure, facts)))
        if spread is not None:
            found.append(spread)
    return found


def _laws(signed: Sequence[Signed]) -> tuple[LawUse, ...]:
    uses: dict[str, list[tuple[str, Quote]]] = {}
    for each in signed:
        law = each.extraction.metadata.governing_law
        if law and law.quotes and law.confidence >= _SURE:
            uses.setdefault(law.value, []).append((each.name, law.quotes[0]))
    ordered = sorted(uses.items(), key=lambda use: (-len(use[1]), use[0]))
    return tuple(LawUse(law=law, contracts=tuple(contracts)) for law, contracts in ordered)
