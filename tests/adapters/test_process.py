"""What concerns the whole process: its clock, its home folder, and the silence of what we depend on."""

import logging
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.clock import FixedClock, SystemClock
from adapters.ownership import HomeLock
from adapters.quiet import silence_dependencies
from contracts.errors import InvalidSettingError, StorageError


def test_the_clock_tells_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_the_clock_stands_still_where_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert SystemClock().now() == datetime(1970, 1, 2, tzinfo=UTC)
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    assert FixedClock(moment).now() == moment


@pytest.mark.parametrize("value", ["noon", "1.5", "9" * 30])
def test_a_wrong_moment_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(InvalidSettingError, match="SOURCE_DATE_EPOCH"):
        SystemClock().now()


def test_a_home_folder_has_one_owner_at_a_time(tmp_path: Path) -> None:
    first, second = HomeLock(tmp_path / "home"), HomeLock(tmp_path / "home")
    first.take()
    with pytest.raises(StorageError, match="another Four Corners service is using"):
        second.take()
    first.release()
    second.take()
    second.release()
    second.release()


def test_a_home_folder_that_cannot_be_made_names_the_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError, match="FOURCORNERS_HOME"):
        HomeLock(tmp_path / "file" / "home").take()


def test_telemetry_is_forced_off(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGCHAIN_TRACING_V2", "DO_NOT_TRACK", "OTEL_SDK_DISABLED", "SCARF_NO_ANALYTICS"):
        monkeypatch.setenv(name, "as it was")
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("ANONYMIZED_TELEMETRY", "True")
    monkeypatch.setenv("DBOS_CONDUCTOR_KEY", "key")
    silence_dependencies()
    assert os.environ["LANGSMITH_TRACING"] == "false"
    assert os.environ["ANONYMIZED_TELEMETRY"] == "False"
    assert "DBOS_CONDUCTOR_KEY" not in os.environ
    assert logging.getLogger("dbos").level == logging.ERROR
