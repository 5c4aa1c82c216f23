"""A person's decision on a finding: what may be decided, and what follows from it."""

from datetime import datetime
from typing import NamedTuple

from contracts.decisions import Effect, FindingDecision, Ruling
from contracts.errors import IllegalStateError, InvalidInputError, NotFoundError
from contracts.findings import Finding, Review, Suggestion
from contracts.value import Value
from playbooks.publishing import person
from review.carrying import ground_of
from review.rewording import own_words, reworded

LONGEST_REASON = 2_000
# To let a deviation stand, or to call a finding beside the point, is what others will ask about later.
_WITH_REASON: tuple[Ruling, ...] = ("reject", "not_relevant")


class Ask(Value):
    """What a person wants: the choice, who and why, and for `edit` the words to use."""

    choice: Ruling
    by: str
    reason: str = ""
    text: str = ""


class Place(NamedTuple):
    """Where and when it is decided: the contract, its counterparty, the moment (UTC), and the number of the
    decision on an earlier round that this one takes the place of."""

    contract_id: str
    counterparty: str
    at: datetime
    follows: int | None = None


def finding_of(review: Review, finding_id: str) -> Finding:
    """`NotFoundError` where the review has no finding of that id."""
    found = next((each for each in review.findings if each.id == finding_id), None)
    if found is None:
        raise NotFoundError(f"the review has no finding {finding_id[:60]!r}; its findings name their ids")
    return found


def decide(review: Review, finding_id: str, *, ask: Ask, place: Place) -> FindingDecision:
    """The decision, not kept yet. `review` is as it stands with the decisions so far (`settle`).

    Raises `NotFoundError`, `InvalidInputError` for a name, reason or words that are missing or too long, and
    `IllegalStateError` where there is nothing to decide or to send.
    """
    finding = finding_of(review, finding_id)
    if not finding.deviates:
        raise IllegalStateError(
            f"there is nothing to decide about “{finding.title}”: it is {finding.verdict}"
        )
    by, reason = person(ask.by), _reason(ask)
    offered = finding.suggestion or finding.waiting
    effect = _effect(ask.choice, finding)
    text = ""
    if ask.choice == "edit":
        text = own_words(ask.text)
        reworded(review.extraction.document, _editable(finding), text=text)
    elif ask.text.strip():
        raise InvalidInputError("words of one's own come with the choice “edit” only")
    said = [finding.gap.content] if finding.gap else [quote.text for quote in finding.quotes]
    return FindingDecision(
        contract_id=place.contract_id, counterparty=place.counterparty, at=place.at, follows=place.follows,
        playbook_id=review.playbook.id, playbook_version=review.playbook.version, finding_id=finding.id,
        choice=ask.choice, effect=effect, by=by, reason=reason, text=text,
        proposed=offered.text if offered else "", stood="\n".join(said),
        ground=ground_of(finding, review.extraction.document),
        clause_id=offered.clause_id if offered else "", settled_by=_settled_by(review, finding, effect),
        **finding.model_dump(
            include={"position_id", "fingerprint", "title", "clause_type", "verdict", "rank"}
        ),
    )  # fmt: skip


def _effect(choice: Ruling, finding: Finding) -> Effect:
    """What follows, by what the finding shows. `IllegalStateError` for words that cannot be sent yet."""
    suggestion = finding.suggestion
    match choice:
        case "reopen":
            return "open"
        case "not_relevant":
            return "drop"
        case "edit":
            return "send"
        case "reject":
            return "leave" if suggestion else "raise"
        case "accept":
            if suggestion is None:
                return "leave"
            if suggestion.unresolved or not suggestion.edits:
                gaps = ", ".join(each.replace("_", " ") for each in suggestion.unresolved) or "the place"
                raise IllegalStateError(
                    f"these words cannot be sent before somebody fills in {gaps}; choose “edit”"
                )
            return "send"


def _settled_by(review: Review, finding: Finding, effect: Effect) -> str:
    """The title of the finding whose words go in here, where that is why this one is let stand."""
    waits = finding.waits_for if effect == "leave" and finding.suggestion is None else ""
    return next((each.title for each in review.findings if each.id == waits), "")


def _editable(finding: Finding) -> Suggestion:
    if finding.suggestion is not None:
        return finding.suggestion
    if finding.waits_for:
        raise IllegalStateError(
            f"other words go in at this passage; decide “{finding.waits_for}” first, or edit its words"
        )
    raise IllegalStateError("there is no suggestion to edit; change the Word file by hand")


def _reason(ask: Ask) -> str:
    reason = ask.reason.replace("\r\n", "\n").strip()
    if len(reason) > LONGEST_REASON:
        raise InvalidInputError(f"the reason is too long; {LONGEST_REASON} characters are the most")
    if not reason and ask.choice in _WITH_REASON:
        raise InvalidInputError("say why: a decision that lets something stand needs its reason")
    return reason
