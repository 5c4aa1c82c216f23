"""The words that oblige, forbid, allow or entitle."""

import re

from contracts.obligations import Modality
from contracts.value import Value

_NEGATED = (
    r"(?:shall|must|will|may|can)\s+(?:not|never|under\s+no\s+circumstances|in\s+no\s+event)\b(?!\s+only)"
    r"|cannot\b"
    r"|(?:agrees?|undertakes?|covenants?)(?:\s+\w+){0,2}\s+not\s+to\b|(?:is|are"
    r"|shall\s+be)\s+(?:prohibited|precluded)\s+from\b"
    r"|(?:shall|will)\s+have\s+no\s+right\s+to\b|shall\s+refrain\s+from\b|(?:is|are)\s+not\s+(?:permitted"
    r"|allowed|entitled)\s+to\b"
)
_ENTITLED = (
    r"(?:is|are|shall\s+be|will\s+be)\s+entitled\s+to\b|(?:shall"
    r"|will)\s+have\s+the\s+(?:\w+\s+){0,2}right\s+(?:to|of)\b"
    r"|has\s+the\s+(?:\w+\s+){0,2}right\s+to\b|reserves?\s+the\s+right\s+to\b"
    r"|have\s+the\s+(?:\w+\s+){0,2}right\s+to\b"
)
_ALLOWED = r"may\b(?!\s+not)|(?:is|are|shall\s+be)\s+(?:permitted|allowed)\s+to\b"
_OBLIGED = (
    r"shall\b|must\b|will\b|(?:hereby\s+)?(?:agrees?|undertakes?|covenants?)\s+(?:and\s+\w+\s+)?(?:to"
    r"|that\s+(?:it|they)\s+(?:shall|will))\b"
    r"|(?:is|are)\s+(?:required|obliged|obligated|bound)\s+to\b|(?:is|are)\s+(?:solely\s+"
    r"|fully\s+)?responsible\s+for\b"
)
_MODAL = re.compile(
    rf"(?:(?P<prohibition>{_NEGATED})|(?P<entitlement>{_ENTITLED})|(?P<permission>{_ALLOWED})"
    rf"|(?P<obligation>{_OBLIGED}))"
)
# The patterns read lower-cased words, because ignoring case is slow; the first word is sought alone.
_FIRST = re.compile(
    r"\b(?:shall|must|will|may|cannot|can|agrees?|hereby|undertakes?|covenants?|is|are|has|have"
    r"|reserves?)\b"
)
# "Neither party shall" forbids with a plain verb.
_NO_ONE = re.compile(r"\b(?:neither\s+party|neither\s+of\s+the\s+parties|no\s+party|nor)\b[^.;]{0,60}\Z")
# What follows the verb where nobody owes anything: definitions, rules of reading, and the like.
_IDLE = re.compile(
    r"\s*(?:be\s+(?:deemed|construed|interpreted|governed|binding|void|null|effective|valid|enforceable"
    r"|considered|defined|understood"
    r"|severable|severed|affected|ineffective|unenforceable|read|treated\s+as|(?:an?|the)\s+original"
    r"|subject\s+to|in\s+(?:full\s+)?(?:force|effect)"
    r"|cumulative|limited\s+to)|have\s+the\s+(?:same\s+)?(?:respective\s+)?meanings?|mean\b|include\b"
    r"|inure|survive|terminate\b|expire|commence\b|continue\b"
    r"|remain\s+in|constitute|apply\b|not\s+apply|prevail|govern\b|control\b|supersede|affect\b|limit\b"
    r"|prejudice|operate\s+as|exceed|create\b|take\s+effect|begin\b|automatically\s+(?:renew|terminate)"
    r"|renew\b|refer\s+to|confer|relieve|imply|only\s+be\s+(?:amended|modified|waived)|be\s+(?:amended"
    r"|modified|waived)|be\s+executed\s+in|equal\b|consist\b|run\b|accrue|vest\b"
    r"|have\s+(?:no\b|any\s+liability|effect|force)|be\s+(?:held\s+)?(?:invalid|illegal)"
    r"|be\s+required|be\s+referred|have\s+occurred|arise)",
)


class Modal(Value):
    """A verb of duty at `[start, end)` code points of the sentence it stands in; `verb` lower case."""

    start: int
    end: int
    modality: Modality
    verb: str


def find_modals(sentence: str) -> tuple[Modal, ...]:
    """All verbs of duty of a sentence, in order. Those that only define or say how to read ("shall mean",
    "shall be governed by", "shall survive") are left out."""
    lowered = sentence.lower()
    words = lowered if len(lowered) == len(sentence) else sentence
    found: list[Modal] = []
    at = 0
    for first in _FIRST.finditer(words):
        match = _MODAL.match(words, first.start()) if first.start() >= at else None
        if not match or _IDLE.match(words, match.end()):
            continue
        at = match.end()
        kind: Modality = _kind(match)
        if kind in ("obligation", "permission") and _NO_ONE.search(
            words, max(0, match.start() - 90), match.start()
        ):
            kind = "prohibition"
        verb = " ".join(match[0].split())
        found.append(Modal(start=match.start(), end=match.end(), modality=kind, verb=verb))
    return tuple(found)


def _kind(match: "re.Match[str]") -> Modality:
    if match["prohibition"]:
        return "prohibition"
    if match["entitlement"]:
        return "entitlement"
    return "permission" if match["permission"] else "obligation"
