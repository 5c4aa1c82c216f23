"""The places of a document where a clause, a schedule, the recitals or the signatures may begin."""

from itertools import pairwise

from contracts.document import Document
from extraction.structure.furniture import furniture_blocks
from extraction.structure.headings import is_heading_like, is_short_title, tidy
from extraction.structure.labels import STRONG_FAMILIES, parse_label
from extraction.structure.scan import Scan
from extraction.structure.start import Start
from extraction.structure.zones import BODY_KINDS, OPERATIVE, contents_blocks

_LISTED_CHARS = 400
_SHORTEST_PARAGRAPH_CHARS = 80
_SHORTEST_SENTENCE = 30
_FEWEST_TITLES = 5


def find_starts(document: Document) -> list[Start]:
    """All candidates in the order of the text; the tree decides which of them count."""
    contents = contents_blocks(document.text, document.blocks)
    contents |= furniture_blocks(document.text, document.blocks)
    found = Scan(document, contents, _is_numbered(document, contents)).read()
    found = [start for place, start in enumerate(found) if not _is_stray(document, found, place)]
    _head_by_children(document, found)
    found = _with_titles(document, found, contents)
    if not any(start.kind in ("clause", "schedule") for start in found):
        found = sorted([*found, *_paragraphs(document, found)], key=lambda start: start.offset)
    return [start for place, start in enumerate(found) if not _is_listed_only(found, place)]


def _head_by_children(document: Document, found: list[Start]) -> None:
    """Give "4. Settlement and payment terms." its heading: a whole line before "4.1", without a verb."""
    for start, after in pairwise(found):
        if start.heading or start.mark is None or after.mark is None or start.block == after.block:
            continue
        block = document.blocks[start.block]
        words = document.text[start.body_start : block.end].strip()
        first = after.mark.parts == (str(start.mark.readings[0].ordinal), "1")
        if first and after.block <= start.block + 2 and is_short_title(words.rstrip("."), most=8):
            start.heading, start.body_start = tidy(words), block.end


def _paragraphs(document: Document, found: list[Start]) -> list[Start]:
    """A letter without numbers or headings: each paragraph behind the operative words is a clause."""
    text = document.text
    operative = OPERATIVE.search(text)
    first = operative.end() if operative else min((len(text), *(start.offset for start in found)))
    first = 0 if operative is None and not found else first
    last = min((start.offset for start in found if start.kind == "signature"), default=len(text))
    return [
        Start("clause", block.start, index, "", None, "", block.start)
        for index, block in enumerate(document.blocks)
        if first <= block.start < last and block.end - block.start >= _SHORTEST_PARAGRAPH_CHARS
        and block.kind in BODY_KINDS
    ]  # fmt: skip


def _with_titles(document: Document, found: list[Start], left_out: set[int]) -> list[Start]:
    """`found`, with titles for its clauses where none has a heading and there are more titles than labels:
    then the labels are what is left of a column of numbers that was torn off the titles."""
    clauses = [start for start in found if start.kind == "clause"]
    if any(start.heading or start.automatic for start in clauses):
        return found
    titles = _titles(document, left_out)
    if len(titles) <= len(clauses):
        return found
    others = [start for start in found if start.kind != "clause"]
    return sorted([*others, *titles], key=lambda start: start.offset)


def _titles(document: Document, left_out: set[int]) -> list[Start]:
    """The titles of a plain text that has lost its numbers: short lines, each over a sentence; none where
    there are fewer than five."""
    text = document.text
    shown = [
        (index, block)
        for index, block in enumerate(document.blocks)
        if index not in left_out and text[block.start : block.end].strip()
    ]
    found: list[Start] = []
    for (index, block), (_, after) in pairwise(shown):
        words, behind = text[block.start : block.end].strip(), text[after.start : after.end].strip()
        title = (is_heading_like(words) or is_short_title(words)) and words[-1] not in ".:;,"
        sentence = len(behind) >= _SHORTEST_SENTENCE and behind[0].isupper() and behind[-1] in ".:;"
        if title and sentence and block.kind in BODY_KINDS:
            found.append(Start("clause", block.start, index, "", None, tidy(words), block.end))
    return found if len(found) >= _FEWEST_TITLES else []


def _is_listed_only(found: list[Start], place: int) -> bool:
    """A schedule that is only named in a list, because one of the same name begins further on."""
    start = found[place]
    if start.kind != "schedule" or place + 1 == len(found):
        return False
    short = found[place + 1].offset - start.body_start < _LISTED_CHARS
    later = (other for other in found[place + 1 :] if other.kind == "schedule" and other.label)
    return short and any(other.label.lower() == start.label.lower() for other in later)


def _is_stray(document: Document, found: list[Start], place: int) -> bool:
    """A number without words that another number follows, as where a column of numbers was torn off."""
    start = found[place]
    if start.mark is None or start.heading or place + 1 == len(found):
        return False
    after = found[place + 1]
    if after.mark is None or any(
        letter.isalpha() for letter in document.text[start.body_start : after.offset]
    ):
        return False
    return not (len(after.mark.parts) > 1 or after.mark.family not in STRONG_FAMILIES)


def _is_numbered(document: Document, contents: set[int]) -> bool:
    """Whether the body is numbered with articles, sections or decimal numbers."""
    count = 0
    for index, block in enumerate(document.blocks):
        if index in contents or block.kind not in BODY_KINDS:
            continue
        head = block.label or document.text[block.start : block.start + 24].lstrip()
        mark = parse_label(head.strip() if block.label else head)
        count += mark is not None and mark.family in STRONG_FAMILIES and mark.family != "1"
        if count >= 3:
            return True
    return False
