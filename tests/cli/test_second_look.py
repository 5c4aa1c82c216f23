"""A review with a language model: it adds what it can quote, and its failure is said and harms nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from model_server import Reply, Server

from api.cli.main import main

WORDS = (
    "SERVICES AGREEMENT\n"
    "This Agreement is between Alder Ltd (“Supplier”) and Birch Ltd (“Customer”).\n"
    "1. Services. The Supplier shall perform the services with reasonable skill.\n"
    "2. Start. The arrangement takes effect on the second of March in the year 2021.\n"
)
FIELDS = (
    "title", "contract_type", "agreement_date", "effective_date", "expiry_date", "term", "renewal",
    "notice_period", "governing_law",
)  # fmt: skip
INVENTED = {"quote": "This Agreement is governed by the laws of Mars.", "words": "Mars"}


def _completion(content: str) -> tuple[int, dict[str, Any]]:
    message = {"role": "assistant", "content": content}
    return 200, {
        "id": "x", "object": "chat.completion", "created": 0, "model": "m",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }  # fmt: skip


def _inventing(request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    if request["response_format"]["json_schema"]["name"] == "MetadataAnswer":
        answer = {**dict.fromkeys(FIELDS), "parties": [], "governing_law": INVENTED}
    else:
        answer = {"obligations": []}
    return _completion(json.dumps(answer))


@pytest.fixture
def contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FOURCORNERS_MODEL_API_KEY", "key")
    file = tmp_path / "services.txt"
    file.write_text(WORDS)
    return file


def _extracted(contract: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    with pytest.raises(SystemExit) as ended:
        main(["extract", str(contract), "--json"])
    assert not ended.value.code
    return json.loads(capsys.readouterr().out)


def test_without_a_model_there_is_no_second_look(contract: Path, capsys: pytest.CaptureFixture[str]):
    assert _extracted(contract, capsys)["second_look"] is None


def test_what_a_model_invents_is_withheld_and_said(
    contract: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    serve: Callable[[Reply], Server],
):
    server = serve(_inventing)
    monkeypatch.setenv("FOURCORNERS_MODEL", "m")
    monkeypatch.setenv("FOURCORNERS_MODEL_BASE_URL", server.url)
    extracted = _extracted(contract, capsys)
    assert server.requests
    assert extracted["metadata"]["governing_law"] is None
    assert "Mars" in json.dumps(extracted["second_look"]["withheld"])


def test_a_model_that_does_not_answer_leaves_the_offline_reading_and_says_so(
    contract: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    serve: Callable[[Reply], Server],
):
    server = serve(lambda request: (401, {"error": {"message": "no such key"}}))
    monkeypatch.setenv("FOURCORNERS_MODEL", "m")
    monkeypatch.setenv("FOURCORNERS_MODEL_BASE_URL", server.url)
    extracted = _extracted(contract, capsys)
    assert extracted["second_look"]["problem"]
    assert [party["value"]["name"] for party in extracted["metadata"]["parties"]] == [
        "Alder Ltd",
        "Birch Ltd",
    ]
    with pytest.raises(SystemExit):
        main(["review", str(contract), "--out", str(contract.parent / "out")])
    assert "did not read along" in (contract.parent / "out" / "report.html").read_text()
