"""Signed contracts → the draft of a playbook with its evidence: what the command and the service share."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from clause_library.library import Library
from playbooks.dump import dump_playbook
from playbooks.playbook import Playbook, Side
from review.dry_run import NotTried
from review.proposals.draft import ProposedHeading, draft_from_practice
from review.proposals.practice import Practice, Signed, learn

MOST = 300  # groups are found in time that is quadratic in the contracts


class Proposal(NamedTuple):
    """A draft that nobody approved, its file, what it rests on, and the contracts that were left out."""

    playbook: Playbook
    text: str
    practice: Practice
    left_out: tuple[NotTried, ...]


def propose(
    signed: Sequence[Signed],
    left_out: Sequence[NotTried],
    *,
    kind: str,
    side: Side,
    library: Library,
) -> Proposal:
    """Learn from the contracts that are of a kind ("" for any). The same contracts give the same bytes.

    Raises `InvalidInputError` where too few of them agree in anything.
    """
    fitting, others = _of_kind(signed, kind)
    name = kind or "contracts"
    heading = ProposedHeading(
        id=f"{name}-from-practice",
        title=f"{name.upper() if len(name) < 4 else name.capitalize()}, from practice",
        side=side,
        contract_types=(kind,) if kind else (),
    )
    practice = learn(fitting)
    playbook = draft_from_practice(practice, heading, library=library)
    text = f"# {playbook.notice}\n{dump_playbook(playbook)}"
    return Proposal(playbook, text, practice, (*left_out, *others))


def proposal_json(made: Proposal) -> dict[str, Any]:
    """The draft and its evidence: every group, number and law with the quotations it rests on."""
    return {
        "yaml": made.text,
        "practice": made.practice.model_dump(mode="json"),
        "left_out": [each.model_dump(mode="json") for each in made.left_out],
    }


def _of_kind(signed: Sequence[Signed], kind: str) -> tuple[list[Signed], list[NotTried]]:
    fitting: list[Signed] = []
    others: list[NotTried] = []
    for each in signed:
        found = each.extraction.metadata.contract_type
        if not kind or (found and found.value == kind):
            fitting.append(each)
            continue
        what = f"it reads as {found.value}" if found else "what it is could not be told"
        reason = f"{what}, and {kind} was asked for"
        others.append(NotTried(key=each.name, name=each.name, reason=reason))
    return fitting, others
