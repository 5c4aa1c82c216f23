"""The verdict on every position of a playbook."""

from collections.abc import Sequence

from clause_library.library import Library
from contracts.document import Document
from contracts.errors import FourCornersError
from contracts.extraction import Extraction
from contracts.findings import CheckResult, Finding
from contracts.spans import Absent, Quote
from playbooks.playbook import Playbook, Position, Side
from review import reasons
from review.clashes import without_clashes
from review.conditions import holds, in_words
from review.fingerprint import bare, fingerprint
from review.judge import Judgement, confirms, forbids, judge
from review.match import Matched, is_beside_the_point, match, only_defines, searched
from review.overrides import overridden
from review.passages import Region
from review.reliance import is_cover_page, terms_elsewhere
from review.roles import with_names
from review.second_look import look_wider
from review.signs import match_signs
from review.suggest import suggest
from review.traces import sought_everywhere
from review.unseen_terms import rests_on_unseen, unseen_terms
from review.voice import Voice, voice_of

_MOST_QUOTES = 4
_MOST_SURE = 0.98
_CONFIRMED = 0.6
# Checks that fail by words that are not there.
_SILENT = ("must_mention", "mutual", "similar")
# What a wrong playbook, clause or rule of ours can raise; anything else is a fault that must be seen.
_EXPECTED = (FourCornersError, ValueError, LookupError, ArithmeticError)


def assess(
    extraction: Extraction, playbook: Playbook, *, library: Library, side: Side
) -> tuple[Finding, ...]:
    """One finding per position, in the order of the playbook.

    A position that fails is an `error` of its own and the others go on. Of two suggestions for the same
    words, the one for the graver position stays.
    """
    voice = voice_of(extraction, side=side)
    findings: list[Finding] = []
    for position in playbook.positions:
        try:
            findings.append(_assess(position, extraction, playbook, library, side=side, voice=voice))
        except _EXPECTED as error:
            findings.append(_error(position, playbook, "reading the contract against it", error))
    return without_clashes(findings)


def _assess(
    position: Position,
    extraction: Extraction,
    playbook: Playbook,
    library: Library,
    *,
    side: Side,
    voice: Voice,
) -> Finding:
    if holds(position.applies_when, extraction, side=side, paper=playbook.paper) is False:
        reason = reasons.does_not_apply(in_words(position.applies_when))
        return _finding(position, playbook, (), verdict="not_applicable", reason=reason, confidence=0.8)
    position = with_names(position, extraction, voice=voice)
    find = match_signs if position.signs else match
    matched = find(position, extraction, ours=voice.us)
    if matched.state == "absent":
        matched = sought_everywhere(position, extraction, matched=matched, library=library, ours=voice.us)
    if matched.state == "absent":
        return _absent(position, playbook, matched, library, voice)
    beside = is_beside_the_point(position, matched) or _fails_on_definitions(position, matched, library)
    if beside and not look_wider(position, matched.reading):
        told = {"nearest": matched.reading.quotes(), "searched": searched(extraction.document)}
        nearest = matched.model_copy(update={"state": "absent", **told})
        return _absent(position, playbook, nearest, library, voice)
    return _present(position, playbook, extraction, matched, library=library, voice=voice)


def _fails_on_definitions(position: Position, matched: Matched, library: Library) -> bool:
    """Whether a required clause was seen in definitions alone, and these do not meet the position: then the
    clause is missing, and no definition is to be rewritten into it."""
    if not position.required or matched.state != "present" or not only_defines(position, matched):
        return False
    return judge(position, matched.reading, library=library).verdict == "non_standard"


def _taken_back(
    position: Position, playbook: Playbook, matched: Matched, found: tuple[Region, Judgement]
) -> Finding:
    """The finding on a clause that other words of the contract come before; no words are offered, because
    two clauses would have to change together."""
    region, judgement = found
    reading = matched.reading.model_copy(update={"regions": (region, *matched.reading.regions)})
    return _finding(
        position, playbook, reading.quotes(), verdict=judgement.verdict,
        reason=reasons.overridden(position, judgement), confidence=_confidence(matched, judgement),
        rank=judgement.rank, deciding=judgement.deciding, checks=judgement.checks,
        approver=_approver(position, judgement),
    )  # fmt: skip


def _present(
    position: Position,
    playbook: Playbook,
    extraction: Extraction,
    matched: Matched,
    *,
    library: Library,
    voice: Voice,
) -> Finding:
    """The finding on places that are there, or may be."""
    matched, judgement = _judged(position, matched, library)
    if judgement.verdict in ("standard", "fallback") and (
        found := overridden(position, extraction, reading=matched.reading, base=judgement, library=library)
    ):
        return _taken_back(position, playbook, matched, found)
    quotes = matched.reading.quotes()
    document = matched.reading.source
    if isinstance(document, Document) and (
        _may_stand_elsewhere(judgement, document) or rests_on_unseen(position, judgement, document=document)
    ):
        return _finding(
            position, playbook, quotes, verdict="not_evaluated", reason=reasons.partly_elsewhere(position),
            confidence=0.3, checks=judgement.checks, approver=position.approver,
        )  # fmt: skip
    if matched.state == "unsure" and not confirms(position, judgement):
        return _finding(
            position, playbook, quotes, verdict="not_evaluated", reason=reasons.unsure(position),
            confidence=0.3, checks=judgement.checks,
        )  # fmt: skip
    finding = _finding(
        position, playbook, quotes, verdict=judgement.verdict, reason=reasons.why(position, judgement),
        confidence=_confidence(matched, judgement), rank=judgement.rank, deciding=judgement.deciding,
        checks=judgement.checks, approver=_approver(position, judgement),
    )  # fmt: skip
    if judgement.verdict in ("fallback", "non_standard"):
        return _with_suggestion(finding, position, matched, judgement, library, voice)
    return finding


