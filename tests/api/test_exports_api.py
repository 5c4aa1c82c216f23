"""Exports of what is due, over HTTP and as links of the page."""

import csv
import io

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from service_fakes import CONTRACT

from api.service import Service

V1 = "/api/v1"


@pytest.fixture(scope="module")
def reviewed(client: TestClient, service: Service) -> str:
    files, data = {"file": ("nda.docx", CONTRACT.encode())}, {"playbook": "nda-mutual"}
    contract_id = client.post(f"{V1}/contracts", files=files, data=data).json()["id"]
    service.wait(contract_id, timeout_seconds=30)
    return contract_id


def test_due_dates_of_a_review_come_as_files(client: TestClient, reviewed: str) -> None:
    here = f"{V1}/contracts/{reviewed}/exports/obligations"
    for ending, media in (("csv", "text/csv"), ("ics", "text/calendar"), ("json", "application/json"),
                          ("xlsx", "application/vnd.openxml")):  # fmt: skip
        answer = client.get(f"{here}.{ending}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(media)
        assert f'filename="nda.obligations.{ending}"' in answer.headers["content-disposition"]
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"{here}.csv").content.decode("utf-8-sig"), newline=""))
    )
    assert [row["waits for"] for row in rows if row["kind"] == "obligation"] == ["a written request"]


def test_an_event_and_a_calendar_are_taken(client: TestClient, reviewed: str) -> None:
    here = f"{V1}/contracts/{reviewed}/exports/obligations"
    given = {"event": "a written request=2026-03-02", "calendar": "GB-ENG"}
    events = Calendar.from_ical(client.get(f"{here}.ics", params=given).content).walk("VEVENT")
    assert "2026-04-01" in {str(event.decoded("DTSTART")) for event in events}


@pytest.mark.parametrize("wrong", [{"event": "soon"}, {"event": "x=2026-02-30"}, {"calendar": "ZZ"}])
def test_what_is_no_event_or_calendar_is_refused(
    client: TestClient, reviewed: str, wrong: dict[str, str]
) -> None:
    answer = client.get(f"{V1}/contracts/{reviewed}/exports/obligations.csv", params=wrong)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_other_kinds_and_other_contracts_are_not_found(client: TestClient, reviewed: str) -> None:
    assert client.get(f"{V1}/contracts/{reviewed}/exports/obligations.pdf").status_code == 422
    assert client.get(f"{V1}/contracts/none/exports/obligations.csv").status_code == 404


def test_the_page_links_to_every_export(client: TestClient, reviewed: str) -> None:
    page = client.get(f"/contracts/{reviewed}").text
    for ending in ("csv", "xlsx", "ics", "json"):
        assert f"/api/v1/contracts/{reviewed}/exports/obligations.{ending}" in page
    assert "waits for: a written request" in page
    assert "Not found: " in page
