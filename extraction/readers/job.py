"""What is asked of a reader in another process, and what it answers: bytes and JSON, nothing that runs.

An answer from the process that parsed a hostile file is data to judge: a Document is validated anew, and
an error is one of the named ones or none.
"""

import json
import os
import struct
import traceback
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import ValidationError

from contracts import errors
from contracts.document import Document, View
from contracts.errors import CorruptFileError, TooLargeError, UnreadableError
from extraction.readers.limits import Limits
from extraction.readers.reading import read_document

if TYPE_CHECKING:
    from extraction.readers.longtail_mail import Attachment

_LENGTHS = struct.Struct(">QQ")
_LENGTH = struct.Struct(">Q")
_DOCUMENT, _ATTACHMENTS, _ERROR = b"D", b"A", b"E"
R = TypeVar("R")
_KINDS = ("UnsupportedFormatError", "EmptyFileError", "CorruptFileError", "EncryptedFileError",
          "NoTextError", "TooLargeError", "UnreadableError")  # fmt: skip
_DEEP = "is nested too deeply to be read; save it as .docx or PDF"


Wanted = Literal["document", "attachments"]


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read, or a mail to take the attachments from."""

    data: bytes
    name: str
    view: View
    limits: Limits
    wanted: Wanted = "document"

    @property
    def shown(self) -> str:
        """The file's name for a sentence."""
        return PurePath(self.name).name or "the file"

    @property
    def out_of_memory(self) -> TooLargeError:
        allowed = self.limits.max_memory_bytes // 2**20
        remedy = "send it in parts, or have the limit raised"
        return TooLargeError(f"{self.shown} takes more than {allowed:,} MB of memory to read; {remedy}")


def packed(job: Job) -> bytes:
    """A job for a pipe; `unpacked` reads it back."""
    told = {"name": job.name, "view": job.view, "limits": job.limits.model_dump(), "wanted": job.wanted}
    head = json.dumps(told).encode()
    return _LENGTHS.pack(len(head), len(job.data)) + head + job.data


def unpacked(read: Callable[[int], bytes]) -> Job | None:
    """The next job that `read` (exactly so many bytes, fewer at the end) gives; None at the end."""
    lengths = read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head_length, data_length = _LENGTHS.unpack(lengths)
    head, data = json.loads(read(head_length)), read(data_length)
    limits = Limits.model_validate(head["limits"])
    whole = len(data) == data_length
    return Job(data, head["name"], head["view"], limits, head["wanted"]) if whole else None


def framed(answer: bytes) -> bytes:
    """An answer with its length before it, so that one that was cut off is known."""
    return _LENGTH.pack(len(answer)) + answer


def unframed(frame: bytes | bytearray) -> bytes | None:
    """The answer in a frame; None where it is not there whole."""
    whole = len(frame) >= _LENGTH.size and len(frame) - _LENGTH.size == _LENGTH.unpack_from(frame)[0]
    return bytes(frame[_LENGTH.size :]) if whole else None


def frame_length(start: bytes | bytearray) -> int | None:
    """How many bytes a frame has in all, told from its first eight; None while there are fewer."""
    return _LENGTH.size + _LENGTH.unpack_from(start)[0] if len(start) >= _LENGTH.size else None


def answer_to(job: Job) -> bytes:
    """Read the file here and now, and say what came of it."""
    try:
        if job.wanted == "attachments":
            return _ATTACHMENTS + _listed(job)
        document = read_document(job.data, job.name, view=job.view, limits=job.limits)
        return _DOCUMENT + document.model_dump_json().encode()
    except UnreadableError as error:
        return refusal(error)
    except MemoryError:
        return refusal(job.out_of_memory)
    except RecursionError:
        return refusal(TooLargeError(f"{job.shown} {_DEEP}"))
    except Exception as error:  # the edge of a process: whatever a file sets off leaves as one sentence
        if os.environ.get("FOURCORNERS_DEBUG"):
            traceback.print_exc()
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} in {PurePath(frame.filename).name}, line {frame.lineno}"
        return refusal(
            CorruptFileError(
                f"{job.shown} could not be read to its end ({place}); save it again, and report this if the "
                "file is sound"
            )
        )


def _listed(job: Job) -> bytes:
    from extraction.readers.longtail import attachments

    found = attachments(job.data, job.name)
    return json.dumps([[item.name, b64encode(item.data).decode()] for item in found]).encode()


def refusal(error: UnreadableError) -> bytes:
    """A named error as an answer."""
    return _ERROR + json.dumps({"kind": type(error).__name__, "words": str(error)}).encode()


def document_of(answer: bytes, job: Job) -> Document:
    """The Document of an answer, or its error raised; `CorruptFileError` for an answer that is neither."""
    return _result(answer, job, {_DOCUMENT: Document.model_validate_json})


def attachments_of(answer: bytes, job: Job) -> "tuple[Attachment, ...]":
    """The attachments of an answer, or its error raised, as `document_of`."""
    return _result(answer, job, {_ATTACHMENTS: _taken})


def _taken(listed: bytes) -> "tuple[Attachment, ...]":
    from extraction.readers.longtail_mail import Attachment

    return tuple(
        Attachment(name=name, data=b64decode(data, validate=True)) for name, data in json.loads(listed)
    )


def _result(answer: bytes, job: Job, makers: Mapping[bytes, Callable[[bytes], R]]) -> R:
    try:
        if make := makers.get(answer[:1]):
            return make(answer[1:])
        told = json.loads(answer[1:])
        kind, words = told["kind"], told["words"]
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise CorruptFileError(
            f"{job.shown} was read into something that is no document; save it again as .docx or PDF"
        ) from error
    raise getattr(errors, kind if kind in _KINDS else "CorruptFileError")(str(words))
