"""A review with the decisions of people: as it is shown while they decide, and as it goes out."""

from collections.abc import Mapping, Sequence

from contracts.decisions import Effect, FindingDecision
from contracts.errors import InvalidInputError
from contracts.findings import Finding, Review
from contracts.value import Value
from review.carrying import Standing
from review.clashes import relabelled, settle_first, typed_place, without_clashes
from review.rewording import reworded

_KEPT_BACK: tuple[Effect, ...] = ("leave", "raise", "drop")
_SAID: dict[Effect, str] = {
    "send": "the words are sent", "leave": "the contract stays as it is",
    "raise": "to be raised with the other side", "drop": "not relevant", "open": "open again",
}  # fmt: skip


class Progress(Value):
    """How far people are: `decided` of `total`, with those carried from an earlier round; `confirm` wait for
    a person, because something changed."""

    total: int
    decided: int
    confirm: int


def progress_of(standings: Mapping[str, Standing]) -> Progress:
    """The progress over all findings that can be decided."""
    states = [each.state for each in standings.values()]
    decided = sum(state in ("decided", "carried") for state in states)
    return Progress(total=len(states), decided=decided, confirm=states.count("confirm"))


def effect_of(standings: Mapping[str, Standing], finding_id: str) -> Effect:
    """What counts for a finding now; "open" where nothing was decided."""
    standing = standings.get(finding_id)
    holds = standing.holds if standing else None
    return holds.effect if holds else "open"


def settle(review: Review, standings: Mapping[str, Standing]) -> Review:
    """The review as it is shown: edited words in place of those suggested, and words that waited for others
    take their turn once those are not sent. Nothing is left out."""
    findings = [_turned(each, review, standings) for each in review.findings]
    # words that are not sent leave their passage to others, and are shown all the same
    bare = [
        each.model_copy(update={"suggestion": None}) if effect_of(standings, each.id) in _KEPT_BACK else each
        for each in findings
    ]
    chosen = [each.id for each in findings if effect_of(standings, each.id) == "send"]
    apart = without_clashes(bare, first=chosen)
    shown = [
        now.model_copy(update={"suggestion": was.suggestion}) if now is alone and was is not alone else now
        for now, alone, was in zip(apart, bare, findings, strict=True)
    ]
    return review.model_copy(update={"findings": tuple(shown)})


def interplay(review: Review, standings: Mapping[str, Standing]) -> dict[str, Standing]:
    """The standings, with those to be confirmed that another decision has overtaken: words that were to be
    sent and now meet others in the same passage, and points that other words settled which are not sent."""
    shown = {each.id: each for each in settle(review, standings).findings}
    titles = {each.id: each.title for each in review.findings}
    found = dict(standings)
    for finding in review.findings:
        standing = standings.get(finding.id)
        holds = standing.holds if standing else None
        if standing is None or holds is None:
            continue
        now, change = shown[finding.id], ""
        if holds.effect == "send" and now.suggestion is None and now.waits_for:
            change = f"The words for “{titles[now.waits_for]}” are sent and change the same passage."
        elif holds.effect == "send" and now.suggestion is None:
            change = "These words have no place in this file."
        elif holds.settled_by and effect_of(standings, finding.waits_for) in _KEPT_BACK:
            change = f"The words for “{holds.settled_by}” are not sent, so they settle nothing here."
        if change:
            changes = (*standing.changes, change)
            found[finding.id] = standing.model_copy(update={"state": "confirm", "changes": changes})
    return found


def decided(
    review: Review, standings: Mapping[str, Standing], *, undecided: bool = True, told: bool = True
) -> Review:
    """The review as it goes out: what was rejected has no words to send, what is not relevant is gone, and
    each reason ends in the decision (`told`). Without `undecided` only words that a person chose are sent.
    The route and its reasons stay the engine's; what is settled is not asked for any more.
    """
    settled = settle(review, standings)
    kept = [
        _going_out(each, standings, undecided=undecided, told=told)
        for each in settled.findings
        if effect_of(standings, each.id) != "drop"
    ]
    gone = [each.title for each in review.findings if effect_of(standings, each.id) in ("leave", "drop")]
    asks = tuple(
        ask for ask in review.triage.asks if not ask.startswith(tuple(f"{title}: " for title in gone))
    )
    triage = review.triage.model_copy(update={"asks": asks})
    findings = tuple(_closed_up(review.findings, kept))
    return settled.model_copy(update={"findings": findings, "triage": triage})


def decision_words(decision: FindingDecision) -> str:
    """The decision in one sentence."""
    said = "our own words are sent" if decision.choice == "edit" else _SAID[decision.effect]
    when = f"{decision.at.day} {decision.at:%B %Y}"
    why = f" Reason: {decision.reason}" if decision.reason else ""
    return f"Decided by {decision.by} on {when}: {said}.{why}"


def _turned(finding: Finding, review: Review, standings: Mapping[str, Standing]) -> Finding:
    rival = next((each for each in review.findings if each.id == finding.waits_for), None)
    if rival and finding.waiting:
        reason = finding.reason.removesuffix(settle_first(rival))
        # in its turn again: whether it must wait after all is found out together with the others
        told = {"suggestion": finding.waiting, "waiting": None, "waits_for": "", "reason": reason}
        finding = finding.model_copy(update=told)
    standing = standings.get(finding.id)
    holds = standing.holds if standing else None
    if holds and holds.choice == "edit" and finding.suggestion:
        try:
            own = reworded(review.extraction.document, finding.suggestion, text=holds.text)
        except InvalidInputError:
            own = None  # words of an earlier round that have no place here: a person must look again
        return finding.model_copy(update={"suggestion": own})
    return finding


def said_of(standings: Mapping[str, Standing]) -> dict[str, str]:
    """What people decided, in words, by the ids of the findings; and what waits to be confirmed."""
    said: dict[str, str] = {}
    for finding_id, standing in standings.items():
        if standing.holds is not None:
            said[finding_id] = decision_words(standing.holds)
        elif standing.state == "confirm":
            said[finding_id] = "An earlier decision waits to be confirmed."
    return said


def _going_out(
    finding: Finding, standings: Mapping[str, Standing], *, undecided: bool, told: bool
) -> Finding:
    said = said_of(standings).get(finding.id, "") if told else ""
    sends = effect_of(standings, finding.id) in (("send", "open") if undecided else ("send",))
    changes = {
        "suggestion": finding.suggestion if sends else None,
        "reason": f"{finding.reason} {said}" if said else finding.reason,
    }
    return finding.model_copy(update=changes)


def _closed_up(before: Sequence[Finding], kept: Sequence[Finding]) -> list[Finding]:
    """New clauses at one place with their typed numbers in a row again, where one of them is not sent."""
    rows: dict[int, list[str]] = {}
    for finding in before:
        place = typed_place(finding.suggestion.edits) if finding.suggestion else None
        if place:
            rows.setdefault(place[0], []).append(place[1])
    taken: dict[int, int] = {}
    out: list[Finding] = []
    for finding in kept:
        place = typed_place(finding.suggestion.edits) if finding.suggestion else None
        if finding.suggestion and place and place[1] in rows.get(place[0], ()):
            after, label = place
            number = taken[after] = taken.get(after, -1) + 1
            steps = number - rows[after].index(label)
            edits = tuple(relabelled(each, label, steps=steps) for each in finding.suggestion.edits)
            renumbered = finding.suggestion.model_copy(update={"edits": edits})
            finding = finding.model_copy(update={"suggestion": renumbered})
        out.append(finding)
    return out
