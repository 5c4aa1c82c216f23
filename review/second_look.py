"""A second look for what seems to be missing: the words of the position's own checks, and headings."""

from collections.abc import Sequence

from contracts.document import Document
from contracts.extraction import Extraction
from extraction.sentences import sentences
from playbooks.checks import MustMention
from playbooks.playbook import Position
from review.headings import contains_heading
from review.passages import Reading, Region
from review.phrases import find_phrases, says

_MOST = 2
_LIKELY = 0.3


def second_look(position: Position, extraction: Extraction) -> list[Region]:
    """Places where a clause that nothing else found may still stand; empty where there is no trace.

    A heading with a usual heading of the types within it, or a paragraph that says a telling phrase of every
    group of the standard's mentions that has any (two groups at least, for one proves nothing).
    """
    if not position.required:
        return []
    document = extraction.document
    found = [
        _region(document, clause.start, clause.end)
        for clause in document.clauses
        if clause.heading and contains_heading(clause.heading, position.clause_types)
    ]
    return (found or _by_words(position, document) or _anywhere(position, document))[:_MOST]


def _by_words(position: Position, document: Document) -> list[Region]:
    said = [group for check in position.checks if isinstance(check, MustMention) for group in check.groups]
    groups = [telling for group in said if (telling := tuple(filter(_is_telling, group)))]
    if len(groups) < 2 or not document.blocks:
        return []
    held: list[set[int]] = []
    for group in groups:
        places = find_phrases(document, group, within=(0, len(document.text)))
        held.append({index for each in places if (index := document.block_index_at(each.start)) is not None})
        if not held[-1]:
            return []
    shared = sorted(index for index in held[0] if all(index in each for each in held))
    return [_region(document, document.blocks[index].start, document.blocks[index].end) for index in shared]


def _is_telling(phrase: str) -> bool:
    """Whether a phrase is rare enough to prove something: "law" and "notice" stand in every contract."""
    return " " in phrase or len(phrase) >= 12


def _region(document: Document, start: int, end: int) -> Region:
    return Region(start=start, end=end, focus_start=start, focus_end=end, score=_LIKELY, by="words")


def look_wider(position: Position, reading: Reading) -> list[Region]:
    """Sentences anywhere in the contract that meet, one by one, a mention of the standard that must be met
    within one sentence; for a position whose own places do not say it. Empty where there are none."""
    return _anywhere(position, reading.source)[:_MOST] if isinstance(reading.source, Document) else []


def _anywhere(position: Position, document: Document) -> list[Region]:
    found: list[Region] = []
    for check in position.checks:
        if not isinstance(check, MustMention) or not check.anywhere or check.within != "sentence":
            continue
        groups = sorted(
            check.groups, key=lambda group: len(find_phrases(document, group, within=_all(document)))
        )
        for start, end in _sentences_with(document, groups):
            found.append(_region(document, start, end))
    return found


def _all(document: Document) -> tuple[int, int]:
    return 0, len(document.text)


def _sentences_with(document: Document, groups: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for hit in find_phrases(document, groups[0], within=_all(document)):
        block = document.block_at(hit.start)
        around = (block.start, block.end) if block else (hit.start, hit.end)
        span = next(
            (s for s in sentences(document.text, around[0], end=around[1]) if s[0] <= hit.start < s[1]), None
        )
        if span and span not in out and all(says(document, group, within=span) for group in groups[1:]):
            out.append(span)
    return out
