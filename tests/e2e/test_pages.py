"""The pages in a real browser, served over loopback by the real server."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from adapters.settings import Settings
from api.app import create_app
from api.opening import open_service

sys.path.insert(0, str(Path(__file__).parents[1] / "api"))
from service_fakes import CONTRACT, fake_pipeline, mail, playbook, search_clauses

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The service on a free port of the loopback interface, until the block ends. It lives in a thread
    of its own: Playwright keeps an event loop in ours, and a service is not opened on an event loop."""
    up, held = threading.Event(), []

    def serve() -> None:
        book = playbook()
        with open_service(settings, pipeline=fake_pipeline(), playbooks={book.id: book}) as service:
            app = create_app(settings, service=service, search_clauses=search_clauses)
            server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
            startup = server.startup

            async def started(*arguments: Any, **named: Any) -> None:
                await startup(*arguments, **named)
                held.append(server)
                up.set()

            server.startup = started
            server.run()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        assert up.wait(30)
        yield f"http://127.0.0.1:{held[0].servers[0].sockets[0].getsockname()[1]}"
    finally:
        held[0].should_exit = True
        thread.join(30)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(home=tmp_path_factory.mktemp("pages") / "home", max_upload_mb=1, workers=1)
    with served(settings) as url:
        yield url


@pytest.fixture(scope="module")
def reviewed(address: str) -> str:
    files = {"file": ("harbour-nda.docx", CONTRACT.encode())}
    sent = httpx.post(f"{address}/api/v1/contracts", files=files, data={"playbook": "nda-mutual"})
    contract_id = sent.json()["id"]
    until_finished(address, contract_id)
    return contract_id


def until_finished(address: str, contract_id: str) -> None:
    """The stream of events ends with the review."""
    events = httpx.get(f"{address}/api/v1/contracts/{contract_id}/events", timeout=30)
    assert "event: end" in events.text


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}; install the package chromium to run this test")
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page that fails the test when a script fails or anything of another site is asked for."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    opened.on("request", lambda sent: None if "//127.0.0.1:" in sent.url else wrong.append(sent.url))
    opened.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture
