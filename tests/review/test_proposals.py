"""Learning from signed contracts and from decisions: what is proposed, on what evidence, and what is not."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clause_library.library import Library
from contracts.decisions import Decision
from contracts.errors import InvalidInputError
from contracts.extraction import Extraction
from contracts.metadata import Duration
from contracts.spans import PlainText, locate
from playbooks.checks import DurationRange, Present, SimilarTo
from playbooks.dump import dump_playbook
from playbooks.lint import lint_playbook
from playbooks.load import parse_playbook
from playbooks.playbook import Fallback, Playbook, Position
from review.proposals.accepted import propose_fallbacks
from review.proposals.draft import ProposedHeading, draft_from_practice
from review.proposals.groups import grouped, likeness, lonely
from review.proposals.practice import Signed, learn
from review.proposals.spread import MEASURES, Figure, in_unit, quantile, spread_of

Build = Callable[..., Extraction]
HEADING = ProposedHeading(id="of-ours", title="Of ours", side="customer", contract_types=("services",))
LAW = "This Agreement is governed by the laws of the State of {}, without regard to conflicts of law rules."
PERIOD = (
    "The Receiving Party shall keep the Confidential Information secret for a period of {} from the date of "
    "disclosure."
)
ODD = "Whisky barrels shall be stored upright in the northern warehouse and turned every fortnight by hand."


def signed(build: Build, name: str, *, law: str, period: str, words: str = PERIOD) -> Signed:
    extraction = build([
        "## Confidentiality period", (words.format(period), "confidentiality_period"),
        "## Governing law", (LAW.format(law), "governing_law"),
    ])  # fmt: skip
    return Signed(name=name, extraction=extraction)


@pytest.fixture(scope="module")
def contracts(build: Build) -> list[Signed]:
    years = ["two (2) years", "three (3) years", "three (3) years", "three (3) years", "twenty (20) years"]
    laws = ["Delaware", "Delaware", "Delaware", "Delaware", "Texas"]
    made = [
        signed(build, f"c{number}.docx", law=law, period=period)
        for number, (law, period) in enumerate(zip(laws, years, strict=True))
    ]
    return [*made, signed(build, "odd.docx", law="Delaware", period="", words=ODD)]


def test_the_usual_words_are_quoted_from_a_contract_and_the_odd_ones_are_named(
    contracts: list[Signed],
) -> None:
    (clause,) = [each for each in learn(contracts).clauses if each.clause_type == "confidentiality_period"]
    assert (len(clause.contracts), clause.of) == (6, 6)
    assert [len(way.wordings) for way in clause.ways] == [5, 1]
    typical = clause.ways[0].typical
    source = next(each.extraction.document for each in contracts if each.name == typical.contract)
    assert all(source.text[quote.span.start : quote.span.end] == quote.text for quote in typical.quotes)
    assert [each.contract for each in clause.outliers] == ["odd.docx"]


def test_numbers_are_spread_with_their_outliers(contracts: list[Signed]) -> None:
    (clause,) = [each for each in learn(contracts).clauses if each.clause_type == "confidentiality_period"]
    (spread,) = clause.spreads
    assert [spread.lower, spread.median, spread.upper] == [3, 3, 3]
    assert [(each.contract, each.size) for each in spread.outliers] == [("c0.docx", 2), ("c4.docx", 20)]
    assert "three" in spread.figures[1].quote.text


def test_the_draft_rests_on_evidence_and_can_be_read_and_linted(
    contracts: list[Signed], library: Library
) -> None:
    draft = draft_from_practice(learn(contracts), HEADING, library=library)
    assert parse_playbook(dump_playbook(draft)).positions == draft.positions
    by_id = {position.id: position for position in draft.positions}
    period, law = by_id["confidentiality-period"], by_id["governing-law"]
    years = Duration(count=3, unit="years")
    assert period.checks == (DurationRange(min=years, max=years),)
    assert law.checks[0].model_dump()["values"] == ("Delaware",)
    assert law.fallbacks[0].checks[0].model_dump()["values"] == ("Delaware", "Texas")
    assert "Signed in 6 of 6 contracts." in period.guidance
    assert "least 2 (c0.docx), most 20 (c4.docx)" in period.guidance
    assert "Unlike the others: odd.docx." in period.guidance
    assert period.source == "practice: 6 of 6 signed contracts"
    assert "nobody approved" in draft.notice
    types = frozenset(type_id for each in draft.positions for type_id in each.clause_types)
    clauses = frozenset(clause.id for clause in library.clauses)
    found = lint_playbook(draft, clause_ids=clauses, type_ids=types)
    assert [each for each in found if each.severity == "error"] == []


def test_the_order_of_the_files_does_not_change_what_is_proposed(
    contracts: list[Signed], library: Library
) -> None:
    drafts = [
        draft_from_practice(learn(each), HEADING, library=library) for each in (contracts, contracts[::-1])
    ]
    ladders = [[(each.id, each.checks, each.fallbacks) for each in draft.positions] for draft in drafts]
    assert ladders[0] == ladders[1]


def test_contracts_that_share_nothing_propose_nothing(build: Build, library: Library) -> None:
    bare = [Signed(name=f"{number}.docx", extraction=build(["Nothing."])) for number in range(3)]
    with pytest.raises(InvalidInputError, match="share no clause"):
        draft_from_practice(learn(bare), HEADING, library=library)


texts = st.lists(
    st.sampled_from([PERIOD.format(n) for n in ("one year", "two years")] + [ODD, LAW, ""]), max_size=9
)


@given(texts)
def test_every_text_is_in_one_group_with_its_medoid(words: list[str]) -> None:
    table = likeness(words)
    groups = grouped(table)
    assert sorted(member for group in groups for member in group.members) == list(range(len(words)))
    assert all(group.medoid in group.members for group in groups)
    sizes = [len(group.members) for group in groups]
    assert sizes == sorted(sizes, reverse=True)
    alone = {member for group in groups if len(group.members) == 1 for member in group.members}
    assert set(lonely(table)) <= alone


@given(st.lists(st.integers(1, 500), min_size=1, max_size=30))
def test_quartiles_are_ordered_numbers_that_somebody_signed(sizes: list[int]) -> None:
    words = locate(PlainText(text="words"), (0, 5))
    figures = [Figure(contract=f"{n:02}", size=Decimal(size), quote=words) for n, size in enumerate(sizes)]
    spread = spread_of(MEASURES[1], figures)
    assert spread is not None
    assert {spread.lower, spread.median, spread.upper} <= {Decimal(size) for size in sizes}
    assert spread.lower <= spread.median <= spread.upper
    low, high = spread.usual
    assert low <= spread.lower
    assert spread.upper <= high
    assert sum(size <= spread.median for size in sizes) * 2 >= len(sizes)


@pytest.mark.parametrize(
    ("count", "unit", "wanted", "size"),
    [
        (2, "years", "months", "24"),
        (24, "months", "years", "2"),
        (30, "days", "days", "30"),
        (6, "months", "years", "0.5"),
    ],
)
def test_lengths_are_told_in_one_unit(count: int, unit: Any, wanted: Any, size: str) -> None:
    assert in_unit(Duration(count=count, unit=unit), wanted) == Decimal(size)


def test_a_quartile_is_never_between_two_contracts() -> None:
    assert [quantile([Decimal(n) for n in (1, 2, 30, 40)], part) for part in (1, 2, 3)] == [1, 2, 30]


TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def years(count: int) -> DurationRange:
    return DurationRange(max=Duration(count=count, unit="years"))


def book(**changes: Any) -> Playbook:
    position = Position(
        id="period", title="Period", clause_types=("confidentiality_period",), issue="Why.", severity="high",
        checks=(years(3),), standard="ours",
        fallbacks=(Fallback(title="Ten", checks=(years(10),), clause="ten"),),
    ).model_copy(update=changes)  # fmt: skip
    return Playbook(
        id="nda", title="NDA", version="1", contract_types=("nda",), side="mutual", notice="A sample.",
        positions=(position,),
    )  # fmt: skip


def decided(number: int, **changes: Any) -> Decision:
    values: dict[str, Any] = {
        "contract_id": f"c{number}", "playbook_id": "nda", "playbook_version": "1", "position_id": "period",
        "fingerprint": "f", "verdict": "non_standard", "choice": "accepted", "by": "Ann",
        "text": PERIOD.format("five (5) years"), "at": NOW - timedelta(days=number),
    }  # fmt: skip
    return Decision(**values | changes)


def test_what_was_accepted_five_times_in_a_year_is_proposed_with_its_decisions() -> None:
    refused = [decided(9, choice="rejected"), decided(10, choice="rejected", text=ODD)]
    (made,) = propose_fallbacks([*(decided(n) for n in range(5)), *refused], book(), until=TODAY)
    assert [each.contract_id for each in made.decisions] == ["c4", "c3", "c2", "c1", "c0"]
    assert (made.rank, made.against, made.remedy) == (1, 1, "")
    assert made.fallback is not None
    assert made.fallback.checks == (years(5),)
    assert made.typical == PERIOD.format("five (5) years")


@pytest.mark.parametrize(
    "decisions",
    [
        [decided(n) for n in range(4)],
        [decided(0, at=NOW - timedelta(hours=n)) for n in range(9)],
        [decided(n, at=NOW - timedelta(days=100 * n)) for n in range(6)],
        [decided(n, choice="rejected") for n in range(6)],
        [decided(n, verdict="fallback", rank=1) for n in range(6)],
        [decided(n, clause_id="ten") for n in range(6)],
        [decided(n, playbook_id="other") for n in range(6)],
        [decided(n, at=NOW + timedelta(days=9)) for n in range(6)],
    ],
    ids=["four", "one-contract", "over-years", "refused", "ranked", "rung", "other-book", "future"],
)
def test_nothing_is_proposed_on_less(decisions: list[Decision]) -> None:
    assert propose_fallbacks(decisions, book(), until=TODAY) == ()


def test_the_loosest_that_was_accepted_bounds_the_rung() -> None:
    lengths = ["four (4) years", "five (5) years", "fifty (50) months", "four (4) years", "twelve (12) years"]
    made = propose_fallbacks(
        [decided(n, text=PERIOD.format(length)) for n, length in enumerate(lengths)], book(), until=TODAY
    )
    assert [(each.rank, each.fallback and each.fallback.checks) for each in made] == [(2, (years(12),))]


def test_a_clause_of_the_library_is_proposed_by_closeness_to_it() -> None:
    bare = book(checks=(Present(),))
    made = propose_fallbacks([decided(n, clause_id="seven") for n in range(5)], bare, until=TODAY)
    assert [each.fallback and each.fallback.checks for each in made] == [
        (SimilarTo(clause="seven", at_least=0.7),)
    ]


def test_words_that_no_check_can_say_are_proposed_for_the_library() -> None:
    bare = book(checks=(Present(),))
    (made,) = propose_fallbacks([decided(n, text=ODD) for n in range(5)], bare, until=TODAY)
    assert made.fallback is None
    assert "clause library" in made.remedy
