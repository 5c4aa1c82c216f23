"""The clause library over HTTP and on its pages: search, compare, find again; what is a sample says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from service_fakes import CONTRACT, fake_pipeline, playbook

from adapters.settings import Settings
from api.app import create_app
from api.opening import open_service
from api.searching import open_clause_search

V1 = "/api/v1/library"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(home=tmp_path_factory.mktemp("library") / "home", workers=1)
    book = playbook()
    with open_service(settings, pipeline=fake_pipeline(), playbooks={book.id: book}) as service:
        app = create_app(settings, service=service)
        with TestClient(app, base_url="http://127.0.0.1:8712", follow_redirects=False) as opened:
            sent = opened.post("/api/v1/contracts", files={"file": ("nda.txt", CONTRACT.encode())})
            service.wait(sent.json()["id"], timeout_seconds=60)
            yield opened


def test_filters_narrow_a_search_and_samples_say_that_they_are(client: TestClient) -> None:
    asked = {"q": "limit of liability", "side": "vendor", "contract_type": "saas", "limit": 9}
    hits = client.get(f"{V1}/search", params=asked).json()
    assert hits
    assert all(hit["side"] in ("vendor", "mutual") and "saas" in hit["contract_types"] for hit in hits)
    assert {hit["standing"] for hit in hits} == {"sample"}
    assert client.get(f"{V1}/search", params={"q": "cap", "value": "5"}).status_code == 422
    assert client.get(f"{V1}/search", params={"q": "cap", "side": "theirs"}).status_code == 422


def test_clauses_are_listed_shown_compared_and_exported(client: TestClient) -> None:
    terms = client.get(f"{V1}/clauses", params={"type": "cap_on_liability"}).json()
    first, second = terms[0]["id"], terms[1]["id"]
    assert client.get(f"{V1}/clauses/{first}").json()["id"] == first
    assert client.get(f"{V1}/clauses/nobody").status_code == 404
    words = client.get(f"{V1}/clauses/{first}/compare/{second}").json()["words"]
    assert "".join(run["text"] for run in words if run["kind"] != "added") == terms[0]["text"]
    assert "".join(run["text"] for run in words if run["kind"] != "gone") == terms[1]["text"]
    assert client.get(f"{V1}/export").text.startswith("notice:")


def test_a_clause_is_found_again_in_a_contract_with_its_quote(client: TestClient) -> None:
    given = {"text": "Each party keeps the confidential information of the other secret.", "limit": 3}
    found = client.post(f"{V1}/like", json=given).json()
    assert found["library"]
    assert all(hit["quote"]["text"] in CONTRACT for hit in found["contracts"])
    only = client.post(f"{V1}/like", json={**given, "where": "library"}).json()
    assert only["contracts"] == []
    assert client.post(f"{V1}/like", json={"text": ""}).status_code == 422
    assert client.get(f"{V1}/contracts/search", params={"q": "secret"}).status_code == 200


def test_the_pages_show_the_standing_and_escape_what_was_asked(client: TestClient) -> None:
    page = client.get("/library", params={"q": "<b>liability</b>"}).text
    assert "&lt;b&gt;liability" in page
    assert "counsel must approve it before use" in page
    assert (
        "counsel must approve it before use"
        in client.get("/library/clauses/saas-liability-cap-12-months").text
    )
    both = {"first": "saas-liability-cap-12-months", "second": "saas-liability-cap-6-months"}
    assert "<del>" in client.get("/library/compare", params=both).text
    assert client.get("/library/like").status_code == 200
    assert "In the library" in client.post("/library/like", data={"text": "Each party bears its taxes."}).text


def test_a_folder_of_ones_own_joins_and_a_faulty_one_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.yaml").write_text(
        "notice: ours\nclauses:\n  - {id: our-tax, type: taxes, title: Tax on llamas, text: We tax llamas.,"
        " side: mutual, posture: balanced, contract_types: [saas], approved_by: A. Lawyer,"
        " approved_on: 2026-01-31}\n"
    )
    settings = Settings(home=tmp_path / "home", clauses_folder=own)
    with open_clause_search(settings) as clauses:
        hit = clauses("tax on llamas", 1)[0].clause
        assert (hit.id, hit.standing) == ("our-tax", "approved")
