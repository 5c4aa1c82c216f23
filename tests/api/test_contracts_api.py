"""The HTTP API: what goes in, what comes out, and what is refused without a trace."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from service_fakes import CONTRACT, SCAN, mail

from adapters.settings import Settings
from api.service import Service

V1 = "/api/v1"


def upload(
    client: TestClient, data: bytes, *, name: str = "nda.docx", key: str = "", **form: str
) -> httpx.Response:
    headers = {"Idempotency-Key": key} if key else {}
    fields = {"playbook": "nda-mutual", **form}
    return client.post(f"{V1}/contracts", files={"file": (name, data)}, data=fields, headers=headers)


def reviewed(client: TestClient, service: Service, data: bytes, **form: str) -> str:
    contract_id = upload(client, data, **form).json()["id"]
    service.wait(contract_id, timeout_seconds=30)
    return contract_id


def stored_files(settings: Settings) -> set[Path]:
    return {path for path in (settings.home / "files").rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def negotiated(client: TestClient, service: Service) -> str:
    return reviewed(client, service, CONTRACT.encode())


def test_an_upload_is_taken_in_and_reviewed(client: TestClient, service: Service) -> None:
    answer = upload(client, CONTRACT.encode(), side="vendor")
    assert answer.status_code == 202
    body = answer.json()
    assert answer.headers["location"] == f"{V1}/contracts/{body['id']}"
    assert (body["name"], body["side"], body["state"]) == ("nda.docx", "vendor", "queued")
    service.wait(body["id"], timeout_seconds=30)
    done = client.get(body["links"]["self"]).json()
    assert (done["state"], done["route"], done["asks"]) == ("reviewed", "negotiate", 2)
    assert done["counterparty"] == "Northwind Trading Limited, Harbour & Vale LLP"


def test_the_review_has_the_promised_fields(client: TestClient, negotiated: str) -> None:
    body = client.get(f"{V1}/contracts/{negotiated}/review").json()
    assert {
        "document",
        "metadata",
        "obligations",
        "clauses",
        "findings",
        "triage",
        "playbook",
        "engine",
    } <= set(body)
    assert body["document"]["name"] == "nda.docx"
    assert body["outputs"]["redline"] == f"{V1}/contracts/{negotiated}/redline"
    quote = body["findings"][0]["quotes"][0]
    assert CONTRACT[quote["start"] : quote["end"]] == quote["text"]


def test_the_same_file_under_another_name_keeps_its_own_name(client: TestClient, service: Service) -> None:
    contract_id = reviewed(client, service, CONTRACT.encode(), name="renamed.docx")
    assert client.get(f"{V1}/contracts/{contract_id}/review").json()["document"]["name"] == "renamed.docx"


def test_every_output_can_be_fetched(client: TestClient, negotiated: str) -> None:
    here = f"{V1}/contracts/{negotiated}"
    assert client.get(f"{here}/original").content == CONTRACT.encode()
    redline = client.get(f"{here}/redline")
    assert redline.content == b"PK redlined"
    assert 'filename="nda.redlined.docx"' in redline.headers["content-disposition"]
    assert client.get(f"{here}/receipt").json()["edits"] == 2
    report = client.get(f"{here}/report")
    assert report.text.startswith("<!doctype html>")
    assert "sandbox" in report.headers["content-security-policy"]
    assert "attachment" in client.get(f"{here}/report?download=1").headers["content-disposition"]


def test_a_name_in_any_script_survives_the_download(client: TestClient, service: Service) -> None:
    contract_id = reviewed(client, service, CONTRACT.encode(), name="Verträge – neu 契約.docx")
    disposition = client.get(f"{V1}/contracts/{contract_id}/original").headers["content-disposition"]
    assert "filename*=UTF-8''Vertr%C3%A4ge%20%E2%80%93%20neu%20%E5%A5%91%E7%B4%84.docx" in disposition


def test_where_there_is_no_redline_the_download_says_why(client: TestClient, service: Service) -> None:
    contract_id = reviewed(client, service, b"A plain letter.")
    answer = client.get(f"{V1}/contracts/{contract_id}/redline")
    assert (answer.status_code, answer.json()["detail"]) == (404, "there was nothing to change")


@pytest.mark.parametrize(
    ("data", "name", "status", "said"),
    [
        (b"", "nda.docx", 422, "empty"),
        (b"words", "nda.exe", 422, "no format we read"),
        (b"x" * (2**20 + 1), "nda.docx", 413, "larger than 1 MB"),
        (b"x" * (3 * 2**20), "nda.docx", 413, "larger than 1 MB"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence_and_leaves_nothing(
    client: TestClient, settings: Settings, data: bytes, name: str, status: int, said: str
) -> None:
    before = stored_files(settings), client.get(f"{V1}/contracts?limit=200").json()["items"]
    answer = upload(client, data, name=name)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]
    assert (stored_files(settings), client.get(f"{V1}/contracts?limit=200").json()["items"]) == before


def test_a_file_that_announces_no_length_is_cut_off_at_the_limit(client: TestClient) -> None:
    sent = 0

    def endless() -> Any:
        nonlocal sent
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'
        for _ in range(64):
            sent += 1
            yield b"x" * 2**16

    answer = client.post(
        f"{V1}/contracts", content=endless(), headers={"content-type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("form", "status"),
    [({"playbook": "none-such"}, 404), ({"side": "judge"}, 422)],
)
def test_a_wrong_form_is_refused(client: TestClient, form: dict[str, str], status: int) -> None:
    assert upload(client, b"words", **form).status_code == status


def test_an_upload_without_a_file_is_refused(client: TestClient) -> None:
    assert client.post(f"{V1}/contracts", data={"playbook": "nda-mutual"}).status_code == 422
    assert client.post(f"{V1}/contracts", files={"other": b""}).status_code == 422


def test_a_repeated_request_is_made_once(client: TestClient) -> None:
    first = upload(client, CONTRACT.encode(), key="k1")
    again = upload(client, CONTRACT.encode(), key="k1")
    assert first.json()["id"] == again.json()["id"]
    other = upload(client, b"Another letter.", key="k1")
    assert (other.status_code, other.json()["type"]) == (409, "urn:fourcorners:illegal-state")


def test_a_fault_of_ours_shows_no_words_of_the_contract(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = upload(client, b"explode")
    assert answer.status_code == 500
    assert "incident" in answer.json()["detail"]
    assert "secret" not in answer.text + caplog.text
    assert "RuntimeError" in caplog.text


def test_the_list_goes_page_by_page_riskiest_first(client: TestClient, negotiated: str) -> None:
    items: list[Any] = []
    cursor = None
    while True:
        query = {"order": "riskiest", "limit": "2"} if cursor is None else {"limit": "2", "cursor": cursor}
        page = client.get(f"{V1}/contracts", params=query).json()
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert negotiated in [item["id"] for item in items]
    assert len({item["id"] for item in items}) == len(items)
    scores = [item["score"] for item in items if item["state"] == "reviewed"]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("cursor", ["x", "W10", "bnVsbA", "é"])
def test_a_cursor_of_somebody_elses_is_refused(client: TestClient, cursor: str) -> None:
    assert client.get(f"{V1}/contracts", params={"cursor": cursor}).status_code == 422


def test_events_tell_the_stages_and_end(client: TestClient) -> None:
    contract_id = upload(client, CONTRACT.encode()).json()["id"]
    answer = client.get(f"{V1}/contracts/{contract_id}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [event.split("\n") for event in answer.text.strip().split("\n\n")]
    assert events[-1][0] == "event: end"
    assert json.loads(events[-1][1].removeprefix("data: "))["state"] == "reviewed"


def test_a_deleted_contract_is_gone_and_a_shared_file_stays(
    client: TestClient, service: Service, settings: Settings
) -> None:
    text = b"A letter that two contracts share."
    first, second = (reviewed(client, service, text) for _ in range(2))
    assert client.delete(f"{V1}/contracts/{first}").status_code == 204
    assert client.get(f"{V1}/contracts/{first}").status_code == 404
    assert client.get(f"{V1}/contracts/{second}/original").content == text
    assert client.get(f"{V1}/contracts/{second}/review").status_code == 200
    kept = stored_files(settings)
    assert client.delete(f"{V1}/contracts/{second}").status_code == 204
    gone = kept - stored_files(settings)
    assert len(gone) >= 4  # the letter, what was read of it, its review and its report
    assert not [path for path in stored_files(settings) if text in path.read_bytes()]


@pytest.mark.parametrize("path", ["", "/review", "/events", "/report", "/original"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(f"{V1}/contracts/0123456789abcdef{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_upload_that_names_no_playbook_gets_the_one_for_its_type_of_contract(client: TestClient) -> None:
    made = upload(client, CONTRACT.encode(), playbook="")
    assert made.status_code == 202
    assert made.json()["playbook"] == "nda-mutual"


def test_a_scan_is_taken_in_and_read_by_the_job_which_then_chooses_the_playbook(
    client: TestClient, service: Service
) -> None:
    made = upload(client, SCAN + CONTRACT.encode(), playbook="", side="vendor")
    body = made.json()
    assert (made.status_code, body["playbook"], body["side"]) == (202, None, "vendor")
    assert body["deferred"] == "its pages are pictures"
    service.wait(body["id"], timeout_seconds=30)
    done = client.get(body["links"]["self"]).json()
    assert (done["state"], done["playbook"], done["side"]) == ("reviewed", "nda-mutual", "vendor")


def test_a_scan_without_words_fails_with_its_sentence(client: TestClient, service: Service) -> None:
    contract_id = reviewed(client, service, SCAN, playbook="")
    failed = client.get(f"{V1}/contracts/{contract_id}").json()
    assert (failed["state"], failed["playbook"]) == ("failed", None)
    assert failed["problem"] == "nda.docx holds no text; OCR found no words in it"
    assert "no playbook: it was not read" in client.get("/").text


def test_what_came_with_a_mail_is_offered_and_reviewed_once(client: TestClient, service: Service) -> None:
    mail_id = reviewed(client, service, mail("nda.txt", "logo.png"), name="papers.eml")
    here = f"{V1}/contracts/{mail_id}/attachments"
    offered = client.get(here).json()
    assert [(each["number"], each["name"], each["readable"]) for each in offered] == [
        (1, "nda.txt", True), (2, "logo.png", False),
    ]  # fmt: skip
    assert offered[0]["size_bytes"] == len(CONTRACT.encode())
    assert "a picture (.png)" in offered[1]["problem"]
    first, again = (client.post(f"{here}/1/review") for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json()["id"] == again.json()["id"]
    assert first.json()["links"]["mail"] == f"{V1}/contracts/{mail_id}"
    assert (first.json()["name"], first.json()["attachment"]) == ("nda.txt", 1)
    assert client.get(here).json()[0]["contract"] == first.headers["location"]
    assert service.wait(first.json()["id"], timeout_seconds=30).route == "negotiate"
    assert client.post(f"{here}/2/review").status_code == 422
    assert "2 attachments" in client.post(f"{here}/3/review").json()["detail"]


def test_a_deleted_mail_leaves_the_contracts_that_came_with_it(client: TestClient, service: Service) -> None:
    mail_id = reviewed(client, service, mail("nda.txt"), name="papers.eml")
    became = client.post(f"{V1}/contracts/{mail_id}/attachments/1/review").json()["id"]
    service.wait(became, timeout_seconds=30)
    assert client.delete(f"{V1}/contracts/{mail_id}").status_code == 204
    assert client.get(f"{V1}/contracts/{became}").json()["links"]["mail"] is None


def test_a_file_of_another_kind_than_mail_has_no_attachments(client: TestClient, negotiated: str) -> None:
    assert client.get(f"{V1}/contracts/{negotiated}/attachments").json() == []
    assert client.post(f"{V1}/contracts/{negotiated}/attachments/1/review").status_code == 404


def test_playbooks_library_and_health_can_be_read(client: TestClient) -> None:
    assert [book["id"] for book in client.get(f"{V1}/playbooks").json()] == ["nda-mutual"]
    assert (
        client.get(f"{V1}/playbooks/nda-mutual").json()["positions"][0]["fallbacks"][0]["approver"] == "Legal"
    )
    assert client.get(f"{V1}/playbooks/none").status_code == 404
    assert client.get(f"{V1}/library/search", params={"q": "term"}).json()[0]["id"] == "c1"
    assert client.get(f"{V1}/health").json() == {"status": "ok", "playbooks": 1}


def test_the_description_is_openapi_3_1_and_names_every_route(client: TestClient) -> None:
    described = client.get(f"{V1}/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert all(path.startswith(V1) for path in described["paths"])
    assert f"{V1}/playbooks/{{playbook_id}}/versions/{{version}}/publish" in described["paths"]
    form = described["paths"][f"{V1}/contracts"]["post"]["requestBody"]["content"]
    assert "multipart/form-data" in form


def test_every_route_is_documented_and_nothing_else(client: TestClient) -> None:
    text = (Path(__file__).parents[2] / "docs" / "http.md").read_text()
    documented = set(re.findall(r"^\| `([A-Z]+) ([^`]+)` \|", text, re.MULTILINE))
    paths = client.get(f"{V1}/openapi.json").json()["paths"]
    assert documented == {(method.upper(), path) for path, methods in paths.items() for method in methods}


def test_errors_of_the_request_name_the_place_and_not_the_value(client: TestClient) -> None:
    answer = client.get(f"{V1}/contracts", params={"limit": "whispers"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"] == ["query", "limit"]
    assert "whispers" not in answer.text
