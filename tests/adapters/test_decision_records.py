"""Decisions on findings: the same on SQLite and PostgreSQL, never changed, never across workspaces."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.records.database import Database
from adapters.records.decisions import DeviationFilter
from contracts.contract import Contract
from contracts.decisions import FindingDecision
from contracts.errors import NotFoundError
from contracts.people import DEFAULT_WORKSPACE, WorkspaceId

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OTHER = WorkspaceId("other")


def contract_of(contract_id: str, **changes: Any) -> Contract:
    values: dict[str, Any] = {
        "id": contract_id, "workspace": DEFAULT_WORKSPACE, "name": f"{contract_id}.docx",
        "sha256": contract_id[0] * 64, "playbook_id": "nda-mutual", "side": "mutual", "state": "reviewed",
        "stage": "done", "created_at": NOON, "updated_at": NOON, "title": "NDA", "counterparty": "Acme, Us",
        **changes,
    }  # fmt: skip
    return Contract(**values)


def decision_of(contract_id: str = "c1", finding_id: str = "term", **changes: Any) -> FindingDecision:
    values: dict[str, Any] = {
        "contract_id": contract_id, "finding_id": finding_id, "position_id": finding_id,
        "playbook_id": "nda-mutual", "playbook_version": "1", "fingerprint": "f" * 16, "title": "Term – ü",
        "clause_type": "term", "verdict": "non_standard", "choice": "reject", "effect": "leave", "by": "Ann",
        "at": NOON, "reason": "A large customer.", "proposed": "three years", "stood": "ten years",
        "counterparty": "Acme, Us", **changes,
    }  # fmt: skip
    return FindingDecision(**values)


def filled(database: Database, *decisions: FindingDecision, rounds: int = 1) -> list[FindingDecision]:
    with database.begin(DEFAULT_WORKSPACE) as records:
        for number in range(rounds):
            records.contracts.add(contract_of(f"c{number + 1}", created_at=NOON + timedelta(days=number)))
        return [records.decisions.add(each) for each in decisions]


def test_a_decision_comes_back_as_it_was_kept_with_its_number(database: Database) -> None:
    made = filled(database, decision_of(), decision_of(choice="accept", effect="send"))
    assert made[0].number < made[1].number
    with database.read(DEFAULT_WORKSPACE) as records:
        assert records.decisions.of("c1") == tuple(made)
        assert records.decisions.by_print("f" * 16) == tuple(made)
        assert records.decisions.names(frozenset({"c1", "nothing"})) == {"c1": "c1.docx"}


def test_another_workspace_sees_and_adds_nothing(database: Database) -> None:
    filled(database, decision_of())
    with database.begin(OTHER) as records:
        assert records.decisions.of("c1") == records.decisions.by_print("f" * 16) == ()
        assert records.decisions.deviations(limit=9) == ()
        assert records.decisions.names(frozenset({"c1"})) == {}
        later = contract_of("d1", workspace=OTHER, sha256="c" * 64, created_at=NOON + timedelta(days=9))
        records.contracts.add(later)
        assert records.decisions.of_earlier_rounds(later) == ()
        with pytest.raises(NotFoundError):
            records.decisions.add(decision_of())


def test_an_earlier_round_is_the_same_file_or_the_same_title_between_the_same_parties(
    database: Database,
) -> None:
    (made,) = filled(database, decision_of())
    later = {"created_at": NOON + timedelta(days=1)}
    rounds = {
        "same file": contract_of("x", sha256="c" * 64, title="", counterparty="", **later),
        "same names": contract_of("x", **later),
        "other party": contract_of("x", counterparty="Beta, Us", **later),
        "other title": contract_of("x", title="DPA", **later),
        "no names": contract_of("x", title="", counterparty="", **later),
        "other side": contract_of("x", side="vendor", **later),
        "came before": contract_of("x", created_at=NOON - timedelta(days=1)),
    }
    with database.read(DEFAULT_WORKSPACE) as records:
        carried = {name: records.decisions.of_earlier_rounds(each) for name, each in rounds.items()}
    assert [name for name, found in carried.items() if found] == ["same file", "same names"]
    assert carried["same names"] == (made,)


def test_a_deviation_says_what_was_accepted_from_whom_and_why(database: Database) -> None:
    (made,) = filled(database, decision_of())
    with database.read(DEFAULT_WORKSPACE) as records:
        (found,) = records.decisions.deviations(limit=9)
    assert (found.contract, found.standard, found.accepted) == ("c1.docx", "three years", "ten years")
    assert (found.by, found.reason, found.at, found.number) == ("Ann", "A large customer.", NOON, made.number)


def test_only_the_last_decision_counts_and_only_what_deviates(database: Database) -> None:
    filled(
        database,
        decision_of(finding_id="a"),
        decision_of(finding_id="a", choice="accept", effect="send"),
        decision_of(finding_id="b", choice="not_relevant", effect="drop"),
        decision_of(finding_id="c", verdict="not_evaluated"),
        decision_of(finding_id="d", position_id="document.conflict.term"),
        decision_of(finding_id="e", settled_by="Liability"),
        decision_of(finding_id="f"),
    )
    with database.read(DEFAULT_WORKSPACE) as records:
        assert [each.position_id for each in records.decisions.deviations(limit=9)] == ["f"]


def test_a_deviation_that_a_later_round_confirms_counts_once(database: Database) -> None:
    (first,) = filled(database, decision_of(), rounds=2)
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.decisions.add(decision_of("c2", follows=first.number))
        assert [each.contract_id for each in records.decisions.deviations(limit=9)] == ["c2"]
        records.contracts.delete("c2")
        assert [each.contract_id for each in records.decisions.deviations(limit=9)] == ["c1"]


def test_deviations_are_found_by_type_party_playbook_contract_and_moment(database: Database) -> None:
    other = {"clause_type": "law", "counterparty": "Beta 100%", "playbook_id": "dpa"}
    filled(
        database,
        decision_of(finding_id="a"),
        decision_of("c2", "b", at=NOON + timedelta(days=1), **other),
        rounds=2,
    )
    wanted = [
        DeviationFilter(clause_type="law"), DeviationFilter(counterparty="bETA 100%"),
        DeviationFilter(playbook_id="dpa"), DeviationFilter(contract_id="c2"),
        DeviationFilter(since=NOON + timedelta(hours=1)),
    ]  # fmt: skip
    with database.read(DEFAULT_WORKSPACE) as records:
        for each in wanted:
            assert [found.position_id for found in records.decisions.deviations(each, limit=9)] == ["b"], each
        assert records.decisions.deviations(DeviationFilter(counterparty="B%"), limit=9) == ()


def test_pages_of_deviations_join_to_the_whole_without_gap_or_repeat(database: Database) -> None:
    filled(database, *(decision_of(finding_id=f"p{number}") for number in range(7)))
    with database.read(DEFAULT_WORKSPACE) as records:
        whole = records.decisions.deviations(limit=99)
        seen: list[Any] = []
        before = None
        while page := records.decisions.deviations(limit=2, before=before):
            seen.extend(page)
            before = page[-1].number
    assert tuple(seen) == whole
    assert len(whole) == 7


def test_decisions_go_with_their_contract_and_numbers_never_come_back(database: Database) -> None:
    (made,) = filled(database, decision_of())
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.delete("c1")
        assert records.decisions.of("c1") == ()
        records.contracts.add(contract_of("c1"))
        assert records.decisions.add(decision_of()).number > made.number
