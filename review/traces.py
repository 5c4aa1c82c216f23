"""Whether a clause that nothing named is there after all: the ladder tried on every paragraph."""

import re
from collections.abc import Iterator

from clause_library.library import Library
from contracts.document import Document
from contracts.extraction import Extraction
from extraction.clauses.headings import types_of_heading, without_label
from extraction.sentences import sentences
from playbooks.checks import (
    Check,
    DurationRange,
    FeesPeriod,
    MoneyRange,
    MustMention,
    NumberRange,
)
from playbooks.playbook import Position
from review.checking import carry_out
from review.headings import read_heading
from review.judge import forbids
from review.match import Matched, reading_of
from review.passages import Reading, Region
from review.phrases import find_phrases, says

_MOST = 2
# What words must weigh to prove a clause: a group of words 1, a number beside its words 1, fees 2.
_PROOF = 2
_PROVED, _HINTED = 0.6, 0.3
_LEAST_CHARS, _LONG_CLAUSE_CHARS = 25, 1500
# A phrase that stands in more paragraphs than these names nothing.
_RARE, _FEW = 2, 3
_LEAST_PHRASE_CHARS = 8
# Below this a hint is no more than the words of another matter: there is hardly anything else.
_LEAST_WORDS = 150
_TERM = re.compile(
    r"\b(?:shall|will|must|may not|cannot|agrees?|undertakes?|is|are|has|have)\b", re.IGNORECASE
)


def proved_places(
    position: Position, extraction: Extraction, *, library: Library, ours: str = ""
) -> list[Region]:
    """Paragraphs and short clauses that by themselves meet a rung of the ladder which asks for two groups of
    words, for a number beside words that name it, or for more: such words name the matter, whatever stands in
    the heading. Empty where there are none, or where the position wants no such clause."""
    if forbids(position):
        return []
    document = extraction.document
    for checks in (position.checks, *(fallback.checks for fallback in position.fallbacks)):
        if sum(map(_weight, checks)) < _PROOF:
            continue
        found = [
            region
            for region in _units(document)
            if _may_meet(document, checks, region)
            and _meets(checks, reading_of(extraction, (region,), ours=ours), library)
        ]
        if found:
            return _innermost(found)[:_MOST]
    return []


def sought_everywhere(
    position: Position, extraction: Extraction, *, matched: Matched, library: Library, ours: str
) -> Matched:
    """What neither heading nor classifier named, sought by the position's own words: a paragraph that meets a
    rung by itself is such a clause; one that says half of it leaves the answer open."""
    if places := proved_places(position, extraction, library=library, ours=ours):
        found = {"state": "present", "probability": _PROVED}
    elif position.required and (places := hinted_places(position, extraction, library=library, ours=ours)):
        found = {"state": "unsure", "probability": _HINTED}
    else:
        return matched
    return matched.model_copy(update={**found, "reading": reading_of(extraction, places, ours=ours)})


def hinted_places(
    position: Position, extraction: Extraction, *, library: Library, ours: str = ""
) -> list[Region]:
    """Paragraphs that say something of two groups of one mention, a phrase of the position that stands hardly
    anywhere else, or what a rung that asks for little asks for, where few paragraphs do: no proof of such a
    clause, and too much to call it missing."""
    document = extraction.document
    if document.words < _LEAST_WORDS:
        return []
    mentions = [check for check in _checks(position) if isinstance(check, MustMention)]
    paragraphs = list(_paragraphs(document))
    rare = _rare_hits(document, mentions)
    found = [
        region
        for region in paragraphs
        if any(
            region.start <= at < region.end and not headed_otherwise(position, document, at=at) for at in rare
        )
        or any(_hints(document, check, region) for check in mentions)
    ] or _meeting_little(position, extraction, library, ours)
    return [region.model_copy(update={"score": _HINTED}) for region in found[:_MOST]]


def headed_otherwise(position: Position, document: Document, *, at: int) -> bool:
    """Whether the clause at `at` stands under a usual heading of other types than the position's: "required
    by law" in a clause on compelled disclosure is no trace of a clause on the return of papers."""
    above = {each.id: each for each in document.clauses}
    clause = document.clause_at(at)
    while clause and not clause.heading and clause.parent:
        clause = above[clause.parent]
    types = types_of_heading(without_label(clause.heading).lower()) if clause else ()
    return bool(types) and not set(types) & set(position.clause_types)


