"""Edits as a person writes them: words to find, words to put there (EDITS.json)."""

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError

from contracts.document import Document
from contracts.edits import CommentOn, Edit, InsertParagraphs, ReplaceText
from contracts.errors import InvalidEditsError
from contracts.spans import locate


class _Instruction(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Change(_Instruction):
    """Replace the words `find` by `replace` ("" deletes them), or, without `replace`, only comment."""

    find: str = Field(min_length=1)
    occurrence: int | None = Field(default=None, ge=1)
    replace: str | None = None
    comment: str | None = None


class Insertion(_Instruction):
    """Put `text` (a line feed makes another paragraph) after the paragraph that holds `insert_after`.

    `like` is "sibling", the paragraph it follows, or words of the paragraph whose properties it takes.
    """

    insert_after: str = Field(min_length=1)
    text: str = Field(min_length=1)
    like: Literal["sibling"] | str = "sibling"
    occurrence: int | None = Field(default=None, ge=1)
    comment: str | None = None


def _kind(value: Any) -> str:
    return "insertion" if isinstance(value, dict) and "insert_after" in value else "change"


_INSTRUCTIONS = TypeAdapter(
    list[
        Annotated[
            Annotated[Change, Tag("change")] | Annotated[Insertion, Tag("insertion")], Discriminator(_kind)
        ]
    ]
)


def parse_edits(json_text: str, document: Document) -> tuple[Edit, ...]:
    """The edits of an EDITS.json, found in the current view of `document`.

    Words match exactly, else after folding quotation marks, dashes, letter case and white space, as
    `locate()` has it. Raises `InvalidEditsError` naming the entry (counted from 1) where the JSON is not
    right, the words are not in the text, or are there several times and no `occurrence` is given.
    """
    try:
        instructions = _INSTRUCTIONS.validate_python(json.loads(json_text))
    except json.JSONDecodeError as error:
        raise InvalidEditsError(f"the edits are not JSON: {error.msg} in line {error.lineno}") from error
    except ValidationError as error:
        raise InvalidEditsError(_told(error)) from error
    return tuple(_edit(number, item, document) for number, item in enumerate(instructions, start=1))


def _edit(number: int, item: Change | Insertion, document: Document) -> Edit:
    if isinstance(item, Insertion):
        return _insertion(number, item, document)
    start, end = _found(number, item.find, item.occurrence, document)
    if item.replace is not None:
        return ReplaceText(start=start, end=end, text=item.replace, comment=item.comment)
    if not item.comment:
        raise InvalidEditsError(f'edit {number} asks for nothing; give it a "replace" or a "comment"')
    return CommentOn(start=start, end=end, comment=item.comment)


def _insertion(number: int, item: Insertion, document: Document) -> Edit:
    after = _block(number, item.insert_after, item.occurrence, document)
    like = None if item.like == "sibling" else _block(number, item.like, None, document)
    paragraphs = tuple(line for line in item.text.split("\n") if line.strip())
    return InsertParagraphs(after=after, paragraphs=paragraphs, like=like, comment=item.comment)


def _block(number: int, words: str, occurrence: int | None, document: Document) -> int:
    end = _found(number, words, occurrence, document)[1]
    index = document.block_index_at(max(end - 1, 0))
    if index is None:
        raise InvalidEditsError(f"edit {number}: “{_short(words)}” stands in no paragraph")
    return index


def _found(number: int, words: str, occurrence: int | None, document: Document) -> tuple[int, int]:
    source: Any = document  # its key is a cached property, which the protocol's plain one does not admit
    quote = locate(source, words, occurrence=occurrence or 1)
    if quote is None:
        wanted = f"occurrence {occurrence} of " if occurrence else ""
        raise InvalidEditsError(
            f"edit {number}: {wanted}“{_short(words)}” is not in {document.name}; copy words from its text"
        )
    another = locate(source, words, occurrence=2) if occurrence is None else None
    if another is not None and another.match == quote.match:
        raise InvalidEditsError(
            f'edit {number}: “{_short(words)}” is there more than once; give more words, or an "occurrence"'
        )
    return quote.span.start, quote.span.end


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:37]}…"


def _told(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    place = [part for part in first["loc"] if part not in ("change", "insertion")]
    if place and isinstance(place[0], int):
        where = ".".join(str(part) for part in place[1:])
        return f"edit {place[0] + 1}: {where + ': ' if where else ''}{first['msg'].lower()}"
    return f"the edits must be a list of objects: {first['msg'].lower()}"
