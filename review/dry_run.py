"""What a draft playbook would change: contracts that were reviewed, held against it and the one in force."""

from collections.abc import Iterable, Sequence

from clause_library.library import Library
from contracts.document import Severity
from contracts.extraction import Extraction
from contracts.findings import Finding, Review, Route, Verdict
from contracts.value import Value
from playbooks.playbook import Playbook, Side
from playbooks.stakes import GRAVE
from review.addressed import is_of_the_document
from review.engine import review


class Standing(Value):
    """Where a contract stands on a position: the verdict, the fallback reached (1-based) and why."""

    verdict: Verdict
    severity: Severity
    reason: str
    rank: int | None = None


class Change(Value):
    """A position with another verdict, or another fallback, than before; None on the side that has no such
    position."""

    position_id: str
    title: str
    before: Standing | None
    after: Standing | None

    @property
    def grave(self) -> bool:
        """Whether the position is of high or critical severity on either side."""
        return any(side.severity in GRAVE for side in (self.before, self.after) if side)


class TriedContract(Value):
    """One contract and what changes for it. `key` is whatever the caller knows it by. `route_before` and
    `score_before` are None where there was no playbook before."""

    key: str
    name: str
    side: Side
    changes: tuple[Change, ...]
    route_after: Route
    score_after: int
    route_before: Route | None = None
    score_before: int | None = None

    @property
    def changed(self) -> bool:
        """Whether any verdict or the route comes out otherwise."""
        return bool(self.changes) or self.route_before != self.route_after


class NotTried(Value):
    """A contract that could not be held against the draft, and why, in one sentence."""

    key: str
    name: str
    reason: str


class Tally(Value):
    """In how many contracts the verdict on a position changes, and from what to what: (before, after,
    contracts), "" where there is no such position; the most frequent first."""

    position_id: str
    title: str
    severity: Severity
    contracts: int
    moves: tuple[tuple[str, str, int], ...]


class DryRun(Value):
    """A draft held against contracts. `against` names the version before, "" where there was none."""

    playbook_id: str
    draft_version: str
    draft_sha256: str
    against: str
    against_sha256: str
    contracts: tuple[TriedContract, ...]
    not_tried: tuple[NotTried, ...] = ()

    @property
    def changed(self) -> int:
        """How many contracts come out otherwise."""
        return sum(each.changed for each in self.contracts)

    @property
    def grave(self) -> bool:
        """Whether a verdict of high or critical severity changes anywhere."""
        return any(change.grave for each in self.contracts for change in each.changes)

    @property
    def positions(self) -> tuple[Tally, ...]:
        """Position by position, the one that changes most contracts first."""
        return tally(self.contracts)


class Subject(Value):
    """A contract to try: its reading, and the side it is reviewed for."""

    key: str
    name: str
    side: Side
    extraction: Extraction


def dry_run(subjects: Iterable[Subject], *, old: Playbook | None, new: Playbook, library: Library) -> DryRun:
    """Hold every subject against both playbooks; one at a time, so that they need not all be in memory.

    `old` is None for a playbook that is the first of its id: then every finding is new. The same words read
    for the same side are held against them once.
    """
    seen: dict[tuple[str, str, Side], TriedContract] = {}
    tried: list[TriedContract] = []
    for subject in subjects:
        document = subject.extraction.document
        same = (document.sha256, document.text_hash, subject.side)
        if same not in seen:
            seen[same] = try_contract(subject, old=old, new=new, library=library)
        tried.append(seen[same].model_copy(update={"key": subject.key, "name": subject.name}))
    return DryRun(
        playbook_id=new.id,
        draft_version=new.version,
        draft_sha256=new.sha256,
        against=old.version if old else "",
        against_sha256=old.sha256 if old else "",
        contracts=tuple(tried),
    )


def try_contract(subject: Subject, *, old: Playbook | None, new: Playbook, library: Library) -> TriedContract:
    """One contract, held against both."""
    after = review(subject.extraction, new, library=library, side=subject.side)
    before = review(subject.extraction, old, library=library, side=subject.side) if old else None
    return compared(subject, before, after=after)


def compared(subject: Subject, before: Review | None, *, after: Review) -> TriedContract:
    """The difference of two reviews of one contract, in the order of the new playbook, then what is gone."""
    were, are = _standings(before), _standings(after)
    changes: list[Change] = []
    for position_id in dict.fromkeys((*are, *were)):
        title, now = are.get(position_id, ("", None))
        once_title, once = were.get(position_id, ("", None))
        if once is None or now is None or (once.verdict, once.rank) != (now.verdict, now.rank):
            title = title or once_title
            changes.append(Change(position_id=position_id, title=title, before=once, after=now))
    return TriedContract(
        key=subject.key,
        name=subject.name,
        side=subject.side,
        changes=tuple(changes),
        route_before=before.triage.route if before else None,
        score_before=before.triage.score if before else None,
        route_after=after.triage.route,
        score_after=after.triage.score,
    )


def tally(contracts: Sequence[TriedContract]) -> tuple[Tally, ...]:
    """The changes of all contracts, counted position by position; ties in the order they were met."""
    found: dict[str, list[Change]] = {}
    for contract in contracts:
        for change in contract.changes:
            found.setdefault(change.position_id, []).append(change)
    rows = [_tallied(changes) for changes in found.values()]
    return tuple(sorted(rows, key=lambda row: -row.contracts))


def standing_words(standing: Standing | None) -> str:
    """The verdict with its rank ("fallback 2"); "" for none."""
    if standing is None:
        return ""
    return standing.verdict + (f" {standing.rank}" if standing.rank is not None else "")


def _tallied(changes: Sequence[Change]) -> Tally:
    last = changes[-1]
    shown = last.after or last.before
    if shown is None:
        raise ValueError(f"position {last.position_id} changed and stands on neither side")
    moves: dict[tuple[str, str], int] = {}
    for change in changes:
        move = standing_words(change.before), standing_words(change.after)
        moves[move] = moves.get(move, 0) + 1
    ordered = sorted(moves.items(), key=lambda move: -move[1])
    return Tally(
        position_id=last.position_id,
        title=last.title,
        severity=shown.severity,
        contracts=len(changes),
        moves=tuple((before, after, count) for (before, after), count in ordered),
    )


def _standings(made: Review | None) -> dict[str, tuple[str, Standing]]:
    if made is None:
        return {}
    return {each.position_id: _standing(each) for each in made.findings if not is_of_the_document(each)}


def _standing(finding: Finding) -> tuple[str, Standing]:
    standing = Standing(
        verdict=finding.verdict, severity=finding.severity, reason=finding.reason, rank=finding.rank
    )
    return finding.title, standing
