"""A small part of the fuzz target (tools/fuzz.py): spoilt files are read or refused by name, never worse."""

import os
import signal
import sys
from pathlib import Path

import pytest

from contracts.errors import CorruptFileError

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import fuzz  # noqa: E402

# web pages load `unstructured` for seconds, old formats start LibreOffice: the whole run has them
SOUND = {kind: found for kind, found in fuzz.sound_files().items() if kind in ("docx", "pdf", "msg", "text")}
_BAD = ("traceback", "crash", "hang", "law")


def of_samples(number: int) -> fuzz.Case:
    return fuzz.case(number, 7, SOUND)


def ended(work: fuzz.Work, count: int = 1) -> list[fuzz.Ending]:
    return sorted(fuzz.run(range(count), make=of_samples, work=work, jobs=2), key=lambda each: each.number)


def test_every_sound_file_is_read():
    for found in SOUND.values():
        for seed in found:
            assert fuzz.read(seed.data, seed.name) == ""


def test_spoilt_files_are_read_or_refused_by_name():
    endings = ended(fuzz.read, 300)
    assert [ending for ending in endings if ending.outcome in _BAD] == []
    assert [ending.number for ending in endings] == list(range(300))
    assert {ending.outcome for ending in endings} >= {"read", "refused"}


@pytest.mark.sweep
def test_the_whole_path_takes_spoilt_files():
    assert [ending for ending in ended(fuzz.review, 200) if ending.outcome in _BAD] == []


def test_the_same_number_makes_the_same_file():
    assert [of_samples(number) for number in range(30)] == [of_samples(number) for number in range(30)]
    assert len({of_samples(number).data for number in range(30)}) > 25


# --- the instrument itself


def refused(data: bytes, name: str) -> str:
    raise CorruptFileError("x")


def faulty(data: bytes, name: str) -> str:
    return str([][0])


def crashing(data: bytes, name: str) -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return ""


def hanging(data: bytes, name: str) -> str:
    signal.setitimer(signal.ITIMER_PROF, 0.05)  # as if twenty seconds were over
    while True:
        pass


def greedy(data: bytes, name: str) -> str:
    return str(len(bytes(2 * fuzz.MEMORY_BYTES)))


@pytest.mark.parametrize(
    ("work", "outcome", "detail"),
    [
        (lambda data, name: "", "read", ""),
        (lambda data, name: "no such law", "law", "no such law"),
        (refused, "refused", "CorruptFileError"),
        (faulty, "traceback", "IndexError in test_fuzz.py"),
        (crashing, "crash", "SIGSEGV"),
        (hanging, "hang", "over 20 s"),
        pytest.param(greedy, "memory", "", marks=pytest.mark.skipif(sys.platform != "linux", reason="Linux")),
    ],
    ids=["read", "law", "refused", "traceback", "crash", "hang", "memory"],
)
def test_each_ending_is_told_and_the_next_file_is_taken(work: fuzz.Work, outcome: str, detail: str):
    endings = ended(work, 3)
    assert [ending.number for ending in endings] == [0, 1, 2]
    assert {ending.outcome for ending in endings} == {outcome}
    assert all(ending.detail.startswith(detail) for ending in endings)


def test_a_bad_file_is_kept_with_its_traceback(tmp_path: Path):
    one = of_samples(0)
    (ending,) = ended(faulty)
    fuzz.keep(one, ending, folder=tmp_path, work=faulty)
    kept, said = sorted(tmp_path.iterdir())
    assert kept.read_bytes() == one.data
    assert "IndexError: list index out of range" in said.read_text()


def test_the_table_counts_every_ending():
    endings = [fuzz.Ending(n, "docx", "read", "", 0.5) for n in range(3)]
    endings.append(fuzz.Ending(3, "pdf", "refused", "NoTextError", 1.0))
    lines = fuzz.table(endings).splitlines()
    assert lines[0].startswith("| kind | files | read | NoTextError | memory | traceback |")
    assert lines[-1] == "| all | 4 | 3 | 1 | 0 | 0 | 0 | 0 | 0 | 2 | 1.0 |"
