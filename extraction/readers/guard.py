"""The door for files from outside: read in a process that can be killed, so that a hostile file costs one
clear error and nothing else.

`read_document` does the reading and knows no process. Decision 0012 says what is bounded and measures it.
"""

import atexit
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from contracts.document import Document, View
from contracts.errors import CorruptFileError, TooLargeError
from extraction.readers.job import Job, answer_to, attachments_of, document_of, framed, packed, unframed
from extraction.readers.limits import Limits
from extraction.readers.reading import sniff

if TYPE_CHECKING:
    from extraction.readers.longtail_mail import Attachment

_CHUNK_BYTES = 1 << 20


def read_guarded(data: bytes, name: str, *, view: View = "current", limits: Limits | None = None) -> Document:
    """`read_document` in a child process within `Limits.max_seconds` and `max_memory_bytes`.

    Raises what that raises; `TooLargeError` also where time or memory ran out, and `CorruptFileError` also
    where the file broke its reader. When this returns or raises, nothing of the child is left: no process,
    no temporary file. A command pays two forks for it, a service keeps processes ready.
    """
    job = Job(data, name, view, limits or Limits())
    return document_of(_asked(job), job)


def attachments_guarded(data: bytes, name: str) -> "tuple[Attachment, ...]":
    """The files that came with a mail, taken out in a child process; () for other files.

    Raises `CorruptFileError` for a damaged mail, `TooLargeError` where time or memory ran out.
    """
    if not data or sniff(data, name) not in ("eml", "msg"):
        return ()
    job = Job(data, name, "current", Limits(), "attachments")
    return attachments_of(_asked(job), job)


def _asked(job: Job) -> bytes:
    # a copy of a process with threads may hold a lock that no thread of the copy gives back; on macOS
    # system libraries forbid the copy altogether
    if sys.platform == "linux" and threading.active_count() == 1:
        return forked(job)
    return _rooms().answer(job) if os.name == "posix" else _alone(job)


def forked(job: Job, *, read: Callable[[Job], bytes] = answer_to) -> bytes:
    """The answer to a job by way of a fork of this process; only where it has no other thread."""
    from extraction.readers.warden import attend

    out, into = os.pipe()
    lifeline, hold = os.pipe()
    with warnings.catch_warnings():
        # Python warns of threads of numerical libraries; these end and start again around a fork
        warnings.simplefilter("ignore", DeprecationWarning)
        warden = os.fork()
    if warden == 0:
        _be_warden(lambda: attend(job, lifeline, read=read), into, unneeded=(out, hold))
    os.close(into)
    os.close(lifeline)
    try:
        frame = bytearray()
        while chunk := os.read(out, _CHUNK_BYTES):
            frame += chunk
    finally:
        # also when interrupted: the warden sees the end of its lifeline, kills and tidies up
        os.close(hold)
        os.close(out)
        os.waitpid(warden, 0)
    answer = unframed(frame)
    if answer is None:
        raise CorruptFileError(f"{job.shown} ended the process that reads it; save it again as .docx or PDF")
    return answer


def _be_warden(attended: Callable[[], bytes | None], into: int, *, unneeded: tuple[int, ...]) -> None:
    """What the first child does; it never returns."""
    code = 1
    try:
        os.setsid()  # away from the terminal, whose Ctrl-C the parent takes
        for end in unneeded:
            os.close(end)
        answer = attended()
        view = memoryview(framed(answer) if answer is not None else b"")
        while view:
            view = view[os.write(into, view) :]
        code = 0
    finally:
        os._exit(code)


def _alone(job: Job) -> bytes:
    """The answer of a process for this file alone, where a process cannot be copied (Windows). Time is
    bounded, memory is not."""
    from extraction.readers.room import command
    from extraction.readers.warden import wait_seconds

    try:
        done = subprocess.run(
            command("once"), input=packed(job), capture_output=True, timeout=wait_seconds(job), check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TooLargeError(
            f"{job.shown} took too long to read; send it in parts, or have the limit raised"
        ) from error
    answer = unframed(done.stdout)
    if answer is None:
        raise CorruptFileError(f"{job.shown} ended the process that reads it; save it again as .docx or PDF")
    return answer


@cache
def _rooms():
    from extraction.readers.room import Rooms

    rooms = Rooms()
    atexit.register(rooms.close)
    return rooms
