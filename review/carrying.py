"""Which decision holds for a finding: its own, or that on an earlier round, and whether it still fits."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Literal

from contracts.decisions import FindingDecision
from contracts.document import Document
from contracts.findings import Finding, Review, Verdict
from contracts.value import Value
from review.addressed import is_of_the_document
from review.fingerprint import bare

State = Literal["open", "decided", "carried", "confirm"]
_LONGEST_CLAUSE = 6_000
_WORDS: dict[Verdict, str] = {
    "standard": "standard", "fallback": "fallback", "non_standard": "non-standard", "missing": "missing",
    "not_applicable": "not applicable", "not_evaluated": "to be checked", "error": "not to be checked",
}  # fmt: skip


class Standing(Value):
    """Where a finding stands: not decided, decided on this contract, carried from an earlier round with
    nothing changed since, or carried and to be confirmed, because of `changes` (sentences)."""

    finding_id: str
    state: State
    decision: FindingDecision | None = None
    changes: tuple[str, ...] = ()

    @property
    def holds(self) -> FindingDecision | None:
        """The decision that counts; None while none was made or it waits to be confirmed."""
        return self.decision if self.state in ("decided", "carried") else None


def standings_of(
    review: Review, *, own: Sequence[FindingDecision], earlier: Sequence[FindingDecision]
) -> dict[str, Standing]:
    """The standing of every finding that a person can decide, by its id.

    `own` are the decisions on this contract, `earlier` those on earlier rounds of it, in any order; the last
    one counts. A position of the playbook is found again by its id, so that changed words are asked about; a
    finding on the document, of which there can be many, by its fingerprint.
    """
    mine = {each.finding_id: each for each in sorted(own, key=_number)}
    by_position, by_print = _last(earlier)
    found: dict[str, Standing] = {}
    for finding in review.findings:
        if not finding.deviates and finding.id not in mine:
            continue
        carried = (
            by_print.get(finding.fingerprint)
            if is_of_the_document(finding)
            else by_position.get((review.playbook.id, finding.position_id))
        )
        found[finding.id] = _standing(finding, review, mine.get(finding.id), carried)
    return found


def ground_of(finding: Finding, document: Document) -> str:
    """The key of all that is said around the words of a finding: their clauses, or their paragraphs where a
    clause is long; "" where it stands on no words. Typed numbers do not count."""
    spans: set[tuple[int, int]] = set()
    for quote in finding.quotes:
        block = document.block_at(quote.span.start)
        clause = document.clause_at(quote.span.start)
        low, high = (block.start, block.end) if block else (quote.span.start, quote.span.end)
        if clause and clause.end - clause.start <= _LONGEST_CLAUSE:
            low, high = clause.start, clause.end
        spans.add((low, max(high, quote.span.end)))
    if not spans:
        return ""
    words = sorted({bare(document.text[low:high]) for low, high in spans})
    return hashlib.sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def verdict_words(verdict: Verdict, rank: int | None) -> str:
    """ "fallback 2"."""
    return _WORDS[verdict] + (f" {rank}" if rank is not None else "")


def changes_since(decision: FindingDecision, finding: Finding, *, document: Document) -> tuple[str, ...]:
    """What is different now from what the person saw who decided, in sentences."""
    told: list[str] = []
    if finding.fingerprint != decision.fingerprint or ground_of(finding, document) != decision.ground:
        told.append("The words of the contract changed.")
    then = verdict_words(decision.verdict, decision.rank)
    now = verdict_words(finding.verdict, finding.rank)
    if then != now:
        told.append(f"It was {then}, and is {now} now.")
    offered = finding.suggestion or finding.waiting
    proposed = offered.text if offered else ""
    if decision.effect == "send" and offered is None:
        told.append("No words are suggested any more.")
    elif decision.effect != "drop" and proposed != decision.proposed:
        told.append("The suggested words changed.")
    return tuple(told)


def _standing(
    finding: Finding, review: Review, own: FindingDecision | None, carried: FindingDecision | None
) -> Standing:
    if own is not None:
        state: State = "open" if own.effect == "open" else "decided"
        return Standing(finding_id=finding.id, state=state, decision=own if state == "decided" else None)
    if carried is None or carried.effect == "open":
        return Standing(finding_id=finding.id, state="open")
    changes = changes_since(carried, finding, document=review.extraction.document)
    return Standing(
        finding_id=finding.id, state="confirm" if changes else "carried", decision=carried, changes=changes
    )


def _last(
    earlier: Sequence[FindingDecision],
) -> tuple[Mapping[tuple[str, str], FindingDecision], Mapping[str, FindingDecision]]:
    ordered = sorted(earlier, key=_number)
    by_position = {(each.playbook_id, each.position_id): each for each in ordered}
    return by_position, {each.fingerprint: each for each in ordered}


def _number(decision: FindingDecision) -> int:
    return decision.number
