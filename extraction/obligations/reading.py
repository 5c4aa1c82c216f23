"""Who owes what to whom, by when: one obligation for each verb of duty and each item of a list."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from contracts.document import Document
from contracts.metadata import Party
from contracts.obligations import Modality, Obligation
from contracts.spans import locate
from contracts.value import Value
from extraction.obligations.actors import Actors, Subject, doer_of, is_passive, known_actors, subject_of
from extraction.obligations.deadlines import find_deadline
from extraction.obligations.modality import Modal, find_modals
from extraction.obligations.units import Unit, units

_SUBORDINATE = re.compile(
    r"\b(?:if|when|whenever|unless|until|where|in\s+the\s+event|to\s+the\s+extent|in\s+case|such\s+that"
    r"|as|which|who|whom"
    r"|that|because|since|while|whether)\b",
    re.IGNORECASE,
)
_HEARD = re.compile(r"(?:agrees?|acknowledges?|ensure|provided)\s+that\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:]")
_FURTHER = re.compile(
    r"(?:\b(?:and|or|but)|[,;])\s*(?:\([a-z]\)\s*)?(?:it\s+|they\s+)?(?:also\s+)?\Z", re.IGNORECASE
)
_FURTHER_CHARS = 200
_CONDITION = re.compile(
    r"\b(?P<condition>(?:if|upon|in\s+the\s+event(?:\s+that)?|unless|provided\s+that|subject\s+to|where"
    r"|when|on\s+condition\s+that|in\s+case(?:\s+of)?"
    r"|to\s+the\s+extent(?:\s+that)?)\b[^;:]{0,2000}?)(?=,\s|;|\.|\Z)",
    re.IGNORECASE,
)
_AMBIGUOUS = (
    (
        "promptly",
        r"promptly|without\s+(?:undue\s+)?delay|in\s+a\s+timely\s+manner"
        r"|as\s+soon\s+as\s+(?:reasonably\s+)?(?:practicable|possible)",
    ),
    (
        "reasonable efforts",
        r"(?:commercially\s+|all\s+)?reasonable(?:\s+commercial)?\s+(?:efforts|endeavou?rs)"
        r"|best\s+(?:efforts|endeavou?rs)",
    ),
    ("reasonable", r"reasonabl[ey](?!\s+(?:commercial\s+)?(?:efforts|endeavou?rs))"),
    ("from time to time", r"from\s+time\s+to\s+time"),
    ("sole discretion", r"(?:sole|absolute)\s+discretion"),
    ("satisfactory", r"satisfactory|to\s+the\s+satisfaction|appropriate|adequate|sufficient"),
    ("material", r"material(?:ly)?(?!s)|substantial(?:ly)?"),
)
_AMBIGUITIES = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _AMBIGUOUS)
_CONDITION_CHARS = 300
_ACTION_CHARS = 700


class _Found(Value):
    modal: Modal
    subject: Subject
    start: int
    end: int


def read_obligations(document: Document, parties: tuple[Party, ...]) -> tuple[Obligation, ...]:
    """Duties, bans, leaves and rights in the order of the text, ids "o1", "o2", … stable for the same
    file and engine.

    A passive without a doer ("invoices shall be paid") is kept with the ambiguity "no actor" and a
    confidence of 0.5. Duties of things ("the term shall begin") and rules of reading are left out.
    """
    actors = known_actors(parties, defined=[each.term for each in document.definitions])
    pattern = re.compile(actors.pattern, re.IGNORECASE)
    found: list[Obligation] = []
    for unit in units(document):
        for each in _of_unit(document, unit, actors, pattern):
            found.append(each.model_copy(update={"id": f"o{len(found) + 1}"}))
    return tuple(found)


def _of_unit(
    document: Document, unit: Unit, actors: Actors, pattern: "re.Pattern[str]"
) -> Iterator[Obligation]:
    text = document.text
    if unit.stem != (0, 0):
        stem = text[unit.stem[0] : unit.stem[1]]
        last = _leading(stem, _verbs(stem, pattern))
        own = _verbs(text[unit.start : unit.end], pattern)
        if last and not (own and own[0].subject.words):
            words = " ".join((stem[last.modal.end :].rstrip(" :\n"), text[unit.start : unit.end]))
            condition = _condition(stem[: last.modal.start], "", last)
            yield _obligation(document, actors, last, (unit.start, unit.end), words, condition)
            return
    sentence = text[unit.start : unit.end]
    verbs = _verbs(sentence, pattern)
    if unit.leads and _leading(sentence, verbs):
        verbs = verbs[:-1]
    for index, each in enumerate(verbs):
        items = [item for item in unit.items if each.modal.end <= item[0] - unit.start < each.end]
        head = sentence[each.modal.end : items[0][0] - unit.start] if items else ""
        if len(items) >= 2 and len(head) < 60:
            condition = _condition(sentence[: each.modal.end], "", each)
            for start, end in items:
                words = re.sub(r"^\(?\w{1,5}\)\s*", "", text[start:end])
                yield _obligation(document, actors, each, (start, end), words, condition)
            continue
        action = sentence[each.modal.end : each.end]
        condition = _condition(sentence[: each.modal.start] if index == 0 else "", action, each)
        span = (unit.start + (0 if index == 0 else each.start), unit.start + each.end)
        if len(verbs) == 1:
            span = (unit.start, unit.end)
        yield _obligation(document, actors, each, span, action, condition)


def _leading(stem: str, verbs: list[_Found]) -> _Found | None:
    """The verb that the items of a list complete: "shall:", "shall provide:", not "shall obey rules:"."""
    if not verbs:
        return None
    rest = stem[verbs[-1].modal.end :].rstrip(" :\n")
    return None if len(rest.split()) > _MOST_WORDS_BEFORE_ITEMS or _DESCRIBES.search(rest) else verbs[-1]


_MOST_WORDS_BEFORE_ITEMS = 6
_DESCRIBES = re.compile(r"\b(?:that|which|who|where|following\s+\w+|as\s+follows|to)\s*\Z", re.IGNORECASE)


def _verbs(sentence: str, pattern: "re.Pattern[str]") -> list[_Found]:
    """The verbs of duty that bind somebody, each with its subject and the end of its words."""
    found: list[_Found] = []
    begin = 0
    last = Subject()
    modals = find_modals(sentence)
    joints = _joints(sentence if modals else "")
    for modal in modals:
        if _is_subordinate(joints, begin, modal):
            continue
        subject = subject_of(sentence, begin, verb=modal.start, pattern=pattern)
        if not subject.words and last.words and _goes_on(sentence, begin, modal.start):
            subject = last
        if not subject.words:
            subject = doer_of(sentence, modal.end, end=len(sentence), pattern=pattern)
        if not subject.words and not _binds_somebody(sentence, modal):
            continue
        start = subject.start if begin <= subject.start < modal.start else modal.start
        found.append(_Found(modal=modal, subject=subject, start=start, end=len(sentence)))
        begin, last = modal.end, subject
    return [
        each.model_copy(update={"end": _end(sentence, each, after.start)}) for each, after in pairwise(found)
    ] + found[-1:]


def _end(sentence: str, each: _Found, limit: int) -> int:
    words = sentence[each.modal.end : limit].rstrip(" ,;\n")
    trimmed = re.sub(r"[\s,;]+(?:and|or|but|provided\s+that)\Z", "", words)
    return each.modal.end + len(trimmed.rstrip(" ,;"))


class _Joints(NamedTuple):
    """Where clauses may begin in a sentence, found once: from every verb anew, many verbs cost their square.
    `marks` are the ends of commas, semicolons and colons; the others half-open ranges in order."""

    marks: list[int]
    subordinators: list[tuple[int, int]]
    heard: list[tuple[int, int]]
    sentence: str


def _joints(sentence: str) -> _Joints:
    return _Joints(
        marks=[match.end() for match in _CLAUSE_END.finditer(sentence)],
        subordinators=[match.span() for match in _SUBORDINATE.finditer(sentence)],
        heard=[match.span() for match in _HEARD.finditer(sentence)],
        sentence=sentence,
    )


def _first_in(ranges: list[tuple[int, int]], begin: int, end: int) -> tuple[int, int] | None:
    at = bisect_left(ranges, (begin, begin))
    return ranges[at] if at < len(ranges) and ranges[at][1] <= end else None


def _is_subordinate(joints: _Joints, begin: int, modal: Modal) -> bool:
    """Whether the verb stands in a clause that only conditions or describes ("if the Supplier shall fail",
    "services that may be ordered")."""
    mark = bisect_left(joints.marks, modal.start + 1) - 1
    begin = max(begin, joints.marks[mark] if mark >= 0 else 0)
    found = _first_in(joints.subordinators, begin, modal.start)
    if not found:
        return False
    word = joints.sentence[found[0] : found[1]].split()[0].lower()
    return not (word in ("that", "as") and _first_in(joints.heard, begin, modal.start))


def _goes_on(sentence: str, begin: int, verb: int) -> bool:
    """Whether the verb is a further one of the same subject: "shall deliver the goods and shall insure"."""
    return bool(_FURTHER.search(sentence, max(begin, verb - _FURTHER_CHARS), verb))


def _binds_somebody(sentence: str, modal: Modal) -> bool:
    """Of verbs without a known subject: a passive duty or ban with "shall" or "must"."""
    strong = modal.verb.startswith(("shall", "must"))
    return strong and modal.modality in ("obligation", "prohibition") and is_passive(sentence, modal.end)


def _condition(before: str, action: str, each: _Found) -> str:
    for words in (before, action):
        match = _CONDITION.search(words)
        if match and len(match["condition"].split()) > 1:
            return " ".join(match["condition"].split())[:_CONDITION_CHARS]
    return ""


def _obligation(
    document: Document, actors: Actors, each: _Found, span: tuple[int, int], action: str, condition: str
) -> Obligation:
    clause = document.clause_at(span[0])
    party = actors.party_of(each.subject.words) if each.subject.words else ""
    ambiguities = [name for name, pattern in _AMBIGUITIES if pattern.search(action)]
    if not each.subject.words:
        ambiguities.append("no actor")
    return Obligation(
        id="",
        modality=_modality(each, action),
        actor=each.subject.words,
        action=" ".join(action.split()).strip(" ,;.:")[:_ACTION_CHARS],
        quote=locate(document, span),
        party=party,
        deadline=find_deadline(action),
        condition=condition,
        ambiguities=tuple(ambiguities),
        clause_id=clause.id if clause else None,
        confidence=0.9 if party else 0.7 if each.subject.words else 0.5,
    )


def _modality(each: _Found, action: str) -> Modality:
    """An item "not disclose …" of a list under "shall:" forbids."""
    if each.modal.modality == "obligation" and re.match(r"\s*not\b", action, re.IGNORECASE):
        return "prohibition"
    return each.modal.modality
