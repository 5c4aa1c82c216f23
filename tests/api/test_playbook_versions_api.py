"""Drafting, trying, publishing and retiring playbooks over HTTP; and reviews that stay on their version."""

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
from playbooks.dump import dump_playbook

V1 = "/api/v1"
BOOKS = f"{V1}/playbooks"
NDA = f"{BOOKS}/nda-mutual"
SEED = playbook().model_copy(
    update={
        "positions": tuple(
            each.model_copy(update={"clause_types": ("governing_law",), "approver": "Legal"})
            for each in playbook().positions
        )
    }
)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    settings = Settings(home=tmp_path / "home", workers=1)
    with open_service(settings, pipeline=fake_pipeline(), playbooks={SEED.id: SEED}) as opened:
        yield opened


@pytest.fixture
def client(service: Service, tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(home=tmp_path / "home")
    app = create_app(settings, service=service, search_clauses=search_clauses)
    with TestClient(app, base_url="http://127.0.0.1:8712", follow_redirects=False) as opened:
        yield opened


def yaml_of(version: str = "2", **changes: Any) -> str:
    book = SEED.model_copy(update={"version": version, **changes})
    return f"# kept as it is\n{dump_playbook(book)}"


def without_high() -> Any:
    """Positions whose change no dry run is asked for."""
    return tuple(each.model_copy(update={"guidance": "Other advice."}) for each in SEED.positions)


def drafted(client: TestClient, text: str, by: str = "Ann", **headers: str) -> Any:
    return client.post(BOOKS, json={"yaml": text, "by": by}, headers=headers)


def move(client: TestClient, version: str, name: str, by: str = "Ann", note: str = "") -> Any:
    return client.post(f"{NDA}/versions/{version}/{name}", json={"by": by, "note": note})


def published(client: TestClient, version: str, text: str) -> None:
    assert drafted(client, text).status_code == 201
    assert move(client, version, "submit").status_code == 200
    answer = move(client, version, "publish", "Bob")
    assert answer.status_code == 200, answer.text


def reviewed(service: Service, words: str = CONTRACT) -> str:
    contract = service.submit(Upload(words.encode(), "nda.docx", "nda-mutual"))
    return service.wait(contract.id, timeout_seconds=30).id


def test_a_draft_goes_through_review_and_is_in_force(client: TestClient) -> None:
    text = yaml_of(title="Ours", positions=without_high())
    made = drafted(client, text)
    assert (made.status_code, made.headers["location"]) == (201, f"{NDA}/versions/2")
    assert made.json()["moves"] == ["edit", "delete", "submit"]
    assert [each["version"] for each in client.get(f"{V1}/playbook-drafts").json()] == ["2"]
    assert client.get(BOOKS).json()[0]["source"] == "starter"
    assert move(client, "2", "submit").json()["state"] == "in_review"
    own = move(client, "2", "publish", "ann")
    assert (own.status_code, own.json()["type"]) == (409, "urn:fourcorners:illegal-state")
    assert "somebody else" in own.json()["detail"]
    done = move(client, "2", "publish", "Bob").json()
    assert (done["state"], done["authors"], done["approver"]) == ("published", ["Ann"], "Bob")
    (listed,) = client.get(BOOKS).json()
    assert (listed["source"], listed["version"], listed["title"]) == ("workspace", "2", "Ours")
    assert client.get(f"{NDA}/yaml").content.decode() == text
    assert client.get(NDA).json()["sha256"] == done["sha256"]


def test_the_next_publication_retires_the_one_before_which_can_still_be_read(client: TestClient) -> None:
    first, second = (yaml_of(each, positions=without_high(), title=f"No {each}") for each in ("2", "3"))
    published(client, "2", first)
    published(client, "3", second)
    old = client.get(f"{NDA}/versions/2").json()
    assert (old["state"], old["replaced_by"], old["moves"]) == ("retired", "3", [])
    assert client.get(f"{NDA}/versions/2/yaml").content.decode() == first
    assert [each["version"] for each in client.get(f"{NDA}/versions").json()["items"]] == ["3", "2"]
    refused = client.put(f"{NDA}/versions/3", json={"yaml": second, "by": "Ann"})
    assert (refused.status_code, "never changes again" in refused.json()["detail"]) == (409, True)


def test_a_published_edit_does_not_change_an_open_review(client: TestClient, service: Service) -> None:
    contract_id = reviewed(service)
    before = client.get(f"{V1}/contracts/{contract_id}/review").json()
    assert before["playbook"] == {
        "id": "nda-mutual", "version": "1", "sha256": SEED.sha256, "newer": None, "withdrawn": False,
    }  # fmt: skip
    published(client, "2", yaml_of(positions=without_high()))
    after = client.get(f"{V1}/contracts/{contract_id}/review").json()
    assert after["findings"] == before["findings"]
    assert (after["playbook"]["version"], after["playbook"]["newer"]["version"]) == ("1", "2")
    pinned = client.get(f"{V1}/contracts/{contract_id}/playbook").json()
    assert (pinned["version"], pinned["positions"][0]["guidance"]) == ("1", "")
    newer = client.get(f"{V1}/contracts/{reviewed(service, CONTRACT + '!')}").json()
    assert newer["playbook_version"] == "2"
    assert move(client, "2", "retire").status_code == 200
    gone = client.get(f"{V1}/contracts/{contract_id}/review").json()["playbook"]
    assert (gone["newer"], gone["withdrawn"]) == (None, True)


def test_a_retired_playbook_gives_way_to_no_starter(client: TestClient) -> None:
    published(client, "2", yaml_of(positions=without_high()))
    assert move(client, "2", "retire").status_code == 200
    assert client.get(BOOKS).json() == []
    assert client.get(NDA).status_code == 404
    upload = client.post(
        f"{V1}/contracts", files={"file": ("a.docx", b"words")}, data={"playbook": "nda-mutual"}
    )
    assert upload.status_code == 404
    back = client.post(f"{NDA}/versions", json={"by": "Ann", "copied": "2"})
    assert back.json()["version"] == "3"


def loosened() -> str:
    first, *others = SEED.positions
    return yaml_of(positions=(first.model_copy(update={"fallbacks": (), "required": False}), *others))


def test_a_grave_change_needs_a_dry_run_of_exactly_these_words(client: TestClient, service: Service) -> None:
    reviewed(service)
    reviewed(service, CONTRACT + "!")
    here = f"{NDA}/versions/2"
    assert drafted(client, loosened()).status_code == 201
    assert client.get(f"{here}/lint").json()["dry_run_owed"] == ["term"]
    assert client.get(f"{here}/dry-run").status_code == 404
    made = client.post(f"{here}/dry-run", json={"by": "Ann"}).json()
    assert (made["tried"], made["against"], made["not_tried"]) == (2, "1", [])
    assert client.get(f"{here}/dry-run").json() == made
    edited = loosened().replace("# kept", "# changed")
    assert client.put(here, json={"yaml": edited, "by": "Ann"}).status_code == 200
    move(client, "2", "submit")
    refused = move(client, "2", "publish", "Bob")
    assert refused.status_code == 409
    assert "dry-run nda-mutual --version 2" in refused.json()["detail"]
    assert client.post(f"{here}/dry-run", json={"by": "Bob"}).status_code == 200
    assert client.get(f"{here}/lint").json()["dry_run_owed"] == []
    assert move(client, "2", "publish", "Bob").status_code == 200


def test_a_dry_run_says_which_contracts_it_could_not_try(client: TestClient, service: Service) -> None:
    first, second = reviewed(service), reviewed(service, CONTRACT + "!")
    drafted(client, loosened())
    made = client.post(f"{NDA}/versions/2/dry-run", json={"by": "Ann", "most": 1}).json()
    assert made["tried"] == 1
    assert [each["key"] for each in made["not_tried"]] == [first]
    assert "newest 1" in made["not_tried"][0]["reason"]
    assert client.delete(f"{V1}/contracts/{first}").status_code == 204
    assert client.get(f"{NDA}/versions/2/dry-run").json()["not_tried"] == []
    assert client.delete(f"{V1}/contracts/{second}").status_code == 204


def test_a_repeated_request_makes_one_draft(client: TestClient) -> None:
    key = {"Idempotency-Key": "k1"}
    first, again = (drafted(client, yaml_of(), **key) for _ in range(2))
    assert (first.status_code, again.json()) == (201, first.json())
    assert drafted(client, yaml_of("9"), **key).status_code == 409
    copies = [
        client.post(f"{NDA}/versions", json={"by": "Ann"}, headers={"Idempotency-Key": "k2"})
        for _ in range(2)
    ]
    assert [each.json()["version"] for each in copies] == ["3", "3"]
    assert client.get(f"{NDA}/versions?limit=1").json()["items"][0]["version"] == "3"


def test_versions_come_page_by_page(client: TestClient) -> None:
    for name in ("2", "3", "4"):
        drafted(client, yaml_of(name))
    seen, cursor = [], None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = client.get(f"{NDA}/versions", params=query).json()
        seen += [each["version"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert seen == ["4", "3", "2"]


def test_an_edit_of_words_that_somebody_changed_is_refused(client: TestClient) -> None:
    sha256 = drafted(client, yaml_of()).json()["sha256"]
    here = f"{NDA}/versions/2"
    body = {"yaml": yaml_of("2b"), "by": "Cleo", "was_sha256": sha256}
    edited = client.put(here, json=body)
    assert (edited.status_code, edited.headers["location"]) == (200, f"{NDA}/versions/2b")
    assert edited.json()["authors"] == ["Ann", "Cleo"]
    assert client.get(here).status_code == 404
    stale = client.put(f"{NDA}/versions/2b", json=body)
    assert (stale.status_code, "meanwhile" in stale.json()["detail"]) == (409, True)
    assert client.delete(f"{NDA}/versions/2b").status_code == 204
    assert client.get(f"{V1}/playbook-drafts").json() == []


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("id: x\ntitle: [", 422, "line"),
        ("", 422, "empty"),
        (yaml_of("1", title="Other words"), 409, "starter"),
        (yaml_of("a b"), 422, "address"),
        (yaml_of().replace("severity: high", "severty: high"), 422, "severity"),
    ],
)
def test_a_file_at_fault_is_refused_whole(client: TestClient, text: str, status: int, said: str) -> None:
    answer = drafted(client, text)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]
    assert client.get(f"{V1}/playbook-drafts").json() == []


