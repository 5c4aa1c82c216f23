"""Which places of a contract speak to a position, and whether any does."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from contracts.document import Document
from contracts.extraction import Extraction, Passage
from contracts.metadata import Fact
from contracts.spans import Quote
from contracts.structure import Clause
from contracts.value import Value
from extraction.sentences import sentences
from playbooks.checks import AbsentCheck, MustMention
from playbooks.playbook import Position
from review.headings import read_heading
from review.lists import is_short_list
from review.mentions import find_mention
from review.passages import Reading, Region, cite, trimmed
from review.phrases import says
from review.second_look import second_look

State = Literal["present", "unsure", "absent"]
_SURE = 0.5
_CERTAIN = 0.95
_HEADING_SCORE = 0.9
_MOST_REGIONS = 6
_LONG_CLAUSE_CHARS = 5000
_DEFINED = re.compile(r"[“\"](?P<term>[A-Z][\w&]*(?: [A-Z][\w&]*){0,2})[”\"]")
_OPENING_CHARS, _LEAST_ACTS = 2000, 2
_TYPES_OF_FACTS = {
    "governing_law": "governing_law", "term": "term", "renewal_term": "renewal",
    "agreement_date": "agreement_date", "effective_date": "effective_date",
    "expiration_date": "expiry_date",
}  # fmt: skip


class Matched(Value):
    """The places for a position; `probability` in [0, 1] that there are any. `nearest` are those that
    came closest where there are none; `searched` says in words where was looked."""

    state: State
    reading: Reading
    probability: float
    nearest: tuple[Quote, ...] = ()
    searched: tuple[str, ...] = ()


def match(position: Position, extraction: Extraction, *, ours: str = "") -> Matched:
    """The places of the contract that speak to `position`, strongest first.

    Headings, the classifier's passages and the metadata are asked; where none speaks, the words of the
    position's own checks are looked for, and a trace of them makes the answer `unsure`, never absent.
    `ours` is what the document calls our side.
    """
    document = extraction.document
    headed, named, vague = _by_heading(document, position.clause_types)
    state, probability = _state(position, extraction)
    facts = _by_facts(position, extraction)
    regions = _passages(position, extraction)
    if headed or facts:
        state, probability = "present", max(probability, _HEADING_SCORE)
    elif state == "absent" and (named or vague):
        state, probability = "unsure", 0.4 if named else 0.3
    chosen = _with_signs(position, document, _settled([*headed, *facts, *regions]))
    if forbids_by_signs(position) and not chosen:
        state, named, vague = "absent", [], []
    if state != "absent" and not chosen:
        chosen = _settled(named or vague)
    if state == "absent" or not chosen:
        glimpsed = second_look(position, extraction)
        if glimpsed:
            reading = reading_of(extraction, glimpsed, ours=ours)
            return Matched(state="unsure", reading=reading, probability=max(0.3, min(probability, 0.5)))
        return Matched(
            state="absent",
            reading=reading_of(extraction, (), ours=ours),
            probability=min(probability, 0.5),
            nearest=_nearest(position, extraction),
            searched=searched(document),
        )
    return Matched(state=state, reading=reading_of(extraction, chosen, ours=ours), probability=probability)


def forbids_by_signs(position: Position) -> tuple[str, ...]:
    """The words without which no place counts as the clause that the position forbids; () for none."""
    return next((check.signs for check in position.checks if isinstance(check, AbsentCheck)), ())


def _with_signs(position: Position, document: Document, regions: list[Region]) -> list[Region]:
    signs = forbids_by_signs(position)
    if not signs:
        return regions
    return [each for each in regions if says(document, signs, within=(each.focus_start, each.focus_end))]


def reading_of(extraction: Extraction, regions: Sequence[Region], *, ours: str = "") -> Reading:
    """The places, with the facts that checks ask for."""
    facts = extraction.metadata
    law, kind = _relied_on(facts.governing_law), _relied_on(facts.contract_type)
    term = facts.term if facts.term and facts.term.confidence >= _SURE else None
    terms = tuple(
        tuple(name for name in (fact.value.defined_term, fact.value.name) if name) for fact in facts.parties
    )
    return Reading(
        source=extraction.document,
        regions=tuple(regions),
        law=law.value if law else "",
        law_quotes=law.quotes if law else (),
        contract_type=kind.value if kind else "",
        term=term.value.length if term else None,
        term_quotes=term.quotes if term else (),
        party_terms=terms or _acting_terms(extraction.document.text),
        ours=ours,
    )


@lru_cache(maxsize=8)
def _acting_terms(text: str) -> tuple[tuple[str, ...], ...]:
    """Where no party could be read: the terms that the opening defines and that are put under duties or given
    rights again and again below."""
    defined = dict.fromkeys(hit["term"] for hit in _DEFINED.finditer(text, 0, _OPENING_CHARS))
    acting = (
        term
        for term in defined
        if len(re.findall(rf"\b{re.escape(term)}\s+(?:shall|will|may|must|agrees?)\b", text)) >= _LEAST_ACTS
    )
    return tuple((term,) for term in acting)


def _relied_on(fact: Fact[str] | None) -> Fact[str] | None:
    """The fact, unless it is a guess."""
    return fact if fact and fact.confidence >= _SURE else None


def _by_heading(
    document: Document, type_ids: tuple[str, ...]
) -> tuple[list[Region], list[Region], list[Region]]:
    """Clauses whose heading alone says that they are of the types, those whose heading other types
    share, and those whose heading is vague."""
    alone: list[Region] = []
    shared: list[Region] = []
    vague: list[Region] = []
    for clause in document.clauses:
        if clause.kind not in ("clause", "schedule") or not clause.heading:
            continue
        found = read_heading(clause.heading, type_ids)
        if found.named and document.text[clause.body_start : clause.end].strip():
            of = alone if found.alone else shared if found.shared else vague
            of.append(_whole(document, clause, type_ids))
    return alone, shared, vague


def _whole(document: Document, clause: Clause, type_ids: tuple[str, ...]) -> Region:
    start, end = trimmed(document.text, (clause.start, clause.end))
    focus = trimmed(document.text, (min(clause.body_start, end), end))
    return Region(
        start=start,
        end=end,
        focus_start=focus[0],
        focus_end=focus[1],
        score=_HEADING_SCORE,
        by="heading",
        types=tuple(each for each in type_ids if read_heading(clause.heading, (each,)).named),
        clause_id=clause.id,
    )


def _state(position: Position, extraction: Extraction) -> tuple[State, float]:
    """The classifier's answer for the best of the types; `unsure` where it knows none of them."""
    known = [found for found in map(extraction.presence_of, position.clause_types) if found]
    if not known:
        return "unsure", 0.5
    best = max(
        known, key=lambda found: (("absent", "unsure", "present").index(found.state), found.probability)
    )
    return best.state, best.probability


