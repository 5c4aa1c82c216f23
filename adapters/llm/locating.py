"""From a model's verbatim words to located facts; what cannot be located is withheld."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from adapters.llm.schemas import (
    MetadataAnswer,
    ObligationsAnswer,
    Stated,
    StatedObligation,
    StatedParty,
    StatedRenewal,
    StatedTerm,
)
from contracts.document import Document
from contracts.extraction import Withheld
from contracts.metadata import Duration, Fact, Metadata, Party, Renewal, Term
from contracts.obligations import Obligation
from contracts.spans import Quote, locate
from extraction.metadata.calendar import find_dates
from extraction.metadata.durations import find_durations
from extraction.metadata.places import canonical_place, find_place
from extraction.metadata.roles import role_of
from extraction.obligations.actors import known_actors
from extraction.obligations.deadlines import find_deadline

T = TypeVar("T")
_EXACT, _NORMALISED = 0.7, 0.6
_SHOWN_CHARS = 60


class Locator:
    """Locates answers in `document`, in the part `within` that was sent and outside the ranges `unsent`;
    keeps what it withheld."""

    def __init__(
        self,
        document: Document,
        *,
        within: tuple[int, int] | None = None,
        unsent: Sequence[tuple[int, int]] = (),
    ) -> None:
        self._document = document
        self._within = within
        self._unsent = unsent
        self.withheld: list[Withheld] = []

    def quote(self, field: str, words: str) -> Quote | None:
        """The words where they stand in the text, or None (withheld)."""
        found = locate(self._document, words, within=self._within) if words.strip() else None
        if found is None:
            self.withhold(field, words, reason="these words are not in the document")
        elif any(low < found.span.end and found.span.start < high for low, high in self._unsent):
            self.withhold(
                field, words, reason="these words stand in a passage that was not sent to the model"
            )
            return None
        return found

    def part(self, field: str, quote: Quote, *, words: str | None) -> str:
        """Words as they stand within `quote`, single-spaced; "" where absent or not there (withheld)."""
        if not words or not words.strip():
            return ""
        found = locate(self._document, words, within=(quote.span.start, quote.span.end))
        if found is None:
            self.withhold(field, words, reason="these words are not in the sentence quoted")
            return ""
        return " ".join(found.text.split())

    def withhold(self, field: str, words: str, *, reason: str) -> None:
        """Note an answer that is not shown as fact; only its first words are kept."""
        self.withheld.append(
            Withheld(field=field, words=" ".join(words.split())[:_SHOWN_CHARS], reason=reason)
        )

    def stated(
        self, field: str, answer: Stated | None, *, read: Callable[[str], T | None]
    ) -> tuple[T, Quote] | None:
        """The value that our own parser `read` finds in located words, with the sentence around them."""
        quote = self.quote(field, answer.quote) if answer else None
        words = self.part(field, quote, words=answer.words) if answer and quote else ""
        if not answer or not quote or not words:
            return None
        value = read(words)
        if value is None:
            self.withhold(field, words, reason="our own reading of these words finds no such value")
            return None
        return value, quote


def _sure(quote: Quote) -> float:
    return _EXACT if quote.match == "exact" else _NORMALISED


def located_metadata(locator: Locator, answer: MetadataAnswer) -> Metadata:
    """Metadata of located facts only, source "model"."""
    title = locator.stated("title", answer.title, read=lambda words: words)
    law = locator.stated("governing_law", answer.governing_law, read=_place)
    notice = locator.stated("notice_period", answer.notice_period, read=_duration)
    kind = answer.contract_type
    shown = locator.quote("contract_type", kind.quote) if kind else None
    return Metadata(
        title=Fact[str](value=title[0], **_rest(title[1])) if title else None,
        contract_type=Fact[str](value=kind.value, **_rest(shown)) if kind and shown else None,
        parties=tuple(party for each in answer.parties if (party := _party(locator, each))),
        agreement_date=_day(locator, "agreement_date", answer.agreement_date),
        effective_date=_day(locator, "effective_date", answer.effective_date),
        expiry_date=_day(locator, "expiry_date", answer.expiry_date),
        term=_term(locator, answer.term),
        renewal=_renewal(locator, answer.renewal),
        notice_period=Fact[Duration](value=notice[0], **_rest(notice[1])) if notice else None,
        governing_law=Fact[str](value=law[0], **_rest(law[1])) if law else None,
    )


def _rest(quote: Quote) -> dict[str, Any]:
    return {"quotes": (quote,), "confidence": _sure(quote), "source": "model"}


def _place(words: str) -> str | None:
    return find_place(words) or (canonical_place(words) if words[:1].isupper() and len(words) < 40 else None)


def _duration(words: str) -> Duration | None:
    found = find_durations(words)
    return found[0].value if found else None


def _first_date(words: str) -> date | None:
    found = find_dates(words)
    return found[0].value if found and not found[0].ambiguous else None


def _day(locator: Locator, field: str, answer: Stated | None) -> Fact[date] | None:
    found = locator.stated(field, answer, read=_first_date)
    return Fact[date](value=found[0], **_rest(found[1])) if found else None


def _party(locator: Locator, answer: StatedParty) -> Fact[Party] | None:
    quote = locator.quote("parties", answer.quote)
    name = locator.part("parties", quote, words=answer.name) if quote else ""
    if not quote or not name:
        return None
    term = locator.part("parties.defined_term", quote, words=answer.defined_term)
    party = Party(
        name=name,
        role=role_of(term),
        defined_term=term,
        kind=locator.part("parties.kind", quote, words=answer.entity_kind),
        address=locator.part("parties.address", quote, words=answer.address),
    )
    return Fact[Party](value=party, **_rest(quote))


def _term(locator: Locator, answer: StatedTerm | None) -> Fact[Term] | None:
    quote = locator.quote("term", answer.quote) if answer else None
    if not answer or not quote:
        return None
    if answer.words is None:
        return Fact[Term](value=Term(perpetual=True), **_rest(quote)) if answer.perpetual else None
    words = locator.part("term", quote, words=answer.words)
    length = _duration(words)
    if words and length is None:
        locator.withhold("term", words, reason="our own reading of these words finds no length of time")
    return Fact[Term](value=Term(length=length), **_rest(quote)) if length else None


def _renewal(locator: Locator, answer: StatedRenewal | None) -> Fact[Renewal] | None:
    quote = locator.quote("renewal", answer.quote) if answer else None
    if not answer or not quote:
        return None
    value = Renewal(
        automatic=answer.automatic,
        length=_duration(locator.part("renewal.length", quote, words=answer.length_words)),
        notice=_duration(locator.part("renewal.notice", quote, words=answer.notice_words)),
    )
    return Fact[Renewal](value=value, **_rest(quote))


def located_obligations(
    locator: Locator, document: Document, *, answer: ObligationsAnswer, parties: Sequence[Party] = ()
) -> list[Obligation]:
    """Obligations whose words stand in the text, without ids, source "model"; actors are resolved to
    `parties` by our own reading of their names."""
    actors = known_actors(parties)
    found = (_obligation(locator, document, each) for each in answer.obligations)
    return [each.model_copy(update={"party": actors.party_of(each.actor)}) for each in found if each]


def _obligation(locator: Locator, document: Document, answer: StatedObligation) -> Obligation | None:
    quote = locator.quote("obligations", answer.quote)
    action = locator.part("obligations.action", quote, words=answer.action) if quote else ""
    if not quote or not action:
        return None
    actor = answer.actor if locate(document, answer.actor) else ""
    deadline = locator.part("obligations.deadline", quote, words=answer.deadline)
    clause = document.clause_at(quote.span.start)
    return Obligation(
        id="",
        modality=answer.modality,
        actor=" ".join(actor.split()),
        action=action,
        quote=quote,
        deadline=find_deadline(deadline) if deadline else None,
        condition=locator.part("obligations.condition", quote, words=answer.condition),
        clause_id=clause.id if clause else None,
        confidence=_sure(quote),
        source="model",
    )