def test_lint_errors_keep_a_draft_from_review(client: TestClient) -> None:
    (first, *others) = SEED.positions
    drafted(client, yaml_of(positions=(first.model_copy(update={"standard": "no-such"}), *others)))
    refused = move(client, "2", "submit")
    assert (refused.status_code, "no-such" in refused.json()["detail"]) == (409, True)
    assert client.get(f"{NDA}/versions/2").json()["state"] == "draft"


@pytest.mark.parametrize(
    "body", ["{", '{"by": "Ann"}', '{"yaml": "id: x", "by": "Ann", "who": "me"}', '{"yaml": 1}']
)
def test_a_body_that_does_not_fit_names_the_place_and_not_the_value(client: TestClient, body: str) -> None:
    answer = client.post(BOOKS, content=body)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert "id: x" not in answer.text


def test_a_body_beyond_the_bound_is_cut_off(client: TestClient) -> None:
    answer = client.post(BOOKS, content=(b"x" * 2**20 for _ in range(9)))
    assert answer.status_code == 413


def test_sent_back_it_is_a_draft_again(client: TestClient) -> None:
    drafted(client, yaml_of())
    move(client, "2", "submit")
    assert move(client, "2", "send-back", "Bob").status_code == 422
    back = move(client, "2", "send-back", "Bob", "The term is too long.").json()
    assert (back["state"], back["note"]) == ("draft", "The term is too long.")


