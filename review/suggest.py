"""Approved words for a position that is not met, from the least to the most intrusive."""

import re
from collections.abc import Sequence
from typing import Literal

from clause_library.clause import ApprovedClause
from clause_library.library import Library
from contracts.document import Document
from contracts.edits import Edit, InsertParagraphs, ReplaceText
from contracts.findings import Suggestion
from contracts.spans import PlainText, Quote
from contracts.value import Value
from playbooks.checks import Check, MustMention
from playbooks.playbook import Position
from review.adapt import Adapted, adapt
from review.amend import amend
from review.checking import carry_out
from review.judge import Judgement, forbids, judge
from review.match import Matched
from review.passages import Reading, Region, cite
from review.place import insertion, place
from review.rewrite import OMITTED, Target, lost_terms, replace, strike, target_of, with_comment
from review.unknown import undefined_in, written
from review.voice import Voice

_SURE = 0.5
_SEVERAL = re.compile(r"[;,/&]|\band\b")
Kind = Literal["replace_words", "replace_clause", "insert_clause", "delete"]


class Rung(Value):
    """What is asked for: a rung of the ladder (0 is the standard), its checks and its clause."""

    rank: int
    checks: tuple[Check, ...]
    clause: str


class Offer(Value):
    """Edits that were tried, before their promise is checked. `lost` are terms that other clauses use
    and that the edits would leave without a definition."""

    kind: Kind
    edits: tuple[Edit, ...]
    before: Quote | None = None
    placement: str = ""
    lost: tuple[str, ...] = ()


def suggest(
    position: Position, matched: Matched, *, judgement: Judgement, library: Library, voice: Voice
) -> Suggestion | None:
    """The least intrusive approved change that reaches the standard, or failing that a fallback.

    Its promise is checked: the changed words must get the promised verdict by the same checks. None
    where nothing does, or where the playbook names no clause. Raises `NotFoundError` for a clause that
    the library does not have.
    """
    for rung in _rungs(position, judgement):
        clause = library.get(rung.clause) if rung.clause else None
        adapted = adapt(clause, voice) if clause else None
        for offer in _offers(position, matched, rung, adapted, library):
            unresolved = (
                adapted.unresolved if adapted and offer.kind in ("replace_clause", "insert_clause") else ()
            )
            if not unresolved and not _keeps_promise(position, rung, matched.reading, offer, library):
                continue
            if unresolved and not _text_keeps_promise(position, rung, adapted, matched.reading, library):
                continue
            open_points = (
                *unresolved,
                *(f"the definition of “{term}”" for term in offer.lost),
                *(
                    f"a definition of “{term}”, which is not defined here"
                    for term in _new_terms(offer, matched)
                ),
            )
            return _suggestion(position, offer, clause, adapted, matched, open_points)
    return None


def _new_terms(offer: Offer, matched: Matched) -> tuple[str, ...]:
    """Terms of the words put in that the contract neither defines nor uses."""
    source = matched.reading.source
    return undefined_in(written(offer.edits), source) if isinstance(source, Document) else ()


def _rungs(position: Position, judgement: Judgement) -> list[Rung]:
    rungs = [Rung(rank=0, checks=position.checks, clause=position.standard)]
    if judgement.verdict != "fallback":
        rungs.extend(
            Rung(rank=rank, checks=rung.checks, clause=rung.clause)
            for rank, rung in enumerate(position.fallbacks, 1)
            if rung.clause
        )
    return rungs


def _offers(
    position: Position, matched: Matched, rung: Rung, adapted: Adapted | None, library: Library
) -> list[Offer]:
    reading, comment = matched.reading, position.counterparty_text
    document, types = reading.source, position.clause_types
    if not isinstance(document, Document):
        return []
    if matched.state == "absent":
        return _insertions(document, position, adapted, comment)
    offers: list[Offer] = []
    if rung.rank == 0 and forbids(position):
        return _deletions(document, reading, comment, types)
    failed = [
        check for check in rung.checks if carry_out(check, reading, library=library).outcome == "failed"
    ]
    edits = amend(failed, reading, approved=adapted.text if adapted and not adapted.unresolved else "")
    if edits:
        before = _around(document, reading, edits)
        offers.append(Offer(kind="replace_words", edits=with_comment(list(edits), comment), before=before))
    if adapted:
        offers.extend(_with_our_clause(document, position, reading, adapted, failed, library))
    return offers


