"""Characters that show nothing, or show words in another order than they are read."""

import re

from contracts.document import Document, Gap

_TAGS = re.compile("[\U000e0020-\U000e007e]{2,}")
_OVERRIDES = re.compile("[\u202d\u202e][^\u202c\n]*")
_TAG_BASE = 0xE0000
_FLAG = "\U0001f3f4"
_CONTENT_CHARS = 2000


def with_unseen(document: Document) -> Document:
    """The document, with a high gap for each run of invisible tag letters (which can carry words to a
    machine that no person sees) and of direction overrides. The text itself stays exact."""
    found = [*_tag_gaps(document), *_override_gaps(document)]
    if not found:
        return document
    coverage = document.coverage.model_copy(update={"gaps": (*document.coverage.gaps, *found)})
    return document.model_copy(update={"coverage": coverage})


def _tag_gaps(document: Document) -> list[Gap]:
    reason = "invisible letters stand in the text, which a person cannot see"
    found = []
    for match in _TAGS.finditer(document.text):
        if document.text[max(match.start() - 1, 0)] == _FLAG:
            continue  # the flags of England, Scotland and Wales are spelt with tags
        words = "".join(chr(ord(letter) - _TAG_BASE) for letter in match[0][:_CONTENT_CHARS])
        found.append(_gap(document, match.start(), reason, words))
    return found


def _override_gaps(document: Document) -> list[Gap]:
    reason = "a direction override shows these characters in another order than they are stored"
    return [
        _gap(document, match.start(), reason, match[0][1:_CONTENT_CHARS])
        for match in _OVERRIDES.finditer(document.text)
    ]


def _gap(document: Document, offset: int, reason: str, content: str) -> Gap:
    number = (document.block_index_at(offset) or 0) + 1
    return Gap(
        kind="invisible_characters",
        place=f"block {number}",
        reason=reason,
        severity="high",
        content=content,
    )
