"""The JSON shapes of playbooks, their versions and their dry runs."""

from datetime import datetime

from pydantic import Field

from adapters.records.dry_runs import KeptDryRun
from api.trying import DEFAULT_MOST, MOST
from contracts.document import Severity
from contracts.value import Value
from playbooks.diff import Change
from playbooks.lint import LintProblem
from playbooks.playbook import Playbook, Side
from playbooks.publishing import Move, PlaybookVersion, State, open_moves
from review.dry_run import NotTried, Tally, TriedContract


class PositionBody(Value):
    """A position in short."""

    id: str
    title: str
    severity: Severity
    required: bool


class PlaybookBody(Value):
    """A playbook in short. `source` says where the one in force comes from: a version that the workspace
    published, a file of the operator's folder, or a starter."""

    id: str
    title: str
    version: str
    side: Side
    contract_types: tuple[str, ...]
    sha256: str
    source: str
    positions: tuple[PositionBody, ...]


class VersionLinks(Value):
    """Where to go from a version."""

    self: str
    yaml: str
    lint: str
    dry_run: str


class VersionBody(Value):
    """A version without its text. `moves` are open in its state; who may make them is another matter.
    `replaced_by` is the version whose publication retired it, "" for none."""

    playbook: str
    version: str
    title: str
    state: State
    sha256: str
    authors: tuple[str, ...]
    approver: str
    note: str
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None
    retired_at: datetime | None
    replaced_by: str
    moves: tuple[Move, ...]
    links: VersionLinks


class VersionPage(Value):
    """A piece of the list. `next_cursor` fetches the piece behind it; None at the end."""

    items: tuple[VersionBody, ...]
    next_cursor: str | None


class DraftRequest(Value):
    """A YAML file to take in as a draft, and who brings it."""

    yaml: str
    by: str
    note: str = ""


class CopyRequest(Value):
    """Which version to copy ("" for the one in force), under which version and id ("" for the next free
    version, and the same id)."""

    by: str
    copied: str = ""
    as_version: str = ""
    as_id: str = ""


class EditRequest(Value):
    """Other words for a draft. `was_sha256` is of the words that were edited; "" asks no questions."""

    yaml: str
    by: str
    was_sha256: str = ""


class MoveRequest(Value):
    """Who makes a move, with a remark."""

    by: str
    note: str = ""


class DryRunRequest(Value):
    """Who asks for a dry run, over how many contracts at most, the newest first."""

    by: str
    most: int = Field(default=DEFAULT_MOST, ge=1, le=MOST)


class ProposalRequest(Value):
    """From which contracts (() for all that were reviewed) of which type ("" for any) to propose, and for
    whose side."""

    contracts: tuple[str, ...] = Field(default=(), max_length=300)
    type: str = ""
    side: Side = "mutual"


class DryRunBody(Value):
    """A dry run: which verdicts change, in how many contracts, and side by side for each. `against` is the
    version in force when it was made, "" for none. `tried`, `changed` and `grave` are as counted then;
    contracts that were deleted since are not listed."""

    playbook: str
    version: str
    sha256: str
    against: str
    against_sha256: str
    made_by: str
    made_at: datetime
    tried: int
    changed: int
    grave: bool
    positions: tuple[Tally, ...]
    contracts: tuple[TriedContract, ...]
    not_tried: tuple[NotTried, ...]


class DiffBody(Value):
    """What changed between two versions: line by line in words, and as data."""

    words: tuple[str, ...]
    changes: tuple[Change, ...]


class LintBody(Value):
    """What lint finds in a version, and the grave positions for which a dry run is still owed."""

    problems: tuple[LintProblem, ...]
    dry_run_owed: tuple[str, ...]


def playbook_body(playbook: Playbook, source: str) -> PlaybookBody:
    """A playbook in short."""
    positions = tuple(
        PositionBody(id=each.id, title=each.title, severity=each.severity, required=each.required)
        for each in playbook.positions
    )
    return PlaybookBody(
        **playbook.model_dump(include={"id", "title", "version", "side", "contract_types", "sha256"}),
        source=source,
        positions=positions,
    )


def address_of(version: PlaybookVersion) -> str:
    """The address of a version."""
    return f"/api/v1/playbooks/{version.playbook_id}/versions/{version.version}"


def version_body(version: PlaybookVersion) -> VersionBody:
    """The body of a version, with its links."""
    here = address_of(version)
    links = VersionLinks(self=here, yaml=f"{here}/yaml", lint=f"{here}/lint", dry_run=f"{here}/dry-run")
    return VersionBody(
        **version.model_dump(exclude={"playbook_id", "text"}),
        playbook=version.playbook_id,
        moves=open_moves(version),
        links=links,
    )


def dry_run_body(kept: KeptDryRun) -> DryRunBody:
    """The body of a dry run."""
    run = kept.dry_run
    return DryRunBody(
        playbook=run.playbook_id,
        version=run.draft_version,
        sha256=run.draft_sha256,
        positions=run.positions,
        **run.model_dump(include={"against", "against_sha256"}),
        contracts=tuple(each for each in run.contracts if each.changed),
        not_tried=run.not_tried,
        **kept.model_dump(include={"made_by", "made_at", "tried", "changed", "grave"}),
    )
