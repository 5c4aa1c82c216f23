"""The words of a document that speak to a machine: in its text, and in what was kept out of the text."""

import re
from collections.abc import Iterator

from contracts.document import Document, Gap
from contracts.extraction import Addressed
from contracts.spans import locate
from extraction.addressed.search import Hit, search
from extraction.sentences import sentences

# More are found and withheld from a model all the same; a person needs no hundred and first.
MOST = 100
_QUOTE_CHARS = 1500
_CONTENT_CHARS = 2000
_MOST_SAID = 3
# What gaps of these kinds hold is our own description of a stretch that stands in the text.
_TOLD_ELSEWHERE = ("language",)


def find_addressed(document: Document) -> tuple[Addressed, ...]:
    """Passages of the text in order, then words kept out of it, at most `MOST`.

    A passage is one sentence or more, whole where they are not too long; neighbouring ones are one.
    """
    found: list[Addressed] = []
    for start, end, said in _passages(document):
        found.append(Addressed(says=said, quote=locate(document, (start, end))))
        if len(found) == MOST:
            return tuple(found)
    for gap in _kept_out(document):
        hits = search(gap.content)
        if hits:
            found.append(Addressed(says=_said(hits), gap=gap))
        if len(found) == MOST:
            break
    return tuple(found)


def addressed_blocks(document: Document) -> list[tuple[int, int]]:
    """Half-open ranges of the text, in order and apart, that hold every block with words that speak to a
    machine; what goes on in their sentences is not to be sent to one."""
    ranges: list[tuple[int, int]] = []
    for hit in search(document.text):
        start, end = _block_range(document, hit)
        if ranges and start <= ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((min(start, hit.start), max(end, hit.end)))
    return ranges


def _passages(document: Document) -> Iterator[tuple[int, int, str]]:
    """Sentences with hits, joined where only blanks lie between two, with what they say."""
    text, low, high = document.text, 0, 0
    hits: list[Hit] = []
    for hit in search(text):
        start, end = _sentence(document, hit)
        if hits and (start < high or (not text[high:start].strip() and end - low <= _QUOTE_CHARS)):
            high = max(high, end)
        else:
            if hits:
                yield low, high, _said(hits)
            low, high, hits = start, end, []
        hits.append(hit)
    if hits:
        yield low, high, _said(hits)


def _sentence(document: Document, hit: Hit) -> tuple[int, int]:
    """The sentences that the hit touches; the hit alone where they are too long to read."""
    low, high = _block_range(document, hit)
    if high - low > 20 * _QUOTE_CHARS:
        low, high = max(low, hit.start - _QUOTE_CHARS), min(high, hit.end + _QUOTE_CHARS)
    touched = [
        (start, end)
        for start, end in sentences(document.text, low, end=high)
        if start < hit.end and hit.start < end
    ]
    if not touched or touched[-1][1] - touched[0][0] > _QUOTE_CHARS:
        return hit.start, hit.end
    return min(touched[0][0], hit.start), max(touched[-1][1], hit.end)


def _block_range(document: Document, hit: Hit) -> tuple[int, int]:
    first, last = document.block_index_at(hit.start), document.block_index_at(max(hit.start, hit.end - 1))
    if first is None or last is None:
        feed = document.text.find("\n", hit.end)
        return document.text.rfind("\n", 0, hit.start) + 1, len(document.text) if feed < 0 else feed
    return document.blocks[first].start, document.blocks[last].end


def _said(hits: list[Hit]) -> str:
    said = list(dict.fromkeys(hit.says for hit in hits))[:_MOST_SAID]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _kept_out(document: Document) -> Iterator[Gap]:
    """Gaps with words, then remarks, running headers and words struck out, as gaps of their own: they
    were read, and are no part of the text that a quotation could be taken from."""
    yield from (
        gap for gap in document.coverage.gaps if gap.content.strip() and gap.kind not in _TOLD_ELSEWHERE
    )
    for number, comment in enumerate(document.comments, start=1):
        by = f" by {comment.author}" if comment.author else ""
        yield _gap("comment", f"comment {number}{by}", "a remark is no part of the text", comment.text)
    shown: set[str] = set()
    for each in document.coverage.furniture:
        if each.text not in shown:
            shown.add(each.text)
            yield _gap(
                "furniture",
                f"page {each.page}",
                "a running header or footer is no part of the text",
                each.text,
            )
    for revision in document.revisions:
        if revision.kind in ("delete", "move_from") and revision.text.strip():
            by = f" struck out by {revision.author}" if revision.author else ""
            yield _gap(
                "deleted_text", f"words{by}", "struck-out words are no part of the text", revision.text
            )


def _gap(kind: str, place: str, reason: str, words: str) -> Gap:
    """A gap around the first words that speak to a machine, so that what is shown holds them."""
    hit = next(iter(search(words)), None)
    start = max(0, hit.start - _CONTENT_CHARS // 2) if hit else 0
    content = re.sub(r"\s+", " ", words[start : start + _CONTENT_CHARS]).strip() or " "
    return Gap(kind=kind, place=place, reason=reason, severity="high", content=content)
