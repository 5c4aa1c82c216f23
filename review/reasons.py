"""The sentences that tell a person why: one template per verdict, without legal jargon."""

from contracts.findings import CheckResult
from playbooks.playbook import Position
from review.headings import type_title
from review.judge import Judgement


def sought(position: Position) -> str:
    """What was looked for: the names of the clause types, or the sign of a matter that has none."""
    if position.signs:
        return f"a clause on “{_sign(position)}”"
    titles = [f"“{type_title(type_id)}”" for type_id in position.clause_types[:3]]
    return f"a clause on {' or '.join(titles)}"


def why(position: Position, judgement: Judgement) -> str:
    """Why the verdict is what it is."""
    match judgement.verdict:
        case "standard":
            return _standard(judgement)
        case "fallback":
            return _fallback(position, judgement)
        case "non_standard":
            return _non_standard(position, judgement)
        case _:
            return f"This could not be decided: {_told(judgement.deciding)}. Read the passage and decide."


def missing(position: Position) -> str:
    """Why a required clause counts as missing."""
    return f"We need {sought(position)}, and the contract has none. {position.issue}"


def elsewhere(position: Position) -> str:
    """Why an absent clause of a cover page is not called missing."""
    return (
        f"We found no {sought(position).removeprefix('a ')}, but the contract takes in terms that are not in "
        "this file. Read those, and decide."
    )


def partly_elsewhere(position: Position) -> str:
    """Why a cover page that is silent on a point is not held against us or them."""
    return (
        "This page does not say all that we look for, but the contract takes in terms that are not in this "
        f"file. Read those, and decide. {position.issue}"
    )


def overridden(position: Position, judgement: Judgement) -> str:
    """Why a clause that would do does not: other words of the contract come before it."""
    if judgement.verdict == "not_evaluated":
        return (
            "The clause by itself would do, but other words of the contract come before it and speak of the "
            "same matter. Read both together and decide."
        )
    return f"Other words of the contract come before the clause on this. {why(position, judgement)}"


def nothing_there(position: Position) -> str:
    """Why the absence of an unwanted clause is our standard."""
    return f"The contract has no such clause ({_named(position)}), as we want it."


def not_needed(position: Position) -> str:
    """Why an absent clause that is not required does not matter."""
    return f"The contract has no such clause ({_named(position)}), and we need none."


def _named(position: Position) -> str:
    return _sign(position) if position.signs else type_title(position.clause_types[0]).lower()


def _sign(position: Position) -> str:
    return position.signs[0].rstrip("*")


def does_not_apply(condition: str) -> str:
    """Why a position was not looked at."""
    return f"This position applies only where {condition}; that is not the case here."


def unsure(position: Position) -> str:
    """Why a passage must be read by a person."""
    return (
        f"We could not tell whether this passage is {sought(position)}. It is not counted as missing: "
        "read it and decide."
    )


def failed(step: str, error: Exception) -> str:
    """Which step failed; the error's own words where they are fit to show."""
    return f"This position could not be reviewed, because {step} failed: {error}"


def _standard(judgement: Judgement) -> str:
    seen = [check.reason for check in judgement.checks if check.kind != "must_not_mention"] or [
        judgement.checks[0].reason
    ]
    return f"This meets our standard: {'; '.join(seen[:3])}."


def _fallback(position: Position, judgement: Judgement) -> str:
    rung = position.fallbacks[(judgement.rank or 1) - 1]
    leave = f" {rung.approver} must agree to it." if rung.approver else ""
    return (
        f"This is not our standard ({_told(judgement.deciding)}), but it meets fallback {judgement.rank}: "
        f"{rung.title}.{leave}"
    )


def _non_standard(position: Position, judgement: Judgement) -> str:
    told = _told(judgement.deciding)
    if judgement.deciding and judgement.deciding.kind == "absent":
        told = f"the contract has {sought(position)}, which we do not accept"
    below = ", and it meets no fallback" if position.fallbacks else ""
    if judgement.undecided:
        below = f"; whether it meets the fallback “{judgement.undecided}” could not be read"
    return f"This is outside our position: {told}{below}. {position.issue}"


def _told(check: CheckResult | None) -> str:
    return check.reason if check else "nothing decides it"
