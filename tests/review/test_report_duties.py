"""The table of obligations on the page and in the report, and facts that were computed or not found."""

import re

from api.cli.extract import summary
from api.web.pages.review import view_of
from clause_library.library import Library
from contracts.findings import Review
from contracts.metadata import Fact, facts_of
from extraction.engine import extract
from extraction.readers.reading import read_document
from extraction.rendering import extraction_json
from playbooks.load import starter_playbooks
from review.engine import review
from review.report.duties import duty_of
from review.report.page import render_report
from review.report.words import not_found, told_words

PAPER = "\n".join(
    (
        "SERVICES AGREEMENT",
        "This Services Agreement is made as of May 1, 2024 between Alder Inc. (“Vendor”) and Birch LLC "
        "(“Customer”).",
        "1. Term. The term of this Agreement is two (2) years from the date of this Agreement.",
        "2. Fees. The Customer shall pay Vendor a deposit of $5,000 by June 15, 2024.",
        "3. Invoices. The Customer shall pay each invoice within 30 days after receipt of the invoice.",
        "4. Support. The Vendor shall answer requests promptly.",
        "5. Secrets. The Vendor shall keep Customer data confidential after termination of this Agreement.",
        "6. Delay. If the Vendor delivers late, the Vendor shall pay the Customer a penalty of $100.",
        "7. Delivery. The Vendor shall deliver the Goods by July 1, 2024, failing which the Customer may "
        "cancel the order.",
    )
)
EXPECTED = (
    "15 June 2024",  # due
    "waits for: receipt of the invoice",
    "promptly",  # unclear
    "USD 5,000",  # sum
    "Goes on after the contract ends",
    "If not done",
    "failing which the Customer may",
)


def _reviewed(library: Library) -> Review:
    found = extract(read_document(PAPER.encode(), "paper.txt"))
    return review(found, starter_playbooks()["nda-mutual"], library=library, side="mutual")


def test_the_report_shows_due_dates_derivations_sums_consequences_and_doubts(library: Library):
    page = render_report(_reviewed(library))
    table = page[page.index("<h2>Obligations") :]
    table = table[: table.index("</table>")]
    assert [column in table for column in ("Who", "To whom", "What", "Due", "What else is said")] == [
        True
    ] * 5
    assert [words for words in EXPECTED if words not in table] == []
    derivations = [row.shown.counted for row in view_of(_reviewed(library)).duties if row.shown.counted]
    assert derivations
    assert all(_escaped(words) in table for words in derivations)


def test_the_page_shows_the_same_of_each_obligation(library: Library):
    found = _reviewed(library)
    view = view_of(found)
    shown = [row.shown for row in view.duties]
    assert [each.duty for each in shown] == list(found.extraction.obligations)
    labels = {label for each in shown for label, _ in each.notes}
    assert {"Sum", "If not done", "Unclear", "Goes on after the contract ends"} <= labels
    assert any(each.due == "15 June 2024" and "June" in each.counted for each in shown)
    assert any(each.due == "waits for: receipt of the invoice" for each in shown)


def test_an_obligation_of_nobody_and_of_both_is_said_so(library: Library):
    (first, *_) = _reviewed(library).extraction.obligations
    nobody = duty_of(first.model_copy(update={"party": "", "actor": ""}), None)
    both = duty_of(first.model_copy(update={"party": "both", "owed_to": "both"}), None)
    assert (nobody.who, nobody.due, nobody.counted) == ("nobody is named", "", "")
    assert (both.who, both.to) == ("both parties", "each other")


def test_an_expiry_that_was_computed_says_so_everywhere(library: Library):
    found = _reviewed(library)
    (expiry,) = facts_of(found.extraction.metadata, "expiry_date")
    assert expiry.computed
    assert told_words(expiry) == "1 May 2026 (computed, not written)"
    assert told_words(expiry) in render_report(found)
    assert told_words(expiry) in [row.value for row in view_of(found).facts]
    assert any(told_words(expiry) in line for line in summary(found.extraction))
    told = extraction_json(found.extraction, seconds=0)["metadata"]
    assert told["expiry_date"]["computed"] is True
    assert told["agreement_date"]["computed"] is False


def test_a_written_value_is_not_called_computed():
    assert "computed" not in told_words(Fact[str](value="x", quotes=(), confidence=1, source="rules"))


def test_what_was_found_comes_first_and_the_rest_is_one_line(library: Library):
    found = _reviewed(library)
    lines = summary(found.extraction)
    missing = not_found(found.extraction.metadata)
    assert "Insurance" in missing
    assert "Contradiction" not in missing
    (said,) = [line for line in lines if line.startswith("Not found: ")]
    assert said == f"Not found: {', '.join(missing)}"
    assert not any(line.endswith("not found") for line in lines)
    title = next(number for number, line in enumerate(lines) if line.startswith("Title:"))
    assert title < lines.index(said)
    assert f"Not found: {', '.join(missing)}." in render_report(found)
    assert view_of(found).missing == missing


def _escaped(words: str) -> str:
    return re.sub(r"'", "&#39;", words.replace("&", "&amp;").replace("<", "&lt;"))
