"""Findings on words that speak to a machine. They are ours, and of no playbook."""

from collections import Counter
from collections.abc import Sequence

from contracts.extraction import Addressed, Extraction
from contracts.findings import Finding
from playbooks.playbook import Playbook
from review.fingerprint import bare, fingerprint

ADDRESSED = "document.addresses-a-machine"
_TITLE = "Words addressed to a machine"
_SURE = 0.95


def is_of_the_document(finding: Finding) -> bool:
    """Whether the finding is on the document as such, not on a position of the playbook."""
    return finding.position_id.startswith("document.")


def addressed_findings(extraction: Extraction, playbook: Playbook) -> tuple[Finding, ...]:
    """One finding for each passage that speaks to a machine, in the text or kept out of it.

    Nothing is proposed: such words may hang on a term that somebody needs, and why they are there is
    for the other side to say. Equal words get fingerprints by their order, which a re-run keeps.
    """
    seen: Counter[str] = Counter()
    findings: list[Finding] = []
    for number, each in enumerate(extraction.addressed, start=1):
        words = _words(each)
        seen[words] += 1
        findings.append(
            Finding(
                id=ADDRESSED if number == 1 else f"{ADDRESSED}-{number}",
                position_id=ADDRESSED,
                title=_TITLE,
                clause_type="document",
                verdict="non_standard",
                severity="critical",
                reason=_reason(each),
                confidence=_SURE,
                fingerprint=fingerprint(playbook.id, ADDRESSED, words=[words, str(seen[words])]),
                quotes=(each.quote,) if each.quote else (),
                gap=each.gap,
                approver="Legal",
            )
        )
    return tuple(findings)


def reasons_addressed(findings: Sequence[Finding]) -> list[str]:
    """What triage says of them: one sentence, however many there are."""
    ours = [finding for finding in findings if finding.position_id == ADDRESSED]
    if not ours:
        return []
    hidden = sum(1 for finding in ours if finding.gap is not None)
    where = "in words kept out of the text" if hidden == len(ours) else "in the text"
    if 0 < hidden < len(ours):
        where = "in the text and in words kept out of it"
    times = f"{len(ours)} passages" if len(ours) > 1 else "One passage"
    verb = "speak" if len(ours) > 1 else "speaks"
    return [
        f"{times} {where} {verb} to a machine that reviews the contract, not to the parties; "
        "nothing followed them, and a person must ask why they are there."
    ]


def _words(each: Addressed) -> str:
    said = each.quote.text if each.quote else each.gap.content if each.gap else ""
    return bare(said)


def _reason(each: Addressed) -> str:
    if each.gap is not None:
        return (
            f"Words that were kept out of the text ({each.gap.place}) speak to a machine: this {each.says}. "
            "They were not followed. Ask the other side why they are there."
        )
    return (
        f"These words speak to a machine that reads the contract, not to the parties: this {each.says}. "
        "They were not followed. Ask the other side why they are there."
    )