def _judged(position: Position, matched: Matched, library: Library) -> tuple[Matched, Judgement]:
    """The verdict on the places; failing them, on a sentence elsewhere that the playbook lets count."""
    judgement = judge(position, matched.reading, library=library)
    if judgement.verdict != "non_standard" or not (wider := look_wider(position, matched.reading)):
        return matched, judgement
    reading = matched.reading.model_copy(update={"regions": (*wider, *matched.reading.regions)})
    again = judge(position, reading, library=library)
    if again.verdict not in ("standard", "fallback"):
        return matched, judgement
    return matched.model_copy(update={"reading": reading, "probability": _CONFIRMED}), again


def _may_stand_elsewhere(judgement: Judgement, document: Document) -> bool:
    """Whether a cover page fails for what it does not say, while the terms it takes in may say it."""
    deciding = judgement.deciding
    if judgement.verdict not in ("fallback", "non_standard") or deciding is None:
        return False
    silent = deciding.kind in _SILENT
    return silent and is_cover_page(document) and terms_elsewhere(document) is not None


def _absent(
    position: Position, playbook: Playbook, matched: Matched, library: Library, voice: Voice
) -> Finding:
    document = matched.reading.source
    if not isinstance(document, Document):
        raise ValueError("a position is assessed on a contract, not on a bare text")
    absent = Absent(sought=reasons.sought(position), searched=matched.searched, nearest=matched.nearest)
    sure = round(_CONFIRMED if matched.reading.regions else min(_MOST_SURE, 1 - matched.probability), 3)
    elsewhere = terms_elsewhere(document) if is_cover_page(document) else None
    if not (position.required or forbids(position)):
        elsewhere = None
    elsewhere = unseen_terms(position, document) or elsewhere
    if elsewhere:
        # Terms that are not in the file prove neither that a clause is missing nor that none is there.
        return _finding(
            position, playbook, (elsewhere,), verdict="not_evaluated",
            reason=reasons.elsewhere(position), approver=position.approver,
            confidence=0.3, absent=absent,
        )  # fmt: skip
    if forbids(position):
        reason, verdict = reasons.nothing_there(position), "standard"
    elif not position.required:
        reason, verdict = reasons.not_needed(position), "not_applicable"
    else:
        reason, verdict = reasons.missing(position), "missing"
    finding = _finding(
        position,
        playbook,
        (),
        verdict=verdict,
        reason=reason,
        confidence=sure,
        absent=absent,
        approver=position.approver if verdict == "missing" else "",
    )
    if verdict != "missing":
        return finding
    return _with_suggestion(finding, position, matched, Judgement(verdict="missing"), library, voice)


def _with_suggestion(
    finding: Finding,
    position: Position,
    matched: Matched,
    judgement: Judgement,
    library: Library,
    voice: Voice,
) -> Finding:
    """The finding with approved words; a failure here never costs the verdict."""
    try:
        suggestion = suggest(position, matched, judgement=judgement, library=library, voice=voice)
    except _EXPECTED as error:
        return finding.model_copy(update={"reason": f"{finding.reason} No words could be suggested: {error}"})
    return finding.model_copy(update={"suggestion": suggestion})


def _finding(position: Position, playbook: Playbook, quotes: Sequence[Quote], **told: object) -> Finding:
    """A finding with what comes from the position. Its quotes begin with the sentence that a person has to
    read; words alone that a longer quote holds are left to the deciding check."""
    deciding = told.pop("deciding", None)
    first = deciding.quotes if isinstance(deciding, CheckResult) else ()
    shown = _sentences_first(first, quotes)[:_MOST_QUOTES]
    return Finding.model_validate(
        {
            "id": position.id,
            "position_id": position.id,
            "title": position.title,
            "clause_type": position.clause_types[0],
            "severity": position.severity,
            "fingerprint": fingerprint(
                playbook.id, position.id, words=[bare(quote.text) for quote in quotes]
            ),
            "quotes": shown,
            "deciding_check": deciding,
            "guidance": position.guidance,
            "counterparty_text": position.counterparty_text,
            **told,
        }
    )


def _sentences_first(deciding: Sequence[Quote], places: Sequence[Quote]) -> tuple[Quote, ...]:
    """The sentence that decides, then the places, each once and without what an earlier quote holds: the
    deciding words themselves are left to their check."""
    first = deciding[1:] if len(deciding) > 1 and deciding[1].span.contains(deciding[0].span) else deciding
    shown: list[Quote] = []
    for quote in (*first, *places):
        if not any(each.span.contains(quote.span) for each in shown):
            shown.append(quote)
    return tuple(shown)


def _confidence(matched: Matched, judgement: Judgement) -> float:
    # Words that prove themselves make up for what the classifier did not see.
    doubted = matched.state == "unsure" and judgement.verdict == "standard"
    sure = min(_MOST_SURE, max(matched.probability, _CONFIRMED if doubted else 0.0))
    if judgement.verdict == "not_evaluated":
        return round(sure * 0.5, 3)
    return round(sure * 0.95, 3)


def _approver(position: Position, judgement: Judgement) -> str:
    if judgement.verdict == "fallback" and judgement.rank:
        return position.fallbacks[judgement.rank - 1].approver
    return position.approver if judgement.verdict in ("non_standard", "not_evaluated") else ""


def _error(position: Position, playbook: Playbook, step: str, error: Exception) -> Finding:
    return _finding(
        position,
        playbook,
        (),
        verdict="error",
        reason=reasons.failed(step, error),
        confidence=0.0,
        approver=position.approver,
    )
