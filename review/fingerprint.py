"""The key by which a person's decision on a finding is found again."""

import hashlib
import re
from collections.abc import Sequence

from contracts.spans import fold

# A typed number at the beginning of a line ("9.2 ", "(a) ", "Section 4. "). A bare number needs a stop or a
# capital behind it: "30 days" and "1.5 times" are what was agreed, not where it stands.
_LABEL = re.compile(
    r"^[ \t]*(?:(?:Section|Article|Clause|§)[ \t]*)?"
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)](?=[ \t]+\D)|\d{1,3}(?:\.\d{1,3})+(?=[ \t]+[A-Z“\"‘(])"
    r"|\((?:[a-zA-Z]|[ivxlcIVXLC]{1,5})\)|[a-zA-Z]\)|[ivxIVX]{1,5}[.)])[ \t]+",
    re.MULTILINE,
)


def fingerprint(playbook_id: str, position_id: str, *, words: Sequence[str]) -> str:
    """16 hex digits of SHA-256 over the ids and `words`, which are bare already, whatever their order."""
    parts = [playbook_id, position_id, *sorted(words)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def bare(text: str) -> str:
    """The text folded, on one line, without the typed numbers that begin its lines: a clause that was put in
    before shifts them, and nothing else is said. Numbers within the words stay, and so do references."""
    return " ".join(fold(_LABEL.sub("", text))[0].split())
