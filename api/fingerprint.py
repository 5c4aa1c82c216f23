"""Which code, weights and clauses made a result: results kept by an earlier version are not used again."""

import hashlib
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_ROOMS = ("contracts", "extraction", "clause_library", "playbooks", "review", "adapters/llm")
_ENDINGS = (".py", ".yaml", ".json", ".npz", ".bin", ".md", ".txt", ".html")


@cache
def fingerprint_of_engine() -> str:
    """First 16 hex digits of the SHA-256 over every file that a review depends on, names included.

    A version number that somebody must remember to raise would one day show an old review as a new one.
    """
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted((_ROOT / room).rglob("*")):
            if path.suffix in _ENDINGS and path.is_file():
                digest.update(f"{path.relative_to(_ROOT).as_posix()}\n".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
