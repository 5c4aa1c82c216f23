"""The headings that were listed by eye, and how many of them are found."""

import json
from pathlib import Path

import pytest

from contracts.document import Block, Document
from evals.datasets.headings import found_of, heading_keys, listed_headings
from extraction.readers.reading import read_document
from extraction.structure.structure import structured


def read(*lines: str) -> Document:
    starts = [sum(len(line) + 1 for line in lines[:at]) for at in range(len(lines))]
    blocks = tuple(
        Block(kind="paragraph", start=start, end=start + len(line))
        for start, line in zip(starts, lines, strict=True)
    )
    text = "\n".join(lines)
    return structured(Document(name="x", sha256="0", media_type="text/plain", text=text, blocks=blocks))


def test_a_key_is_of_the_label_and_the_words_without_stops_and_capitals() -> None:
    left = heading_keys(read("Section 1. Fees And Taxes. They are paid.", "Section 2. They fall due."))
    right = heading_keys(read("1 FEES AND TAXES", "2. They fall due."))
    assert left == right
    assert len(left) == 1
    assert left != heading_keys(read("2. Fees and Taxes. They are paid."))


def test_each_heading_counts_once() -> None:
    assert found_of(("a", "a", "b"), ["a", "b", "b", "c"]) == 2


def test_no_words_of_a_contract_are_kept() -> None:
    for kind in ("pdf", "text"):
        for keys in listed_headings(kind).values():
            assert all(len(key) == 12 and not set(key) - set("0123456789abcdef") for key in keys)


def share(documents: dict[str, Document], listed: dict[str, tuple[str, ...]]) -> float:
    found = sum(found_of(keys, heading_keys(documents[name])) for name, keys in listed.items())
    return found / sum(len(keys) for keys in listed.values())


@pytest.mark.sweep
def test_headings_of_ten_pdf_files_are_found(shared_data: Path) -> None:
    listed = dict(listed_headings("pdf"))
    folder = shared_data / "cuad" / "pdf"
    documents = {name: structured(read_document((folder / name).read_bytes(), name)) for name in listed}
    assert share(documents, listed) >= 0.95


@pytest.mark.sweep
def test_headings_of_ten_plain_texts_are_found(shared_data: Path) -> None:
    listed = dict(listed_headings("text"))
    data = json.loads((shared_data / "cuad" / "train.json").read_text(encoding="utf-8"))["data"]
    texts = {one["title"]: one["paragraphs"][0]["context"] for one in data if one["title"] in listed}
    documents = {name: structured(read_document(texts[name].encode(), f"{name}.txt")) for name in listed}
    assert share(documents, listed) >= 0.94