def test_a_playbook_that_would_stand_on_itself_is_refused(client: TestClient) -> None:
    other = 'id: mine\ntitle: Mine\nversion: "1"\nextends: nda-mutual\n'
    assert drafted(client, other).status_code == 201
    here = f"{BOOKS}/mine/versions/1"
    assert client.post(f"{here}/submit", json={"by": "Ann"}).status_code == 200
    assert client.post(f"{here}/publish", json={"by": "Bob"}).status_code == 200
    ring = drafted(client, 'id: nda-mutual\ntitle: Ring\nversion: "7"\nextends: mine\n')
    assert (ring.status_code, "take `extends` out" in ring.json()["detail"]) == (422, True)


def test_what_extends_another_stays_as_it_was_published(client: TestClient) -> None:
    drafted(client, 'id: mine\ntitle: Mine\nversion: "1"\nextends: nda-mutual\n')
    for name, by in (("submit", "Ann"), ("publish", "Bob")):
        client.post(f"{BOOKS}/mine/versions/1/{name}", json={"by": by})
    before = client.get(f"{BOOKS}/mine").json()
    published(client, "2", yaml_of(positions=without_high()))
    assert client.get(f"{BOOKS}/mine").json() == before


def test_what_changed_between_versions_is_told_in_words(client: TestClient) -> None:
    published(client, "2", yaml_of(positions=without_high()))
    told = client.get(f"{NDA}/diff", params={"old": "1", "new": "2"}).json()
    assert any(line.startswith("term: ") and "guidance" in line for line in told["words"])
    assert {each["position_id"] for each in told["changes"]} == {"", "term", "residuals"}
    assert client.get(f"{NDA}/diff").json() == {"words": [], "changes": []}
    assert client.get(f"{NDA}/diff", params={"old": "9"}).status_code == 404


def test_a_draft_is_proposed_from_the_contracts_reviewed_here(client: TestClient, service: Service) -> None:
    reviewed(service)
    few = client.post(f"{V1}/playbook-proposals", json={"type": "saas"})
    assert (few.status_code, "share no clause" in few.json()["detail"]) == (422, True)
    assert client.post(f"{V1}/playbook-proposals", json={"contracts": ["none"]}).status_code == 404
    made = client.post(f"{V1}/playbook-proposals", json={}).json()
    assert made["practice"]["contracts"] == ["nda.docx"]
    (law,) = made["practice"]["laws"]
    assert (law["law"], law["contracts"][0][0]) == ("England and Wales", "nda.docx")
    assert client.get(f"{V1}/playbook-drafts").json() == []