def _with_our_clause(
    document: Document,
    position: Position,
    reading: Reading,
    adapted: Adapted,
    failed: Sequence[Check],
    library: Library,
) -> list[Offer]:
    """Our clause in place of the words of its own type, or, where there are only words of a related
    type, as a paragraph after them; in their place only where that does not do."""
    comment = position.counterparty_text
    own = [each for each in reading.regions if not each.types or adapted.type in each.types]
    if adapted.type not in position.clause_types:
        own = list(reading.regions)
    region = _narrowed(document, (own or reading.regions)[0], reading, failed, library)
    target = target_of(document, region, type_ids=position.clause_types)
    if target is None:
        return []
    offers: list[Offer] = []
    if not own or (_is_mixed(document, region, position) and _wants_words(failed)):
        paragraphs = tuple(adapted.text.split("\n"))
        lines = InsertParagraphs(after=target.block, paragraphs=paragraphs, like=target.block)
        added = with_comment([lines], comment)
        offers.append(Offer(kind="insert_clause", edits=added, placement="after the passage quoted"))
    edits = replace(document, target, text=adapted.text, comment=comment)
    lost = lost_terms(document, target, text=adapted.text)
    if edits:
        offers.append(Offer(kind="replace_clause", edits=edits, before=_quote(document, target), lost=lost))
    return offers


def _is_mixed(document: Document, region: Region, position: Position) -> bool:
    """Whether the clause speaks of other matters too, which a replacement would take out with it."""
    clause = next((each for each in document.clauses if each.id == region.clause_id), None)
    types = clause.types if clause else ()
    return any(each.score >= _SURE and each.type not in position.clause_types for each in types)


def _wants_words(failed: Sequence[Check]) -> bool:
    """Whether all that fails is that something is not said, so that saying it beside contradicts nothing."""
    return all(isinstance(check, MustMention) for check in failed)


def _narrowed(
    document: Document, region: Region, reading: Reading, failed: Sequence[Check], library: Library
) -> Region:
    """Under a heading of several matters ("Term and Survival"), the sentence that a failed check quotes."""
    clause = next((each for each in document.clauses if each.id == region.clause_id), None)
    if region.by != "heading" or clause is None or not _SEVERAL.search(clause.heading):
        return region
    for check in failed:
        for found in carry_out(check, reading, library=library).quotes[1:]:
            start, end = found.span.start, found.span.end
            if region.focus_start <= start and end <= region.focus_end:
                return region.model_copy(update={"focus_start": start, "focus_end": end})
    return region


def _insertions(document: Document, position: Position, adapted: Adapted | None, comment: str) -> list[Offer]:
    placement = place(document, position.clause_types[0])
    if adapted is None or placement is None:
        return []
    edits = insertion(document, placement, adapted=adapted, comment=comment)
    return [Offer(kind="insert_clause", edits=edits, placement=placement.words)]


def _deletions(document: Document, reading: Reading, comment: str, types: tuple[str, ...]) -> list[Offer]:
    targets = [target_of(document, region, type_ids=types) for region in reading.regions]
    found = [target for target in targets if target is not None]
    if not found or len(found) < len(targets):
        return []
    edits: list[Edit] = []
    for target in found:
        made = strike(document, target, comment="" if edits else comment)
        if not _overlap(made, edits):
            edits.extend(made)
    lost = tuple(term for target in found for term in lost_terms(document, target, text=""))
    return [Offer(kind="delete", edits=tuple(edits), before=_quote(document, found[0]), lost=lost)]


def _overlap(made: Sequence[Edit], edits: Sequence[Edit]) -> bool:
    taken = [(edit.start, edit.end) for edit in edits if isinstance(edit, ReplaceText)]
    return any(
        edit.start < end and start < edit.end
        for edit in made
        if isinstance(edit, ReplaceText)
        for start, end in taken
    )


def _quote(document: Document, target: Target) -> Quote:
    return cite(document, (target.start, target.end))


