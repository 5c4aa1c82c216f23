"""Findings on statements of one contract that cannot both hold. They are ours, and of no playbook."""

from collections import Counter
from collections.abc import Sequence

from contracts.document import Severity
from contracts.extraction import Extraction
from contracts.findings import Finding
from contracts.metadata import Conflict
from playbooks.playbook import Playbook
from review.fingerprint import bare, fingerprint
from review.report.words import field_words

_PREFIX = "document.conflict."
_SURE = 0.9
_NUMBER = "number"
# Whether the contract binds on a day, how much is owed and risked, and by what law all of it is read: who
# signs without knowing these does not know what they sign.
_HIGH = frozenset({
    "effective_date", "expiry_date", "term", "renewal", "liability_cap", "contract_value", "prices",
    "governing_law",
})  # fmt: skip
_MOST_TOLD = 4


def conflict_findings(extraction: Extraction, playbook: Playbook) -> tuple[Finding, ...]:
    """One finding for each conflict of the metadata, with its two quotations, or the one that contradicts
    itself. `position_id` is "document.conflict." and the field, "number" where it is of no field.

    Severity is high for dates, term, renewal, sums, the cap and the governing law: the duties under all
    other clauses hang on them. It is medium for notice and payment periods, interest, venue and the rest: the
    worst reading of these costs days or a share, and can be planned for. Nothing is proposed, for only the
    parties know which statement they meant. Equal words get fingerprints by their order.
    """
    places: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    findings: list[Finding] = []
    for each in extraction.metadata.conflicts:
        position = _PREFIX + (each.field or _NUMBER)
        words = _words(each)
        places[position] += 1
        seen[position + words] += 1
        severity = _severity(each)
        findings.append(
            Finding(
                id=position if places[position] == 1 else f"{position}-{places[position]}",
                position_id=position,
                title=_title(each),
                clause_type="document",
                verdict="non_standard",
                severity=severity,
                reason=f"{each.sentence} {_remedy(each)}",
                confidence=_SURE,
                fingerprint=fingerprint(playbook.id, position, words=[words, str(seen[position + words])]),
                quotes=each.quotes,
                approver="Legal" if severity == "high" else "",
            )
        )
    return tuple(findings)


def conflicts_among(findings: Sequence[Finding]) -> list[Finding]:
    """Those of the findings that are on conflicts."""
    return [finding for finding in findings if finding.position_id.startswith(_PREFIX)]


def reasons_conflicting(findings: Sequence[Finding]) -> list[str]:
    """What triage says of them: each in its own words, at most four and how many more."""
    ours = conflicts_among(findings)
    told = [f"{finding.title}. {finding.reason}" for finding in ours[:_MOST_TOLD]]
    more = len(ours) - _MOST_TOLD
    return [*told, f"And {more} more contradiction{'s' * (more > 1)}."] if more > 0 else told


def asks_conflicting(findings: Sequence[Finding]) -> list[str]:
    """What to ask of the other side, one sentence for each title."""
    titles = dict.fromkeys(finding.title for finding in conflicts_among(findings))
    return [f"{title}: ask which one is meant, and have the contract say only that" for title in titles]


def _severity(conflict: Conflict) -> Severity:
    return "high" if conflict.field in _HIGH else "medium"


def _title(conflict: Conflict) -> str:
    about = field_words(conflict.field).lower() if conflict.field else "a number in words and figures"
    return f"Contradiction: {about}"


def _remedy(conflict: Conflict) -> str:
    if len(conflict.quotes) > 1:
        return "Both cannot hold. Ask which one is meant before anybody signs."
    return "Ask what is meant before anybody signs."


def _words(conflict: Conflict) -> str:
    return "\0".join(bare(quote.text) for quote in conflict.quotes)
