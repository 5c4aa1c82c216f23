"""The pages where admins curate playbooks, without a browser."""

import hashlib
import html as escapes
import io
import re

import pytest
from docx import Document as new_docx
from fastapi.testclient import TestClient
from httpx import Response
from openpyxl import load_workbook

from api.service import Service
from api.web.pages import library
from api.web.pages.position_form import CHECK_KINDS, check_fields, revised
from contracts.errors import InvalidPlaybookError
from playbooks.dump import dump_playbook
from playbooks.load import starter_playbooks
from playbooks.playbook import Position

ME = {"by": "Ada Quill"}
SEED = starter_playbooks()["saas-customer"]


def field_of(position: Position) -> dict[str, str]:
    """The form of a position as a browser would send it back untouched."""
    form = {
        name: str(getattr(position, name))
        for name in ("title", "issue", "severity", "standard", "walk_away", "approver", "guidance")
    } | {"counterparty_text": position.counterparty_text, "clause_types": "\n".join(position.clause_types)}
    form |= {"signs": "\n".join(position.signs)}
    if position.required:
        form["required"] = "yes"
    lists = [("checks", position.checks)]
    for number, rung in enumerate(position.fallbacks):
        under = f"fallbacks-{number}"
        form |= {f"{under}-{name}": getattr(rung, name) for name in ("title", "clause", "approver")}
        lists.append((f"{under}-checks", rung.checks))
    for under, checks in lists:
        for number, check in enumerate(checks):
            for field in check_fields(check, f"{under}-{number}"):
                if field.kind != "tick" or field.value:
                    form[field.name] = field.value
    return form


@pytest.fixture
def draft(client: TestClient, request: pytest.FixtureRequest) -> str:
    """The address of a new draft, with the words of the starter for SaaS."""
    id = "house-" + hashlib.sha256(request.node.name.encode()).hexdigest()[:12]
    text = dump_playbook(SEED.model_copy(update={"id": id}))
    answer = client.post("/playbooks", files={"file": ("house.yaml", text.encode())}, data=ME)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def book_of(draft: str) -> str:
    """The address of the playbook that a version belongs to."""
    return draft.split("/versions/")[0]


@pytest.mark.parametrize("id", starter_playbooks())
def test_a_form_sent_back_untouched_changes_no_position(id: str) -> None:
    for position in starter_playbooks()[id].positions:
        assert revised(position, field_of(position)) == position


def test_a_form_changes_what_it_says_and_keeps_the_rest() -> None:
    before = SEED.positions[0]
    after = revised(before, field_of(before) | {"checks-0-min": "18 months", "severity": "high"})
    assert after.severity == "high"
    assert after.checks[0].model_dump()["min"] == {"count": 18, "unit": "months"}
    assert after.fallbacks == before.fallbacks
    assert after.guidance == before.guidance


@pytest.mark.parametrize("kind", CHECK_KINDS)
def test_every_kind_of_check_can_be_added_and_taken_away(kind: str) -> None:
    before = SEED.positions[0]
    added = revised(before, field_of(before) | {"checks-add": kind})
    assert [check.kind for check in added.checks] == [before.checks[0].kind, kind]
    last = len(added.checks) - 1
    gone = revised(added, field_of(added) | {f"checks-{last}-remove": "yes"})
    assert gone.checks == before.checks


def test_a_fallback_can_be_added_and_taken_away() -> None:
    before = SEED.positions[0]
    added = revised(before, field_of(before) | {"add_fallback": "yes"})
    assert [rung.title for rung in added.fallbacks] == [before.fallbacks[0].title, "A new fallback"]
    assert revised(added, field_of(added) | {"fallbacks-1-remove": "yes"}) == before


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("checks-0-min", "a while", "“a while” is no length of time; write it like “30 days”"),
        ("severity", "awful", "severity: input should be"),
        ("checks-0-remove", "yes", "checks: tuple should have at least 1 item"),
        ("clause_types", " ", "clause types: tuple should have at least 1 item"),
    ],
)
def test_a_mistake_in_a_form_is_named_with_its_field(field: str, value: str, sentence: str) -> None:
    position = SEED.positions[0]
    with pytest.raises(InvalidPlaybookError, match=re.escape(sentence)):
        revised(position, field_of(position) | {field: value})


