"""Duties read by the engine against those read by a person.

Each figure is an F1 over counts (right, wanted, said), so that what is missed and what is invented weigh
the same. A duty wanted and one said are a pair where the words of the wanted action stand at the head of
the one said; each is paired once, the best pairs first.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from contracts.metadata import Party
from contracts.obligations import Obligation
from evals.datasets.obligations import Owed

# Words of one field are the same where their bags of words agree at least this much (Dice).
SAME_WORDS = 0.6
_SAME_ACTION = 0.6
_SLACK_WORDS = 6
_WORD = re.compile(r"\w+")


class Count(NamedTuple):
    """Right ones, those wanted, those said."""

    right: int = 0
    wanted: int = 0
    said: int = 0

    @property
    def f1(self) -> float:
        """2 · right / (wanted + said); 1 where nothing was wanted and nothing said."""
        both = self.wanted + self.said
        return 2 * self.right / both if both else 1.0


class Said(NamedTuple):
    """A duty of the engine with its parties by their short names."""

    duty: Obligation
    party: tuple[str, ...]
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """One case: counts by figure, how many duties of nobody were told as such, and what went wrong in
    plain words."""

    counts: Mapping[str, Count]
    nobody_right: int
    errors: tuple[str, ...]


def said_of(duty: Obligation, parties: Sequence[Party]) -> Said:
    """The duty with short names for its parties."""
    terms = {party.name: party.defined_term for party in parties}
    everyone = tuple(terms.values())
    to = everyone if duty.owed_to == "both" else (terms.get(duty.owed_to, duty.owed_to),)
    return Said(duty, tuple(terms.get(name, name) for name in duty.parties), to if duty.owed_to else ())


def score_case(wanted: Sequence[Owed], said: Sequence[Said]) -> Scored:
    """Counts for every figure of one case."""
    pairs = _pairs(wanted, said)
    counts = {
        "found": Count(len(pairs), len(wanted), len(said)),
        "modality": Count(sum(w.modality == s.duty.modality for w, s in pairs), len(wanted), len(said)),
        **{name: _count(wanted, said, pairs=pairs, name=name) for name in _FIELDS},
    }
    nobody = sum(not one.actor and not other.duty.actor for one, other in pairs)
    return Scored(counts, nobody, tuple(_errors(wanted, said, pairs)))


def _bag(words: str) -> list[str]:
    return [word for word in _WORD.findall(words.lower()) if word not in ("the", "a", "an", "such")]


def same_words(one: str, other: str) -> bool:
    """Whether two fields say the same, but for a few words at their edges."""
    return _dice(_bag(one), _bag(other)) >= SAME_WORDS


def _dice(one: list[str], other: list[str]) -> float:
    rest, shared = list(other), 0
    for word in one:
        if word in rest:
            rest.remove(word)
            shared += 1
    both = len(one) + len(other)
    return 2 * shared / both if both else 1.0


def _pairs(wanted: Sequence[Owed], said: Sequence[Said]) -> list[tuple[Owed, Said]]:
    ranked = sorted(
        (
            (-_likeness(one, other), row, column)
            for row, one in enumerate(wanted)
            for column, other in enumerate(said)
        ),
    )
    pairs: dict[int, int] = {}
    for likeness, row, column in ranked:
        if -likeness >= _SAME_ACTION and row not in pairs and column not in pairs.values():
            pairs[row] = column
    return [(wanted[row], said[column]) for row, column in sorted(pairs.items())]


def _likeness(wanted: Owed, said: Said) -> float:
    """Share of the wanted action's words at the head of the action said; a little more for the same
    modality and actor, to part duties with the same words."""
    words = _bag(wanted.action)
    head = _bag(said.duty.action)[: len(words) + _SLACK_WORDS]
    share = sum(word in head for word in words) / max(1, len(words))
    alike = (wanted.modality == said.duty.modality) + (_bag(wanted.actor) == _bag(said.duty.actor))
    return share + 0.01 * alike if share else 0.0


class _Field(NamedTuple):
    wanted: Callable[[Owed], object]
    said: Callable[[Said], object]
    words: bool = False
    skipped: Callable[[Owed], bool] = lambda _: False


_FIELDS: dict[str, _Field] = {
    "actor": _Field(lambda w: tuple(_bag(w.actor)), lambda s: tuple(_bag(s.duty.actor))),
    "party": _Field(lambda w: tuple(sorted(w.party)), lambda s: tuple(sorted(s.party))),
    "owed_to": _Field(
        lambda w: tuple(sorted(w.to or ())),
        lambda s: tuple(sorted(s.to)),
        skipped=lambda w: w.to is None,
    ),
    "object": _Field(
        lambda w: w.object or "", lambda s: s.duty.object, words=True, skipped=lambda w: w.object is None
    ),
    "condition": _Field(lambda w: w.condition, lambda s: s.duty.condition, words=True),
    "exception": _Field(lambda w: w.exception, lambda s: s.duty.exception, words=True),
    "trigger": _Field(lambda w: w.trigger, lambda s: s.duty.trigger, words=True),
    "amount": _Field(lambda w: w.amount, lambda s: s.duty.amount),
    "consequence": _Field(lambda w: w.consequence, lambda s: s.duty.consequence, words=True),
    "survives": _Field(
        lambda w: None if w.survives is None else (w.survives,),
        lambda s: None if s.duty.survives is None else (s.duty.survives,),
    ),
    "unclear": _Field(lambda w: tuple(sorted(w.unclear)), lambda s: tuple(sorted(s.duty.ambiguities))),
}
FIGURES = ("found", "modality", *_FIELDS)


def _count(
    wanted: Sequence[Owed], said: Sequence[Said], *, pairs: Sequence[tuple[Owed, Said]], name: str
) -> Count:
    """Filled fields only: a field empty on both sides is no answer. Of duties that nothing is paired with,
    fields that may be left unscored do not count as said."""
    field = _FIELDS[name]
    paired = [id(other) for _, other in pairs]
    asked = sum(bool(field.wanted(one)) for one in wanted if not field.skipped(one))
    answered = sum(bool(field.said(other)) for one, other in pairs if not field.skipped(one))
    if name not in ("object", "owed_to"):
        answered += sum(bool(field.said(other)) for other in said if id(other) not in paired)
    right = sum(
        bool(field.wanted(one)) and _agrees(field, one, other)
        for one, other in pairs
        if not field.skipped(one)
    )
    return Count(right, asked, answered)


def _agrees(field: _Field, wanted: Owed, said: Said) -> bool:
    ours, theirs = field.wanted(wanted), field.said(said)
    if field.words:
        return ours == theirs or (bool(theirs) and same_words(str(ours), str(theirs)))
    return ours == theirs


def _errors(wanted: Sequence[Owed], said: Sequence[Said], pairs: Sequence[tuple[Owed, Said]]) -> list[str]:
    paired_wanted = [id(one) for one, _ in pairs]
    paired_said = [id(other) for _, other in pairs]
    lines = [f"missed: {one.actor} | {one.action}" for one in wanted if id(one) not in paired_wanted]
    lines += [
        f"invented: {other.duty.modality} | {other.duty.actor} | {other.duty.action[:60]}"
        for other in said
        if id(other) not in paired_said
    ]
    for one, other in pairs:
        if one.modality != other.duty.modality:
            lines.append(f"modality of {one.action!r}: {one.modality}, said {other.duty.modality}")
        for name, field in _FIELDS.items():
            ours, theirs = field.wanted(one), field.said(other)
            empty = not ours and not theirs
            if not field.skipped(one) and not empty and not _agrees(field, one, other):
                lines.append(f"{name} of {one.action!r}: {ours!r}, said {theirs!r}")
    return lines
