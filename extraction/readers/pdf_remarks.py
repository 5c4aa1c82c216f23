"""Remarks on the pages of a PDF as comments on passages of its text."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from contracts.document import Block
from contracts.revisions import Comment
from extraction.readers.pdf_lines import Area, Line, Note, PageText
from extraction.readers.pdf_paragraphs import Paragraph

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(?:(\d\d)'?)?)?")


def comments_of(
    pages: list[PageText], found: list[Paragraph], *, blocks: tuple[Block, ...]
) -> tuple[Comment, ...]:
    """One comment for each remark, page by page. A mark on words hangs on the part of the printed lines that
    it covers, to within a word; a note beside the text on the line that it stands beside."""
    notes = [note for page in pages for note in page.notes]
    if not notes:
        return ()
    lines: dict[int, list[tuple[Line, int]]] = {}
    for paragraph, block in zip(found, blocks, strict=True):
        for line, start in zip(paragraph.lines, paragraph.starts, strict=True):
            lines.setdefault(line.page, []).append((line, block.start + start))
    return tuple(_comment(note, lines.get(note.page, [])) for note in notes)


def _comment(note: Note, lines: list[tuple[Line, int]]) -> Comment:
    places = [place for area in note.areas for place in _places(area, lines)]
    return Comment(
        id=f"{note.page}.{note.index}",
        author=note.author,
        date=_date(note.date),
        text=note.text,
        start=min((start for start, _ in places), default=None),
        end=max((end for _, end in places), default=None),
        parent_id=None if note.parent is None else f"{note.page}.{note.parent}",
        resolved=note.resolved,
    )


def _places(area: Area, lines: list[tuple[Line, int]]) -> Iterator[tuple[int, int]]:
    """The ranges of the text under `area`; that of the line at its height where none is under it."""
    left, top, right, bottom = area
    level = [(line, at) for line, at in lines if top <= (line.top + line.bottom) / 2 <= bottom]
    under = [(line.between(left, right), at) for line, at in level]
    under = [(at + start, at + end) for (start, end), at in under if end > start]
    yield from under or ((at, at + len(line.text)) for line, at in level[:1])


def _date(written: str) -> datetime | None:
    """A date of a PDF (ISO 32000-1, 7.9.4); None where it is none."""
    match = _DATE.match(written)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
    sign, hours, minutes = match.groups()[6:]
    shift = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    try:
        zone = timezone(-shift if sign == "-" else shift)
        return datetime(
            year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone
        )  # fmt: skip
    except ValueError:
        return None