def test_a_draft_is_copied_edited_submitted_tried_and_published(client: TestClient, draft: str) -> None:
    page = client.get(draft).text
    assert "by Ada Quill" in page
    position = SEED.positions[1]
    form = field_of(position) | ME | {"title": "Losses that no cap covers"}
    answer = client.post(f"{draft}/positions/{position.id}", data=form)
    assert answer.headers["location"] == f"{draft}#{position.id}"
    page = client.get(draft).text
    assert "Losses that no cap covers" in page
    assert client.post(f"{draft}/move/submit", data=ME).status_code == 303
    assert "In review" in client.get(draft).text
    assert client.post(f"{draft}/dry-run", data=ME).headers["location"] == f"{draft}#dry-run"
    published = client.post(f"{draft}/move/publish", data={"by": "Grace Pym", "note": "agreed"})
    assert published.status_code == 303, published.text
    shown = client.get(book_of(draft)).text
    assert "Losses that no cap covers" in shown
    assert "published by Grace Pym" in shown
    next_draft = client.post(f"{book_of(draft)}/copy", data=ME).headers["location"]
    assert next_draft == f"{book_of(draft)}/versions/2"
    assert client.post(f"{draft}/move/retire", data=ME).status_code == 303
    assert "No version is in force" in client.get(book_of(draft)).text


def test_a_form_keeps_the_comments_of_the_file(client: TestClient, draft: str) -> None:
    def text() -> str:
        return escapes.unescape(re.split(r"<textarea[^>]*>|</textarea>", client.get(f"{draft}/text").text)[1])

    noted = text().replace(
        "\n  - id: liability-cap", "\n  # agreed with Finance in March\n  - id: liability-cap"
    )
    client.post(f"{draft}/text", data=ME | {"text": noted})
    position = SEED.positions[0]
    client.post(
        f"{draft}/positions/{position.id}", data=field_of(position) | ME | {"checks-0-min": "18 months"}
    )
    assert text() == noted.replace("min: 12 months", "min: 18 months", 1)


def test_a_draft_says_in_words_what_differs_from_what_is_in_force(client: TestClient, draft: str) -> None:
    for move in ("submit", "publish"):
        client.post(f"{draft}/dry-run", data=ME)
        assert client.post(f"{draft}/move/{move}", data={"by": "Grace Pym"}).status_code == 303
    second = client.post(f"{book_of(draft)}/copy", data=ME).headers["location"]
    position = SEED.positions[0]
    client.post(
        f"{second}/positions/{position.id}", data=field_of(position) | ME | {"checks-0-min": "18 months"}
    )
    page = client.get(second).text
    assert "What differs from version 1" in page
    assert "12 months → 18 months" in page
    client.post(f"{draft}/move/retire", data=ME)


def test_a_move_that_is_not_open_is_refused_on_the_page_with_its_remedy(
    client: TestClient, draft: str
) -> None:
    answer = client.post(f"{draft}/move/publish", data=ME)
    assert answer.status_code == 409
    assert "submit it for review first" in answer.text
    nameless = client.post(f"{draft}/move/submit", data={"by": " "})
    assert nameless.status_code == 422
    assert "Say who does this" in nameless.text


def test_a_refused_form_keeps_what_was_written(client: TestClient, draft: str) -> None:
    position = SEED.positions[0]
    form = field_of(position) | ME | {"checks-0-min": "ages", "issue": "Half a sentence of mine"}
    answer = client.post(f"{draft}/positions/{position.id}", data=form)
    assert answer.status_code == 422
    assert "no length of time" in answer.text
    assert 'value="ages"' in answer.text
    assert "Half a sentence of mine" in answer.text


def test_two_people_cannot_overwrite_each_other(client: TestClient, draft: str) -> None:
    position = SEED.positions[0]
    was = re.search(r'name="was" value="(\w+)"', client.get(f"{draft}/positions/{position.id}").text)
    assert was is not None
    form = field_of(position) | ME | {"was": was[1]}
    assert client.post(f"{draft}/positions/{position.id}", data=form | {"title": "First"}).status_code == 303
    late = client.post(f"{draft}/positions/{position.id}", data=form | {"title": "Second"})
    assert late.status_code == 409
    assert "Somebody changed version" in late.text
    assert 'value="Second"' in late.text


