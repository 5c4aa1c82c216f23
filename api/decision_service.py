"""What the routes and the review page ask of decisions: where findings stand, to decide, and the files made
with the decisions of people."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, NamedTuple

from adapters.pipeline import RedlinedFile
from adapters.records.database import Records
from adapters.records.decisions import DeviationFilter
from api.service import Service
from contracts.contract import Contract
from contracts.decisions import Deviation, FindingDecision
from contracts.errors import IllegalStateError
from contracts.findings import Review
from review.carrying import Standing, standings_of
from review.deciding import Ask, Place, decide, finding_of
from review.report.issue_list import Audience, issue_list
from review.settling import decided, interplay, progress_of, said_of, settle

Choice = Literal["accept", "edit", "reject", "not_relevant", "reopen", "confirm"]


class Wish(NamedTuple):
    """What somebody asks: a choice (`confirm` takes over the decision of an earlier round as it was), who and
    why, words of their own for `edit`, and the number of the decision that they saw (0 for none, None to
    ask no questions)."""

    choice: Choice
    by: str
    reason: str = ""
    text: str = ""
    was: int | None = None


@dataclass(frozen=True)
class Table:
    """A review with where its findings stand. `review` is as the engine made it, `shown` with edited words
    and with the suggestions that took their turn. `history` are all decisions on a finding, by its id, those
    on earlier rounds among them, oldest first; `names` are those of the contracts, by id."""

    contract: Contract
    review: Review
    shown: Review
    standings: Mapping[str, Standing]
    history: Mapping[str, tuple[FindingDecision, ...]]
    names: Mapping[str, str]

    @property
    def undecided(self) -> int:
        """How many findings still wait for a person."""
        progress = progress_of(self.standings)
        return progress.total - progress.decided


class DecisionService:
    """Decisions on the findings of one workspace. Its methods block."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._storage = service.storage

    def table(self, contract_id: str) -> Table:
        """Where the findings of a finished review stand. `IllegalStateError` before it is finished."""
        contract, review = self._service.review(contract_id)
        with self._read() as records:
            return _table(records, contract, review)

    def decide(self, contract_id: str, finding_id: str, *, wish: Wish) -> Table:
        """Keep a decision, and see where all findings stand then.

        Raises `NotFoundError`, `InvalidInputError` for a name, reason or words that are missing, and
        `IllegalStateError` where there is nothing to decide, or somebody decided meanwhile.
        """
        contract, review = self._service.review(contract_id)
        with self._storage.database.begin(self._storage.workspace) as records:
            before = _table(records, contract, review)
            finding_of(before.shown, finding_id)
            standing = before.standings.get(finding_id)
            _refuse_overtaken(before, finding_id, wish)
            carried = standing.decision if standing else None
            place = Place(
                contract_id=contract.id, counterparty=contract.counterparty, at=self._storage.clock.now(),
                follows=_followed(contract, carried, before.history.get(finding_id, ())),
            )  # fmt: skip
            made = decide(before.shown, finding_id, ask=_ask(wish, carried), place=place)
            records.decisions.add(made)
            return _table(records, contract, review)

    def redline(self, contract_id: str, *, undecided: bool = True) -> tuple[Contract, RedlinedFile]:
        """The Word file with the suggestions that people accepted or wrote, and (`undecided`) those on which
        nobody decided yet. The same decisions give the same bytes: the changes bear the moment of the last
        one. Raises `RedlineRefusedError`, `UnsupportedFormatError`."""
        table = self.table(contract_id)
        _, _, data = self._service.file(contract_id, "original")
        moments = [each.decision.at for each in table.standings.values() if each.decision]
        stamp = max([table.contract.created_at, *moments]).replace(microsecond=0)
        made = self._service.pipeline.redline(data, _decided(table, undecided=undecided), stamp)
        return table.contract, made

    def has_redline(self, contract_id: str) -> bool:
        """Whether a Word file could be written without any decision."""
        output = self._service.outputs(contract_id).get("redline")
        return bool(output and output.sha256)

    def report(self, contract_id: str) -> str:
        """The report with the decisions: what is not relevant is not in it."""
        return self._service.pipeline.report(_decided(self.table(contract_id)))

    def issues(self, contract_id: str, *, audience: Audience) -> tuple[Contract, bytes]:
        """The issue list with the decisions; to the other side goes only what is asked for."""
        table = self.table(contract_id)
        going_out = decided(table.review, table.standings, told=False)
        said = said_of(table.standings)
        return table.contract, issue_list(going_out, audience=audience, decisions=said)

    def deviations(
        self, wanted: DeviationFilter, *, limit: int, before: int | None = None
    ) -> tuple[Deviation, ...]:
        """See `DecisionRecords.deviations`."""
        with self._read() as records:
            return records.decisions.deviations(wanted, limit=limit, before=before)

    def _read(self) -> AbstractContextManager[Records]:
        return self._storage.database.read(self._storage.workspace)


def _table(records: Records, contract: Contract, review: Review) -> Table:
    own = records.decisions.of(contract.id)
    earlier = records.decisions.of_earlier_rounds(contract)
    standings = interplay(review, standings_of(review, own=own, earlier=earlier))
    history = {
        finding.id: tuple(
            each
            for each in (*earlier, *own)
            if (each.contract_id == contract.id and each.finding_id == finding.id)
            or (
                each.contract_id != contract.id
                and _same_matter(each, finding.position_id, finding.fingerprint)
            )
        )
        for finding in review.findings
        if finding.id in standings
    }
    names = records.decisions.names(frozenset(each.contract_id for each in earlier) | {contract.id})
    return Table(contract, review, settle(review, standings), standings, history, names)


def _same_matter(decision: FindingDecision, position_id: str, fingerprint: str) -> bool:
    if position_id.startswith("document."):
        return decision.fingerprint == fingerprint
    return decision.position_id == position_id


def _decided(table: Table, *, undecided: bool = True) -> Review:
    return decided(table.review, table.standings, undecided=undecided)


def _followed(
    contract: Contract, standing: FindingDecision | None, history: tuple[FindingDecision, ...]
) -> int | None:
    """The decision of an earlier round that a new one takes the place of: also where this round had its own
    already, so that a deviation is not counted for both."""
    if standing is not None and standing.contract_id != contract.id:
        return standing.number
    return next((each.follows for each in history if each.contract_id == contract.id and each.follows), None)


def _ask(wish: Wish, carried: FindingDecision | None) -> Ask:
    if wish.choice != "confirm":
        return Ask(choice=wish.choice, by=wish.by, reason=wish.reason, text=wish.text)
    if carried is None:
        raise IllegalStateError("there is no decision to confirm; make one")
    return Ask(
        choice=carried.choice, by=wish.by, reason=wish.reason.strip() or carried.reason, text=carried.text
    )


def _refuse_overtaken(table: Table, finding_id: str, wish: Wish) -> None:
    history = table.history.get(finding_id, ())
    last = history[-1] if history else None
    if wish.was is not None and wish.was != (last.number if last else 0):
        told = f"{last.by} decided on this meanwhile" if last else "that decision is no longer there"
        raise IllegalStateError(f"{told}; look at it again")
