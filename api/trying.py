"""Dry runs in the service: a draft against the kept readings of contracts that were reviewed."""

import secrets
from collections.abc import Callable, Iterator, Sequence

from pydantic import ValidationError

from adapters.records.database import Records
from adapters.records.dry_runs import KeptDryRun
from adapters.steps import Storage
from api.proposing import MOST as MOST_LEARNT
from clause_library.library import Library
from contracts.contract import Contract
from contracts.errors import FourCornersError, IllegalStateError, InvalidInputError
from contracts.extraction import Extraction
from playbooks.playbook import Playbook
from playbooks.publishing import person
from playbooks.stakes import grave_changes
from review.dry_run import NotTried, Subject, dry_run
from review.proposals.practice import Signed

DEFAULT_MOST, MOST = 100, 1000


class DryRuns:
    """Dry runs over one workspace."""

    def __init__(self, storage: Storage, *, library: Callable[[], Library]) -> None:
        self._database = storage.database
        self._blobs = storage.blobs
        self._clock = storage.clock
        self._workspace = storage.workspace
        self._library = library

    def make(self, new: Playbook, old: Playbook | None, *, by: str, most: int = DEFAULT_MOST) -> KeptDryRun:
        """Hold `new` against the contracts reviewed under its id, each for its own side, and keep the result.

        Where there is no such playbook yet, against those that are of its types. The newest `most` contracts
        (1 to 1000) are tried; those beyond, and those whose reading is not kept, are named with the reason.
        It takes about a tenth of a second for each contract.
        """
        name = person(by)
        if not 1 <= most <= MOST:
            raise InvalidInputError(f"a dry run takes 1 to {MOST} contracts, not {most}")
        not_tried: list[NotTried] = []
        subjects = self._subjects(new, old, most=most, not_tried=not_tried)
        run = dry_run(subjects, old=old, new=new, library=self._library())
        run = run.model_copy(update={"not_tried": tuple(not_tried)})
        kept = KeptDryRun(
            id=secrets.token_hex(8), made_by=name, made_at=self._clock.now(), dry_run=run,
            tried=len(run.contracts), changed=run.changed, grave=run.grave,
        )  # fmt: skip
        with self._database.begin(self._workspace) as records:
            records.dry_runs.keep(kept)
        return kept

    def signed(self, contract_ids: Sequence[str], *, missed: list[NotTried]) -> list[Signed]:
        """The kept readings of contracts, by their ids, or of all that were reviewed, when none is named; the
        newest first, at most 300. What has none is put into `missed`."""
        with self._database.read(self._workspace) as records:
            chosen = [records.contracts.get(each) for each in dict.fromkeys(contract_ids)]
            found = chosen or records.contracts.reviewed()
        read: list[Signed] = []
        for contract in found[:MOST_LEARNT]:
            try:
                read.append(Signed(name=contract.name, extraction=self._extraction(contract)))
            except FourCornersError as error:
                missed.append(NotTried(key=contract.id, name=contract.name, reason=str(error)))
        return read

    def _subjects(
        self, new: Playbook, old: Playbook | None, *, most: int, not_tried: list[NotTried]
    ) -> Iterator[Subject]:
        with self._database.read(self._workspace) as records:
            found = records.contracts.reviewed(playbook_id=new.id if old else None)
        tried = 0
        for contract in found:
            if tried == most:
                why = f"only the newest {most} contracts were tried; ask for more of them"
                not_tried.append(NotTried(key=contract.id, name=contract.name, reason=why))
                continue
            try:
                extraction = self._extraction(contract)
            except FourCornersError as error:
                not_tried.append(NotTried(key=contract.id, name=contract.name, reason=str(error)))
                continue
            if old is not None or _is_of_types(extraction, new):
                tried += 1
                yield Subject(
                    key=contract.id, name=contract.name, side=contract.side or new.side, extraction=extraction
                )

    def _extraction(self, contract: Contract) -> Extraction:
        """The reading that the contract's review stands on; raises where it is gone, or of an older shape."""
        with self._database.read(self._workspace) as records:
            output = records.outputs.get(contract.id, "extraction")
        data = self._blobs.get(output.sha256 or "")
        try:
            return Extraction.model_validate_json(data)
        except ValidationError as error:
            raise InvalidInputError(
                "it was read by an earlier version of the product; upload it again to try it"
            ) from error


def owed(records: Records, old: Playbook | None, *, new: Playbook) -> tuple[str, ...]:
    """Ids of the positions of high or critical severity whose verdicts may change from `old` to `new`, unless
    a dry run of exactly `new` against exactly `old` is kept; none where nothing was in force."""
    grave = grave_changes(old, new) if old else ()
    if not old or not grave or records.dry_runs.latest(new.sha256, against_sha256=old.sha256):
        return ()
    return grave


def refuse_untried(records: Records, old: Playbook | None, *, new: Playbook) -> None:
    """Raises `IllegalStateError`, with the remedy, where such a dry run is owed."""
    grave = owed(records, old, new=new)
    if grave:
        raise IllegalStateError(
            f"verdicts of high severity may change ({_shortly(grave)}); make a dry run of exactly these "
            f"words against what is in force first (fourcorners playbook dry-run {new.id} "
            f"--version {new.version})"
        )


def _is_of_types(extraction: Extraction, playbook: Playbook) -> bool:
    kind = extraction.metadata.contract_type
    return kind is not None and kind.value in playbook.contract_types


def _shortly(ids: tuple[str, ...]) -> str:
    shown = ", ".join(ids[:5])
    return shown if len(ids) <= 5 else f"{shown} and {len(ids) - 5} more"
