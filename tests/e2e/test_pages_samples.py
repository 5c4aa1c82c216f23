"""The samples through the whole service with the real engine: upload, job, pages, downloads, refusals."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as open_docx
from fastapi.testclient import TestClient

from adapters.settings import Settings
from api.app import create_app

SAMPLES = Path(__file__).parents[2] / "samples"
V1 = "/api/v1/contracts"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(home=tmp_path_factory.mktemp("samples") / "home", max_upload_mb=1)
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as opened:
        yield opened


def upload(
    client: TestClient, name: str, data: bytes, playbook: str = "nda-mutual"
) -> tuple[int, dict[str, str]]:
    answer = client.post(V1, files={"file": (name, data)}, data={"playbook": playbook})
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("name", "playbook"),
    [
        ("third-party-nda", "nda-mutual"),
        ("vendor-saas", "saas-customer"),
        ("customer-redline-nda", "nda-mutual"),
    ],
)
def test_a_sample_becomes_a_review_with_a_word_file_that_opens(
    client: TestClient, name: str, playbook: str
) -> None:
    original = (SAMPLES / f"{name}.docx").read_bytes()
    status, sent = upload(client, f"{name}.docx", original, playbook)
    assert status == 202
    here = f"{V1}/{sent['id']}"
    assert "event: end" in client.get(f"{here}/events").text
    done = client.get(here).json()
    assert (done["state"], done["problem"]) == ("reviewed", "")
    review = client.get(f"{here}/review").json()
    assert len(review["findings"]) >= 12
    redlined = client.get(f"{here}/redline").content
    assert open_docx(io.BytesIO(redlined)).paragraphs
    assert redlined != original
    assert all(check["holds"] for check in client.get(f"{here}/receipt").json()["checks"])
    page = client.get(f"/contracts/{sent['id']}").text
    assert page.count('class="card ') == len(review["findings"])
    assert page.count('class="clause-row ') >= 10
    assert page.count('class="because"') >= 10
    assert client.get(f"{here}/report").text.startswith("<!doctype html>")


def corrupt_docx() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("word/document.xml", "<w:document")
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("empty.docx", b"", 422),
        ("nda.exe", b"MZ words", 422),
        ("nda.docx", b"not a package", 422),
        ("nda.docx", corrupt_docx(), 422),
        # the signature of an OLE container, in which Word keeps encrypted documents
        ("locked.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096, 422),
        ("nothing.pdf", b"%PDF-1.7\n%%EOF\n", 422),
        ("large.txt", b"words " * 200_000, 413),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(
    client: TestClient, name: str, data: bytes, status: int
) -> None:
    answered, problem = upload(client, name, data)
    assert answered == status
    assert problem["detail"].count("\n") == 0
    assert "Traceback" not in problem["detail"]
    listed = client.get(f"{V1}?limit=200").json()["items"]
    assert name not in [item["name"] for item in listed]
