"""Clause files: every slip of the pen is told by line, clause, field and what is expected there."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from clause_library.clause import ApprovedClause
from clause_library.library import library_with, load_library
from clause_library.reading import read_clauses
from contracts.errors import InvalidClauseError
from contracts.metadata import Money

HEAD = "notice: Approved by counsel.\nclauses:\n"
SOUND = """  - id: one
    type: term
    title: Term
    text: One year.
    side: mutual
    posture: balanced
    contract_types: [nda]
"""


def read(changed: str) -> ApprovedClause:
    return read_clauses(HEAD + SOUND + changed, "own.yaml")[0][0]


def refused(text: str) -> str:
    with pytest.raises(InvalidClauseError) as caught:
        read_clauses(text, "own.yaml")
    return str(caught.value)


def test_conditions_and_approval_are_read() -> None:
    clause = read(
        "    jurisdictions: [England and Wales]\n    value_from: 1000\n    value_to: 50000.50\n"
        "    value_currency: GBP\n    approved_by: A. Lawyer\n    approved_on: 2026-01-31\n"
    )
    assert (clause.value_from, clause.value_to) == (Decimal(1000), Decimal("50000.50"))
    assert (clause.approved_by, clause.approved_on) == ("A. Lawyer", date(2026, 1, 31))
    assert clause.standing == "approved"


def test_words_that_nobody_approved_are_a_sample() -> None:
    assert read("").standing == "sample"
    assert read("    status: draft\n").standing == "draft"
    assert {clause.standing for clause in load_library().clauses} <= {"sample", "draft", "retired"}


def test_conditions_let_a_clause_into_the_contracts_it_is_meant_for() -> None:
    clause = read("    jurisdictions: [Delaware]\n    value_to: 100\n    value_currency: USD\n")
    assert clause.serves()
    assert clause.serves("nda", jurisdiction="delaware", value=Money(amount=Decimal(99), currency="USD"))
    assert not clause.serves("saas")
    assert not clause.serves(jurisdiction="Germany")
    assert not clause.serves(value=Money(amount=Decimal(100), currency="USD"))
    assert not clause.serves(value=Money(amount=Decimal(1), currency="EUR"))
    assert read("").serves("nda", jurisdiction="Germany", value=Money(amount=Decimal(10), currency=""))


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("    postur: x\n", 'own.yaml, line 10: clause "one": unknown key "postur"; did you mean "posture"?'),
        ("    qqq: x\n", 'unknown key "qqq"; the keys here are id, type, title'),
        (
            "    status: aproved\n",
            '"status" cannot be "aproved"; did you mean "approved"? it is one of draft,',
        ),
        ("    fallbacks: two\n", 'line 10: clause "one": "fallbacks" must be a list; write `fallbacks: [one'),
        ("    version: 0\n", "it must be a whole number from 1"),
        ("    summary: 12\n", '"summary" cannot be used'),
        ("    guidance:\n", "it must be words; put the value in quotation marks"),
        ("    approved_on: 31.01.2026\n", "a date as year-month-day (2026-01-31)"),
        ("    approved_by: A\n", "an approval needs both"),
        (
            "    status: draft\n    approved_by: A\n    approved_on: 2026-01-31\n",
            "a draft has no approval yet",
        ),
        ("    value_to: 10\n", "go together with `value_currency`"),
        ("    value_currency: GBP\n", "go together with `value_currency`"),
        ("    value_from: 10\n    value_to: 9\n    value_currency: GBP\n", "must be below"),
        ("    value_to: many\n    value_currency: GBP\n", "it must be an amount (50000)"),
        ("    value_to: 5\n    value_currency: pounds\n", "a currency by its three letters"),
        ("    title: Again\n", 'own.yaml, line 10: "title" is said twice'),
    ],
)
def test_a_slip_of_the_pen_is_told_with_its_place_and_remedy(added: str, told: str) -> None:
    assert told in refused(HEAD + SOUND + added)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: the file is empty"),
        ("notice: x\nclauses: 3", "line 1: the file must hold `notice:`"),
        (HEAD + SOUND + "clause: []\n", 'line 10: unknown key "clause"; did you mean "clauses"?'),
        (HEAD + SOUND.replace("one", "One!"), "small letters, digits and single hyphens"),
        (HEAD + SOUND.replace("One year.", '""'), '"text" cannot be used'),
        (HEAD + SOUND + SOUND, 'line 10: a second clause "one" (the first: line 3); rename it'),
        (
            HEAD + "  - id: a\n",
            '"side" is missing; add a line `side: …` with one of customer, vendor, mutual',
        ),
        (HEAD + "  - &a {id: b}\n  - *a\n", "line 3: what stands here is repeated by an anchor"),
        (HEAD + "  - [\n", "this is not YAML"),
        (HEAD + "  - !!python/object:os.system {}\n", "clause number 1"),
        ("\x00", "not YAML"),
    ],
)
def test_a_faulty_file_is_refused_as_a_whole(text: str, told: str) -> None:
    assert told in refused(text)


def test_five_megabytes_of_anchors_are_refused_at_once() -> None:
    text = HEAD + "".join(f"  - &a{number} [*a{max(0, number - 1)}]\n" for number in range(230_000))
    assert len(text) > 5_000_000
    assert re.search(
        r"own.yaml, line \d+: the file goes on beyond 1000000 characters; split it", refused(text)
    )


def test_only_the_first_problems_are_told() -> None:
    told = refused(HEAD + "".join(f"  - id: c{number}\n" for number in range(3))).splitlines()
    assert len(told) == 6
    assert told[-1].endswith("more; correct these first")


def test_clauses_of_a_folder_join_the_samples_and_take_their_place_by_id(tmp_path: Path) -> None:
    sample = load_library().clauses[0]
    (tmp_path / "a.yaml").write_text(HEAD + SOUND, "utf-8")
    (tmp_path / "b.yml").write_text(HEAD + SOUND.replace("one", sample.id), "utf-8")
    library = library_with(tmp_path)
    assert library.get("one").text == "One year."
    assert library.get(sample.id).text == "One year."
    assert len(library) == len(load_library()) + 1


def test_one_bad_file_of_a_folder_and_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(HEAD + SOUND, "utf-8")
    (tmp_path / "b.yaml").write_text(HEAD + SOUND, "utf-8")
    with pytest.raises(
        InvalidClauseError, match=r"b.yaml, line 3: a second clause .one. \(the first: a.yaml"
    ):
        library_with(tmp_path)
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidClauseError, match=r"b\.yaml cannot be read"):
        library_with(tmp_path)
