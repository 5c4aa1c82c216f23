"""Decisions on findings over HTTP: kept with who, when and why; carried; made into files; listed as data."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from service_fakes import CONTRACT, fake_pipeline, playbook, search_clauses

from adapters.settings import Settings
from api.app import create_app
from api.intake import Upload
from api.opening import open_service
from api.service import Service
from contracts.findings import Review

V1 = "/api/v1"
OWN = "for a period of four (4) years from the date of disclosure"


@pytest.fixture
def sent() -> list[Review]:
    """The reviews that were made into Word files."""
    return []


@pytest.fixture
def service(tmp_path: Path, sent: list[Review]) -> Iterator[Service]:
    pipeline = fake_pipeline()
    made = pipeline.redline

    def redline(data: bytes, review: Review, date: Any) -> Any:
        sent.append(review)
        return made(data, review, date)

    object.__setattr__(pipeline, "redline", redline)
    book = playbook()
    settings = Settings(home=tmp_path / "home", workers=1)
    with open_service(settings, pipeline=pipeline, playbooks={book.id: book}) as opened:
        yield opened


@pytest.fixture
def client(service: Service, tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(home=tmp_path / "home"), service=service, search_clauses=search_clauses)
    with TestClient(app, base_url="http://127.0.0.1:8712", follow_redirects=False) as opened:
        yield opened


def reviewed(service: Service, words: str = CONTRACT, name: str = "nda.docx") -> str:
    contract = service.submit(Upload(words.encode(), name, "nda-mutual"))
    return service.wait(contract.id, timeout_seconds=30).id


def put(client: TestClient, contract: str, finding: str = "1", **body: Any) -> Any:
    body = {"choice": "accept", "by": "Ann", **body}
    return client.put(f"{V1}/contracts/{contract}/findings/{finding}/decision", json=body)


def standing(client: TestClient, contract: str, finding: str = "1") -> Any:
    body = client.get(f"{V1}/contracts/{contract}/decisions").json()
    return next(each for each in body["findings"] if each["finding"] == finding)


def test_a_decision_is_kept_with_who_when_and_why(client: TestClient, service: Service) -> None:
    contract = reviewed(service)
    answer = put(client, contract, choice="reject", reason="They are <large>.")
    assert answer.status_code == 200, answer.text
    body = client.get(f"{V1}/contracts/{contract}/decisions").json()
    assert (body["total"], body["decided"], body["confirm"]) == (2, 1, 0)
    kept = standing(client, contract)["decision"]
    assert (kept["by"], kept["reason"], kept["effect"]) == ("Ann", "They are <large>.", "leave")
    assert kept["at"].endswith("Z")


def test_the_history_holds_every_decision_in_order(client: TestClient, service: Service) -> None:
    contract = reviewed(service)
    put(client, contract)
    put(client, contract, choice="edit", text=OWN, by="Bob")
    put(client, contract, choice="reopen", by="Cleo")
    found = standing(client, contract)
    assert [each["by"] for each in found["history"]] == ["Ann", "Bob", "Cleo"]
    assert (found["state"], found["decision"]) == ("open", None)


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"by": " "}, 422, "say who does this"),
        ({"choice": "reject"}, 422, "say why"),
        ({"choice": "not_relevant", "reason": " "}, 422, "say why"),
        ({"choice": "edit"}, 422, "write the words"),
        ({"choice": "accept", "text": "Others."}, 422, "edit"),
        ({"choice": "edit", "text": "a\x00b"}, 422, "U+0000"),
        ({"choice": "confirm"}, 409, "no decision to confirm"),
        ({"choice": "sign"}, 422, "the request"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(
    client: TestClient, service: Service, body: dict[str, Any], status: int, told: str
) -> None:
    contract = reviewed(service)
    answer = put(client, contract, **body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert told in answer.json()["detail"]
    assert standing(client, contract)["history"] == []


def test_there_must_be_something_to_decide(client: TestClient, service: Service) -> None:
    contract = reviewed(service)
    assert put(client, contract, "3").status_code == 409
    assert put(client, contract, "nothing").status_code == 404
    assert put(client, "nothing").status_code == 404


def test_nobody_overwrites_what_somebody_decided_meanwhile(client: TestClient, service: Service) -> None:
    contract = reviewed(service)
    assert put(client, contract, was=0).status_code == 200
    answer = put(client, contract, was=0, by="Bob")
    assert (answer.status_code, "Ann decided" in answer.json()["detail"]) == (409, True)
    seen = standing(client, contract)["decision"]["number"]
    assert put(client, contract, was=seen, by="Bob").status_code == 200


def test_the_word_file_follows_the_decisions_and_the_first_one_stays(
    client: TestClient, service: Service, sent: list[Review]
) -> None:
    contract = reviewed(service)
    before = client.get(f"{V1}/contracts/{contract}/redline").content
    sent.clear()
    put(client, contract, choice="edit", text=OWN)
    put(client, contract, "2", choice="not_relevant", reason="No residuals here.")
    assert sent == []
    assert client.get(f"{V1}/contracts/{contract}/decided/redline").status_code == 200
    (review,) = sent
    (finding,) = review.findings[:1]
    assert finding.suggestion is not None
    assert finding.suggestion.text == OWN
    assert [each.text for each in finding.suggestion.edits if each.kind == "replace"] == ["four (4)"]
    assert "2" not in [each.id for each in review.findings]
    assert client.get(f"{V1}/contracts/{contract}/redline").content == before


def test_what_nobody_decided_can_be_left_out(
    client: TestClient, service: Service, sent: list[Review]
) -> None:
    contract = reviewed(service)
    put(client, contract)
    sent.clear()
    client.get(f"{V1}/contracts/{contract}/decided/redline")
    client.get(f"{V1}/contracts/{contract}/decided/receipt", params={"undecided": "false"})
    held = [[each.id for each in review.findings if each.suggestion] for review in sent]
    assert held == [["1", "2"], ["1"]]


def test_the_same_decisions_make_the_same_issue_list(client: TestClient, service: Service) -> None:
    contract = reviewed(service)
    put(client, contract, choice="reject", reason="A large customer.")
    one, two = (client.get(f"{V1}/contracts/{contract}/decided/issues").content for _ in range(2))
    assert one == two
    assert one != client.get(f"{V1}/contracts/{contract}/issues").content
    assert client.get(f"{V1}/contracts/{contract}/decided/report").status_code == 200


def test_the_next_round_carries_what_did_not_change(client: TestClient, service: Service) -> None:
    first = reviewed(service)
    put(client, first, choice="reject", reason="A large customer.")
    again = reviewed(service, f"{CONTRACT}\nSigned in two copies.", "nda v2.docx")
    found = standing(client, again)
    assert (found["state"], found["effect"], found["carried_from"]) == ("carried", "leave", first)
    assert found["decision"]["contract"] == "nda.docx"
    assert [each["contract_id"] for each in found["history"]] == [first]
    assert standing(client, again, "2")["state"] == "open"


def test_changed_words_ask_to_confirm_and_say_what_changed(client: TestClient, service: Service) -> None:
    first = reviewed(service)
    put(client, first, choice="reject", reason="A large customer.")
    again = reviewed(service, CONTRACT.replace("continue for", "survive and continue for"), "nda v2.docx")
    found = standing(client, again)
    assert (found["state"], found["effect"]) == ("confirm", "open")
    assert found["changes"] == ["The words of the contract changed."]
    assert put(client, again, choice="confirm", by="Bob").json()["state"] == "decided"
    kept = standing(client, again)["decision"]
    assert (kept["choice"], kept["reason"], kept["by"]) == ("reject", "A large customer.", "Bob")
    assert [each["by"] for each in standing(client, again)["history"]] == ["Ann", "Bob"]


def test_accepted_deviations_are_data(client: TestClient, service: Service) -> None:
    first = reviewed(service)
    put(client, first, choice="reject", reason="=1+1")
    put(client, first, "2", choice="reject", reason="They never agree to it.")
    page = client.get(f"{V1}/deviations", params={"limit": 1}).json()
    (last,) = page["items"]
    assert (last["position_id"], last["verdict"], last["accepted"]) == ("residuals", "missing", "")
    behind = client.get(f"{V1}/deviations", params={"limit": 1, "cursor": page["next_cursor"]}).json()
    assert ([each["position_id"] for each in behind["items"]], behind["next_cursor"]) == (["term"], None)
    assert "ten (10) years" in behind["items"][0]["accepted"]
    assert "three (3) years" in behind["items"][0]["standard"]
    for asked, count in (
        ({"counterparty": "harbour"}, 2),
        ({"clause_type": "law"}, 0),
        ({"playbook": "x"}, 0),
    ):
        assert len(client.get(f"{V1}/deviations", params=asked).json()["items"]) == count
    table = client.get(f"{V1}/deviations/export.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["Reason"] for row in rows] == ["They never agree to it.", "'=1+1"]


@pytest.mark.parametrize("cursor", ["x", "WyJuZXdlc3QiLCAieCIsICIiXQ"])
def test_a_cursor_that_is_none_of_ours_is_refused(client: TestClient, cursor: str) -> None:
    assert client.get(f"{V1}/deviations", params={"cursor": cursor}).status_code == 422
