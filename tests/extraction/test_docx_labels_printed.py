"""The labels we print, held against those that LibreOffice prints for the same files."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.document import Document
from contracts.errors import NoTextError
from extraction.readers.docx.reader import read_docx

BODY = ("paragraph", "heading", "cell")
# Labels on which we differ, as (file, theirs, ours); the reasons stand in decision 0011.
TRIAGED: frozenset[tuple[str, str, str]] = frozenset()
_LONGEST_LABEL_CHARS = 30
_LOOK_AHEAD_LINES = 400


def plain(words: str) -> str:
    """Words on one line, without characters that print nothing."""
    return re.sub(r"\s+", " ", words.replace("\u200b", "").replace("\xad", "")).strip()


def compared(document: Document, printed: list[str]) -> Iterator[tuple[str, str]]:
    """Their label and ours of each paragraph whose words are found, in order, in what they printed."""
    at = 0
    for block in document.blocks:
        words = plain(document.text[block.start : block.end].split("\n")[0])
        if block.kind not in BODY or not words:
            continue
        for place in range(at, min(at + _LOOK_AHEAD_LINES, len(printed))):
            line = printed[place]
            if line.endswith(words) and len(line) - len(words) < _LONGEST_LABEL_CHARS:
                at = place + 1
                yield plain(line.removesuffix(words)), block.label
                break


@pytest.mark.sweep
def test_labels_are_those_that_libreoffice_prints(shared_data: Path, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed; its labels are what ours are held against")
    files = sorted((shared_data / "docx" / "templates").glob("*.docx"))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    labelled, differing = 0, set[tuple[str, str, str]]()
    for file in files:
        try:
            document = read_docx(file.read_bytes(), file.name)
        except NoTextError:
            continue
        printed = (tmp_path / f"{file.stem}.txt").read_text("utf-8-sig").split("\n")
        for theirs, ours in compared(document, [plain(line) for line in printed]):
            labelled += bool(theirs or ours)
            if theirs != ours:
                differing.add((file.name, theirs, ours))
    assert labelled >= 900
    assert differing == TRIAGED
