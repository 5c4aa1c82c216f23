"""One file read in a child of this process, with bounds on time and memory, and nothing left behind.

The process that calls `attend` never parses anything and runs no other thread. It is a fork of the command,
or the room of a service (`room.py`). Decision 0012.
"""

import ctypes
import faulthandler
import gc
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from contracts.errors import CorruptFileError, TooLargeError, UnreadableError
from extraction.readers.job import Job, answer_to, framed, refusal, unframed

Read = Callable[[Job], bytes]

# a page takes 2 to 7 s on one core; a busy machine takes longer
_OCR_PAGE_SECONDS = 20
_OFFICE_SECONDS = 90
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
_CHUNK_BYTES = 1 << 20
_REMEDY = "send it in parts, or have the limit raised"


def wait_seconds(job: Job) -> int:
    """How long a file may take in all, in seconds by the clock on the wall.

    Processor time is bounded by `max_seconds`; twice that leaves room on a busy machine. Only a PDF waits for
    OCR, and only other kinds may wait for LibreOffice.
    """
    helpers = _OCR_PAGE_SECONDS * job.limits.max_ocr_pages if b"%PDF-" in job.data[:1024] else _OFFICE_SECONDS
    return 2 * job.limits.max_seconds + helpers


def attend(job: Job, lifeline: int, *, read: Read = answer_to) -> bytes | None:
    """The answer to a job from a child of this process; None where `lifeline` (a file descriptor) can be
    read or is closed at its other end, which says that nobody waits for the answer any more.

    Whatever happens, the child and all that it started are dead when this returns, and its folder for
    temporary files is gone. Must be called in a process without other threads and children.
    """
    folder = tempfile.mkdtemp(prefix="fourcorners-")
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        _be_reader(job, into, folder, read)
    os.close(into)
    status, frame, is_late = 0, bytearray(), False
    try:
        _adopt_orphans()
        frame, is_late = _collected(out, lifeline, seconds=wait_seconds(job))
    finally:
        os.close(out)
        status = _end(child)
        _remove(folder)
    if frame is None:
        return None
    answer = unframed(frame)
    return refusal(_fate(job, status, is_late)) if answer is None else answer


def _collected(out: int, lifeline: int, *, seconds: int) -> tuple[bytearray | None, bool]:
    """What the child wrote until it closed the pipe (None where the lifeline broke), and whether time ran
    out first."""
    deadline = time.monotonic() + seconds
    frame = bytearray()
    poll = select.poll()
    poll.register(out, select.POLLIN)
    poll.register(lifeline, select.POLLIN)
    while (left := deadline - time.monotonic()) > 0:
        ready = dict(poll.poll(left * 1000))
        if lifeline in ready:
            return None, False
        if out in ready:
            chunk = os.read(out, _CHUNK_BYTES)
            if not chunk:
                return frame, False
            frame += chunk
    return frame, True


def _fate(job: Job, status: int, is_late: bool) -> UnreadableError:
    """Why there is no answer, in words."""
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if is_late or number == signal.SIGXCPU:
        return TooLargeError(f"{job.shown} took longer than {job.limits.max_seconds:,} s to read; {_REMEDY}")
    if number == signal.SIGKILL or not number:
        return job.out_of_memory  # the system ends a process so when memory runs out
    named = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    remedy = "it is damaged or made to do harm, so save it again as .docx or PDF"
    return CorruptFileError(f"{job.shown} broke the program that reads it ({named}); {remedy}")


def _be_reader(job: Job, into: int, folder: str, read: Read) -> None:
    """What the child does; it never returns."""
    code = 1
    try:
        os.setsid()
        gc.freeze()  # else the collector walks over the parent's objects, and every page of them is copied
        _quieten()
        tempfile.tempdir = os.environ["TMPDIR"] = folder
        _bound(job)
        view = memoryview(framed(read(job)))
        while view:
            view = view[os.write(into, view) :]
        code = 0
    finally:
        os._exit(code)


def _quieten() -> None:
    """No word of a library or of a contract on the command's output, no interruption but death."""
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1) if os.environ.get("FOURCORNERS_DEBUG") else (0, 1, 2):
        os.dup2(nowhere, standard)


def _bound(job: Job) -> None:
    """The limits of the operating system; Tesseract and LibreOffice inherit them, each for itself."""
    import resource

    limits = job.limits
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: limits.max_seconds,
        resource.RLIMIT_FSIZE: limits.max_unpacked_bytes + limits.max_bytes,
    }
    if sys.platform == "linux":  # elsewhere the bound on addresses is not kept or not fit for use
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        bounds[resource.RLIMIT_AS] = pages * resource.getpagesize() + limits.max_memory_bytes
    for kind, bound in bounds.items():
        _, hard = resource.getrlimit(kind)
        soft = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (soft, hard))


def _adopt_orphans() -> None:
    """Make what the reader leaves behind a child of this process, so that `_end` finds all of it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def _end(reader: int) -> int:
    """Kill the reader with everything it started and return its exit status."""
    status = 0
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(reader, signal.SIGKILL)
    living = {reader}
    while living:
        for child in living:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        ended, found = os.waitpid(-1, 0)
        status = found if ended == reader else status
        living = (living - {ended}) | _children()
    return status


def _remove(folder: str) -> None:
    try:
        os.rmdir(folder)  # almost always empty
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)


def _children() -> set[int]:
    """The children of this process, adopted ones included; on systems without /proc none is known."""
    own = os.getpid()
    file = Path(f"/proc/{own}/task/{own}/children")
    return {int(child) for child in file.read_text().split()} if file.exists() else set()
