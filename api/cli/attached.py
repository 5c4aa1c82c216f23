"""What came with a mail, on the command line: chosen by its number, listed for people and as JSON."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.cli.files import read_input, say

if TYPE_CHECKING:
    from api.attachments import Attached

HELP = "Take the file of this number that came with a mail, in its stead."


def opened(path: Path, attachment: int | None) -> tuple[bytes, str]:
    """The bytes and the name of a file, or of what came with it; `NotFoundError` for a wrong number."""
    data = read_input(path)
    if attachment is None:
        return data, path.name
    from api.attachments import attachment as chosen

    found = chosen(data, path.name, number=attachment)
    return found.data, found.name


def attachments_json(items: "tuple[Attached, ...]") -> list[dict[str, Any]]:
    """The attachments as JSON."""
    return [{**item.model_dump(mode="json"), "readable": item.readable} for item in items]


def say_attached(items: "tuple[Attached, ...]", path: Path, *, command: str) -> None:
    """Name each attachment on standard error, with the command that reads it."""
    from api.attachments import size_words

    for item in items:
        how = f"fourcorners {command} {shlex.quote(str(path))} --attachment {item.number}"
        what = f"not read: {item.problem}" if item.problem else f"to read it: {how}"
        say(f"Attachment {item.number}: {item.name} ({size_words(item.size_bytes)}); {what}")
