"""Versions, pinned playbooks and dry runs: the same on SQLite and PostgreSQL, never across workspaces."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from adapters.records.database import Database
from adapters.records.dry_runs import KeptDryRun
from adapters.records.migrate import migrate
from adapters.records.playbooks import place_of_version
from contracts.contract import Contract
from contracts.errors import IllegalStateError, NotFoundError, StorageError
from contracts.people import DEFAULT_WORKSPACE, WorkspaceId
from playbooks import publishing
from playbooks.publishing import PlaybookVersion
from review.dry_run import Change, DryRun, NotTried, Standing, TriedContract

sys.path.insert(0, str(Path(__file__).parent))
from job_fakes import book

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
OTHER = WorkspaceId("other")
MIGRATIONS = Path(__file__).parents[2] / "adapters" / "records" / "migrations"


def version_of(version: str = "1", *, at: datetime = NOON, **changes: Any) -> PlaybookVersion:
    begun = publishing.begin(f"version: {version} – ü", book(version=version), by="Ann", at=at)
    return begun.model_copy(update=changes)


def published(version: str = "1") -> PlaybookVersion:
    submitted = publishing.submit(version_of(version), by="Ann", at=NOON)
    return publishing.publish(submitted, by="Bob", at=NOON, four_eyes=True)


def contract_of(contract_id: str) -> Contract:
    return Contract(
        id=contract_id, workspace=DEFAULT_WORKSPACE, name=f"{contract_id}.docx", sha256="c" * 64,
        playbook_id="nda-mutual", side="mutual", state="queued", stage="queued", created_at=NOON,
        updated_at=NOON, playbook_version="1", playbook_sha256="p" * 64,
    )  # fmt: skip


def test_a_version_comes_back_as_it_was_kept(database: Database) -> None:
    kept = published().model_copy(update={"authors": ("Ann", "Żaneta")})
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.playbooks.add(kept)
    with database.read(DEFAULT_WORKSPACE) as records:
        assert records.playbooks.get("nda-mutual", "1") == kept
        assert records.playbooks.published() == (kept,)
        assert records.playbooks.governed() == {"nda-mutual"}
        assert records.playbooks.open() == ()


def test_another_workspace_sees_and_changes_nothing(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.playbooks.add(published())
        records.playbooks.keep_request("key", "r" * 64, made=published())
        records.pinned.keep(book(), at=NOON)
        records.contracts.add(contract_of("c1"))
        records.dry_runs.keep(kept_run("c1"))
    with database.begin(OTHER) as records:
        with pytest.raises(NotFoundError):
            records.playbooks.get("nda-mutual", "1")
        with pytest.raises(IllegalStateError):
            records.playbooks.save(version_of(), was=published())
        records.playbooks.delete(published())
        assert records.playbooks.page("nda-mutual", limit=9) == records.playbooks.published() == ()
        assert records.playbooks.governed() == records.playbooks.names("nda-mutual") == frozenset()
        assert records.playbooks.made_by("key", "r" * 64) is None
        assert records.pinned.find(book().sha256) is None
        assert records.dry_runs.latest("d" * 64) is None
        records.playbooks.add(published())
    with database.read(DEFAULT_WORKSPACE) as records:
        assert records.playbooks.get("nda-mutual", "1") == published()


def test_one_version_of_a_playbook_is_in_force(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.playbooks.add(published("1"))
    with pytest.raises(StorageError), database.begin(DEFAULT_WORKSPACE) as records:
        records.playbooks.add(published("2"))


def test_a_change_made_meanwhile_is_not_overwritten(database: Database) -> None:
    seen = version_of()
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.playbooks.add(seen)
        records.playbooks.save(publishing.submit(seen, by="Ann", at=NOON), was=seen)
        edited = publishing.edit(seen, "late", playbook=book(sha256="l" * 64), by="Cleo", at=NOON)
        with pytest.raises(IllegalStateError, match="meanwhile"):
            records.playbooks.save(edited, was=seen)
        assert records.playbooks.get("nda-mutual", "1").state == "in_review"


def test_a_name_is_taken_once_and_a_draft_may_take_another(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        for name in ("1", "2"):
            records.playbooks.add(version_of(name))
        records.playbooks.keep_request("key", "r" * 64, made=version_of("2"))
        with pytest.raises(IllegalStateError, match="already"):
            records.playbooks.add(version_of("2"))
        with pytest.raises(IllegalStateError, match="already"):
            records.playbooks.save(version_of("1"), was=version_of("2"))
        records.playbooks.save(version_of("3"), was=version_of("2"))
        assert records.playbooks.names("nda-mutual") == {"1", "3"}
        assert records.playbooks.made_by("key", "r" * 64) == ("nda-mutual", "3")
        with pytest.raises(IllegalStateError, match="another request"):
            records.playbooks.made_by("key", "s" * 64)
        records.playbooks.delete(version_of("3"))
        assert records.playbooks.made_by("key", "r" * 64) is None


def test_pages_of_versions_join_to_the_whole_list(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        for number in range(7):
            records.playbooks.add(version_of(str(number), at=NOON + timedelta(minutes=number // 3)))
        whole = records.playbooks.page("nda-mutual", limit=99)
        seen: list[PlaybookVersion] = []
        after = None
        while page := records.playbooks.page("nda-mutual", limit=3, after=after):
            seen.extend(page)
            after = place_of_version(page[-1])
    assert tuple(seen) == whole
    assert [each.version for each in whole] == ["6", "5", "4", "3", "2", "1", "0"]


def test_a_pinned_playbook_stays_as_it_was(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        records.pinned.keep(book(), at=NOON)
        records.pinned.keep(book(title="Other words"), at=NOON)
        assert records.pinned.find(book().sha256) == book()
        assert records.pinned.find("0" * 64) is None


def kept_run(*contract_ids: str, at: datetime = NOON, **changes: Any) -> KeptDryRun:
    change = Change(
        position_id="term", title="Term", before=None,
        after=Standing(verdict="missing", severity="high", reason="There is none."),
    )  # fmt: skip
    tried = tuple(
        TriedContract(key=each, name=f"{each}.docx", side="mutual", changes=(change,),
                      route_after="negotiate", score_after=40)
        for each in contract_ids
    )  # fmt: skip
    run = DryRun(
        playbook_id="nda-mutual", draft_version="2", draft_sha256="d" * 64, against="1",
        against_sha256="p" * 64, contracts=tried,
    ).model_copy(update=changes)  # fmt: skip
    return KeptDryRun(
        id=f"run-{at:%H%M}", made_by="Ann", made_at=at, tried=len(tried), changed=len(tried), grave=True,
        dry_run=run,
    )  # fmt: skip


def test_the_last_dry_run_of_exactly_these_words_is_found(database: Database) -> None:
    first = kept_run("c1", "c2")
    last = kept_run("c1", at=NOON + timedelta(hours=1), not_tried=(NotTried(key="c2", name="b", reason="x"),))
    with database.begin(DEFAULT_WORKSPACE) as records:
        for contract_id in ("c1", "c2"):
            records.contracts.add(contract_of(contract_id))
        records.dry_runs.keep(first)
        assert records.dry_runs.latest("d" * 64) == first
        records.dry_runs.keep(last)
        assert records.dry_runs.latest("d" * 64) == last
        assert records.dry_runs.latest("d" * 64, against_sha256="q" * 64) is None
        assert records.dry_runs.latest("e" * 64) is None


def test_what_a_dry_run_says_of_a_contract_goes_with_it(database: Database) -> None:
    with database.begin(DEFAULT_WORKSPACE) as records:
        for contract_id in ("c1", "c2"):
            records.contracts.add(contract_of(contract_id))
        records.dry_runs.keep(kept_run("c1", "c2", "gone"))
        records.contracts.delete("c1")
        kept = records.dry_runs.latest("d" * 64)
    assert kept is not None
    assert [each.key for each in kept.dry_run.contracts] == ["c2"]
    assert (kept.tried, kept.changed) == (3, 3)


def test_contracts_reviewed_before_versions_were_kept_come_through_the_migration(database: Database) -> None:
    engine = database._engine  # the only door to the bare tables
    _at_second_version(engine)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO contracts (id, workspace, name, sha256, playbook_id, side, state, stage, asks,"
                " title, counterparty, problem, risk, created_at, updated_at) VALUES ('c1', 'default',"
                " 'a.docx', 'h', 'nda-mutual', 'mutual', 'reviewed', 'done', 0, '', '', '', 0,"
                " '2026-03-02 12:00:00', '2026-03-02 12:00:00')"
            )
        )
        connection.execute(text("UPDATE contracts SET route = 'negotiate', score = 4"))
    migrate(engine)
    with database.read(DEFAULT_WORKSPACE) as records:
        old = records.contracts.get("c1")
        assert (old.playbook_id, old.playbook_version, old.playbook_sha256) == ("nda-mutual", "", "")
        assert records.contracts.reviewed(playbook_id="nda-mutual") == (old,)
        assert records.contracts.reviewed(playbook_id="other") == ()


def _at_second_version(engine: Any) -> None:
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
        command.upgrade(config, "0002")
