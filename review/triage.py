"""What to do with a contract next, how much it matters, and why."""

from collections.abc import Sequence

from contracts.document import Document
from contracts.extraction import Extraction
from contracts.findings import Finding, Route, Triage
from extraction.language import language
from playbooks.playbook import Playbook
from review.clashes import SEVERITIES
from review.reliance import terms_elsewhere

_LEAST_WORDS = 80
_SURE_OF_TYPE = 0.7
_POINTS = {"critical": 40, "high": 20, "medium": 8, "low": 3}
_SHARE = {"non_standard": 1.0, "missing": 1.0, "fallback": 0.4, "not_evaluated": 0.5, "error": 0.7}
_MOST_REASONS = 12


def triage(extraction: Extraction, findings: Sequence[Finding], *, playbook: Playbook) -> Triage:
    """Where the contract goes: `safe_to_sign` only on proof.

    The score is 0 (nothing) to 100 (most): the sum of points per deviation by its severity, with the
    parts that could not be read.
    """
    unable = _cannot(extraction, findings, playbook)
    if unable:
        return Triage(route="cannot_review", score=100, reasons=tuple(unable))
    document = extraction.document
    doubts = [
        *_gaps(document),
        *_pending(document),
        *_elsewhere(document),
        *_wrong_kind(extraction, playbook),
    ]
    deviating = [finding for finding in findings if finding.deviates]
    grave = [finding for finding in deviating if _needs_lawyer(finding)]
    severe_gap = any(gap.severity in ("high", "critical") for gap in extraction.document.coverage.gaps)
    route: Route = "negotiate"
    if grave or severe_gap or _wrong_kind(extraction, playbook):
        route = "legal_review"
    elif not deviating and not doubts:
        route = "safe_to_sign"
    elif not any(finding.verdict in ("non_standard", "missing", "fallback") for finding in deviating):
        # Nothing to ask of the other side, and yet no proof that it can be signed.
        route = "legal_review"
    asks = _ordered([each for each in deviating if each.verdict in ("non_standard", "missing", "fallback")])
    approvers = tuple(dict.fromkeys(finding.approver for finding in _ordered(deviating) if finding.approver))
    return Triage(
        route=route, score=_score(findings, extraction.document),
        reasons=_reasons(route, findings, grave, doubts)[:_MOST_REASONS],
        asks=tuple(_ask(finding) for finding in asks), approvers=approvers,
    )  # fmt: skip


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
    if document.words < _LEAST_WORDS:
        return [f"Only {document.words} words could be read, too few for a contract.", *_gaps(document)]
    if language(document.text) != "en":
        return ["The contract does not seem to be in English, the only language this engine reads."]
    found = [finding for finding in findings if finding.quotes]
    if not found:
        return ["None of the clauses that the playbook is about were found, so nothing was checked."]
    wrong = _wrong_kind(extraction, playbook)
    looked_for = [finding for finding in findings if finding.verdict != "not_applicable"]
    if wrong and len(found) * 2 < len(looked_for):
        return [*wrong, f"Only {len(found)} of {len(looked_for)} positions have a clause to look at."]
    return []


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
    return [f"Not read: {gap.place} ({gap.reason})." for gap in document.coverage.gaps[:4]] + (
        [f"And {len(document.coverage.gaps) - 4} more parts were not read."]
        if len(document.coverage.gaps) > 4
        else []
    )


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
