"""What to do with a contract next, how much it matters, and why."""

from collections.abc import Sequence

from contracts.document import Document
from contracts.extraction import Extraction
from contracts.findings import Finding, Route, Triage
from extraction.language import (
    LEAST_WORDS,
    count_words,
    english_words,
    foreign_stretches,
    language,
    language_name,
    without,
)
from playbooks.playbook import Playbook
from review.addressed import is_of_the_document, reasons_addressed
from review.clashes import SEVERITIES
from review.conflicts import asks_conflicting, conflicts_among, reasons_conflicting
from review.reliance import terms_elsewhere

_SURE_OF_TYPE = 0.7
_POINTS = {"critical": 40, "high": 20, "medium": 8, "low": 3}
_SHARE = {"non_standard": 1.0, "missing": 1.0, "fallback": 0.4, "not_evaluated": 0.5, "error": 0.7}
_MOST_REASONS = 12
_MOST_GAPS = 4
_LEAST_ENGLISH = 0.2
_TAKE_OUT = "Words addressed to a machine: ask the other side why they are there, and to take them out"


def triage(extraction: Extraction, findings: Sequence[Finding], *, playbook: Playbook) -> Triage:
    """Where the contract goes: `safe_to_sign` only on proof.

    Words addressed to a machine and grave contradictions send it to Legal; a lesser contradiction is
    something to ask, so it bars `safe_to_sign` too. The score is 0 (nothing) to 100 (most): the sum of
    points per deviation by its severity, with the parts that could not be read.
    """
    hostile = reasons_addressed(findings)
    positions = [each for each in findings if not is_of_the_document(each)]
    unable = _cannot(extraction, positions, playbook)
    if unable:
        return Triage(route="cannot_review", score=100, reasons=(*unable, *hostile))
    document = extraction.document
    conflicts = conflicts_among(findings)
    doubts = [
        *_gaps(document),
        *_pending(document),
        *_elsewhere(document),
        *_wrong_kind(extraction, playbook),
    ]
    deviating = [finding for finding in positions if finding.deviates]
    grave = [finding for finding in deviating if _needs_lawyer(finding)]
    severe_gap = any(gap.severity in ("high", "critical") for gap in extraction.document.coverage.gaps)
    route: Route = "negotiate"
    if hostile or grave or severe_gap or _wrong_kind(extraction, playbook) or _are_grave(conflicts):
        route = "legal_review"
    elif not deviating and not doubts:
        route = "negotiate" if conflicts else "safe_to_sign"
    elif not any(finding.verdict in ("non_standard", "missing", "fallback") for finding in deviating):
        # Nothing to ask of the other side, and yet no proof that it can be signed.
        route = "legal_review"
    asks = _ordered([each for each in deviating if each.verdict in ("non_standard", "missing", "fallback")])
    told = [*([_TAKE_OUT] if hostile else []), *asks_conflicting(conflicts)]
    approvers = tuple(dict.fromkeys(finding.approver for finding in _ordered(findings) if _is_asked(finding)))
    reasons = _reasons(route, positions, grave, [*reasons_conflicting(conflicts), *doubts])
    return Triage(
        route=route, score=_score(findings, extraction.document),
        reasons=(*hostile, *reasons)[:_MOST_REASONS],
        asks=(*told, *map(_ask, asks)), approvers=approvers,
    )  # fmt: skip


def _are_grave(conflicts: Sequence[Finding]) -> bool:
    return any(finding.severity == "high" for finding in conflicts)


def _is_asked(finding: Finding) -> bool:
    return finding.deviates and bool(finding.approver)


def _needs_lawyer(finding: Finding) -> bool:
    """Grave and without approved words to send, or not decided at all."""
    if finding.severity not in ("critical", "high"):
        return finding.verdict == "error"
    if finding.verdict in ("not_evaluated", "error"):
        return True
    sendable = finding.suggestion is not None and bool(finding.suggestion.edits)
    if finding.verdict == "fallback":
        return False
    return finding.severity == "critical" or not sendable


def _cannot(extraction: Extraction, findings: Sequence[Finding], playbook: Playbook) -> list[str]:
    document = extraction.document
    if (words := count_words(document.text)) < LEAST_WORDS:
        return [f"Only {words} words could be read, too few for a contract.", *_gaps(document)]
    if foreign := _not_english(document):
        return [foreign]
    found = [finding for finding in findings if finding.quotes]
    if not found:
        return ["None of the clauses that the playbook is about were found, so nothing was checked."]
    wrong = _wrong_kind(extraction, playbook)
    looked_for = [finding for finding in findings if finding.verdict != "not_applicable"]
    if wrong and len(found) * 2 < len(looked_for):
        return [*wrong, f"Only {len(found)} of {len(looked_for)} positions have a clause to look at."]
    return []


