"""Reading in a child: the same Document, one clear error for whatever a file does, nothing left behind."""

import ctypes
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from contracts.document import Document
from contracts.errors import CorruptFileError, EmptyFileError, TooLargeError, UnreadableError
from extraction.readers import guard, room
from extraction.readers.guard import attachments_guarded, forked, read_guarded
from extraction.readers.job import (
    Job,
    answer_to,
    attachments_of,
    document_of,
    framed,
    packed,
    unframed,
    unpacked,
)
from extraction.readers.limits import Limits
from extraction.readers.reading import read_document
from extraction.readers.warden import attend, wait_seconds

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.docx"))
linux = pytest.mark.skipif(sys.platform != "linux", reason="a bound that only Linux keeps")


def job(data: bytes = b"words", *, name: str = "a.txt", **limits: int) -> Job:
    return Job(data, name, "current", Limits(**limits))  # pyright: ignore[reportArgumentType]


def read(asked: Job, how) -> Document:
    return document_of(forked(asked, read=how), asked)


def in_a_thread(work):
    """What `work` returns or raises in a process that has two threads."""
    found = []

    def run() -> None:
        try:
            found.append(work())
        except UnreadableError as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"


# --- the same as without


@pytest.mark.parametrize("view", ["current", "original", "marked"])
@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_a_child_gives_the_same_document(file: Path, view):
    data = file.read_bytes()
    assert read_guarded(data, file.name, view=view) == read_document(data, file.name, view=view)


def test_a_process_with_threads_reads_in_a_room_and_uses_it_again():
    data, name = SAMPLES[0].read_bytes(), SAMPLES[0].name
    rooms = room.Rooms()
    asked = Job(data, name, "current", Limits())
    documents = [in_a_thread(lambda: document_of(rooms.answer(asked), asked)) for _ in range(2)]
    assert documents == [read_document(data, name)] * 2
    assert len(rooms._idle) == 1
    process = rooms._idle[0]
    rooms.close()
    assert process.returncode == 0


def test_the_door_takes_the_way_that_is_safe(monkeypatch):
    ways = []
    monkeypatch.setattr(guard, "forked", lambda asked: ways.append("fork") or answer_to(asked))
    monkeypatch.setattr(room.Rooms, "answer", lambda _, asked: ways.append("room") or answer_to(asked))
    assert in_a_thread(lambda: read_guarded(b"words", "a.txt")).text == "words"
    assert ways == ["room"]


def test_a_process_of_its_own_reads_where_none_can_be_copied():
    asked = job(b"words")
    assert document_of(guard._alone(asked), asked).text == "words"


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "a.docx"), (b"PK\x03\x04junk", "a.docx"), (b"%PDF-1", "a.pdf")]
)
def test_a_refusal_comes_back_by_class_and_word(data: bytes, name: str):
    with pytest.raises(UnreadableError) as direct:
        read_document(data, name)
    with pytest.raises(type(direct.value)) as guarded:
        read_guarded(data, name)
    assert str(guarded.value) == str(direct.value)


def test_attachments_of_a_mail_are_taken_out_in_a_child(monkeypatch):
    mail = b"Subject: x\nContent-Type: multipart/mixed; boundary=a\n\n--a\n\nwords\n--a\nContent-Type: "
    mail += b"application/pdf; name=n.pdf\nContent-Transfer-Encoding: base64\n\nJVBERv8=\n--a--\n"
    (found,) = attachments_guarded(mail, "a.eml")
    assert (found.name, found.data) == ("n.pdf", b"%PDF\xff")
    monkeypatch.setattr(guard, "_asked", None)  # would start a child
    assert attachments_guarded(b"words", "a.txt") == attachments_guarded(b"", "a.eml") == ()


@pytest.mark.parametrize("answer", [b"", b"D{}", b'A[["a"]]', b'A[["a", "?"]]', b'A[[1, "YQ=="]]'])
def test_a_list_of_attachments_that_is_none_is_a_damaged_file(answer: bytes):
    with pytest.raises(CorruptFileError, match="no document"):
        attachments_of(answer, job())


# --- whatever a file does


def test_a_reader_that_takes_too_long_is_killed_and_told(monkeypatch):
    monkeypatch.setattr("extraction.readers.warden.wait_seconds", lambda asked: 0.2)
    with pytest.raises(TooLargeError, match=r"a\.txt took longer than 180 s to read; send it in parts"):
        read(job(), lambda asked: signal.pause())


