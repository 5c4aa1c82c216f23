"""What a change of a playbook puts at stake: positions whose verdicts may come out otherwise."""

from contracts.document import Severity
from playbooks.playbook import Playbook, Position

GRAVE: tuple[Severity, ...] = ("critical", "high")
# All that a verdict depends on. Titles, guidance, clauses to offer and approvers change what is said and
# done about a verdict, not the verdict.
_JUDGING = {"clause_types", "required", "applies_when", "checks"}


def may_change(old: Playbook, new: Playbook) -> tuple[str, ...]:
    """Ids of the positions whose verdict may change between the two, in the order of `new`, then those that
    are gone. A position that neither holds otherwise gives the same verdict on every contract."""
    before = {position.id: position for position in old.positions}
    after = {position.id: position for position in new.positions}
    if (old.side, old.paper) != (new.side, new.paper):
        changed = list(after)
    else:
        changed = [id for id, position in after.items() if _judging(before.get(id)) != _judging(position)]
    return (*changed, *(id for id in before if id not in after))


def grave_changes(old: Playbook, new: Playbook) -> tuple[str, ...]:
    """Those of them that are of high or critical severity in either."""
    grave = {each.id for book in (old, new) for each in book.positions if each.severity in GRAVE}
    return tuple(id for id in may_change(old, new) if id in grave)


def _judging(position: Position | None) -> object:
    if position is None:
        return None
    return position.model_dump(include=_JUDGING), tuple(each.checks for each in position.fallbacks)
