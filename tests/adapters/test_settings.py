"""Settings: read from the environment, refused by name, and each one documented."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.settings import Settings, load_settings
from contracts.errors import InvalidSettingError

DOCUMENT = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FOURCORNERS_{name.upper()}", raising=False)


def test_every_setting_is_documented_and_nothing_else() -> None:
    documented = set(re.findall(r"^\| `FOURCORNERS_(\w+)`", DOCUMENT.read_text(), re.MULTILINE))
    assert documented == {name.upper() for name in Settings.model_fields}


def test_documented_defaults_are_the_defaults() -> None:
    text = DOCUMENT.read_text()
    for name in ("max_upload_mb", "host", "port", "workers", "author", "ocr_language", "log_level"):
        default = Settings.model_fields[name].default
        assert f"| `FOURCORNERS_{name.upper()}` | `{default}` |" in text


def test_without_any_setting_nothing_leaves_the_machine() -> None:
    settings = load_settings()
    assert (settings.host, settings.model, settings.model_base_url, settings.chroma_url) == (
        "127.0.0.1",
        "",
        "",
        "",
    )
    assert settings.records_url == f"sqlite:///{settings.home / 'records.db'}"


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path))
    monkeypatch.setenv("FOURCORNERS_MAX_UPLOAD_MB", "7")
    monkeypatch.setenv("FOURCORNERS_ALLOWED_HOSTS", "Contracts.example , review.example,")
    settings = load_settings()
    assert settings.home == tmp_path
    assert settings.max_upload_bytes == 7 * 1024 * 1024
    assert settings.accepted_hosts == ("contracts.example", "review.example")


def test_what_is_given_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURCORNERS_PORT", "9000")
    assert load_settings(port=9001).port == 9001


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("MAX_UPLOAD_MB", "0"),
        ("LOG_LEVEL", "loud"),
        ("OCR_LANGUAGE", "../eng"),
        ("AUTHOR", ""),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"FOURCORNERS_{name}", value)
    with pytest.raises(InvalidSettingError, match=f"FOURCORNERS_{name}: .*docs/settings.md"):
        load_settings()


def test_a_key_is_shown_nowhere() -> None:
    settings = load_settings(model_api_key=SecretStr("sk-whisper"))
    assert "whisper" not in repr(settings) + str(settings.model_dump())


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_reached_by_the_driver_that_is_installed(scheme: str) -> None:
    assert load_settings(database_url=f"{scheme}://u@h/n").records_url == "postgresql+psycopg://u@h/n"


def test_listening_everywhere_accepts_any_name_unless_names_are_given() -> None:
    assert load_settings(host="0.0.0.0").accepted_hosts == ()
    assert load_settings(host="0.0.0.0", allowed_hosts="a.example").accepted_hosts == ("a.example",)
    assert "192.0.2.7" in load_settings(host="192.0.2.7").accepted_hosts


def test_the_bounds_of_a_file_are_those_that_are_set() -> None:
    limits = load_settings(max_upload_mb=7, ocr_language="eng+deu").limits
    assert (limits.max_bytes, limits.ocr_language) == (7 * 1024 * 1024, "eng+deu")
    limits = load_settings(max_read_seconds=9, max_read_memory_mb=700).limits
    assert (limits.max_seconds, limits.max_memory_bytes) == (9, 700 * 1024 * 1024)
