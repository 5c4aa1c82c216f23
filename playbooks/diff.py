"""What changed between two versions of a playbook, as data and in words.

"liability-cap: minimum 12 months → 6 months; fallback 2 removed; approver Legal → General Counsel".
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from contracts.value import Value
from playbooks.differences import checks_changed, condition_words, label, reworded, said
from playbooks.plain import COMPUTED
from playbooks.playbook import Fallback, Playbook, Position

Kind = Literal["added", "removed", "changed", "moved"]
_APART = frozenset({"positions", "drop", "extends"}) | COMPUTED
_ALIKE = 0.5


class Change(Value):
    """One thing that is otherwise. `position_id` is "" for the playbook as a whole; `field` is its place in
    the newer version, or in the older where it is gone, list entries counted from 1; `words` say it."""

    position_id: str
    field: str
    kind: Kind
    before: str
    after: str
    words: str


def diff_playbooks(old: Playbook, new: Playbook) -> tuple[Change, ...]:
    """All changes from `old` to `new`: of the playbook itself, then of each position in the order of `new`,
    then the positions that are gone."""
    found: list[Change] = list(_of_whole(old, new))
    before = {position.id: position for position in old.positions}
    after = {position.id for position in new.positions}
    stayed = [position.id for position in old.positions if position.id in after]
    moved = _moved(stayed, [position.id for position in new.positions if position.id in before])
    for position in new.positions:
        earlier = before.get(position.id)
        if earlier is None:
            found.append(_change(position.id, "", "added", after=position.title, words="added"))
            continue
        found.extend(_of_position(earlier, position))
        if position.id in moved:
            found.append(_change(position.id, "", "moved", words="moved to another place"))
    for position in old.positions:
        if position.id not in after:
            found.append(_change(position.id, "", "removed", before=position.title, words="removed"))
    return tuple(found)


def diff_in_words(changes: Sequence[Change]) -> tuple[str, ...]:
    """A line for the playbook itself, where it changed, and one for each position that did."""
    told: dict[str, list[str]] = {}
    for change in changes:
        told.setdefault(change.position_id, []).append(change.words)
    return tuple(f"{position or 'playbook'}: {'; '.join(words)}" for position, words in told.items())


def _of_whole(old: Playbook, new: Playbook) -> Iterator[Change]:
    for name in Playbook.model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if name == "extends" and before != after:
            words = f"stands on {after} instead of {before}" if before and after else ""
            words = words or (f"stands on {after}" if after else f"stands no longer on {before}")
            yield _change("", name, "changed", before=before, after=after, words=words)
        elif name not in _APART and before != after:
            yield _worded("", name, before, after)


def _of_position(old: Position, new: Position) -> Iterator[Change]:
    for name in Position.model_fields:
        before, after = getattr(old, name), getattr(new, name)
        if before == after:
            continue
        if name == "checks":
            yield from _of_checks(new.id, "", old, new)
        elif name == "fallbacks":
            yield from _of_fallbacks(new.id, old.fallbacks, new.fallbacks)
        elif name == "applies_when":
            ours, theirs = condition_words(old.applies_when), condition_words(new.applies_when)
            words = f"applies {ours} → {theirs}"
            yield _change(new.id, name, "changed", before=ours, after=theirs, words=words)
        else:
            yield _worded(new.id, name, before, after)


def _of_checks(id: str, prefix: str, old: Position | Fallback, new: Position | Fallback) -> Iterator[Change]:
    name = prefix.removesuffix(".")
    lead = f"{_spoken(name)}: " if name else ""
    for number, before, after, words in checks_changed(old.checks, new.checks):
        kind: Kind = "changed" if before and after else "added" if after else "removed"
        yield _change(
            id, f"{prefix}checks[{number}]", kind, before=before, after=after, words=f"{lead}{words}"
        )


def _of_fallbacks(id: str, old: Sequence[Fallback], new: Sequence[Fallback]) -> Iterator[Change]:
    partners = _partners(old, new)
    taken = set(partners.values())
    for rank, rung in enumerate(old, 1):
        if rank - 1 not in taken:
            words = f"fallback {rank} removed"
            yield _change(id, f"fallbacks[{rank}]", "removed", before=rung.title, words=words)
    for rank, rung in enumerate(new, 1):
        place = f"fallbacks[{rank}]"
        if rank - 1 not in partners:
            words = f"fallback {rank} added ({rung.title})"
            yield _change(id, place, "added", after=rung.title, words=words)
            continue
        earlier = old[partners[rank - 1]]
        yield from _of_checks(id, f"{place}.", earlier, rung)
        for name in ("title", "clause", "approver"):
            if getattr(earlier, name) != getattr(rung, name):
                change = _worded(id, f"{place}.{name}", getattr(earlier, name), getattr(rung, name))
                yield change.model_copy(update={"words": f"fallback {rank}: {change.words}"})
    order = [partners[rank] for rank in sorted(partners)]
    if order != sorted(order):
        yield _change(id, "fallbacks", "moved", words="fallbacks in another order")


def _partners(old: Sequence[Fallback], new: Sequence[Fallback]) -> dict[int, int]:
    """Which rung of `old` each rung of `new` was: the same title and clause first, then either, then the one
    in the same place whose title is alike."""
    found: dict[int, int] = {}

    def pair(fit: str) -> None:
        for number, rung in enumerate(new):
            for other, earlier in enumerate(old):
                if number in found or other in found.values():
                    continue
                same = (rung.title == earlier.title, bool(rung.clause) and rung.clause == earlier.clause)
                alike = number == other and _alike(rung.title, earlier.title)
                if {"both": all(same), "either": any(same), "alike": alike}[fit]:
                    found[number] = other

    for fit in ("both", "either", "alike"):
        pair(fit)
    return found


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= _ALIKE


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The ids that left their place, as few as tell the new order."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {old[block.a + n] for block in blocks for n in range(block.size)}
    return set(new) - kept


def _worded(id: str, field: str, before: object, after: object) -> Change:
    name = label(field.rsplit(".", 1)[-1])
    words = reworded(name, before=before, after=after)
    return _change(id, field, "changed", before=said(before), after=said(after), words=words)


def _spoken(place: str) -> str:
    """ "fallbacks[2]" → "fallback 2"."""
    return place.replace("fallbacks[", "fallback ").replace("]", "")


def _change(id: str, field: str, kind: Kind, *, before: str = "", after: str = "", words: str) -> Change:
    return Change(position_id=id, field=field, kind=kind, before=before, after=after, words=words)
