"""The records: the same on SQLite and on PostgreSQL, and never across workspaces."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from adapters.records.contracts import place_of
from adapters.records.database import Database
from adapters.records.migrate import migrate
from adapters.records.outputs import Output, ResultKey
from contracts.contract import Contract, advance, choose, fail
from contracts.errors import IllegalStateError, NotFoundError, StorageError
from contracts.people import DEFAULT_WORKSPACE, WorkspaceId

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OTHER = WorkspaceId("other")
MIGRATIONS = Path(__file__).parents[2] / "adapters" / "records" / "migrations"


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


def test_a_contract_without_a_playbook_yet_comes_back_without_one(database: Database) -> None:
    kept = contract_of("c1", playbook_id=None, side=None, deferred="its pages are pictures")
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(kept)
        assert records.contracts.get("c1") == kept
        chosen = choose(kept, "nda-mutual", side="mutual", at=NOON)
        records.contracts.save(chosen)
        assert records.contracts.get("c1") == chosen


def test_what_came_with_a_mail_is_found_by_it_and_outlives_it(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(contract_of("mail"))
        for number in (2, 1):
            records.contracts.add(contract_of(f"c{number}", mail_id="mail", attachment=number))
        assert [each.id for each in records.contracts.attached_to("mail")] == ["c1", "c2"]
        records.contracts.delete("mail")
        assert records.contracts.attached_to("mail") == ()
        assert (records.contracts.get("c1").mail_id, records.contracts.get("c1").attachment) == (None, None)


def test_an_attachment_becomes_one_contract(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(contract_of("c1", mail_id="mail", attachment=1))
    with pytest.raises(StorageError), database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(contract_of("c2", mail_id="mail", attachment=1))


def test_an_output_that_was_not_made_says_why(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.contracts.add(contract_of("c1"))
        records.outputs.put("c1", Output(kind="redline", sha256=None, problem="a PDF takes no changes"))
        with pytest.raises(NotFoundError, match="a PDF takes no changes"):
            records.outputs.get("c1", "redline")


def test_a_result_is_found_only_by_everything_it_depends_on(database: Database) -> None:
    key = ResultKey(
        stage="review", content_sha256="a" * 64, engine="offline 1", made_from="m", playbook_sha256="p",
        side="vendor",
    )  # fmt: skip
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.results.keep(key, "b" * 64)
        records.results.keep(key, "c" * 64)
        assert records.results.find(key) == "b" * 64
        changes = (
            {"engine": "offline 2"},
            {"made_from": "n"},
            {"side": "customer"},
            {"playbook_sha256": "q"},
        )
        for change in changes:
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


def test_what_the_first_tables_held_is_there_after_the_migration(database: Database) -> None:
    engine = database._engine
    _downgraded(engine)
    row = {"w": "default", "e": "e1", "h": "h" * 64}
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO contracts (id, workspace, name, sha256, playbook_id, side, state, stage, asks,"
                " title, counterparty, problem, risk, created_at, updated_at) VALUES ('c1', :w, 'a.docx', :h,"
                " 'nda-mutual', 'mutual', 'reviewed', 'done', 0, '', '', '', 0,"
                " '2026-03-02 12:00:00', '2026-03-02 12:00:00')"
            ),
            row,
        )
        connection.execute(
            text("INSERT INTO outputs VALUES ('c1', 'review', :w, :h, 'application/json', '')"), row
        )
        connection.execute(text("INSERT INTO results VALUES (:w, 'review', :h, :e, '', '', :h)"), row)
    migrate(engine)
    with database.read(DEFAULT_WORKSPACE) as records:
        assert records.contracts.get("c1").playbook_id == "nda-mutual"
        assert records.outputs.get("c1", "review").sha256 == "h" * 64
        assert records.results.forget("h" * 64) == ("h" * 64,)


def _downgraded(engine: Engine) -> None:
    """Empty tables as the first version made them."""
    from alembic import command
    from alembic.config import Config

    from adapters.records.tables import metadata

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        metadata.drop_all(connection)
        connection.exec_driver_sql("DROP TABLE alembic_version")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")


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
