"""Builds small extractions by hand: lines of a contract and what a classifier would have said of them."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from clause_library.library import Library, load_library
from contracts.document import Block, Document
from contracts.extraction import Engine, Extraction, Passage, Presence
from contracts.metadata import Metadata
from extraction.clauses.taxonomy import clause_types
from extraction.metadata.reading import read_metadata
from extraction.structure.structure import structured

sys.path.insert(0, str(Path(__file__).parent))  # for the modules here that hold no tests

Line = str | tuple[str, str]
Build = Callable[..., Extraction]
_PREAMBLE = (
    "This Agreement is made as of January 5, 2026 between Cloudmason Software, Inc., a California "
    "corporation (“Vendor”), and Northfield Instruments, Inc., a Delaware corporation (“Customer”)."
)


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def build() -> Build:
    return build_extraction


def build_extraction(
    lines: Sequence[Line], *, unsure: Sequence[str] = (), preamble: str = _PREAMBLE
) -> Extraction:
    """An extraction of `lines`: a text, or (text, its clause types apart by spaces). A line "## Words" is
    a heading with the next number. Types that no line has are absent, those in `unsure` unsure."""
    blocks: list[Block] = []
    spans: list[tuple[str, int, int]] = []
    text, number = "", 0
    for line in ["## AGREEMENT", preamble, *lines]:
        words, types = line if isinstance(line, tuple) else (line, "")
        heading = words.startswith("## ")
        words = words.removeprefix("## ")
        label = ""
        if heading and blocks:
            number += 1
            label = f"{number}."
        start = len(text) + (1 if blocks else 0)
        text += ("\n" if blocks else "") + words
        bold = ((start, len(text)),) if heading else ()
        kind = "heading" if heading else "paragraph"
        blocks.append(
            Block(kind=kind, start=start, end=len(text), label=label, level=0 if heading else None, bold=bold,
                  centred=heading and not label)
        )  # fmt: skip
        spans.extend((type_id, start, len(text)) for type_id in types.split())
    document = structured(
        Document(name="made.txt", sha256="0" * 64, media_type="text/plain", text=text, blocks=tuple(blocks))
    )
    return extraction_of(document, spans, unsure=unsure)


def extraction_of(
    document: Document, spans: Sequence[tuple[str, int, int]], *, unsure: Sequence[str] = ()
) -> Extraction:
    """The document with passages of the given types, and the metadata that the rules read."""
    passages: list[Passage] = []
    for type_id, start, end in sorted(spans):
        clause = document.clause_at(start)
        score = 0.3 if type_id in unsure else 0.97
        clause_id = clause.id if clause else None
        passages.append(Passage(type=type_id, start=start, end=end, score=score, clause_id=clause_id))
    typed = {type_id for type_id, _, _ in spans}
    presence = tuple(_presence(type_id, typed, unsure) for type_id in clause_types())
    metadata = read_metadata(document, tuple(passages)) if document.text else Metadata()
    return Extraction(
        document=document, passages=tuple(passages), presence=presence, metadata=metadata, obligations=(),
        engine=Engine(name="by hand", version="0"),
    )  # fmt: skip


def _presence(type_id: str, typed: set[str], unsure: Sequence[str]) -> Presence:
    if type_id in unsure:
        return Presence(type=type_id, state="unsure", probability=0.4)
    if type_id in typed:
        return Presence(type=type_id, state="present", probability=0.95)
    return Presence(type=type_id, state="absent", probability=0.03)