@linux
def test_processor_time_is_bounded():
    def spin(asked: Job) -> bytes:
        while True:
            pass

    with pytest.raises(TooLargeError, match="took longer than 1 s"):
        read(job(max_seconds=1), spin)


@linux
def test_memory_is_bounded_also_in_native_code():
    limits = {"max_memory_bytes": 64 * 2**20}
    with pytest.raises(TooLargeError, match="more than 64 MB of memory"):
        read(job(**limits), lambda asked: answer_to(asked) + bytes(2**27))
    text = b"<w:p/>" * 600_000
    xml = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    from io import BytesIO
    from zipfile import ZIP_DEFLATED, ZipFile

    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml + text + b"</w:body></w:document>")
    with pytest.raises(TooLargeError, match="memory"):
        read_guarded(out.getvalue(), "a.docx", limits=Limits(max_ratio=10**6, **limits))


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS])
def test_a_native_crash_is_a_damaged_file(number: signal.Signals):
    with pytest.raises(CorruptFileError, match=rf"a.txt broke the program that reads it \({number.name}\)"):
        read(job(), lambda asked: os.kill(os.getpid(), number))


def test_a_real_crash_of_native_code_is_one_too():
    with pytest.raises(CorruptFileError, match="SIGSEGV"):
        read(job(), lambda asked: ctypes.string_at(8))


def test_a_process_that_the_system_kills_ran_out_of_memory():
    with pytest.raises(TooLargeError, match="memory"):
        read(job(), lambda asked: os.kill(os.getpid(), signal.SIGKILL))


def test_a_fault_of_ours_is_told_by_kind_and_place_without_words_of_the_file(monkeypatch):
    def faulty(*given: object, **named: object) -> Document:
        raise KeyError("words of the contract")

    monkeypatch.setattr("extraction.readers.job.read_document", faulty)
    with pytest.raises(CorruptFileError, match=r"KeyError in test_guard\.py, line \d+") as told:
        read(job(), answer_to)
    assert "contract" not in str(told.value)


def test_nesting_that_ends_the_stack_is_too_large(monkeypatch):
    def deep(*given: object, **named: object) -> Document:
        return deep()

    monkeypatch.setattr("extraction.readers.job.read_document", deep)
    with pytest.raises(TooLargeError, match="nested too deeply"):
        read(job(), answer_to)


def test_what_the_reader_prints_reaches_nobody(capfd, monkeypatch):
    monkeypatch.delenv("FOURCORNERS_DEBUG", raising=False)

    def loud(asked: Job) -> bytes:
        os.write(1, b"words of the contract")
        os.write(2, b"words of the contract")
        return answer_to(asked)

    assert read(job(), loud).text == "words"
    assert capfd.readouterr() == ("", "")


# --- answers are data


@pytest.mark.parametrize(
    "answer",
    [b"", b"D", b"D{}", b"E", b"E[]", b'E{"kind": 1}', b"cos\nsystem\n(S'true'\ntR.", b'D{"name": "a"}'],
)
def test_an_answer_that_is_none_is_a_damaged_file(answer: bytes):
    with pytest.raises(CorruptFileError, match="no document"):
        document_of(answer, job())


def test_an_answer_names_only_errors_of_reading():
    told = json.dumps({"kind": "StorageError", "words": "x"}).encode()
    with pytest.raises(CorruptFileError):
        document_of(b"E" + told, job())


def test_a_frame_that_was_cut_off_is_known():
    frame = framed(b"Dwords")
    assert unframed(frame) == b"Dwords"
    assert [unframed(frame[:end]) for end in range(len(frame))] == [None] * len(frame)


def test_a_job_comes_through_a_pipe_whole_or_not_at_all():
    asked = Job(b"\x00data", "ä.docx", "marked", Limits(max_pages=7))
    data = packed(asked)

    def reader(source: bytes):
        at = 0

        def take(count: int) -> bytes:
            nonlocal at
            at += count
            return source[at - count : at]

        return take

    assert unpacked(reader(data)) == asked
    assert unpacked(reader(data[:-1])) is None
    assert unpacked(reader(b"")) is None


def test_a_pdf_may_wait_for_each_page_of_ocr_and_no_other_file():
    pdf = job(b"%PDF-1.7", max_ocr_pages=60)
    assert wait_seconds(pdf) - wait_seconds(job(b"%PDF-1.7", max_ocr_pages=0)) == 60 * 20
    assert wait_seconds(job(b"PK", max_ocr_pages=60)) == 2 * 180 + 90


# --- nothing is left behind