def _passages(position: Position, extraction: Extraction) -> list[Region]:
    """The classifier's passages that it is sure of; the best one where it is not sure but sees one."""
    found: list[Region] = []
    for type_id in position.clause_types:
        presence = extraction.presence_of(type_id)
        passages = extraction.passages_of(type_id)
        if presence is None or presence.state == "absent":
            sure = tuple(each for each in passages if each.score >= _SURE)
        else:
            sure = tuple(each for each in passages if each.score >= _SURE) or passages[:1]
        found.extend(_grown(extraction.document, passage, position.clause_types) for passage in sure)
    return (
        found if "definitions" in position.clause_types else _beyond_definitions(extraction.document, found)
    )


def _beyond_definitions(document: Document, regions: list[Region]) -> list[Region]:
    """Without places in the list of definitions, where a better one stands outside it: a definition
    names a thing and promises nothing."""
    lists = _definition_lists(document)
    outside = [region for region in regions if not _lies_in(region, lists)]
    best = max((region.score for region in outside), default=0.0)
    return [region for region in regions if region in outside or region.score > best]


def only_defines(position: Position, matched: Matched) -> bool:
    """Whether the classifier alone named the places, and all of them stand in the list of definitions: what
    they define may be regulated nowhere."""
    document = matched.reading.source
    if not isinstance(document, Document) or "definitions" in position.clause_types:
        return False
    lists, regions = _definition_lists(document), matched.reading.regions
    return bool(regions) and all(each.by == "weights" and _lies_in(each, lists) for each in regions)


def _definition_lists(document: Document) -> list[Clause]:
    return [each for each in document.clauses if read_heading(each.heading, ("definitions",)).named]


def _lies_in(region: Region, clauses: Sequence[Clause]) -> bool:
    return any(each.start <= region.start and region.end <= each.end for each in clauses)


def _with_id(document: Document, id: str | None) -> Clause | None:
    return next((clause for clause in document.clauses if clause.id == id), None) if id else None