def plain_page(browser: Any) -> Iterator[Any]:
    """A page without scripts."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_dropped_file_becomes_a_review_in_the_list(page: Any, address: str) -> None:
    page.goto(address)
    page.evaluate(
        """text => {
            const files = new DataTransfer();
            files.items.add(new File([text], "dropped.docx"));
            const drop = document.getElementById("drop");
            drop.dispatchEvent(new DragEvent("drop", { dataTransfer: files, cancelable: true }));
        }""",
        CONTRACT,
    )
    row = page.locator(".row", has_text="Mutual Non-Disclosure Agreement").first
    row.locator(".chip", has_text="Negotiate: 2 asks").wait_for()
    row.locator("a.what").click()
    page.locator(".summary h2", has_text="Negotiate: 2 asks").wait_for()


def test_a_refused_file_says_why_on_the_page(page: Any, address: str) -> None:
    page.goto(address)
    page.set_input_files("#file", {"name": "nda.exe", "mimeType": "text/plain", "buffer": b"words"})
    page.get_by_role("button", name="Review").click()
    refusal = page.locator("#refusal")
    refusal.wait_for()
    assert "no format we read" in refusal.text_content()


def test_a_finding_leads_to_its_passage_and_back(page: Any, address: str, reviewed: str) -> None:
    page.goto(f"{address}/contracts/{reviewed}")
    page.locator(".card .pointer").first.click()
    lit = page.locator(".document .lit")
    assert "".join(lit.all_text_contents()) == "for a period of ten (10) years from the date of disclosure"
    page.wait_for_function(
        """() => {
            const box = document.querySelector(".lit").getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight;
        }"""
    )
    page.locator(".document .mark.high").first.click()
    assert page.evaluate("document.activeElement.id") == "f1"


def test_the_warning_leads_to_what_was_not_read_and_a_term_to_its_passage(
    page: Any, address: str, reviewed: str
) -> None:
    page.goto(f"{address}/contracts/{reviewed}")
    page.get_by_role("link", name="What was not read").click()
    assert page.get_by_role("tabpanel").filter(visible=True).get_attribute("id") == "tab-coverage"
    assert page.get_by_text("Pay twice.", exact=False).is_visible()
    page.get_by_role("tab", name="Terms").click()
    page.locator("#tab-terms .pointer").first.click()
    assert page.locator(".document .lit").all_text_contents() == ["Recipient"]


def test_what_came_with_a_mail_becomes_a_review_of_its_own(page: Any, address: str) -> None:
    page.goto(address)
    data = mail("nda.txt", "logo.png")
    page.set_input_files("#file", {"name": "papers.eml", "mimeType": "message/rfc822", "buffer": data})
    page.get_by_role("button", name="Review").click()
    page.locator(".row", has_text="papers.eml").first.locator(".chip", has_text="Ready to sign").wait_for()
    page.locator(".row", has_text="papers.eml").first.locator("a.what").click()
    page.get_by_role("button", name="Review nda.txt").click()
    page.locator(".summary h2", has_text="Negotiate: 2 asks").wait_for()
    page.get_by_role("link", name="papers.eml").click()
    assert page.locator(".attached a.chip").text_content() == "Negotiate: 2 asks"


def test_the_suggestion_strikes_and_underlines_only_what_changes(
    page: Any, address: str, reviewed: str
) -> None:
    page.goto(f"{address}/contracts/{reviewed}")
    words = page.locator(".card").first.locator(".suggestion .words")
    assert "ten" in "".join(words.locator("del").all_text_contents())
    assert "three" in "".join(words.locator("ins").all_text_contents())
    assert "period" not in "".join(words.locator("del, ins").all_text_contents())


def test_tracked_changes_and_comments_of_the_file_can_be_seen(page: Any, address: str, reviewed: str) -> None:
    page.goto(f"{address}/contracts/{reviewed}")
    assert page.locator(".document del").text_content() == "two (2)"
    assert (
        page.locator(".document .inserted").first.get_attribute("title")
        == "Inserted by R. Vale, 27 February 2026"
    )
    assert "Our standard tail." in page.locator(".document .note").text_content()


def test_a_script_in_a_contract_stays_text(page: Any, address: str, reviewed: str) -> None:
    page.goto(f"{address}/contracts/{reviewed}")
    assert '<script>alert("from a contract")</script>' in page.locator(".sheet").text_content()
    assert page.locator(".sheet script, .sheet img").count() == 0


def test_tabs_and_findings_work_from_the_keyboard(page: Any, address: str, reviewed: str) -> None:
    page.goto(f"{address}/contracts/{reviewed}")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "f1"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "f2"
    page.get_by_role("tab", name="Findings").focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tabpanel").filter(visible=True).get_attribute("id") == "tab-facts"
    assert page.locator("#tab-facts").get_by_text("England and Wales", exact=False).first.is_visible()


def test_everything_works_without_scripts(plain_page: Any, address: str) -> None:
    page = plain_page
    page.goto(address)
    page.set_input_files(
        "#file", {"name": "plain.docx", "mimeType": "text/plain", "buffer": CONTRACT.encode()}
    )
    page.get_by_role("button", name="Review").click()
    until_finished(address, page.url.rsplit("/", 1)[1])
    page.reload()
    assert page.locator("#tab-coverage").get_by_text("A picture was not read.").is_visible()
    page.locator(".card .pointer").first.click()
    assert page.url.endswith("#q1")


@pytest.mark.parametrize("width", [390, 1024])
def test_no_page_is_wider_than_the_screen(page: Any, address: str, reviewed: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", f"/contracts/{reviewed}", "/playbooks", "/playbooks/nda-mutual"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
