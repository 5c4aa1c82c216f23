"""An app on a home folder of its own, with a pipeline of fakes that still makes real quotations."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from adapters.settings import Settings
from api.app import create_app
from api.opening import open_service
from api.service import Service

sys.path.insert(0, str(Path(__file__).parent))
from service_fakes import fake_pipeline, playbook, search_clauses


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("service") / "home", max_upload_mb=1, workers=1)


@pytest.fixture(scope="module")
def service(settings: Settings) -> Iterator[Service]:
    """One open service for the tests of a module: they look only at what they put in."""
    book = playbook()
    with open_service(settings, pipeline=fake_pipeline(), playbooks={book.id: book}) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(settings: Settings, service: Service) -> Iterator[TestClient]:
    app = create_app(settings, service=service, search_clauses=search_clauses)
    with TestClient(app, base_url="http://127.0.0.1:8712", follow_redirects=False) as opened:
        yield opened
