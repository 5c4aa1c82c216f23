"""Who owes what to whom, by when: one obligation for each verb of duty and each item of a list."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from contracts.document import Document
from contracts.metadata import Money, Party
from contracts.obligations import Deadline, Modality, Obligation
from contracts.spans import locate
from contracts.structure import Clause
from extraction.metadata.money import find_money
from extraction.obligations.actors import Actors, known_actors
from extraction.obligations.circumstances import (
    Circumstances,
    consequence_in,
    consequence_next,
    leading_circumstances,
    trailing_circumstances,
)
from extraction.obligations.deadlines import find_deadline
from extraction.obligations.objects import object_of, receiver_of
from extraction.obligations.survival import survives, surviving_ranges
from extraction.obligations.units import Unit, units
from extraction.obligations.vagueness import vague_words
from extraction.obligations.verbs import Duty, find_duties

_ACTION_CHARS = 700
_MOST_WORDS_BEFORE_ITEMS = 6
# A stem that hands things over says what with its items, however long it is.
_HANDS_OVER = re.compile(
    r"\s*(?:provide|deliver|furnish|supply|submit|send|give|pay|prepare|make\s+available)\b.*\bfollowing(?:\s+\w+){0,2}\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_DESCRIBES = re.compile(r"\b(?:that|which|who|where|following\s+\w+|as\s+follows|to)\s*\Z", re.IGNORECASE)
_OTHERS_TOO = re.compile(r"\s*cause\s+[^,;]{1,80}?\b(?:not\s+)?to\b\s*,?\s*", re.IGNORECASE)
_DENIED_ASIDE = re.compile(
    r"\s*,?\s*but\s+(?:(?:is|are|shall|will)\s+not\s+(?:be\s+)?(?:required|obligated|obliged)|need\s+not)"
    r"(?:\s+to)?\s*,?\s*",
    re.IGNORECASE,
)
_OF_TIME = re.compile(
    r"\d|\b(?:days?|weeks?|months?|years?|quarters?|upon|promptly|immediately)\b", re.IGNORECASE
)
_SUM = re.compile(r"[\d$€£¥]")
_CURRENCIES = ("dollar", "euro", "pound", "franc")


class _Reader(NamedTuple):
    document: Document
    actors: Actors
    pattern: "re.Pattern[str]"
    surviving: list[tuple[int, int]]
    starts: list[int]


class _Words(NamedTuple):
    """Where a duty stands, its own words, and what stands around them."""

    span: tuple[int, int]
    action: str
    around: Circumstances
    frame: str
    consequence: str = ""


def read_obligations(document: Document, parties: tuple[Party, ...]) -> tuple[Obligation, ...]:
    """Duties, bans, leaves and rights in the order of the text, ids "o1", "o2", … stable for the same
    file and engine.

    A passive without a doer ("invoices shall be paid") is kept with the ambiguity "no actor" and a
    confidence of 0.5. Duties of things ("the term shall begin") and rules of reading are left out.
    """
    actors = known_actors(parties, defined=[each.term for each in document.definitions])
    pattern = re.compile(actors.pattern, re.IGNORECASE)
    starts = [clause.start for clause in document.clauses]
    reader = _Reader(document, actors, pattern, surviving_ranges(document), starts)
    found: list[Obligation] = []
    listed = units(document)
    for unit, after in zip_longest(listed, listed[1:]):
        following = ""
        if after and after.stem == (0, 0) and 0 <= after.start - unit.end <= 2:
            following = consequence_next(document.text[after.start : after.end])
        for each in _of_unit(reader, unit, following):
            found.append(each.model_copy(update={"id": f"o{len(found) + 1}"}))
    return tuple(found)


def _of_unit(reader: _Reader, unit: Unit, following: str) -> Iterator[Obligation]:
    text, pattern = reader.document.text, reader.pattern
    sentence = text[unit.start : unit.end]
    duties = find_duties(sentence, pattern)
    if unit.stem != (0, 0):
        stem = text[unit.stem[0] : unit.stem[1]]
        last = _leading(stem, find_duties(stem, pattern))
        if last and not (duties and duties[0].subject.words):
            around = trailing_circumstances(sentence).or_else(leading_circumstances(last.lead))
            yield _obligation(
                reader, last, _Words((unit.start, unit.end), sentence, around, stem + " " + sentence)
            )
            return
    if unit.leads and _leading(sentence, duties):
        duties = duties[:-1]
    for index, duty in enumerate(duties):
        items = [item for item in unit.items if duty.modal.end <= item[0] - unit.start < duty.end]
        head = sentence[duty.modal.end : items[0][0] - unit.start] if items else ""
        if len(items) >= 2 and len(head) < 60:
            yield from _of_items(reader, duty, items, sentence)
            continue
        after = duties[index + 1] if index + 1 < len(duties) else None
        span = (unit.start + (0 if index == 0 else duty.start), unit.start + max(duty.end, duty.modal.end))
        if len(duties) == 1:
            span = (unit.start, unit.end)
        action = _own_words(sentence, duty, after)
        around = leading_circumstances(duty.lead).or_else(trailing_circumstances(action))
        consequence = consequence_in(
            sentence, duty.modal.end, end=after.modal.end if after else len(sentence)
        )
        frame = " ".join((duty.lead, action))
        yield _obligation(
            reader, duty, _Words(span, action, around, frame, consequence or (following if not after else ""))
        )


def _of_items(
    reader: _Reader, duty: Duty, items: Sequence[tuple[int, int]], sentence: str
) -> Iterator[Obligation]:
    leading = leading_circumstances(duty.lead)
    for start, end in items:
        words = re.sub(r"^\(?\w{1,5}\)\s*", "", reader.document.text[start:end])
        around = trailing_circumstances(words).or_else(leading)
        yield _obligation(reader, duty, _Words((start, end), words, around, f"{duty.lead} {words}"))


def _own_words(sentence: str, duty: Duty, after: Duty | None) -> str:
    """The words of the duty. Where two verbs share theirs ("shall not, and shall cause its staff not to,
    copy"), those behind the second."""
    action = sentence[duty.modal.end : duty.end]
    if after and not action.strip(" ,;"):
        shared = sentence[after.modal.end : after.end]
        others = _OTHERS_TOO.match(shared)
        return shared[others.end() :] if others else shared
    aside = _DENIED_ASIDE.match(action)
    return action[aside.end() :] if aside else action


def _leading(stem: str, duties: list[Duty]) -> Duty | None:
    """The verb that the items of a list complete: "shall:", "shall provide:", not "shall obey rules:"."""
    if not duties:
        return None
    rest = stem[duties[-1].modal.end :].rstrip(" :\n")
    if _HANDS_OVER.match(rest):
        return duties[-1]
    return None if len(rest.split()) > _MOST_WORDS_BEFORE_ITEMS or _DESCRIBES.search(rest) else duties[-1]


def _obligation(reader: _Reader, duty: Duty, words: _Words) -> Obligation:
    actors, action = reader.actors, words.action
    clause = _clause_at(reader, words.span[0])
    named = duty.subject.named
    party = actors.party_of(named) if named else ""
    parties = actors.parties_of(named) if named else ()
    receipt = object_of(action, after=duty.modal.verb, pattern=reader.pattern)
    owes = duty.modal.modality in ("obligation", "prohibition")
    first = duty.owed or receipt.receiver
    modality = _modality(duty, action)
    return Obligation(
        id="",
        modality=modality,
        actor=duty.subject.words,
        action=_trimmed(action)[:_ACTION_CHARS],
        quote=locate(reader.document, words.span),
        party=party,
        deadline=_deadline(action, duty.lead),
        condition=words.around.condition,
        ambiguities=_ambiguities(reader, duty, action, parties),
        clause_id=clause.id if clause else None,
        confidence=0.9 if party else 0.7 if named else 0.5,
        parties=parties,
        owed_to=receiver_of(actors, parties, action=action, first=first, pattern=reader.pattern)
        if owes
        else "",
        object=receipt.object,
        exception=words.around.exception,
        trigger=words.around.trigger,
        amount=_amount(action),
        consequence=words.consequence,
        survives=_survives(reader, words),
    )


def _clause_at(reader: _Reader, offset: int) -> Clause | None:
    """As `Document.clause_at`, which looks through all clauses."""
    for index in range(bisect_right(reader.starts, offset) - 1, -1, -1):
        clause = reader.document.clauses[index]
        if offset < max(clause.end, clause.start + 1):
            return clause
    return None


def _deadline(action: str, lead: str) -> Deadline | None:
    """Behind the verb, else in front of the subject, where words of time stand there."""
    return find_deadline(action) or (find_deadline(lead) if _OF_TIME.search(lead) else None)


def _trimmed(action: str) -> str:
    plain = " ".join(action.split()).strip(" ,;.:")
    return re.sub(r"[\s,;]+(?:and|or)\Z", "", plain).strip(" ,;.:")


def _modality(duty: Duty, action: str) -> Modality:
    """An item "not disclose …" of a list under "shall:" forbids."""
    if duty.modal.modality == "obligation" and re.match(r"\s*not\b", action, re.IGNORECASE):
        return "prohibition"
    return duty.modal.modality


def _ambiguities(reader: _Reader, duty: Duty, action: str, parties: tuple[str, ...]) -> tuple[str, ...]:
    found = vague_words(action)
    if not duty.subject.words:
        found.append("no actor")
    elif not parties and reader.actors.everyone:
        found.append("unknown actor")
    return tuple(found)


def _amount(action: str) -> Money | None:
    """The first sum of money; what is owed beyond it stands in the words."""
    lowered = action.lower()
    told = _SUM.search(action) or any(name in lowered for name in _CURRENCIES)
    sums = find_money(action) if told else ()
    return sums[0].value if sums else None


def _survives(reader: _Reader, words: _Words) -> bool | None:
    own = survives(words.frame)
    if own is None and any(low <= words.span[0] < high for low, high in reader.surviving):
        return True
    return own
