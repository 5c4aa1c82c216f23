"""The words that oblige, forbid, allow or entitle."""

import re
from typing import NamedTuple

from contracts.obligations import Modality
from extraction.wordings import worded

_DUTY = r"(?:(?:solely|fully|exclusively|wholly|entirely|also)\s+)?"
_NEGATED = (
    r"(?:shall|must|will|may|can)\s+(?:not|never|under\s+no\s+circumstances|in\s+no\s+event)\b(?!\s+only)"
    r"|cannot\b"
    r"|(?:agrees?|undertakes?|covenants?)(?:\s+\w+){0,2}\s+not\s+to\b|(?:is|are"
    r"|shall\s+be)\s+(?:prohibited|precluded|barred)\s+from\b"
    r"|(?:shall|will)\s+have\s+no\s+right\s+to\b|(?:shall|will|must)\s+refrain\s+from\b"
    r"|(?:is|are)\s+not\s+(?:permitted|allowed|entitled|authori[sz]ed)\s+to\b|(?:has|have)\s+no\s+right\s+to\b"
)
_RIGHT = r"\s+(?:the|a|an)\s+(?:[\w-]+,?\s+){0,4}?(?:right|option|privilege)\s+(?:to|of)\b"
_ENTITLED = (
    rf"(?:is|are|shall\s+be|will\s+be)\s+entitled\s+to\b|(?:shall|will)\s+have{_RIGHT}|(?:has|have){_RIGHT}"
    r"|reserves?\s+the\s+right\s+to\b"
)
_ALLOWED = (
    r"may\b(?!\s+not)|(?:is|are|shall\s+be|will\s+be)\s+(?:permitted|allowed|authori[sz]ed|free"
    r"|at\s+liberty)\s+to\b"
)
_OBLIGED = (
    r"(?:shall|will)\s+be\s+(?:required|obliged|obligated|bound)\s+to\b"
    rf"|(?:is|are|shall\s+be|will\s+be)\s+{_DUTY}responsible\s+for\b"
    r"|(?:shall|will|must)?\s*(?:has|have)\s+(?:the|a|an)\s+(?:\w+\s+)?(?:duty|obligation|responsibility)\s+to\b"
    r"|shall\b|must\b|will\b|(?:hereby\s+)?(?:agrees?|undertakes?|covenants?|commits?|promises?)"
    r"\s+(?:and\s+\w+\s+)?(?:to|that\s+(?:it|they)\s+(?:shall|will))\b"
    r"|(?:is|are)\s+(?:required|obliged|obligated|bound)\s+to\b|(?:is|are)\s+to\b(?!\s+be\b)"
)
_MODAL = re.compile(
    rf"(?:(?P<prohibition>{_NEGATED})|(?P<entitlement>{_ENTITLED})|(?P<permission>{_ALLOWED})"
    rf"|(?P<obligation>{_OBLIGED}))"
)
# The patterns read lower-cased words, because ignoring case is slow; the first word is sought alone.
_FIRST = re.compile(
    worded(
        "shall", "must", "will", "may", "cannot", "can", "agrees?", "hereby", "undertakes?", "covenants?",
        "commits?", "promises?", "is", "are", "has", "have", "reserves?",
    ) + r"\b"
)  # fmt: skip
# "Neither party shall" forbids with a plain verb.
_NO_ONE = re.compile(r"\b(?:neither\s+party|neither\s+of\s+the\s+parties|no\s+party|nor)\b[^.;]{0,60}\Z")
# What follows the verb where nobody owes anything: definitions, rules of reading, and the like.
_INTRANSITIVE = (
    r"(?!\s+(?:the|this|its|their|her|his|our|your|an?|any|all|such|each|performance|work|to\s+(?!be\b))\b)"
)
_IDLE = re.compile(
    r"\s*(?:be\s+(?:deemed|construed|interpreted|governed|binding|void|null|effective|valid|enforceable"
    r"|considered|defined|understood"
    r"|severable|severed|affected|ineffective|unenforceable|read|treated\s+as|(?:an?|the)\s+original"
    r"|subject\s+to|in\s+(?:full\s+)?(?:force|effect)"
    r"|cumulative|limited\s+to)|have\s+the\s+(?:same\s+)?(?:respective\s+)?meanings?|mean\b|(?:include|exclude)\b"
    r"|inure|survive|expire"
    r"|remain\s+in|constitute|not\s+apply|prevail|govern\b|supersede|affect\b"
    r"|prejudice|operate\s+as|exceed|take\s+effect|automatically\s+(?:renew|terminate)"
    rf"|(?:terminate|commence|continue|begin|renew|apply|control|limit|create)\b{_INTRANSITIVE}|refer\s+to|confer|relieve|imply|only\s+be\s+(?:amended|modified|waived)|be\s+(?:amended"
    r"|modified|waived)|be\s+executed\s+in|equal\b|consist\b|run\b|accrue|vest\b"
    r"|have\s+(?:no\b|any\s+(?:further\s+)?(?:liability|obligation|duty|responsibility)|effect|force)"
    r"|be\s+(?:held\s+)?(?:invalid|illegal)"
    r"|be\s+required|be\s+referred|have\s+occurred|arise)",
)
# A leave to end or to go on is somebody's: "may terminate".
_IDLE_LEAVE = re.compile(
    r"\s*(?:be\s+(?:deemed|construed|interpreted|considered|amended|modified|waived|executed)|have\s+occurred|arise)"
)
# What is denied where a duty or a liability is: "shall not be required to", "neither shall be liable".
_DENIED = re.compile(
    r"\s*(?:be|become)\s+(?:\w+\s+)?(?:required|obligated|obliged|bound|liable|responsible|under\s+any)\b"
    r"|\s*(?:incur|bear|assume|have)\s+any\s+(?:\w+\s+)?(?:liability|obligation|responsibility)"
)


class Modal(NamedTuple):
    """A verb of duty at `[start, end)` code points of the sentence it stands in; `verb` lower case."""

    start: int
    end: int
    modality: Modality
    verb: str


def find_modals(sentence: str) -> tuple[Modal, ...]:
    """All verbs of duty of a sentence, in order. Those that only define or say how to read ("shall mean",
    "shall be governed by", "shall survive") or deny a duty are left out."""
    words = _lowered(sentence)
    found: list[Modal] = []
    at = 0
    for first in _FIRST.finditer(words):
        match = _MODAL.match(words, first.start()) if first.start() >= at else None
        if not match:
            continue
        kind: Modality = _kind(match)
        idle = _IDLE if kind in ("obligation", "prohibition") else _IDLE_LEAVE
        if idle.match(words, match.end()):
            continue
        if kind in ("obligation", "permission") and _NO_ONE.search(
            words, max(0, match.start() - 90), match.start()
        ):
            kind = "prohibition"
        if kind == "prohibition" and _DENIED.match(words, match.end()):
            continue
        at = match.end()
        verb = " ".join(match[0].split())
        found.append(Modal(start=match.start(), end=match.end(), modality=kind, verb=verb))
    return tuple(found)


def is_idle(sentence: str, at: int) -> bool:
    """Whether the words at `at`, which a ban governs, oblige nobody: "in no event shall X | be liable"."""
    words = _lowered(sentence[at : at + 80])
    return bool(_IDLE.match(words) or _DENIED.match(words))


def _lowered(sentence: str) -> str:
    lowered = sentence.lower()
    return lowered if len(lowered) == len(sentence) else sentence


def _kind(match: "re.Match[str]") -> Modality:
    if match["prohibition"]:
        return "prohibition"
    if match["entitlement"]:
        return "entitlement"
    return "permission" if match["permission"] else "obligation"