def _around(document: Document, reading: Reading, edits: Sequence[ReplaceText]) -> Quote:
    """The sentences that the edits touch, from the first to the last of them."""
    low, high = edits[0].start, edits[-1].end
    for start, end in reading.sentences():
        if start <= edits[0].start <= end:
            low = min(low, start)
        if start <= edits[-1].end <= end:
            high = max(high, end)
    return cite(document, (low, high))


def changed(reading: Reading, edits: Sequence[Edit]) -> Reading:
    """The places as they read once the edits are made, as a text of their own."""
    pieces = [_after(reading.source.text, region, edits) for region in reading.regions]
    inserted = [line for edit in edits if isinstance(edit, InsertParagraphs) for line in edit.paragraphs]
    if inserted:
        pieces.append("\n".join(inserted))
    return plain_reading([piece for piece in pieces if piece.strip(" .\n")], reading)


def plain_reading(pieces: Sequence[str], like: Reading) -> Reading:
    """A reading of bare texts, for trying words that stand in no document yet."""
    text = "\n\n".join(pieces)
    regions: list[Region] = []
    at = 0
    for piece in pieces:
        end = at + len(piece)
        regions.append(Region(start=at, end=end, focus_start=at, focus_end=end, score=1.0, by="words"))
        at = end + 2
    return Reading(
        source=PlainText(text=text),
        regions=tuple(regions),
        contract_type=like.contract_type,
        party_terms=like.party_terms,
        ours=like.ours,
    )


def _after(text: str, region: Region, edits: Sequence[Edit]) -> str:
    parts: list[str] = []
    at = region.start
    for edit in sorted((e for e in edits if isinstance(e, ReplaceText)), key=lambda e: (e.start, e.end)):
        if edit.end < region.start or edit.start > region.end or edit.start < at:
            continue
        parts += [text[at : edit.start], edit.text]
        at = min(edit.end, region.end)
    return "".join([*parts, text[at : region.end]])


def _keeps_promise(position: Position, rung: Rung, reading: Reading, offer: Offer, library: Library) -> bool:
    if forbids(position) and rung.rank == 0:
        return all(_is_gone(reading.source.text, region, offer.edits) for region in reading.regions)
    return _reaches(position, rung, changed(reading, offer.edits), library)


def _is_gone(text: str, region: Region, edits: Sequence[Edit]) -> bool:
    """Whether nothing is left of the words that named the place, its heading and number apart."""
    focus = region.model_copy(update={"start": region.focus_start, "end": region.focus_end})
    return _after(text, focus, edits).strip(" .\n") in ("", OMITTED.strip("."))


def _text_keeps_promise(
    position: Position, rung: Rung, adapted: Adapted | None, reading: Reading, library: Library
) -> bool:
    return bool(adapted) and _reaches(position, rung, plain_reading([adapted.text], reading), library)


def _reaches(position: Position, rung: Rung, reading: Reading, library: Library) -> bool:
    judgement = judge(position, reading, library=library)
    if rung.rank == 0:
        return judgement.verdict == "standard"
    return judgement.verdict == "standard" or (judgement.rank or 99) <= rung.rank


def _suggestion(
    position: Position,
    offer: Offer,
    clause: ApprovedClause | None,
    adapted: Adapted | None,
    matched: Matched,
    unresolved: tuple[str, ...],
) -> Suggestion:
    text = adapted.text if adapted else ""
    if offer.kind == "delete":
        text = ""
    elif offer.kind == "replace_words" and offer.before:
        span = offer.before.span
        around = Region(
            start=span.start, end=span.end, focus_start=span.start, focus_end=span.end, score=1.0, by="words"
        )
        text = _after(matched.reading.source.text, around, offer.edits)
    return Suggestion(
        id=f"s-{position.id}",
        kind=offer.kind,
        text=text,
        clause_id=clause.id if clause else "",
        clause_version=clause.version if clause else 0,
        edits=() if unresolved else offer.edits,
        before=offer.before,
        placement=offer.placement,
        explanation=position.counterparty_text,
        unresolved=unresolved,
        held=offer.edits if unresolved else (),
        substitutions=adapted.substitutions if adapted and text and text == adapted.text else (),
    )
