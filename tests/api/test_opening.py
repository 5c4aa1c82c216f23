"""The service opens whole and closes whole."""

import threading
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from service_fakes import CONTRACT, fake_pipeline, playbook, search_clauses

from adapters.settings import Settings
from api.app import create_app
from api.opening import open_service
from api.service import Upload
from contracts.errors import BoundMissedError, StorageError

BOOKS = {"nda-mutual": playbook()}


@pytest.fixture
def own_settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", max_upload_mb=1, workers=1)


def test_nothing_is_left_running(own_settings: Settings) -> None:
    before = set(threading.enumerate())
    with open_service(own_settings, pipeline=fake_pipeline(), playbooks=BOOKS) as service:
        contract = service.submit(Upload(CONTRACT.encode(), "nda.docx", "nda-mutual"))
        assert service.wait(contract.id, timeout_seconds=30).state == "reviewed"
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in left:
        thread.join(10)
    assert [thread.name for thread in left if thread.is_alive()] == []


def test_a_second_service_on_the_same_home_is_refused(own_settings: Settings) -> None:
    with (
        open_service(own_settings, pipeline=fake_pipeline(), playbooks=BOOKS),
        pytest.raises(StorageError, match="another Four Corners service"),
        open_service(own_settings, pipeline=fake_pipeline(), playbooks=BOOKS),
    ):
        pass


def test_reviews_are_there_after_a_restart(own_settings: Settings) -> None:
    with open_service(own_settings, pipeline=fake_pipeline(), playbooks=BOOKS) as service:
        contract = service.submit(Upload(CONTRACT.encode(), "nda.docx", "nda-mutual"))
        done = service.wait(contract.id, timeout_seconds=30)
    with open_service(own_settings, pipeline=fake_pipeline(), playbooks=BOOKS) as service:
        assert service.contract(contract.id) == done
        assert service.review(contract.id)[1].triage.route == "negotiate"


def test_waiting_has_an_end(own_settings: Settings) -> None:
    with open_service(own_settings, pipeline=fake_pipeline(), playbooks=BOOKS) as service:
        contract = service.submit(Upload(b"A letter.", "letter.docx", "nda-mutual"))
        with pytest.raises(BoundMissedError, match=r"letter\.docx"):
            service.wait(contract.id, timeout_seconds=-1)
        service.wait(contract.id, timeout_seconds=30)


def test_the_app_opens_a_service_of_its_own_and_closes_it(
    own_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.composition.real_pipeline", lambda settings: fake_pipeline())
    monkeypatch.setattr("api.shelf.all_playbooks", lambda settings: BOOKS)
    app = create_app(own_settings, search_clauses=search_clauses)
    for _ in range(2):
        with TestClient(app, base_url="http://localhost") as client:
            assert client.get("/api/v1/health").json()["status"] == "ok"
