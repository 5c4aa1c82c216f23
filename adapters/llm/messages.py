"""What is sent to a model: prompts are files in `prompts/`, rendered by one function each.

The contract's words stand in the user's message only, between markers that carry the hash of the text, so
that words inside the contract cannot close them.
"""

import hashlib
from functools import cache
from importlib.resources import files
from typing import Literal

from contracts.spans import hash_of_text

Task = Literal["metadata", "obligations"]
Message = tuple[Literal["system", "user"], str]


def metadata_messages(text: str) -> list[Message]:
    """Ask for the contract's own facts in `text`."""
    return [("system", _prompt("metadata")), ("user", _document(text))]


def obligations_messages(text: str) -> list[Message]:
    """Ask for the obligations in `text`."""
    return [("system", _prompt("obligations")), ("user", _document(text))]


def prompt_hash(task: Task) -> str:
    """Key of a prompt's words (system and envelope), to be kept with each answer: 16 hex digits."""
    words = _prompt(task) + "\0" + _prompt("document")
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _document(text: str) -> str:
    # Not str.format: braces in a contract are words like any other.
    key = hash_of_text(text)
    return _prompt("document").replace("{key}", key).replace("{text}", text)


@cache
def _prompt(name: str) -> str:
    return files("adapters.llm").joinpath("prompts", f"{name}.md").read_text("utf-8").rstrip("\n")
