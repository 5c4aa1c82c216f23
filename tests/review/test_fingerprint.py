"""Fingerprints: what they hold to over re-runs, rounds and versions of a playbook, and what they see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.metadata import Duration
from playbooks.checks import DurationRange
from playbooks.playbook import Playbook, Position
from review.assess import assess
from review.fingerprint import bare, fingerprint

TERM = "This Agreement runs for {years} ({count}) years from its date and ends by notice."


def _book(version: str = "1", years: int = 5, **told) -> Playbook:
    position = Position(
        id="term", title="Term", clause_types=("term",), issue="Because.", severity="high",
        checks=(DurationRange(max=Duration(count=years, unit="years")),), **told,
    )  # fmt: skip
    return Playbook(
        id="b", title="B", version=version, contract_types=("saas",), side="customer", notice="n",
        positions=(position,),
    )  # fmt: skip


def _print(build, library, lines, book: Playbook | None = None) -> str:
    (finding,) = assess(build(lines), book or _book(), library=library, side="customer")
    return finding.fingerprint


def _lines(number: str = "", words: str = TERM, years: str = "ten", count: int = 10):
    return ["## Term", (number + words.format(years=years, count=count), "term")]


def test_a_re_run_gives_the_same(build, library):
    assert _print(build, library, _lines()) == _print(build, library, _lines())


def test_typed_numbers_that_shift_change_nothing(build, library):
    found = {
        _print(build, library, _lines(number)) for number in ("", "9.1 ", "10.1 ", "(b) ", "Section 4. ")
    }
    assert len(found) == 1


def test_clauses_before_and_after_change_nothing(build, library):
    more = ["## Publicity", "Neither party uses the other’s name.", *_lines("2.1 "), "## Notices", "By post."]
    assert _print(build, library, more) == _print(build, library, _lines("1.1 "))


def test_a_new_version_of_the_playbook_changes_nothing(build, library):
    new = _book("2", years=12, guidance="Other advice.")
    assert _print(build, library, _lines(), new) == _print(build, library, _lines())


def test_another_number_in_the_words_is_another_finding(build, library):
    assert _print(build, library, _lines(years="nine", count=9)) != _print(build, library, _lines())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("30 days after notice", "60 days after notice"),
        ("1.5 times the fees", "2.5 times the fees"),
        ("(10) years", "(5) years"),
        ("under Section 7.2", "under Section 9.2"),
        ("5 % of the fees", "6 % of the fees"),
    ],
)
def test_what_was_agreed_is_never_taken_for_a_number_of_a_clause(one, other):
    assert bare(one) != bare(other)


@given(st.text(alphabet="abc XYZ\n.", min_size=1), st.integers(1, 40), st.integers(1, 40))
def test_any_two_typed_numbers_before_the_same_words_are_alike(words, one, other):
    assert bare(f"{one}. A{words}") == bare(f"{other}.{one} A{words}")


@given(st.lists(st.text(max_size=8)), st.randoms())
def test_the_order_in_which_places_are_found_does_not_count(words, order):
    mixed = list(words)
    order.shuffle(mixed)
    assert fingerprint("b", "p", words=words) == fingerprint("b", "p", words=mixed)
