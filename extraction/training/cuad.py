"""Annotated contracts in the CUAD (SQuAD 2.0) layout."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contracts.document import Block, Document
from contracts.errors import InvalidInputError

DEV_SHARE = 5


@dataclass(frozen=True, slots=True)
class Annotation:
    """Words an annotator marked; `start` is the first place they stand, in code points."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class AnnotatedContract:
    """A contract, and per category the question's id and the marked words (none: not there)."""

    title: str
    text: str
    questions: dict[str, str]
    answers: dict[str, tuple[Annotation, ...]]

    @property
    def is_dev(self) -> bool:
        """Whether the contract belongs to the development split: one in five, by the hash of its title."""
        return int(hashlib.sha256(self.title.encode()).hexdigest(), 16) % DEV_SHARE == 0


def read_cuad(path: Path) -> tuple[AnnotatedContract, ...]:
    """The contracts of a CUAD file, in its order; `InvalidInputError` says what is wrong and where."""
    try:
        raw = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise InvalidInputError(f"{path}: no such file; give the path of a CUAD file (train.json)") from None
    except IsADirectoryError:
        raise InvalidInputError(f"{path} is a folder; give the path of a CUAD file in it") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as problem:
        raise InvalidInputError(f"{path} is not JSON ({problem}); give a CUAD file") from None
    if not isinstance(raw, dict) or not isinstance(raw.get("data"), list):
        raise InvalidInputError(f'{path} has no list "data"; a CUAD file is SQuAD 2.0 JSON')
    return tuple(_contract(entry, f"{path}: data[{place}]") for place, entry in enumerate(raw["data"]))


def document_of(name: str, text: str) -> Document:
    """A bare text as a Document: one block per line that holds words, the text unchanged."""
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        blocks.append(Block(kind="paragraph", start=at, end=at + len(line)))
        at += len(line) + 1
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(name=name, sha256=digest, media_type="text/plain", text=text, blocks=tuple(blocks))


def _contract(entry: Any, place: str) -> AnnotatedContract:
    try:
        title = str(entry["title"])
        paragraphs = entry["paragraphs"]
        if len(paragraphs) != 1:
            raise InvalidInputError(f"{place} has {len(paragraphs)} paragraphs; CUAD has one per contract")
        text = str(paragraphs[0]["context"])
        questions: dict[str, str] = {}
        answers: dict[str, tuple[Annotation, ...]] = {}
        for question in paragraphs[0]["qas"]:
            category = str(question["id"]).rpartition("__")[2]
            questions[category] = str(question["id"])
            answers[category] = tuple(_annotation(answer, text, place) for answer in question["answers"])
    except (KeyError, TypeError) as problem:
        raise InvalidInputError(
            f"{place} lacks {problem}; a CUAD file has title, paragraphs, qas and answers"
        ) from None
    return AnnotatedContract(title, text, questions, answers)


def _annotation(answer: Any, text: str, place: str) -> Annotation:
    start, words = int(answer["answer_start"]), str(answer["text"])
    if text[start : start + len(words)] != words:
        raise InvalidInputError(f"{place}: an answer at {start} is not what the text says there")
    return Annotation(start, words)
