"""Deciding in a real browser: by mouse, by keyboard, without scripts, and on a later round."""

import re
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "api"))
from service_fakes import CONTRACT
from test_pages import address, browser, page, plain_page, until_finished

__all__ = ["address", "browser", "page", "plain_page"]  # fixtures


def uploaded(address: str, words: str, name: str) -> str:
    sent = httpx.post(
        f"{address}/api/v1/contracts", files={"file": (name, words.encode())}, data={"playbook": "nda-mutual"}
    )
    until_finished(address, sent.json()["id"])
    return sent.json()["id"]


@pytest.fixture
def contract(address: str, request: pytest.FixtureRequest) -> str:
    """A contract of its own, so that nothing is carried into it from another test."""
    words = CONTRACT + f"\nCopy of {request.node.name}."
    return uploaded(address, words, "nda.docx")


def cleared(address: str, contract: str) -> None:
    """Undo what an earlier test left to be carried."""
    for finding in ("1", "2"):
        httpx.put(
            f"{address}/api/v1/contracts/{contract}/findings/{finding}/decision",
            json={"choice": "reopen", "by": "Test"},
        )


def test_a_decision_is_made_without_leaving_the_page(page: Any, address: str, contract: str) -> None:
    cleared(address, contract)
    page.goto(f"{address}/contracts/{contract}")
    first = page.locator("#tab-findings .card").first
    first.get_by_role("button", name="Accept").click()
    assert "who decides" in first.locator(".refusal").text_content()
    page.get_by_label("Your name").fill("Ann <b>Lee</b>")
    first.get_by_role("button", name="Accept").click()
    page.get_by_text("1 of 2 decided").wait_for()
    assert "Decided by Ann <b>Lee</b>" in first.locator(".decided").text_content()
    page.get_by_text("Show open ones").click()
    assert page.locator("#tab-findings .card:visible").count() == 1
    page.reload()
    assert page.get_by_label("Your name").input_value() == "Ann <b>Lee</b>"


def test_a_refusal_is_shown_at_the_finding_and_keeps_what_was_written(
    page: Any, address: str, contract: str
) -> None:
    cleared(address, contract)
    page.goto(f"{address}/contracts/{contract}")
    page.get_by_label("Your name").fill("Ann")
    card = page.locator("#tab-findings .card").first
    card.locator(".own summary").click()
    card.locator("textarea").fill("for four (4) years")
    card.get_by_role("button", name="Reject").click()
    card.locator(".refusal", has_text="say why").wait_for()
    assert card.locator("textarea").input_value() == "for four (4) years"
    card.get_by_role("button", name="Use these words").click()
    card.locator("ins", has_text="four (4)").first.wait_for()
    assert card.locator(".suggestion h4").text_content().strip() == "Own words"


def test_everything_is_reached_by_the_keyboard_and_enter_decides_nothing(
    page: Any, address: str, contract: str
) -> None:
    cleared(address, contract)
    page.goto(f"{address}/contracts/{contract}")
    page.get_by_label("Your name").fill("Ann")
    reason = page.locator("#tab-findings .card").first.get_by_label("Reason")
    reason.fill("A large customer.")
    reason.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "accept"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "reject"
    page.keyboard.press("Enter")
    page.get_by_text("1 of 2 decided").wait_for()
    assert page.locator(".decided").text_content().count("A large customer.") == 1


def test_plain_forms_decide_too_and_a_later_round_carries_it(
    plain_page: Any, address: str, contract: str
) -> None:
    cleared(address, contract)
    plain_page.goto(f"{address}/contracts/{contract}")
    card = plain_page.locator("#tab-findings .card").first
    card.get_by_label("Name").fill("Bob")
    card.get_by_label("Reason").fill("A large customer.")
    card.get_by_role("button", name="Reject").click()
    assert re.search(r"/contracts/\w+#f1$", plain_page.url)
    assert "Reason: A large customer." in plain_page.locator(".decided").text_content()
    changed = CONTRACT.replace("continue for", "survive and continue for")
    plain_page.goto(f"{address}/contracts/{uploaded(address, changed, 'nda-2.docx')}")
    told = plain_page.locator(".decided.confirm").text_content()
    assert "Please confirm." in told
    assert "The words of the contract changed." in told
    again = plain_page.locator("#tab-findings .card").first
    again.get_by_label("Name").fill("Cleo")
    again.get_by_role("button", name="Confirm").click()
    assert "Decided by Cleo" in plain_page.locator(".decided").text_content()
    assert "Decided by Bob" in plain_page.locator(".history").first.text_content()
