"""The pages as HTML, without a browser."""

from datetime import UTC, datetime

import pytest
import service_fakes
from fastapi.testclient import TestClient
from service_fakes import CONTRACT, mail

from api.service import Service, Upload
from api.upload import safe_name
from api.web.pages.render import page
from api.web.pages.review import view_of
from contracts.contract import Contract
from contracts.errors import UnsupportedFormatError
from contracts.extraction import SecondLook, Withheld
from contracts.people import DEFAULT_WORKSPACE


def test_an_uploaded_form_leads_to_the_page_of_its_contract(client: TestClient, service: Service) -> None:
    files = {"file": ("<b>nda</b>.docx", CONTRACT.encode())}
    answer = client.post("/contracts", files=files, data={"playbook": "nda-mutual", "side": ""})
    assert answer.status_code == 303
    where = answer.headers["location"]
    service.wait(where.rsplit("/", 1)[1], timeout_seconds=30)
    html = client.get(where).text
    assert "<script>alert" not in html
    assert "<b>nda" not in html
    assert "&lt;script&gt;alert" in html
    assert " style=" not in html


def test_a_refused_form_comes_back_with_its_sentence(client: TestClient) -> None:
    answer = client.post("/contracts", files={"file": ("a.docx", b"")}, data={"playbook": "nda-mutual"})
    assert answer.status_code == 422
    assert "a.docx is empty; send the file again." in answer.text
    big = client.post("/contracts", files={"file": ("a.docx", b"x" * 2**21)}, data={"playbook": "nda-mutual"})
    assert big.status_code == 413
    assert "The file is larger than 1 MB" in big.text


def test_a_contract_can_be_deleted_from_its_page(client: TestClient, service: Service) -> None:
    contract = service.submit(Upload(b"A letter to delete.", "letter.docx", "nda-mutual"))
    service.wait(contract.id, timeout_seconds=30)
    assert client.post(f"/contracts/{contract.id}/delete").headers["location"] == "/"
    gone = client.get(f"/contracts/{contract.id}")
    assert gone.status_code == 404
    assert "There is no contract" in gone.text


def test_a_mail_offers_what_came_with_it_and_each_leads_back(client: TestClient, service: Service) -> None:
    data = mail("<i>nda.txt", "logo.png")
    contract = service.submit(Upload(data, "papers.eml", "nda-mutual"))
    service.wait(contract.id, timeout_seconds=30)
    html = client.get(f"/contracts/{contract.id}").text
    assert "Came with this mail" in html
    assert "a mail with 2 attached files" in client.get("/queue").text
    assert "<i>nda" not in html
    assert "Not read: it is a picture (.png)" in html
    answer = client.post(f"/contracts/{contract.id}/attachments/1/review")
    assert answer.status_code == 303
    service.wait(answer.headers["location"].rsplit("/", 1)[1], timeout_seconds=30)
    assert f'href="/contracts/{contract.id}"' in client.get(answer.headers["location"]).text
    assert f'href="{answer.headers["location"]}"' in client.get(f"/contracts/{contract.id}").text
    assert client.post(f"/contracts/{contract.id}/attachments/9/review").status_code == 404


def test_a_scan_says_how_it_is_read_and_that_its_playbook_is_still_to_be_chosen() -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    contract = Contract(
        id="c1", workspace=DEFAULT_WORKSPACE, name="scan.pdf", sha256="a" * 64, playbook_id=None, side=None,
        state="running", stage="reading", created_at=now, updated_at=now, deferred="its pages are pictures",
    )  # fmt: skip
    progress = bytes(page("progress.html", contract=contract, mail=None, attached=()).body).decode()
    assert "Its pages are pictures." in progress
    rows = bytes(page("rows.html", contracts=[contract], titles={}, more=None).body).decode()
    assert "chosen by its type after reading" in rows
    assert "Its pages are pictures." in rows


def test_a_review_says_first_what_was_not_read_and_marks_hidden_words(
    client: TestClient, service: Service
) -> None:
    contract = service.submit(Upload(CONTRACT.encode(), "nda.docx", "nda-mutual"))
    service.wait(contract.id, timeout_seconds=30)
    html = client.get(f"/contracts/{contract.id}").text
    assert html.index("3 parts of it were left out or not read for sure, 1 of high severity") < html.index(
        "Ask for"
    )
    assert "Hidden in the file, no part of the contract" in html
    assert "<img src=x onerror=alert(2)>" not in html
    assert "&lt;img src=x onerror=alert(2)&gt;Pay twice." in html
    assert '<td>3</td><td><span class="severity medium">91%</span></td>' in html
    assert "Harbour &lt;draft&gt;" in html
    assert "pages 1, 2" in html


def test_terms_that_do_not_close_are_shown_beside_the_findings(client: TestClient, service: Service) -> None:
    contract = service.submit(Upload(CONTRACT.encode(), "nda.docx", "nda-mutual"))
    service.wait(contract.id, timeout_seconds=30)
    html = client.get(f"/contracts/{contract.id}").text
    assert "Used and nowhere defined" in html
    assert "Used once, nowhere defined." in html
    assert "Defined and not used" in html
    body = client.get(f"/api/v1/contracts/{contract.id}/review").json()["document"]
    assert [each["term"] for each in body["undefined_terms"]] == ["Recipient"]
    assert [each["term"] for each in body["unused_definitions"]] == ["Northwind"]
    assert body["coverage"]["furniture"][0] == {"text": "Harbour <draft>", "page": 1, "at": 0}


def test_a_playbook_reads_in_plain_words(client: TestClient) -> None:
    html = client.get("/playbooks/nda-mutual").text
    assert "set a time of at most 3 years" in html
    assert "be there; and say “unaided memory”" in html
    assert client.get("/playbooks").text.count("/playbooks/nda-mutual") == 1
    assert client.get("/playbooks/none").status_code == 404


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("nda.docx", "nda.docx"),
        ("C:\\papers\\nda.docx", "nda.docx"),
        ("../../etc/nda.txt", "nda.txt"),
        ("n\r\nd\x00a\u202e.pdf", "nda.pdf"),
        ("a" * 400 + ".docx", "a" * 175 + ".docx"),
        ("no-ending" * 40, ("no-ending" * 40)[:180]),
    ],
)
def test_a_name_is_made_safe_and_keeps_its_ending(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["", "/", "..", "\x00"])
def test_a_file_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(UnsupportedFormatError):
        safe_name(name)


def test_what_a_model_said_and_could_not_be_found_is_shown_as_withheld() -> None:
    document = service_fakes.read(CONTRACT.encode(), "nda.docx")
    withheld = Withheld(
        field="governing_law", words="<i>Mars</i>", reason="these words are not in the contract"
    )
    look = SecondLook(model="gpt", withheld=(withheld,))
    extraction = service_fakes.extract(document).model_copy(update={"second_look": look})
    review = service_fakes.review(extraction, service_fakes.playbook(), "mutual")
    now = datetime(2026, 3, 2, tzinfo=UTC)
    contract = Contract(
        id="c1", workspace=DEFAULT_WORKSPACE, name="nda.docx", sha256="a" * 64, playbook_id="nda-mutual",
        side="mutual", state="reviewed", stage="done", route="negotiate", created_at=now, updated_at=now,
    )  # fmt: skip
    html = bytes(
        page(
            "review.html", contract=contract, view=view_of(review), has_redline=False, no_redline="",
            mail=None, attached=(),
        ).body
    ).decode()  # fmt: skip
    assert "1 was withheld" in html
    assert "These words are not in the contract." in html
    assert "&lt;i&gt;Mars" in html
