"""The service opens whole and closes whole."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from service_fakes import CONTRACT, fake_pipeline, playbook, search_clauses

from adapters.settings import Settings
from api.app import create_app
from api.fingerprint import fingerprint_of_engine
from api.intake import Upload
from api.opening import keyed, open_service
from contracts.document import Document
from contracts.errors import BoundMissedError, NotFoundError, StorageError
from contracts.extraction import Extraction

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


def test_a_contract_taken_in_just_before_a_crash_is_reviewed_at_the_next_start(
    own_settings: Settings,
) -> None:
    with open_service(own_settings, pipeline=fake_pipeline(), playbooks=BOOKS) as service:
        service._jobs.submit = lambda contract_id: None  # the process dies before the job is queued
        contract = service.submit(Upload(CONTRACT.encode(), "nda.docx", "nda-mutual"))
    with open_service(own_settings, pipeline=fake_pipeline(), playbooks=BOOKS) as service:
        assert service.wait(contract.id, timeout_seconds=30).state == "reviewed"


def test_a_job_that_was_given_up_fails_its_contract_at_the_next_start(own_settings: Settings) -> None:
    with open_service(own_settings, pipeline=fake_pipeline(), playbooks=BOOKS) as service:
        service._jobs.submit = lambda contract_id: None
        contract = service.submit(Upload(CONTRACT.encode(), "nda.docx", "nda-mutual"))
        service._jobs.has_given_up = lambda contract_id: True
        service.resume()
        failed = service.contract(contract.id)
        assert (failed.state, "again and again" in failed.problem) == ("failed", True)


def test_a_contract_can_be_deleted_while_it_is_reviewed(
    own_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    reached, go_on = threading.Event(), threading.Event()
    pipeline = fake_pipeline()

    def extract(document: Document) -> Extraction:
        reached.set()
        assert go_on.wait(30)
        return pipeline.extract(document)

    with open_service(own_settings, pipeline=replace(pipeline, extract=extract), playbooks=BOOKS) as service:
        contract = service.submit(Upload(CONTRACT.encode(), "nda.docx", "nda-mutual"))
        assert reached.wait(30)
        service.delete(contract.id)
        go_on.set()
        with pytest.raises(NotFoundError):
            service.contract(contract.id)
    assert "incident" not in caplog.text


def test_results_of_another_model_or_another_code_are_not_used_again(
    own_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def version(**changes: str) -> str:
        return keyed(fake_pipeline(), own_settings.model_copy(update=changes)).engine.version

    assert version() == version()
    assert len({version(), version(model="a"), version(model="a", model_base_url="http://127.0.0.1/")}) == 3
    before = version()
    monkeypatch.setattr("api.opening.fingerprint_of_engine", lambda: "other")
    assert version() != before
    assert len(fingerprint_of_engine()) == 16
