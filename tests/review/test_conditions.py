"""When a position applies: facts of the contract, ranges of its value and term, and what is not known."""

from decimal import Decimal

import pytest

from contracts.extraction import Extraction
from contracts.metadata import Duration, Fact, Money, Term, Venue
from playbooks.conditions import AllOf, AnyOf, Condition, FactIs, Not, TermBetween, ValueBetween
from review.conditions import holds, in_words


@pytest.fixture(scope="module")
def silent(build) -> Extraction:
    return build(["## Subject", "Vendor shall deliver the Service."])


def knowing(extraction: Extraction, **facts: object) -> Extraction:
    """The extraction with these facts, read for sure unless a `Fact` is given."""
    known = {
        name: fact if isinstance(fact, Fact) else Fact(value=fact, quotes=(), confidence=0.9, source="rules")
        for name, fact in facts.items()
    }
    return extraction.model_copy(update={"metadata": extraction.metadata.model_copy(update=known)})


def answer(condition: Condition, extraction: Extraction, **known: str) -> bool | None:
    return holds(condition, extraction, side="customer", **known)  # pyright: ignore[reportArgumentType]


def euros(low: int | None = None, high: int | None = None) -> ValueBetween:
    return ValueBetween(
        currency="EUR",
        min=None if low is None else Decimal(low),
        max=None if high is None else Decimal(high),
    )


@pytest.mark.parametrize(
    ("condition", "amount", "expected"),
    [
        (euros(100), "100", True), (euros(100), "99.99", False), (euros(None, 100), "100", True),
        (euros(None, 100), "100.01", False), (euros(50, 100), "75", True), (euros(50, 100), "101", False),
    ],
)  # fmt: skip
def test_a_range_of_value_includes_its_bounds(silent, condition, amount, expected):
    valued = knowing(silent, contract_value=Money(amount=Decimal(amount), currency="EUR"))
    assert answer(condition, valued) is expected


@pytest.mark.parametrize("currency", ["USD", ""])
def test_a_value_in_another_currency_is_unknown(silent, currency):
    valued = knowing(silent, contract_value=Money(amount=Decimal(5), currency=currency))
    assert answer(euros(100), valued) is None


def test_a_guess_is_not_known(silent):
    money = Money(amount=Decimal(5), currency="EUR")
    guess = Fact(value=money, quotes=(), confidence=0.2, source="rules")
    assert answer(euros(100), knowing(silent, contract_value=guess)) is None


@pytest.mark.parametrize("condition", [euros(1), TermBetween(min=Duration(count=1, unit="years"))])
def test_a_contract_that_does_not_say_leaves_the_condition_open(silent, condition):
    assert answer(condition, silent) is None
    assert answer(Not(of=condition), silent) is None
    assert answer(AllOf(of=(condition, FactIs(fact="side", values=("vendor",)))), silent) is False
    assert answer(AnyOf(of=(condition, FactIs(fact="side", values=("customer",)))), silent) is True


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (Term(length=Duration(count=36, unit="months")), True),
        (Term(length=Duration(count=3, unit="years")), True),
        (Term(length=Duration(count=35, unit="months")), False),
        (Term(perpetual=True), True),
        (Term(), None),
    ],
)
def test_a_range_of_term_compares_months_with_years(silent, term, expected):
    three_years = TermBetween(min=Duration(count=3, unit="years"))
    assert answer(three_years, knowing(silent, term=term)) is expected


def test_a_contract_without_an_end_is_longer_than_any_bound(silent):
    ten_years = TermBetween(max=Duration(count=10, unit="years"))
    assert answer(ten_years, knowing(silent, term=Term(perpetual=True))) is False


@pytest.mark.parametrize(("paper", "expected"), [("ours", False), ("theirs", True), ("either", None)])
def test_whose_paper_it_is_comes_from_the_playbook(silent, paper, expected):
    assert answer(FactIs(fact="paper", values=("theirs",)), silent, paper=paper) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"governing_law": "State of New York"}, True),
        ({"governing_law": "Texas"}, False),
        ({"venue": Venue(kind="courts", place="Albany, New York")}, True),
        ({"venue": Venue(kind="courts", place="Dublin, Ireland")}, False),
        ({"governing_law": "Texas", "venue": Venue(kind="courts", place="New York")}, False),
        ({"venue": Venue(kind="arbitration", rules="ICC")}, None),
        ({}, None),
    ],
)
def test_the_jurisdiction_is_the_law_or_else_the_place_of_the_courts(silent, facts, expected):
    assert answer(FactIs(fact="jurisdiction", values=("new york",)), knowing(silent, **facts)) is expected


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (euros(50_000), "the contract's value is at least EUR 50,000"),
        (euros(1, 2), "the contract's value is from EUR 1 to EUR 2"),
        (euros(None, 2), "the contract's value is at most EUR 2"),
        (TermBetween(max=Duration(count=1, unit="years")), "the term is at most 1 year"),
        (FactIs(fact="jurisdiction", values=("a", "b")), "jurisdiction is a or b"),
        (Not(of=euros(1)), "not (the contract's value is at least EUR 1)"),
    ],
)
def test_a_condition_can_be_said_in_words(condition, words):
    assert in_words(condition) == words
