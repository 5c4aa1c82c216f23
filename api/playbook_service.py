"""Where playbooks are drafted, tried, published and retired: what routes, pages and commands ask for.

There is no sign-in yet: `by` is the name that the request brings, kept as given.
"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from adapters.records.contracts import Place
from adapters.records.dry_runs import KeptDryRun
from adapters.steps import Storage
from api.copying import under
from api.linting import problems_of
from api.playbook_values import SEED_WORDS, Entry, Pinned, Rules, entry_of
from api.proposing import Proposal, propose
from api.shelf import Shelf
from api.trying import DEFAULT_MOST, DryRuns, owed, refuse_untried
from clause_library.library import Library
from contracts.contract import Contract
from contracts.errors import IllegalStateError, InvalidInputError, NotFoundError
from playbooks import publishing
from playbooks.diff import Change, diff_playbooks
from playbooks.lint import LintProblem
from playbooks.playbook import Playbook, Side
from playbooks.publishing import PlaybookVersion
from review.dry_run import NotTried

_LONGEST_KEY = 200


class _Request(NamedTuple):
    """The key of a request ("" for none), and the hash of all that makes two requests the same."""

    key: str
    fingerprint: str


class PlaybookService:
    """The playbooks of one workspace and their versions. Its methods block."""

    def __init__(self, shelf: Shelf, storage: Storage, *, rules: Rules) -> None:
        self.four_eyes = rules.four_eyes
        self._shelf = shelf
        self._database = storage.database
        self._clock = storage.clock
        self._workspace = storage.workspace
        self._rules = rules
        self._dry_runs = DryRuns(storage, library=rules.library)

    def library(self) -> Library:
        """The clauses that its playbooks may name."""
        return self._rules.library()

    def in_force(self) -> dict[str, Playbook]:
        """The playbook in force of every id."""
        return self._shelf.offered()

    def overview(self) -> tuple[Entry, ...]:
        """Every playbook of which there is anything, by id."""
        with self._database.read(self._workspace) as records:
            offered = self._shelf.offered_by(records)
            governed, worked_on = records.playbooks.governed(), records.playbooks.open()
        ids = sorted({*offered, *governed, *(each.playbook_id for each in worked_on)})
        return tuple(
            entry_of(id, offered.get(id), seed=self._shelf.seed(id), worked_on=worked_on) for id in ids
        )

    def versions(
        self, playbook_id: str, *, limit: int, after: Place | None = None
    ) -> tuple[PlaybookVersion, ...]:
        """Versions in the records, the newest first; none for a starter that nobody copied. Raises
        `NotFoundError` for an id that nothing is known of."""
        with self._database.read(self._workspace) as records:
            found = records.playbooks.page(playbook_id, limit=limit, after=after)
        if not found and after is None and self._shelf.seed(playbook_id) is None:
            raise NotFoundError(f"there is no playbook {playbook_id[:60]!r}")
        return found

    def version(self, playbook_id: str, version: str) -> PlaybookVersion:
        """One version in the records, whatever its state."""
        with self._database.read(self._workspace) as records:
            return records.playbooks.get(playbook_id, version)

    def text(self, playbook_id: str, version: str = "") -> tuple[str, str]:
        """The YAML of a version, or of the one in force, byte for byte as it came in; and its version."""
        with self._database.read(self._workspace) as records:
            kept = records.playbooks
            found = kept.find(playbook_id, version) if version else kept.in_force(playbook_id)
            governed = playbook_id in kept.governed()
        if found is not None:
            return found.text, found.version
        seed = self._shelf.seed(playbook_id)
        if seed is not None and (version == seed.playbook.version or (not version and not governed)):
            return seed.text, seed.playbook.version
        which = f"version {version[:40]} of" if version else "version in force of"
        raise NotFoundError(f"there is no {which} {playbook_id[:60]}; see its versions")

    def read(self, playbook_id: str, version: str = "") -> Playbook:
        """The playbook that a version describes, or the one in force: as it was published, else, with what it
        extends, as it stands today."""
        text, name = self.text(playbook_id, version)
        with self._database.read(self._workspace) as records:
            found = records.playbooks.find(playbook_id, name)
            pinned = records.pinned.find(found.sha256) if found and found.published_at else None
            return pinned or self._shelf.parse(text, records)

    def diff(self, playbook_id: str, *, old: str = "", new: str = "") -> tuple[Change, ...]:
        """What changed from one version to another, each "" for the one in force."""
        return diff_playbooks(self.read(playbook_id, old), self.read(playbook_id, new))

    def pinned(self, contract: Contract) -> Pinned:
        """What a contract is held against, and whether something newer is in force."""
        with self._database.read(self._workspace) as records:
            playbook = records.pinned.find(contract.playbook_sha256)
            now = self._shelf.offered_by(records).get(contract.playbook_id or "")
        if not contract.playbook_sha256:
            return Pinned(playbook, None, False)
        changed = now is not None and now.sha256 != contract.playbook_sha256
        return Pinned(playbook, now if changed else None, now is None)

    def draft(self, text: str, *, by: str, note: str = "", key: str = "") -> PlaybookVersion:
        """Take a YAML file in as a draft. With a `key` a repeated request is made once.

        Raises `InvalidPlaybookError` with the line, and `IllegalStateError` where the version is taken.
        """
        request = _Request(key, _fingerprint("draft", text, by, note))
        return self._made_before(request) or self._begin(text, by=by, note=note, request=request)

    def copy(
        self,
        playbook_id: str,
        version: str = "",
        *,
        by: str,
        as_version: str = "",
        as_id: str = "",
        key: str = "",
    ) -> PlaybookVersion:
        """A draft with the words of a version (of the one in force, when "" is named), under the next free
        version, or the one named, of the same or of another id."""
        request = _Request(key, _fingerprint("copy", playbook_id, version, by, as_version, as_id))
        made = self._made_before(request)
        if made is not None:
            return made
        text, copied = self.text(playbook_id, version)
        target = as_id or playbook_id
        renamed = under(text, target, version=as_version or self._next_version(target, copied))
        return self._begin(renamed, by=by, note=f"copied from {playbook_id} {copied}", request=request)

    def edit(
        self, playbook_id: str, version: str, *, text: str, by: str, was_sha256: str = ""
    ) -> PlaybookVersion:
        """Other words for a draft. `was_sha256` names the words that were edited: when somebody else changed
        the draft meanwhile, `IllegalStateError`."""
        was = self.version(playbook_id, version)
        if was_sha256 and was_sha256 != was.sha256:
            raise IllegalStateError(f"somebody changed version {version} meanwhile; load it again")
        edited = publishing.edit(was, text, playbook=self.parse(text), by=by, at=self._clock.now())
        if edited.version != was.version:
            self._refuse_name_of_seed(edited)
        return self._save(edited, was)

    def delete(self, playbook_id: str, version: str) -> None:
        """Forget a draft."""
        with self._database.begin(self._workspace) as records:
            draft = records.playbooks.get(playbook_id, version)
            publishing.require(draft, "delete")
            records.playbooks.delete(draft)

    def parse(self, text: str) -> Playbook:
        """The playbook that a text describes; what it extends is taken as it is in force today."""
        with self._database.read(self._workspace) as records:
            return self._shelf.parse(text, records)

    def problems(self, playbook: Playbook) -> tuple[LintProblem, ...]:
        """What lint finds in a playbook."""
        return problems_of(playbook, self._rules.library())

    def submit(self, playbook_id: str, version: str, *, by: str, note: str = "") -> PlaybookVersion:
        """Put a draft before an approver; refused while lint finds errors in it."""
        was = self.version(playbook_id, version)
        moved = publishing.submit(was, by=by, at=self._clock.now(), note=note)
        playbook = self.parse(was.text)
        self._refuse_errors(playbook)
        # what it extends may have been published anew since the draft was written
        return self._save(moved.model_copy(update={"sha256": playbook.sha256}), was)

    def send_back(self, playbook_id: str, version: str, *, by: str, note: str) -> PlaybookVersion:
        """Make a version that is in review a draft again; the note says what to mend."""
        was = self.version(playbook_id, version)
        return self._save(publishing.send_back(was, by=by, at=self._clock.now(), note=note), was)

    def publish(self, playbook_id: str, version: str, *, by: str, note: str = "") -> PlaybookVersion:
        """Put a version in force; the one before it is retired. Reviews stay on the version they have.

        Raises `IllegalStateError` where four eyes are asked for and only two looked, where lint finds errors,
        and where verdicts of high or critical severity may change and no dry run of exactly these words
        against what is in force was made.
        """
        was, now = self.version(playbook_id, version), self._clock.now()
        moved = publishing.publish(was, by=by, at=now, four_eyes=self.four_eyes, note=note)
        playbook = self.parse(was.text)
        if playbook.sha256 != was.sha256:
            raise IllegalStateError("what it extends was changed meanwhile; send it back and submit it again")
        self._refuse_errors(playbook)
        with self._database.begin(self._workspace) as records:
            refuse_untried(records, self._shelf.offered_by(records).get(playbook_id), new=playbook)
            before = records.playbooks.in_force(playbook_id)
            if before is not None:
                said = f"replaced by version {version}"
                retired = publishing.retire(before, by=by, at=now, note=said, replaced_by=version)
                records.playbooks.save(retired, was=before)
            records.pinned.keep(playbook, at=now)
            records.playbooks.save(moved, was=was)
        return moved

    def retire(self, playbook_id: str, version: str, *, by: str, note: str = "") -> PlaybookVersion:
        """Take a published version out of force; nothing takes its place by itself."""
        was = self.version(playbook_id, version)
        return self._save(publishing.retire(was, by=by, at=self._clock.now(), note=note), was)

    def dry_run(self, playbook_id: str, version: str, *, by: str, most: int = DEFAULT_MOST) -> KeptDryRun:
        """Hold a version against contracts already reviewed, and keep what changes; see `DryRuns.make`."""
        return self.dry_run_of(self.read(playbook_id, version), by=by, most=most)

    def dry_run_of(self, playbook: Playbook, *, by: str, most: int = DEFAULT_MOST) -> KeptDryRun:
        """The same for words that need not be a version yet: it counts for a draft of exactly these words."""
        return self._dry_runs.make(playbook, self.in_force().get(playbook.id), by=by, most=most)

    def propose(self, contract_ids: Sequence[str] = (), *, kind: str = "", side: Side = "mutual") -> Proposal:
        """The draft that contracts of a kind suggest, with its evidence; kept nowhere until somebody takes it
        in by `draft`. Without ids it learns from all that were reviewed here."""
        missed: list[NotTried] = []
        signed = self._dry_runs.signed(contract_ids, missed=missed)
        return propose(signed, missed, kind=kind, side=side, library=self.library())

    def last_dry_run(self, playbook_id: str, version: str) -> KeptDryRun | None:
        """The last dry run of the words that a version has now."""
        playbook = self.read(playbook_id, version)
        with self._database.read(self._workspace) as records:
            return records.dry_runs.latest(playbook.sha256)

    def untried(self, playbook_id: str, version: str) -> tuple[str, ...]:
        """Ids of the grave positions for which a dry run is still asked before the version is published."""
        playbook = self.read(playbook_id, version)
        with self._database.read(self._workspace) as records:
            now = self._shelf.offered_by(records).get(playbook_id)
            return owed(records, now, new=playbook)

    def _refuse_errors(self, playbook: Playbook) -> None:
        errors = [each for each in self.problems(playbook) if each.severity == "error"]
        if errors:
            first = errors[0]
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            raise IllegalStateError(
                f"lint finds errors{more}: {first.position_id or playbook.id}: {first.message}"
            )

    def _refuse_name_of_seed(self, draft: PlaybookVersion) -> None:
        """Two different texts of one name would make the version on a review say nothing."""
        seed = self._shelf.seed(draft.playbook_id)
        if seed and seed.playbook.version == draft.version and seed.playbook.sha256 != draft.sha256:
            raise IllegalStateError(
                f"version {draft.version} of {draft.playbook_id} is that of the {SEED_WORDS[seed.source]}; "
                "give the file another `version:`"
            )

    def _made_before(self, request: "_Request") -> PlaybookVersion | None:
        if len(request.key) > _LONGEST_KEY:
            raise InvalidInputError(f"an Idempotency-Key has at most {_LONGEST_KEY} characters")
        if not request.key:
            return None
        with self._database.read(self._workspace) as records:
            made = records.playbooks.made_by(request.key, request.fingerprint)
            return None if made is None else records.playbooks.get(*made)

    def _begin(self, text: str, *, by: str, note: str, request: "_Request") -> PlaybookVersion:
        draft = publishing.begin(text, self.parse(text), by=by, at=self._clock.now(), note=note)
        self._refuse_name_of_seed(draft)
        with self._database.begin(self._workspace) as records:
            records.playbooks.add(draft)
            if request.key:
                records.playbooks.keep_request(request.key, request.fingerprint, made=draft)
        return draft

    def _next_version(self, playbook_id: str, copied: str) -> str:
        with self._database.read(self._workspace) as records:
            taken = records.playbooks.names(playbook_id)
        seed = self._shelf.seed(playbook_id)
        return publishing.next_version({*taken, copied, *((seed.playbook.version,) if seed else ())})

    def _save(self, version: PlaybookVersion, was: PlaybookVersion) -> PlaybookVersion:
        with self._database.begin(self._workspace) as records:
            records.playbooks.save(version, was=was)
        return version


def _fingerprint(*parts: str) -> str:
    whole = "\n".join(hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest() for part in parts)
    return hashlib.sha256(whole.encode()).hexdigest()
