"""Finding the places of a matter that has no clause type of its own, by the words that name it."""

from contracts.document import Document
from contracts.extraction import Extraction
from contracts.spans import PlainText
from contracts.structure import Clause
from extraction.sentences import sentences
from playbooks.playbook import Position
from review.headings import read_heading
from review.match import Matched, reading_of, searched
from review.passages import Region, is_unticked, trimmed
from review.phrases import find_phrases, says

_HEADED, _SAID, _SILENT = 0.9, 0.85, 0.05
_MOST = 6
_LONG_CLAUSE_CHARS = 3000


def match_signs(position: Position, extraction: Extraction, *, ours: str = "") -> Matched:
    """The places of the contract that say one of the position's `signs`, those under a heading that says one
    first. The types of the position are not asked: a clause on subcontractors that says nothing of named
    people is not a bad clause on named people. A list of definitions counts only where nothing else does."""
    document = extraction.document
    found = [*_headed(document, position.signs), *_said(document, position.signs)]
    lists = [each for each in document.clauses if read_heading(each.heading, ("definitions",)).named]
    outside = [each for each in found if not any(c.start <= each.start < c.end for c in lists)]
    regions = _apart(outside or found)[:_MOST]
    reading = reading_of(extraction, regions, ours=ours)
    if regions:
        return Matched(state="present", reading=reading, probability=_HEADED)
    return Matched(state="absent", reading=reading, probability=_SILENT, searched=searched(document))


def _headed(document: Document, signs: tuple[str, ...]) -> list[Region]:
    """Whole clauses whose heading says a sign, and that have words below it."""
    found: list[Region] = []
    for clause in document.clauses:
        heading = PlainText(text=clause.heading)
        if clause.kind not in ("clause", "schedule") or not clause.heading:
            continue
        if not says(heading, signs, within=(0, len(clause.heading))):
            continue
        start, end = trimmed(document.text, (clause.start, clause.end))
        body = trimmed(document.text, (min(clause.body_start, end), end))
        if body[0] < body[1]:
            found.append(
                Region(start=start, end=end, focus_start=body[0], focus_end=body[1], score=_HEADED,
                       by="heading", clause_id=clause.id)
            )  # fmt: skip
    return found


def _said(document: Document, signs: tuple[str, ...]) -> list[Region]:
    """Sentences that say a sign, each grown to the innermost clause around it, or to its paragraph where
    there is none or that is long."""
    found: list[Region] = []
    for hit in find_phrases(document, signs, within=(0, len(document.text))):
        clause = document.clause_at(hit.start)
        if is_unticked(document.text, hit.start) or _is_heading(clause, hit.start):
            continue
        start, end = _around(document, clause, hit.start)
        focus = next(
            (span for span in sentences(document.text, start, end=end) if span[0] <= hit.start < span[1]),
            (start, end),
        )
        region = Region(
            start=start, end=end, focus_start=focus[0], focus_end=focus[1], score=_SAID, by="words",
            clause_id=clause.id if clause else None,
        )  # fmt: skip
        if not any((each.start, each.end) == (start, end) for each in found):
            found.append(region)
    return found


def _is_heading(clause: Clause | None, at: int) -> bool:
    return clause is not None and bool(clause.heading) and at < clause.body_start


def _around(document: Document, clause: Clause | None, at: int) -> tuple[int, int]:
    block = document.block_at(at)
    paragraph = (block.start, block.end) if block else (at, at)
    if clause is None or clause.kind == "preamble" or clause.end - clause.start > _LONG_CLAUSE_CHARS:
        return trimmed(document.text, paragraph)
    return trimmed(document.text, (clause.start, clause.end))


def _apart(regions: list[Region]) -> list[Region]:
    """None within another; the first, a clause under its heading, stays."""
    kept: list[Region] = []
    for region in regions:
        if not any(each.holds(region) or region.holds(each) for each in kept):
            kept.append(region)
    return kept