@linux
@pytest.mark.parametrize("session", [False, True], ids=["in its group", "in a session of its own"])
def test_programs_that_the_reader_started_die_with_it(session: bool, monkeypatch):
    monkeypatch.setattr("extraction.readers.warden.wait_seconds", lambda asked: 1)
    told, tell = os.pipe()

    def starts_one_and_hangs(asked: Job) -> bytes:
        script = "sleep 600 & echo $!; wait"
        with subprocess.Popen(["sh", "-c", script], stdout=tell, start_new_session=session) as started:
            os.write(tell, f"{started.pid}\n".encode())
            started.wait()
        return b""

    with pytest.raises(TooLargeError):
        read(job(), starts_one_and_hangs)
    os.close(tell)
    with os.fdopen(told) as pids:
        started = [int(line) for line in pids]
    assert len(started) == 2
    assert not any(is_alive(process) for process in started)


def test_temporary_files_of_a_killed_reader_are_removed(monkeypatch):
    folder = Path(tempfile.mkdtemp())
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    def leaves_a_file(asked: Job) -> bytes:
        Path(tempfile.mkdtemp(), "contract.docx").write_bytes(asked.data)
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    with pytest.raises(TooLargeError):
        read(job(), leaves_a_file)
    assert list(folder.iterdir()) == []
    folder.rmdir()


_PARENT = """
import os, signal, sys
from extraction.readers.guard import forked
from extraction.readers.job import Job
from extraction.readers.limits import Limits
def hang(asked):
    os.write(3, f"{os.getppid()} {os.getpid()}\\n".encode())
    signal.pause()
try:
    forked(Job(b"words", "a.txt", "current", Limits()), read=hang)
except KeyboardInterrupt:
    sys.exit(130)
"""


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_when_the_command_ends_its_children_end(number: signal.Signals):
    told, tell = os.pipe()
    script = f"import os; os.dup2({tell}, 3); os.close({tell})\n" if tell != 3 else ""
    parent = subprocess.Popen(
        [sys.executable, "-c", script + _PARENT], pass_fds=[tell], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    os.close(tell)
    with os.fdopen(told) as pids:
        children = [int(process) for process in pids.readline().split()]
        assert len(children) == 2
        parent.send_signal(number)
        parent.wait()
        # the pipe is at its end when all who hold it are dead
        assert select.select([pids], [], [], 30)[0]
        assert pids.read() == ""
    assert not is_alive(children[1])


@linux
def test_a_room_ends_with_its_owner():
    code = (
        "import threading, os, signal\n"
        "from extraction.readers.guard import _rooms, read_guarded\n"
        "def work():\n    read_guarded(b'words', 'a.txt'); print(_rooms()._idle[0].pid, flush=True)\n"
        "threading.Thread(target=work).start()\n"
        "threading.Event().wait()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    kept = int(parent.stdout.readline())
    handle = os.pidfd_open(kept)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert select.select([handle], [], [], 30)[0]
    os.close(handle)


def test_an_interrupted_answer_from_a_room_ends_the_room(monkeypatch):
    rooms = room.Rooms()
    opened = room._opened()
    rooms._idle.append(opened)

    def interrupted(*given: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(room, "_received", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rooms.answer(job())
    assert opened.returncode is not None
    assert rooms._idle == []


def test_a_room_that_died_while_idle_is_replaced():
    rooms = room.Rooms()
    opened = room._opened()
    opened.kill()
    opened.wait()
    rooms._idle.append(opened)
    asked = job()
    assert document_of(rooms.answer(asked), asked).text == "words"
    rooms.close()


def test_a_room_knows_no_setting_of_ours(monkeypatch):
    monkeypatch.setenv("FOURCORNERS_MODEL_API_KEY", "secret")
    given = {}
    monkeypatch.setattr(room.subprocess, "Popen", lambda command, **named: given.update(named))
    room._opened()
    assert not [name for name in given["env"] if name.startswith("FOURCORNERS_MODEL")]
    assert "PATH" in given["env"]


def test_nobody_waiting_means_no_answer():
    lifeline, hold = os.pipe()
    os.close(hold)
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = 0 if attend(job(), lifeline, read=lambda asked: signal.pause()) is None else 2
        finally:
            os._exit(code)
    os.close(lifeline)
    assert os.waitpid(pid, 0)[1] == 0


def test_an_empty_file_needs_no_reader_to_be_refused():
    with pytest.raises(EmptyFileError):
        read_guarded(b"", "a.pdf")
