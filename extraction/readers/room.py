"""A process with the readers loaded that reads one file after another, each in a child of its own.

A service has threads, and a process with threads must not fork: so it keeps a few of these (`Rooms`), each a
fresh interpreter that talks over its standard input and output.
"""

import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from contracts.errors import CorruptFileError
from extraction.readers.job import Job, answer_to, frame_length, framed, packed, unframed, unpacked
from extraction.readers.warden import attend, wait_seconds

_IDLE = 2
_GRACE_SECONDS = 10
_ROOT = Path(__file__).parents[2]
_COMMAND = f"import sys; sys.path.append({str(_ROOT)!r}); from extraction.readers import room; room."
_IN, _OUT = 0, 1
# Loaded once in a room, so that no child has to.
_READERS = ("extraction.readers.docx.reader", "extraction.readers.pdf", "extraction.readers.text")


class Rooms:
    """The rooms of one process, made when needed; at most two wait idle. Safe for several threads."""

    def __init__(self) -> None:
        self._idle: list[subprocess.Popen[bytes]] = []
        self._lock = threading.Lock()

    def answer(self, job: Job) -> bytes:
        """The answer to a job, from an idle room or a new one. A room that fails is not used again."""
        room = self._taken()
        try:
            _write(room.stdin.fileno(), packed(job))  # pyright: ignore[reportOptionalMemberAccess]
            answer = _received(room.stdout.fileno(), seconds=wait_seconds(job) + _GRACE_SECONDS)  # pyright: ignore[reportOptionalMemberAccess]
        except BrokenPipeError:
            answer = None
        except BaseException:
            _dismiss(room)
            raise
        if answer is None:
            _dismiss(room)
            raise CorruptFileError(
                f"{job.shown} ended the process that reads it; save it again as .docx or PDF"
            )
        self._give_back(room)
        return answer

    def close(self) -> None:
        """End the idle rooms."""
        with self._lock:
            rooms, self._idle = self._idle, []
        for room in rooms:
            _dismiss(room)

    def _taken(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            while self._idle:
                room = self._idle.pop()
                if room.poll() is None:
                    return room
                _dismiss(room)
        return _opened()

    def _give_back(self, room: "subprocess.Popen[bytes]") -> None:
        with self._lock:
            if len(self._idle) < _IDLE:
                self._idle.append(room)
                return
        _dismiss(room)


def command(work: str) -> list[str]:
    """What starts `main` or `once` of this module: this interpreter, without the folder it stands in on
    its path."""
    return [sys.executable, "-P", "-c", f"{_COMMAND}{work}()"]


def _opened() -> "subprocess.Popen[bytes]":
    # what reads hostile files is given no setting of ours: passwords and keys are among them
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FOURCORNERS_") or name == "FOURCORNERS_DEBUG"
    }
    return subprocess.Popen(
        command("main"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, env=environment,
        start_new_session=True,
    )  # fmt: skip


def _dismiss(room: "subprocess.Popen[bytes]") -> None:
    """End a room: it stops, and kills what it reads with, when nobody is at the other end."""
    for pipe in (room.stdin, room.stdout):
        if pipe is not None:
            pipe.close()
    try:
        room.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        room.kill()
        room.wait()


def _write(into: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(into, view[: 1 << 20]) :]


def _received(out: int, *, seconds: int) -> bytes | None:
    """A framed answer, whole; None where the room ended or keeps silent for so long."""
    poll = select.poll()
    poll.register(out, select.POLLIN)
    frame = bytearray()
    while frame_length(frame) != len(frame):
        if not poll.poll(seconds * 1000):
            return None
        chunk = os.read(out, 1 << 20)
        if not chunk:
            return None
        frame += chunk
    return unframed(frame)


def main() -> None:
    """What a room does: jobs from standard input, answers to standard output, until either is closed."""
    for reader in _READERS:
        import_module(reader)
    with suppress(BrokenPipeError):
        while job := unpacked(_exactly(_IN)):
            if _is_page(job):
                from extraction.readers.longtail_partition import partitioner

                partitioner()  # takes seconds, so once here and not in every child
            answer = attend(job, _IN)
            if answer is None:
                return
            _write(_OUT, framed(answer))


def once() -> None:
    """One job from standard input, read in this very process, its answer to standard output."""
    if job := unpacked(_exactly(_IN)):
        _write(_OUT, framed(answer_to(job)))


def _is_page(job: Job) -> bool:
    from extraction.readers.reading import is_page

    return is_page(job.data, job.name)


def _exactly(source: int) -> Callable[[int], bytes]:
    def read(count: int) -> bytes:
        data = bytearray()
        while len(data) < count and (chunk := os.read(source, min(count - len(data), 1 << 20))):
            data += chunk
        return bytes(data)

    return read
