"""The records: the same on SQLite and on PostgreSQL, and never across workspaces."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adapters.records.contracts import place_of
from adapters.records.database import Database
from adapters.records.outputs import Output, ResultKey
from contracts.contract import Contract, advance, fail
from contracts.errors import IllegalStateError, NotFoundError, StorageError
from contracts.people import DEFAULT_WORKSPACE, WorkspaceId

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OTHER = WorkspaceId("other")


def contract_of(contract_id: str, **changes: Any) -> Contract:
    values: dict[str, Any] = {
        "id": contract_id, "workspace": DEFAULT_WORKSPACE, "name": "nda.docx", "sha256": "a" * 64,
        "playbook_id": "nda-mutual", "side": "mutual", "state": "queued", "stage": "queued",
        "created_at": NOON, "updated_at": NOON, **changes,
    }  # fmt: skip
    return Contract(**values)


def reviewed(contract_id: str, route: str, score: int, **changes: Any) -> Contract:
    return contract_of(contract_id, state="reviewed", stage="done", route=route, score=score, **changes)


def test_a_contract_comes_back_as_it_was_kept(database: Database) -> None:
    kept = reviewed("c1", "negotiate", 40, title="Mutual NDA – “draft”", counterparty="Acme Ltd")
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(kept)
    with database.read(DEFAULT_WORKSPACE) as records:
        assert records.contracts.get("c1") == kept


def test_a_new_state_is_kept(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(contract_of("c1"))
        records.contracts.save(advance(records.contracts.get("c1"), "reading", at=NOON))
        records.contracts.save(fail(records.contracts.get("c1"), "no text", at=NOON))
        assert records.contracts.get("c1").problem == "no text"
        assert records.contracts.unfinished() == ()


def test_another_workspace_sees_and_changes_nothing(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(contract_of("c1"))
        records.outputs.put("c1", Output(kind="review", sha256="b" * 64))
        records.idempotency.keep("key", "r" * 64, contract=contract_of("c1"))
    with database.begin(OTHER) as records:
        with pytest.raises(NotFoundError):
            records.contracts.get("c1")
        with pytest.raises(NotFoundError):
            records.contracts.save(contract_of("c1"))
        records.contracts.delete("c1")
        assert records.contracts.page(order="newest", limit=9) == ()
        assert records.outputs.of("c1") == {}
        assert records.idempotency.find("key", "r" * 64) is None
    with database.read(DEFAULT_WORKSPACE) as records:
        assert records.contracts.get("c1").id == "c1"


def test_the_riskiest_stand_first_and_work_in_progress_before_them(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        for contract in (
            reviewed("safe", "safe_to_sign", 0),
            reviewed("asks", "negotiate", 90),
            reviewed("low", "legal_review", 10),
            reviewed("high", "legal_review", 80),
            contract_of("failed", state="failed", problem="a scan"),
            contract_of("new"),
        ):
            records.contracts.add(contract)
        page = records.contracts.page(order="riskiest", limit=9)
    assert [contract.id for contract in page] == ["new", "high", "low", "failed", "asks", "safe"]


@pytest.mark.parametrize("order", ["riskiest", "newest"])
def test_pages_join_to_the_whole_list_without_gap_or_repeat(database: Database, order: Any) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        for number in range(11):
            at = NOON + timedelta(minutes=number // 3)
            records.contracts.add(reviewed(f"c{number:02}", "negotiate", number // 4, created_at=at))
        whole = records.contracts.page(order=order, limit=99)
        seen: list[Contract] = []
        after = None
        while page := records.contracts.page(order=order, limit=3, after=after):
            seen.extend(page)
            after = place_of(page[-1], order=order)
    assert tuple(seen) == whole
    assert len(whole) == 11


def test_a_deleted_contract_takes_its_outputs_and_keys_along(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(contract_of("c1"))
        records.outputs.put("c1", Output(kind="review", sha256="b" * 64))
        records.idempotency.keep("key", "r" * 64, contract=contract_of("c1"))
        records.contracts.delete("c1")
        assert records.outputs.of("c1") == {}
        assert records.idempotency.find("key", "r" * 64) is None
        assert not records.blob_use.is_used("b" * 64)


def test_an_output_that_was_not_made_says_why(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(contract_of("c1"))
        records.outputs.put("c1", Output(kind="redline", sha256=None, problem="a PDF takes no changes"))
        with pytest.raises(NotFoundError, match="a PDF takes no changes"):
            records.outputs.get("c1", "redline")


def test_a_result_is_found_only_by_everything_it_depends_on(database: Database) -> None:
    key = ResultKey(
        stage="review", content_sha256="a" * 64, engine="offline 1", playbook_sha256="p", side="vendor"
    )
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.results.keep(key, "b" * 64)
        records.results.keep(key, "c" * 64)
        assert records.results.find(key) == "b" * 64
        for change in ({"engine": "offline 2"}, {"side": "customer"}, {"playbook_sha256": "q"}):
            assert records.results.find(key.model_copy(update=change)) is None
        assert records.blob_use.is_used("b" * 64)
        assert records.results.forget("a" * 64) == ("b" * 64,)
        assert records.results.find(key) is None


def test_a_key_cannot_be_used_for_another_request(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(contract_of("c1"))
        records.idempotency.keep("key", "r" * 64, contract=contract_of("c1"))
        assert records.idempotency.find("key", "r" * 64) == "c1"
        with pytest.raises(IllegalStateError):
            records.idempotency.find("key", "s" * 64)


def test_an_error_leaves_nothing_of_its_transaction(database: Database) -> None:
    def add_twice() -> None:
        with database.begin(DEFAULT_WORKSPACE) as records:
            records.contracts.add(contract_of("c1"))
            records.contracts.add(contract_of("c1"))

    with pytest.raises(StorageError):
        add_twice()
    with database.read(DEFAULT_WORKSPACE) as records:
        assert records.contracts.unfinished() == ()


def test_the_tables_in_code_are_those_the_migrations_make(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from adapters.records.tables import metadata

    with database._engine.connect() as connection:  # the only door to the bare tables
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_opening_twice_keeps_what_is_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'records.db'}"
    first = Database.open(url)
    with first.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(contract_of("c1"))
    first.close()
    second = Database.open(url)
    with second.read(DEFAULT_WORKSPACE) as records:
        assert records.contracts.get("c1") == contract_of("c1")
    second.close()


def test_a_database_that_cannot_be_opened_is_named_by_its_setting(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="FOURCORNERS_DATABASE_URL"):
        Database.open(f"sqlite:///{tmp_path / 'absent' / 'records.db'}")
