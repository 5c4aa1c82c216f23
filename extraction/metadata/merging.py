"""Two readings of one document made one: the offline engine's and a language model's."""

from typing import Any

from contracts.metadata import Fact, Metadata, Party
from contracts.obligations import Obligation
from contracts.ports import SecondReading
from extraction.metadata.names import name_key

SURE = 0.8
_MOST = 0.99


def merge_readings(
    metadata: Metadata, obligations: tuple[Obligation, ...], *, second: SecondReading
) -> tuple[Metadata, tuple[Obligation, ...]]:
    """One reading of both. A value of the offline engine with a confidence of at least 0.8 stands; below
    that a located value of the model takes its place. Where both agree the confidence is that of two
    independent readers, 1 - (1 - a)(1 - b), at most 0.99, and the offline fact stands.

    Of fields with several facts other than the parties the offline engine's stand where it has any.

    Obligations of the model are added where no offline one of the same kind shares words with them; they
    keep the ids "m1" …, so that those of the offline engine do not move.
    """
    fields = {name: getattr(metadata, name) for name in Metadata.model_fields}
    for name, own in fields.items():
        other = getattr(second.metadata, name)
        if isinstance(own, tuple):
            fields[name] = _parties(own, other) if name == "parties" else own or other
        else:
            fields[name] = _fact(own, other)
    return Metadata(**fields), _obligations(obligations, second.obligations)


def _fact(own: Fact[Any] | None, other: Fact[Any] | None) -> Fact[Any] | None:
    if own is None or other is None:
        return own or other
    if _equal(own.value, other.value):
        return _agreed(own, other)
    return own if own.confidence >= SURE else other


def _equal(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return " ".join(one.lower().split()) == " ".join(other.lower().split())
    return one == other


def _agreed(own: Fact[Any], other: Fact[Any]) -> Fact[Any]:
    confidence = min(_MOST, 1 - (1 - own.confidence) * (1 - other.confidence))
    return own.model_copy(update={"confidence": max(own.confidence, round(confidence, 4))})


def _parties(own: tuple[Fact[Party], ...], other: tuple[Fact[Party], ...]) -> tuple[Fact[Party], ...]:
    """Parties matched by name; further ones of the model are added unless both sides are surely known."""
    rest = {name_key(fact.value.name): fact for fact in other}
    merged: list[Fact[Party]] = []
    for fact in own:
        same = rest.pop(name_key(fact.value.name), None)
        if same:
            fact = _agreed(fact, same).model_copy(update={"value": _filled(fact.value, same.value)})
        merged.append(fact)
    if sum(fact.confidence >= SURE for fact in own) >= 2:
        return tuple(merged)
    return (*merged, *rest.values())


def _filled(own: Party, other: Party) -> Party:
    blank = {name: getattr(other, name) for name in Party.model_fields if not getattr(own, name)}
    return own.model_copy(update=blank)


def _obligations(own: tuple[Obligation, ...], other: tuple[Obligation, ...]) -> tuple[Obligation, ...]:
    merged = list(own)
    for each in other:
        same = next((i for i, one in enumerate(merged) if one.source != "model" and _same(one, each)), None)
        if same is None:
            merged.append(each)
            continue
        confidence = min(_MOST, 1 - (1 - merged[same].confidence) * (1 - each.confidence))
        merged[same] = merged[same].model_copy(update={"confidence": round(confidence, 4)})
    return tuple(sorted(merged, key=lambda one: (one.quote.span.start, one.quote.span.end, one.id)))


def _same(one: Obligation, other: Obligation) -> bool:
    return one.modality == other.modality and one.quote.span.overlaps(other.quote.span)
