"""The first page of the report says what the contract is, what matters most, and what to ask for."""

from clause_library.library import load_library
from extraction.export.schedule import make_schedule
from playbooks.load import starter_playbooks
from review.engine import review
from review.report.page import render_report
from review.report.summary import summarise

_LINES = [
    "## Limitation of Liability",
    ("Vendor’s liability is limited to the fees of the three (3) months before the claim.", "liability_cap"),
    "## Governing Law", ("The laws of Delaware govern this Agreement.", "governing_law"),
]  # fmt: skip


def _reviewed(build):
    playbook = starter_playbooks()["saas-customer"]
    return review(build(_LINES), playbook, library=load_library(), side="customer")


def test_at_most_five_things_are_told_the_gravest_first_and_the_others_counted(build):
    found = _reviewed(build)
    told = summarise(found, make_schedule(found.extraction))
    by_id = {finding.id: finding for finding in found.findings}
    ranks = [("critical", "high", "medium", "low").index(by_id[thing.id].severity) for thing in told.things]
    assert len(ranks) == 5
    assert ranks == sorted(ranks)
    assert told.more == sum(finding.deviates for finding in found.findings) - 5


def test_each_ask_carries_the_explanation_that_may_be_copied_and_nothing_internal(build):
    found = _reviewed(build)
    asks = summarise(found, make_schedule(found.extraction)).asks
    by_title = {finding.title: finding for finding in found.findings}
    assert asks
    for ask in asks:
        assert ask.explanation == by_title[ask.title].counterparty_text
        assert ask.approver == by_title[ask.title].approver


def test_the_first_page_comes_before_the_rest_and_breaks_after_itself(build):
    page = render_report(_reviewed(build))
    assert page.index("What it is") < page.index("Dates and money") < page.index("What to know first")
    assert page.index("What to know first") < page.index("Why, and what to ask for")
    assert ".first { break-after: page" in page
