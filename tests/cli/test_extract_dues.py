"""Due dates on the command line: events given, files written, wrong words refused before any reading."""

import json
from pathlib import Path

import pytest

from api.cli.main import main

CONTRACT = """SERVICES AGREEMENT

This Services Agreement is made and effective as of January 31, 2026 (the "Effective Date") between Alder
Tools, Inc. ("Supplier") and Birch LLC ("Customer").

1. Term. This Agreement shall commence on the Effective Date and continue for a period of three (3) years.

2. Fees. The Customer shall pay each invoice within thirty (30) days of receipt of the invoice.
"""


@pytest.fixture
def contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795341600")
    path = tmp_path / "contract.txt"
    path.write_text(CONTRACT)
    return path


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    return int(ended.value.code or 0)


def test_json_gives_due_dates_and_key_dates(contract: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("extract", contract, "--event", "receipt of invoice=2026-03-03", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [duty["due"]["date"] for duty in told["obligations"]] == ["2026-04-02"]
    assert {each["kind"]: each["due"]["date"] for each in told["key_dates"]}["expiry"] == "2029-01-31"


def test_what_waits_is_told_with_the_option_that_answers_it(
    contract: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", contract) == 0
    assert "--event 'receipt of the invoice=YYYY-MM-DD'" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ics", "json"])
def test_every_export_is_written(contract: Path, ending: str) -> None:
    out = contract.with_name(f"dues.{ending}")
    assert run("extract", contract, "--export", out) == 0
    assert out.stat().st_size > 100


@pytest.mark.parametrize(
    "wrong",
    [
        ("--event", "receipt"),
        ("--event", "receipt=soon"),
        ("--event", "receipt=2026-02-30"),
        ("--event", "=2026-02-20"),
        ("--calendar", "ZZ"),
        ("--export", "dues.pdf"),
    ],
)
def test_wrong_words_are_refused_in_a_sentence(
    contract: Path, wrong: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("extract", contract, *wrong) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("fourcorners: ")
    assert len(told.err.strip().splitlines()) == 1