def _not_english(document: Document) -> str:
    """Why the words do not read as English; "" where they do."""
    stretches = foreign_stretches(document)
    english = english_words(document, stretches)
    foreign = sum(each.words for each in stretches)
    if stretches and english < max(LEAST_WORDS, _LEAST_ENGLISH * (english + foreign)):
        names = dict.fromkeys(language_name(each.language) for each in stretches)
        share = round(100 * foreign / max(1, english + foreign))
        return f"{share} % of the words are in {' and '.join(names)}; this engine reads English only."
    if language(without(document, stretches).text) != "en":
        return (
            "Hardly any of the text reads as sentences in English, the only language this engine reads: it "
            "may be lists or tables, badly scanned, or in a language that is not known."
        )
    return ""


def _wrong_kind(extraction: Extraction, playbook: Playbook) -> list[str]:
    kind = extraction.metadata.contract_type
    if (
        kind is None
        or kind.confidence < _SURE_OF_TYPE
        or kind.value.lower() in (*playbook.contract_types, "other")
    ):
        return []
    meant = " or ".join(playbook.contract_types)
    return [
        f"It reads as a contract of the kind “{kind.value}”; the playbook “{playbook.title}” is for {meant}."
    ]


def _gaps(document: Document) -> list[str]:
    """The gaps, the gravest first: each of them bars `safe_to_sign`."""
    gaps = sorted(document.coverage.gaps, key=lambda gap: SEVERITIES.index(gap.severity))
    told = [f"Not read: {gap.place} ({gap.reason})." for gap in gaps[:_MOST_GAPS]]
    more = len(gaps) - _MOST_GAPS
    return [*told, f"And {more} more part{'s were' if more > 1 else ' was'} not read."] if more > 0 else told


def _pending(document: Document) -> list[str]:
    if not document.revisions:
        return []
    authors = list(dict.fromkeys(each.author for each in document.revisions if each.author))
    who = f" by {', '.join(authors[:3])}" if authors else ""
    count = len(document.revisions)
    return [
        f"It holds {count} tracked change{'s' * (count > 1)}{who} that nobody has accepted or rejected yet."
    ]


def _elsewhere(document: Document) -> list[str]:
    quote = terms_elsewhere(document)
    if quote is None:
        return []
    words = " ".join(quote.text.split())
    return [f"It takes in terms that are not in this file: “{words[:120]}{'…' * (len(words) > 120)}”"]


def _score(findings: Sequence[Finding], document: Document) -> int:
    points = sum(_POINTS[each.severity] * _SHARE.get(each.verdict, 0.0) for each in findings)
    points += sum(_POINTS[gap.severity] * 0.5 for gap in document.coverage.gaps)
    return min(100, round(points))


def _reasons(
    route: Route, findings: Sequence[Finding], grave: Sequence[Finding], doubts: Sequence[str]
) -> tuple[str, ...]:
    if route == "safe_to_sign":
        checked = sum(1 for finding in findings if finding.verdict == "standard")
        return (f"All {checked} positions that apply meet our standard, and the whole file was read.",)
    if doubts and not any(finding.deviates for finding in findings):
        return ("Every position that applies meets our standard; only this stands in the way:", *doubts)
    told = [f"{finding.title}: {_short(finding)}" for finding in _ordered(grave)]
    others = [each for each in _ordered([each for each in findings if each.deviates]) if each not in grave]
    return (*told, *doubts, *(f"{finding.title}: {_short(finding)}" for finding in others))


def _short(finding: Finding) -> str:
    match finding.verdict:
        case "missing":
            return "the contract has no such clause."
        case "not_evaluated":
            return "we could not decide; a person must read it."
        case "error":
            return "the check failed; a person must read it."
        case "fallback":
            leave = f" if {finding.approver} agrees" if finding.approver else ""
            return f"not our standard, but acceptable (fallback {finding.rank}){leave}."
        case _:
            told = finding.deciding_check.reason if finding.deciding_check else "not our position"
            return f"{told}."


def _ask(finding: Finding) -> str:
    suggestion = finding.suggestion
    if suggestion is None:
        return f"{finding.title}: discuss with {finding.approver or 'Legal'}, we have no words ready"
    what = {
        "replace_words": "change the words", "replace_clause": "put our clause in its place",
        "insert_clause": "add our clause", "delete": "strike the clause",
    }[suggestion.kind]  # fmt: skip
    return f"{finding.title}: {what}"


def _ordered(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
