"""What the readers make of whole folders: read or refused, how fast, how large, how many words in order."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

from contracts.document import Document
from contracts.value import Value

SUFFIXES = (".docx", ".docm", ".pdf", ".txt")
SECONDS, PEAK_MIB = 5.0, 600.0
_KILLED_AFTER_SECONDS = 60
_WORD = re.compile(r"[^\W_]+")


class FileReading(Value):
    """What became of one file. `seconds` are those of the processor for reading and structuring it,
    imports apart and programs it starts included; `peak_mib` is the peak of the process, `idle_mib` the part
    of it that was there before the file.

    `in_order` is the share, in [0, 1], of the words of a text of the same contract by others that the
    reading holds in the same order: with the running headers, footers and page numbers put back where
    they stood, and without. None where there is no other text.
    """

    file: str
    folder: str
    kilobytes: int
    outcome: Literal["read", "refused", "failed"]
    reason: str = ""
    seconds: float = 0.0
    peak_mib: float = 0.0
    idle_mib: float = 0.0
    words: int = 0
    blocks: int = 0
    clauses: int = 0
    pages: int | None = None
    revisions: int = 0
    comments: int = 0
    gaps: Mapping[str, int] = {}
    in_order: float | None = None
    in_order_without_furniture: float | None = None

    @property
    def holds(self) -> bool:
        """Whether the file was read or refused by name, within the bounds on time and memory."""
        within = self.seconds <= SECONDS and self.peak_mib <= PEAK_MIB
        return self.outcome != "failed" and within


def files_below(folders: Iterable[Path]) -> list[Path]:
    """The files to read, folder by folder, by name."""
    found: list[Path] = []
    for folder in folders:
        inside = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        found += [file for file in inside if file.suffix.lower() in SUFFIXES and file.is_file()]
    return found


def read_files(
    files: Iterable[Path], *, texts: Mapping[str, str] | None = None, say: Callable[[str], None]
) -> tuple[FileReading, ...]:
    """Each file read in a process of its own. `texts` are others' texts of the same contracts, by
    `name_key` of the file's name without its ending."""
    texts = texts or {}
    found: list[FileReading] = []
    for file in files:
        found.append(_read(file, texts.get(name_key(file.stem), "")))
        say(f"{found[-1].outcome:<8}{found[-1].seconds:>7.2f} s {found[-1].peak_mib:>6.0f} MiB  {file.name}")
    return tuple(found)


def _read(file: Path, wanted: str) -> FileReading:
    command = [sys.executable, "-m", "evals.reading_child", str(file)]
    try:
        done = subprocess.run(
            command, input=wanted, capture_output=True, text=True, timeout=_KILLED_AFTER_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return _failed(file, f"killed after {_KILLED_AFTER_SECONDS} s", float(_KILLED_AFTER_SECONDS))
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit {done.returncode}"]
        return _failed(file, last[0], 0.0)
    return FileReading.model_validate_json(done.stdout)


def _failed(file: Path, reason: str, seconds: float) -> FileReading:
    size = file.stat().st_size // 1024
    return FileReading(
        file=file.name, folder=file.parent.name, kilobytes=size, outcome="failed", reason=reason,
        seconds=seconds,
    )  # fmt: skip


def cuad_texts(file: Path) -> dict[str, str]:
    """The text of each contract of a CUAD file, by `name_key` of its title."""
    data = json.loads(file.read_text("utf-8"))["data"]
    return {name_key(item["title"]): item["paragraphs"][0]["context"] for item in data}


def name_key(name: str) -> str:
    """A name without what file systems change about it."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def share_in_order(wanted: str, found: str) -> float:
    """The share of the words of `wanted`, in [0, 1], in its longest common subsequence with `found`.

    A word is a run of letters and digits, letter case and compatibility forms aside.
    """
    from rapidfuzz.distance import LCSseq

    words = _words(wanted)
    return round(LCSseq.similarity(words, _words(found)) / len(words), 5) if words else 1.0


def whole_text(document: Document) -> str:
    """The text with the running headers, footers and page numbers put back where they stood."""
    text, furniture = document.text, document.coverage.furniture
    places = [item.at for item in furniture]
    parts = zip([0, *places], [*places, len(text)], [*(item.text for item in furniture), ""], strict=True)
    return "".join(f"{text[start:end]} {words} " for start, end, words in parts)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())