def _meeting_little(position: Position, extraction: Extraction, library: Library, ours: str) -> list[Region]:
    for checks in (position.checks, *(fallback.checks for fallback in position.fallbacks)):
        if sum(map(_weight, checks)) < 1:
            continue
        found = [
            region
            for region in _paragraphs(extraction.document)
            if _may_meet(extraction.document, checks, region)
            and _meets(checks, reading_of(extraction, (region,), ours=ours), library)
        ]
        if 0 < len(found) <= _FEW:
            return found
    return []


def _checks(position: Position) -> Iterator[Check]:
    yield from position.checks
    for fallback in position.fallbacks:
        yield from fallback.checks


def _weight(check: Check) -> int:
    if isinstance(check, MustMention):
        return len(check.groups)
    if isinstance(check, DurationRange | NumberRange | MoneyRange):
        return 1 if check.near and check.if_none != "pass" else 0
    return _PROOF if isinstance(check, FeesPeriod) else 0


def _units(document: Document) -> Iterator[Region]:
    """Paragraphs, and clauses of several paragraphs that are short."""
    yield from _paragraphs(document)
    for clause in document.clauses:
        several = clause.blocks[1] - clause.blocks[0] > 1
        if clause.kind == "clause" and several and clause.end - clause.start <= _LONG_CLAUSE_CHARS:
            yield _region((clause.start, clause.end), clause_id=clause.id)


def _paragraphs(document: Document) -> Iterator[Region]:
    """Paragraphs of the terms, outside lists of definitions and signatures."""
    passed = [
        each
        for each in document.clauses
        if each.kind == "signature" or read_heading(each.heading, ("definitions",)).named
    ]
    for block in document.blocks:
        if block.kind not in ("paragraph", "heading", "cell") or block.end - block.start < _LEAST_CHARS:
            continue
        if not any(each.start <= block.start < each.end for each in passed):
            yield _region((block.start, block.end))


def _region(span: tuple[int, int], clause_id: str | None = None) -> Region:
    start, end = span
    return Region(
        start=start, end=end, focus_start=start, focus_end=end, score=_PROVED, by="words",
        clause_id=clause_id,
    )  # fmt: skip


def _innermost(regions: list[Region]) -> list[Region]:
    return [each for each in regions if not any(each is not other and each.holds(other) for other in regions)]


def _may_meet(document: Document, checks: tuple[Check, ...], region: Region) -> bool:
    """Whether every group is said at all: cheap, and no for nearly every paragraph."""
    within = (region.start, region.end)
    mentions = (check for check in checks if isinstance(check, MustMention))
    ranges = (check for check in checks if isinstance(check, DurationRange | NumberRange | MoneyRange))
    return all(says(document, group, within=within) for check in mentions for group in check.groups) and all(
        not check.near or says(document, check.near, within=within) for check in ranges
    )


def _meets(checks: tuple[Check, ...], reading: Reading, library: Library) -> bool:
    return all(carry_out(check, reading, library=library).outcome == "passed" for check in checks)


def _hints(document: Document, check: MustMention, region: Region) -> bool:
    return len(check.groups) > 1 and any(
        sum(says(document, group, within=span) for group in check.groups) > 1
        for span in sentences(document.text, region.start, end=region.end)
    )


def _rare_hits(document: Document, mentions: list[MustMention]) -> list[int]:
    """Where a longer phrase stands that hardly any paragraph says."""
    found: list[int] = []
    for phrase in dict.fromkeys(each for check in mentions for group in check.groups for each in group):
        if len(phrase) < _LEAST_PHRASE_CHARS:
            continue
        hits = find_phrases(document, (phrase,), within=(0, len(document.text)))
        if len({document.block_index_at(each.start) for each in hits}) <= _RARE:
            found.extend(each.start for each in hits if _is_said_as_a_term(document, each.start))
    return found


def _is_said_as_a_term(document: Document, at: int) -> bool:
    """Whether the sentence around `at` promises something or states what is so."""
    block = document.block_at(at)
    spans = sentences(document.text, block.start, end=block.end) if block else []
    return any(start <= at < end and _TERM.search(document.text, start, end) for start, end in spans)
