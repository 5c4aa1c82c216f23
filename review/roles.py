"""Phrases of a playbook that speak of our side and the other: who owns, who defends whom."""

from collections.abc import Sequence

from contracts.extraction import Extraction
from playbooks.checks import Check
from playbooks.playbook import Position
from review.voice import Voice

US, THEM = "{party_us}", "{party_them}"
_PHRASES = ("groups", "phrases", "unless", "near", "not_near", "signs")


def with_names(position: Position, extraction: Extraction, *, voice: Voice) -> Position:
    """The position with `{party_us}` and `{party_them}` in its phrases replaced by what the contract calls
    the parties, one phrase for each name of the party: "{party_us} owns" becomes "Client owns" and "Acme,
    Inc. owns". Where the contract does not say which party is ours they stay, and the check is
    not decided."""
    names = {US: _names(voice.us, extraction), THEM: _names(voice.them, extraction)}
    rungs = tuple(
        rung.model_copy(update={"checks": _filled(rung.checks, names)}) for rung in position.fallbacks
    )
    update = {"checks": _filled(position.checks, names), "fallbacks": rungs}
    return position.model_copy(update={**update, "signs": _all(position.signs, names)})


def _names(ours: str, extraction: Extraction) -> tuple[str, ...]:
    plain = ours.removeprefix("the ")
    parties = [fact.value for fact in extraction.metadata.parties]
    alike = [
        name
        for party in parties
        if plain.lower() in (party.defined_term.lower(), party.name.lower())
        for name in (party.defined_term, party.name)
        if name
    ]
    return tuple(dict.fromkeys([plain, *alike])) if plain else ()


def _filled(checks: Sequence[Check], names: dict[str, tuple[str, ...]]) -> tuple[Check, ...]:
    return tuple(check.model_copy(update=_changed(check, names)) for check in checks)


def _changed(check: Check, names: dict[str, tuple[str, ...]]) -> dict[str, object]:
    changed: dict[str, object] = {}
    for field in _PHRASES:
        phrases = getattr(check, field, None)
        if not phrases:
            continue
        new = tuple(_all(group, names) for group in phrases) if field == "groups" else _all(phrases, names)
        if new != phrases:
            changed[field] = new
    return changed


def _all(phrases: Sequence[str], names: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    filled = list(phrases)
    for slot, called in names.items():
        filled = [each for phrase in filled for each in _each(phrase, slot, called)]
    return tuple(filled)


def _each(phrase: str, slot: str, called: tuple[str, ...]) -> list[str]:
    return [phrase.replace(slot, name) for name in called] if called and slot in phrase else [phrase]


def is_open(phrases: Sequence[str]) -> bool:
    """Whether a phrase still speaks of a side whose name is not known."""
    return any(US in phrase or THEM in phrase for phrase in phrases)
