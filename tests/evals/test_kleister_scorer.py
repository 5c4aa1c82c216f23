"""Kleister-NDA's measure, by hand-made pairs."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.document import Document
from contracts.errors import InvalidInputError
from contracts.metadata import Duration, Fact, Metadata, Party, Term
from contracts.spans import locate
from evals.datasets.kleister import KEYS, read_agreements, unescape
from evals.scorers.kleister import count, figures, intervals, pairs_of, party_value

PAPER = Document(name="a.txt", sha256="0", media_type="text/plain", text="Words of a paper.", blocks=())
QUOTES = (locate(PAPER, (0, 5)),)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Alder & Sons, Inc", "Alder_and_Sons_Inc."),
        ("ALDER PARTNERS, L.P.", "ALDER_PARTNERS_LP"),
        ("Birch L.L.C.", "Birch_LLC"),
        ("Birch Holdings Limited", "Birch_Holdings_Ltd."),
        ("J. Roe, M.D.", "J._Roe"),
        ("Limited Brands, Inc.", "Limited_Brands_Inc."),
    ],
)
def test_names_are_written_as_the_annotators_write_them(name: str, value: str) -> None:
    assert party_value(name) == value


def test_a_pair_counts_without_regard_to_case_and_as_often_as_it_stands() -> None:
    counts = count(
        ["party=Alder_Inc.", "party=ALDER_INC.", "term=2_years"], ["party=ALDER_INC.", "jurisdiction=Ohio"]
    )
    rows = dict(zip(KEYS, counts.tolist(), strict=True))
    assert rows["party"] == [1, 2, 1]
    assert rows["term"] == [0, 1, 0]
    assert rows["jurisdiction"] == [0, 0, 1]
    assert figures(counts.sum(axis=0)) == {"precision": 0.3333, "recall": 0.5, "f1": 0.4}


@given(st.lists(st.sampled_from(["party=A", "party=B", "term=1_year", "jurisdiction=Ohio"])))
def test_what_is_said_as_expected_is_all_right(pairs: list[str]) -> None:
    counts = count(pairs, pairs).sum(axis=0)
    assert counts[0] == counts[1] == counts[2] == len(pairs)


def test_intervals_hold_the_figure_of_equal_agreements() -> None:
    low, high = intervals(np.array([count(["party=A"], ["party=A"])] * 5))["f1"]
    assert low == high == 1.0


def test_metadata_become_pairs_and_guesses_do_not() -> None:
    def fact(value: object, confidence: float) -> Fact:
        return Fact(value=value, quotes=QUOTES, confidence=confidence, source="rules")

    metadata = Metadata(
        parties=(fact(Party(name="Alder Inc"), 0.9), fact(Party(name="Someone"), 0.2)),
        agreement_date=fact(date(2020, 5, 1), 0.9),
        governing_law=fact("New York", 0.9),
        term=fact(Term(length=Duration(count=1, unit="years")), 0.9),
    )
    assert pairs_of(metadata) == (
        "effective_date=2020-05-01",
        "jurisdiction=New_York",
        "party=Alder_Inc.",
        "term=1_year",
    )


def test_escapes_of_the_file_are_put_back() -> None:
    assert unescape(r"a\nb\\nc\td\x") == "a\nb\\nc\td\\x"


def test_a_folder_is_read_with_its_header_and_its_halves(tmp_path: Path) -> None:
    (tmp_path / "in.tsv").write_text(
        "filename\tkeys\ttext\na.pdf\tparty\tOne\\ntwo\nb.pdf\tparty\tThree\n", "utf-8"
    )
    (tmp_path / "expected.tsv").write_text("party=A\n\n", "utf-8")
    both = read_agreements(tmp_path)
    assert [(each.text, each.expected) for each in both] == [("One\ntwo", ("party=A",)), ("Three", ())]
    assert sum(len([one for one in both if one.half == half]) for half in ("tune", "report")) == 2


def test_a_folder_that_does_not_fit_is_refused_with_its_counts(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match=r"in\.tsv cannot be read"):
        read_agreements(tmp_path)
    (tmp_path / "in.tsv").write_text("a.pdf\tparty\tOne\n", "utf-8")
    (tmp_path / "expected.tsv").write_text("party=A\nparty=B\n", "utf-8")
    with pytest.raises(InvalidInputError, match="1 texts and 2 lines"):
        read_agreements(tmp_path)
