"""Words elsewhere that come before a clause, terms that were not seen, and clauses that nothing named."""

from playbooks.load import starter_playbooks
from review.assess import assess
from review.reliance import is_cover_page

CAP = (
    "The total liability of Vendor shall not exceed the fees paid in the twelve (12) months before the claim."
)
LESS = "Notwithstanding any other provision, the liability of Vendor shall never exceed one month's fees."
FILLING = [
    line
    for number in range(14)
    for line in (f"## Matter {number}", f"Vendor shall see to matter number {number} with its usual means.")
]


def _finding(build, library, lines, position, book="saas-customer"):
    playbook = starter_playbooks()[book]
    only = tuple(each for each in playbook.positions if each.id == position)
    (finding,) = assess(
        build(lines), playbook.model_copy(update={"positions": only}), library=library, side=playbook.side
    )
    return finding


def test_another_number_that_comes_before_the_clause_is_the_one_that_counts(build, library):
    lines = [*FILLING, "## Limitation of liability", (CAP, "cap_on_liability")]
    assert _finding(build, library, lines, "liability-cap").verdict == "standard"
    finding = _finding(build, library, [*lines, "## Transition", LESS], "liability-cap")
    assert finding.verdict == "non_standard"
    assert "come before" in finding.reason
    assert finding.quotes[0].text.startswith("Notwithstanding")


def test_words_that_come_before_everything_but_speak_of_another_matter_change_nothing(build, library):
    other = "Notwithstanding any other provision, Vendor shall send its bills by post."
    lines = [*FILLING, "## Limitation of liability", (CAP, "cap_on_liability"), "## Bills", other]
    assert _finding(build, library, lines, "liability-cap").verdict == "standard"


def test_a_matter_left_to_a_page_outside_the_file_is_not_missing(build, library):
    pointed = "Insurance is dealt with in the Vendor Policy at www.vendor.example/policy."
    finding = _finding(build, library, [*FILLING, "## Cover", pointed], "insurance")
    assert finding.verdict == "not_evaluated"
    assert _finding(build, library, FILLING, "insurance").verdict == "missing"


def test_a_paragraph_that_meets_a_rung_is_seen_whatever_its_heading(build, library):
    said = "Vendor shall maintain commercial liability insurance throughout."
    finding = _finding(build, library, [*FILLING, "## Sundries", said], "insurance")
    assert finding.verdict == "standard"
    assert finding.quotes[0].text == said


def test_a_contract_with_many_clauses_of_its_own_is_no_cover_page(build):
    assert not is_cover_page(build(FILLING).document)
    assert is_cover_page(build(FILLING[:6]).document)