def test_a_mistake_in_the_file_is_shown_above_it_with_its_line(client: TestClient, draft: str) -> None:
    text = escapes.unescape(re.split(r"<textarea[^>]*>|</textarea>", client.get(f"{draft}/text").text)[1])
    broken = text.replace("severity: critical", "severity: crtical", 1)
    answer = client.post(f"{draft}/text", data=ME | {"text": broken})
    assert answer.status_code == 422
    assert re.search(r"[Ll]ine \d+", answer.text)
    assert "severity: crtical" in answer.text
    assert client.post(f"{draft}/text", data=ME | {"text": text}).status_code == 303


def test_a_draft_can_be_deleted(client: TestClient, draft: str) -> None:
    assert client.post(f"{draft}/move/delete", data=ME).headers["location"] == "/playbooks"
    assert client.get(draft).status_code == 404


def guide() -> bytes:
    document = new_docx()
    document.add_paragraph("Guide for <b>SaaS</b> as customer", style="Title")
    table = document.add_table(rows=0, cols=4)
    for row in (
        ("Issue", "Our position", "Fallback", "Approver"),
        ("Liability cap", "At least 12 months' fees", "At least 6 months' fees", "Legal"),
        ("<script>alert(1)</script> exclusivity", "No exclusivity", "", "Legal"),
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    into = io.BytesIO()
    document.save(into)
    return into.getvalue()


def test_a_guide_is_shown_before_it_is_kept_and_cannot_carry_markup(
    client: TestClient, service: Service
) -> None:
    before = [entry.id for entry in service.desk.overview()]
    answer = client.post("/playbooks", files={"file": ("guide.docx", guide())}, data=ME)
    assert answer.status_code == 200
    assert "2 positions read from guide.docx" in answer.text
    assert "<script>alert" not in answer.text
    assert "<b>SaaS" not in answer.text
    assert [entry.id for entry in service.desk.overview()] == before, "nothing is kept yet"
    text = escapes.unescape(re.findall(r'name="text" value="([^"]*)"', answer.text)[0])
    kept = client.post("/playbooks/draft", data=ME | {"text": text, "note": "read from guide.docx"})
    assert kept.status_code == 303
    page = client.get(kept.headers["location"]).text
    assert "guide.docx, table 1, row 2" in page


@pytest.mark.parametrize(
    ("name", "data", "status", "sentence"),
    [
        ("a.yaml", b"id: [", 422, "is not YAML"),
        ("a.yaml", b"\xff\xfe", 422, "not UTF-8"),
        ("a.docx", b"not a word file", 422, "a.docx"),
        ("a.yaml", b"#" * 5_000_001, 422, "larger than 5 MB"),
    ],
)
def test_a_bad_file_is_refused_on_the_page_it_came_from(
    client: TestClient, name: str, data: bytes, status: int, sentence: str
) -> None:
    answer = client.post("/playbooks", files={"file": (name, data)}, data=ME)
    assert answer.status_code == status
    assert sentence in answer.text
    assert "Bring a playbook or a guide" in answer.text


def test_a_playbook_file_becomes_a_draft(client: TestClient) -> None:
    book = SEED.model_copy(update={"id": "saas-house", "title": "Our SaaS"})
    answer = client.post("/playbooks", files={"file": ("ours.yaml", dump_playbook(book).encode())}, data=ME)
    assert answer.headers["location"] == "/playbooks/saas-house/versions/1"


def test_a_playbook_leaves_as_a_file_of_every_kind(client: TestClient, draft: str) -> None:
    def got(ending: str) -> Response:
        return client.get(f"{book_of(draft)}/export.{ending}?version=1")

    assert got("yaml").text.count("\n  - id:") == len(SEED.positions)
    assert f'filename="{book_of(draft).rsplit("/")[-1]}-1.yaml"' in got("yaml").headers["content-disposition"]
    sheet = load_workbook(io.BytesIO(got("xlsx").content))
    assert sheet["Positions"].max_row == len(SEED.positions) + 1
    assert got("docx").content[:2] == b"PK"
    assert got("md").text.startswith("# ")
    assert got("exe").status_code == 422
    assert client.get("/playbooks/nowhere/export.yaml").status_code == 404


def test_every_clause_that_a_page_names_leads_to_its_own_page(client: TestClient, draft: str) -> None:
    links = set(re.findall(r'href="(/library/[^"]+)"', client.get(draft).text))
    offered = {
        id for each in SEED.positions for id in (each.standard, *(rung.clause for rung in each.fallbacks))
    }
    assert links == {f"{library.router.prefix}/clauses/{id}" for id in offered if id}
