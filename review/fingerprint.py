"""The key by which a person's decision on a finding is found again."""

import hashlib
from collections.abc import Sequence


def fingerprint(playbook_id: str, position_id: str, *, words: Sequence[str]) -> str:
    """16 hex digits of SHA-256 over the ids and `words`, which are folded already."""
    return hashlib.sha256("\0".join([playbook_id, position_id, *words]).encode("utf-8")).hexdigest()[:16]