def _grown(document: Document, passage: Passage, type_ids: tuple[str, ...]) -> Region:
    """The passage, grown to the clause around it, so that the next sentence is seen."""
    clause = _with_id(document, passage.clause_id) or document.clause_at(passage.start)
    start, end = passage.start, passage.end
    if clause is not None and clause.kind != "preamble":
        parent = _with_id(document, clause.parent)
        about = parent and (read_heading(parent.heading, type_ids).named or is_short_list(document, parent))
        if parent and about and not clause.heading:
            clause = parent
        start, end = min(start, clause.start), max(end, clause.end)
    else:
        for block in document.blocks:
            if block.start < passage.end and passage.start < block.end:
                start, end = min(start, block.start), max(end, block.end)
    if end - start > _LONG_CLAUSE_CHARS:
        start, end = _window(document.text, (start, end), passage)
    start, end = trimmed(document.text, (start, end))
    return Region(
        start=start,
        end=end,
        focus_start=passage.start,
        focus_end=passage.end,
        score=passage.score,
        by="weights",
        types=(passage.type,),
        clause_id=clause.id if clause else None,
    )


def _window(text: str, around: tuple[int, int], passage: Passage) -> tuple[int, int]:
    """The passage's sentences with one before and two after, in a clause too long to take whole."""
    spans = sentences(text, around[0], end=around[1])
    inside = [i for i, (low, high) in enumerate(spans) if low < passage.end and passage.start < high]
    if not inside:
        return passage.start, passage.end
    return spans[max(0, inside[0] - 1)][0], spans[min(len(spans) - 1, inside[-1] + 2)][1]


def _by_facts(position: Position, extraction: Extraction) -> list[Region]:
    """Places that the metadata were read from, for types that are a fact of the contract."""
    found: list[Region] = []
    for type_id in position.clause_types:
        fact: Fact[object] | None = getattr(extraction.metadata, _TYPES_OF_FACTS.get(type_id, ""), None)
        if fact is None or fact.confidence < _SURE:
            continue
        for quote in fact.quotes:
            passage = Passage(
                type=type_id, start=quote.span.start, end=quote.span.end, score=min(0.95, fact.confidence)
            )
            region = _grown(extraction.document, passage, position.clause_types)
            found.append(region.model_copy(update={"by": "facts"}))
    return found


def _settled(regions: Sequence[Region]) -> list[Region]:
    """Strongest first, none within another: of two, the narrower named by words wins over a wide
    clause that only its heading names."""
    kept: list[Region] = []
    for region in sorted(regions, key=lambda each: (-each.score, each.start, each.end)):
        rival = next((each for each in kept if each.holds(region) or region.holds(each)), None)
        if rival is None:
            kept.append(region)
            continue
        at = kept.index(rival)
        types = tuple(dict.fromkeys((*rival.types, *region.types)))
        if rival.by == "heading" and region.by == "weights" and rival.score == _HEADING_SCORE:
            # The heading says what the clause is about, the passage which of its words say it.
            if rival.focus_start <= region.focus_start and region.focus_end <= rival.focus_end:
                focus = {"focus_start": region.focus_start, "focus_end": region.focus_end}
                kept[at] = rival.model_copy(update={**focus, "score": 0.95, "types": types})
        elif (rival.focus_start, rival.focus_end) == (region.focus_start, region.focus_end):
            kept[at] = rival.model_copy(update={"types": types})
    return kept[:_MOST_REGIONS]


def _nearest(position: Position, extraction: Extraction) -> tuple[Quote, ...]:
    passages = [each for type_id in position.clause_types for each in extraction.passages_of(type_id)]
    best = sorted(passages, key=lambda each: (-each.score, each.start))[:2]
    text = extraction.document.text
    return tuple(cite(extraction.document, trimmed(text, (each.start, each.end))) for each in best)


def is_beside_the_point(position: Position, matched: Matched) -> bool:
    """Whether the places, named by the classifier alone and not with full certainty, say nothing at all
    of a required standard that has two groups of mentions or more: then no such clause is there, and the
    places are what came closest."""
    groups = [group for check in position.checks if isinstance(check, MustMention) for group in check.groups]
    doubtful = all(each.by == "weights" and each.score < _CERTAIN for each in matched.reading.regions)
    if not position.required or len(groups) < 2 or matched.state != "present" or not doubtful:
        return False
    return all(find_mention(matched.reading, group) is None for group in groups)


def searched(document: Document) -> tuple[str, ...]:
    """Where was looked, in words."""
    clauses = sum(1 for clause in document.clauses if clause.kind in ("clause", "schedule"))
    where = [f"{clauses} clauses"] if clauses else []
    where.append(f"{len(document.blocks)} paragraphs")
    headings = sum(1 for clause in document.clauses if clause.heading)
    if headings:
        where.append(f"{headings} headings")
    if not document.coverage.complete:
        where.append(f"not: {len(document.coverage.gaps)} parts that could not be read")
    return tuple(where)
