"""The files that came with a mail, each to be reviewed as a contract of its own."""

from contracts.errors import NotFoundError, UnreadableError
from contracts.value import Value
from extraction.readers.guard import attachments_guarded
from extraction.readers.longtail_mail import Attachment
from extraction.readers.reading import KINDS, sniff

_READ = ("docx", "pdf", "text", *KINDS)


class Attached(Value):
    """One attachment: `number` counts from 1 in the order of the mail, `size_bytes` is its size, and
    `problem` says why it is not read; "" where it is of a kind that we read."""

    number: int
    name: str
    size_bytes: int
    problem: str = ""

    @property
    def readable(self) -> bool:
        return not self.problem


def attached(data: bytes, name: str) -> tuple[Attached, ...]:
    """What came with the mail; () for another file. Raises `CorruptFileError` for a damaged mail."""
    return tuple(
        Attached(number=number, name=each.name, size_bytes=len(each.data), problem=_problem(each))
        for number, each in enumerate(attachments_guarded(data, name), 1)
    )


def attachment(data: bytes, name: str, *, number: int) -> Attachment:
    """The attachment of that number; `NotFoundError` says how many there are."""
    found = attachments_guarded(data, name)
    if not 1 <= number <= len(found):
        have = f"has {len(found)} attachments, counted from 1" if found else "is no mail with attachments"
        raise NotFoundError(f"there is no attachment {number}: {name} {have}")
    return found[number - 1]


def size_words(size_bytes: int) -> str:
    """ "12 KB", "3.4 MB"; a KB is 1,024 bytes."""
    if size_bytes < 1024:
        return f"{size_bytes} bytes"
    if size_bytes < 1024**2:
        return f"{round(size_bytes / 1024)} KB"
    return f"{size_bytes / 1024**2:.1f} MB"


def _problem(item: Attachment) -> str:
    if not item.data:
        return "it is empty"
    try:
        kind = sniff(item.data, item.name)
    except UnreadableError as error:
        return str(error)
    return "" if kind in _READ else f"it is {kind}"
