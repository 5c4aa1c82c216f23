"""The verbs of duty of one sentence that bind somebody, each with its subject and its words."""

import re
from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from extraction.obligations.modality import Modal, find_modals, is_idle
from extraction.obligations.subjects import (
    Subject,
    doer_of,
    gets,
    is_passive,
    pronoun_of,
    subject_of,
    turned_subject,
)
from extraction.wordings import worded

_SUBORDINATE = re.compile(
    worded(
        "if", "when", "whenever", "unless", "until", "where", "in\\s+the\\s+event", "to\\s+the\\s+extent",
        "in\\s+case", "such\\s+that", "as", "which", "who", "whom", "that", "because", "since", "while",
        "whether",
    ) + r"\b",
    re.IGNORECASE,
)  # fmt: skip
_HEARD = re.compile(
    r"(?:agrees?|acknowledges?|ensure|warrants?|represents?|covenants?|undertakes?|confirms?|promises?"
    r"|provided,?(?:\s*(?:however|further|always),?)?)\s+that\Z",
    re.IGNORECASE,
)
_HEARD_CHARS = 80
_CLAUSE_END = re.compile(r"[,;:]")
_FURTHER = re.compile(
    r"(?:\b(?:and|or|but)|[,;])\s*(?:\([a-z]\)\s*)?(?:it\s+|they\s+)?(?:also\s+)?\Z", re.IGNORECASE
)
_FURTHER_CHARS = 200
# Words between two verbs that belong to the second: ", and if the Goods are late,".
_NEXT_LEAD = re.compile(
    r"[,;]\s+(?:and\s+|or\s+|but\s+)?(?P<lead>(?:if|in\s+the\s+event|upon|after|following|unless|except|subject\s+to"
    r"|to\s+the\s+extent|where|when|within|during)\b[^;]{1,300})\Z",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\bnothing\b|\bno\s+(?:failure|delay|waiver|course|provision)\b[^,;]*\Z", re.IGNORECASE
)
_TRAILS = re.compile(
    r"[\s,;]+(?:and|or|but|nor|provided,?(?:\s*(?:however|further|always),?)?\s+that|in\s+no\s+event)\Z",
    re.IGNORECASE,
)


class Duty(NamedTuple):
    """A verb of duty in its sentence. `start` is where its subject begins (its verb, where the subject stood
    before or is missing), `end` where its words do; `lead` are the words in front of the subject. `owed`
    are the words of the one who gets it, where that is the subject of a passive."""

    modal: Modal
    subject: Subject
    start: int
    end: int
    lead: str = ""
    owed: str = ""


class _Joints(NamedTuple):
    """Where clauses may begin in a sentence, found once: from every verb anew, many verbs cost their square.
    `marks` are the ends of commas, semicolons and colons; `subordinators` where words begin that
    condition or describe."""

    marks: list[int]
    subordinators: list[int]


def _joints(sentence: str) -> _Joints:
    return _Joints(
        marks=[match.end() for match in _CLAUSE_END.finditer(sentence)],
        subordinators=[
            match.start() for match in _SUBORDINATE.finditer(sentence) if not _is_heard(sentence, match.end())
        ],
    )


def _is_heard(sentence: str, end: int) -> bool:
    """Whether the word that ends at `end` is the "that" of "agrees that"."""
    return sentence[end - 4 : end].lower() == "that" and bool(
        _HEARD.search(sentence, max(0, end - _HEARD_CHARS), end)
    )


def find_duties(sentence: str, pattern: "re.Pattern[str]") -> list[Duty]:
    """The duties of a sentence in order. `pattern` matches the names that can owe."""
    found: list[Duty] = []
    begin = 0
    modals = find_modals(sentence)
    joints = _joints(sentence) if modals else _Joints([], [])
    for modal in modals:
        if modal.start < begin or _is_subordinate(joints, begin, modal):
            continue
        duty = _duty(sentence, begin, modal, found[-1] if found else None, pattern)
        if duty:
            found.append(duty)
            begin = duty.modal.end
    return [*(_ended(sentence, one, two) for one, two in pairwise(found)), *found[-1:]]


def _duty(
    sentence: str, begin: int, modal: Modal, before: Duty | None, pattern: "re.Pattern[str]"
) -> Duty | None:
    turned = turned_subject(sentence, modal.start, verb_end=modal.end, pattern=pattern)
    if turned.words:
        if is_idle(sentence, turned.end):
            return None
        ban = modal._replace(end=turned.end, modality="prohibition")
        return Duty(ban, turned, modal.start, len(sentence), lead=sentence[begin : modal.start])
    last = before.subject if before else Subject()
    subject = subject_of(sentence, begin, verb=modal.start, pattern=pattern)
    if not subject.words:
        subject = pronoun_of(
            sentence, begin, verb=modal.start, verb_end=modal.end, last=last, pattern=pattern
        )
    goes_on = not subject.words and bool(last.words) and _goes_on(sentence, begin, modal.start)
    if goes_on:
        subject = last
    owed = ""
    doer = doer_of(sentence, modal.end, end=len(sentence), pattern=pattern)
    getting = subject.words and gets(sentence, modal.end)
    if (doer.words and (getting or not subject.words)) or getting:
        owed = subject.named if getting else ""
        start = subject.start if getting and not goes_on else modal.start
        return Duty(modal, doer, start, len(sentence), _lead(sentence, begin, start), owed)
    if _NOTHING.search(sentence, max(begin, modal.start - _FURTHER_CHARS), modal.start):
        return None
    if not subject.words and not _binds_somebody(sentence, modal):
        return None
    start = subject.start if begin <= subject.start < modal.start else modal.start
    lead = before.lead if goes_on and before else _lead(sentence, begin, start)
    return Duty(modal, subject, start, len(sentence), lead)


def _lead(sentence: str, begin: int, start: int) -> str:
    """The words in front of a subject: from the sentence's beginning, or those of the words before that
    belong to this verb."""
    if begin == 0:
        return sentence[:start]
    match = _NEXT_LEAD.search(sentence[begin:start].rstrip(" ,"))
    return match["lead"] if match else ""


def _ended(sentence: str, one: Duty, two: Duty) -> Duty:
    words = sentence[one.modal.end : max(one.modal.end, two.start)].rstrip(" ,;\n")
    lead = _NEXT_LEAD.search(words) if two.lead and two.lead != one.lead else None
    if lead:
        words = words[: lead.start()]
    return one._replace(end=one.modal.end + len(_TRAILS.sub("", words).rstrip(" ,;")))


def _is_subordinate(joints: _Joints, begin: int, modal: Modal) -> bool:
    """Whether the verb stands in a clause that only conditions or describes ("if the Supplier shall fail",
    "services that may be ordered")."""
    mark = bisect_left(joints.marks, modal.start + 1) - 1
    begin = max(begin, joints.marks[mark] if mark >= 0 else 0)
    at = bisect_left(joints.subordinators, begin)
    return at < len(joints.subordinators) and joints.subordinators[at] < modal.start


def _goes_on(sentence: str, begin: int, verb: int) -> bool:
    """Whether the verb is a further one of the same subject: "shall deliver the goods and shall insure"."""
    return bool(_FURTHER.search(sentence, max(begin, verb - _FURTHER_CHARS), verb))


def _binds_somebody(sentence: str, modal: Modal) -> bool:
    """Of verbs without a known subject: a passive duty or ban with "shall" or "must"."""
    strong = modal.verb.startswith(("shall", "must"))
    return strong and modal.modality in ("obligation", "prohibition") and is_passive(sentence, modal.end)
