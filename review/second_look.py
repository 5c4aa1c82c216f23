"""A second look for what seems to be missing: the words of the position's own checks, and headings."""

from contracts.document import Document
from contracts.extraction import Extraction
from playbooks.checks import MustMention
from playbooks.playbook import Position
from review.headings import contains_heading
from review.passages import Region
from review.phrases import find_phrases

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
    return (found or _by_words(position, document))[:_MOST]


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
