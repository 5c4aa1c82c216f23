"""From candidates to ranked passages: pieces of sentences, standing in the document, novelty, trees."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.clauses.candidates import read_candidates
from extraction.clauses.linear import Floats
from extraction.clauses.novelty import MEASURES as TOLD
from extraction.clauses.novelty import novelty
from extraction.clauses.pieces import piece_spans
from extraction.clauses.ranking import Ranking
from extraction.clauses.standing import KINDS, MEASURES, PART_TYPES, Standing, Views, cuad_types, standing_of
from extraction.clauses.trees import Trees, read_trees
from extraction.clauses.units import sentence_units
from extraction.training.boost import Growth, grow
from extraction.training.cuad import document_of

LIST = (
    "During the Term the Consultant shall not, directly or indirectly, alone or with others: "
    "(i) solicit any employee of the Company for the purpose of hiring that employee; or "
    "(ii) solicit any customer of the Company with whom the Consultant had dealings in that time."
)
STEM = """INSURANCE

The Supplier shall keep in force:

(a) general liability insurance of one million dollars;

(b) workers' compensation insurance as the law requires; and

(c) motor insurance.

The Supplier shall show proof of it.
"""


def pieces_of(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in piece_spans(text, sentence_units(document_of("x", text)))]


def test_a_long_sentence_is_offered_in_its_items() -> None:
    assert pieces_of(LIST) == [
        LIST[: LIST.index(" (i)")],
        LIST[LIST.index("(i)") : LIST.index(" or (ii)")],
        LIST[LIST.index("or (ii)") :],
    ]


def test_a_stem_is_offered_with_the_items_below_it() -> None:
    joined = STEM[
        STEM.index("The Supplier shall keep") : STEM.index("motor insurance.") + len("motor insurance.")
    ]
    assert joined in pieces_of(STEM)


def test_a_plain_sentence_has_no_pieces() -> None:
    assert pieces_of("The Supplier delivers the Goods on time.") == []


@given(st.text(alphabet="aA1 (i);:.\n", max_size=400))
def test_pieces_lie_within_the_text_and_begin_in_their_sentence(text: str) -> None:
    units = sentence_units(document_of("x", text))
    for start, end, row in piece_spans(text, units):
        assert units[row].start <= start < units[row].end
        assert start < end <= len(text)


def standing_with(text: str, loud: dict[int, float]) -> Standing:
    """Governing law by the numbers of sentences; everything else is silent."""
    reading = read_candidates(document_of("x", text))
    law = cuad_types().index("governing_law")
    odds: dict[str, Views] = {}
    for kind in KINDS:
        width = len(PART_TYPES.get(kind, cuad_types()))
        scores = np.full((len(reading.heads[kind].spans), width), -8.0, np.float32)
        if kind == "sentences":
            for row, value in loud.items():
                scores[row, law] = value
        odds[kind] = (scores, scores)
    return standing_of(text, reading, odds=odds)


FOUR = "One is here.\nTwo is here.\nThree is here.\nFour is here.\n"


def test_only_candidates_that_speak_are_looked_at() -> None:
    standing = standing_with(FOUR, {1: 2.0, 3: -1.0})
    assert [FOUR[start:end] for start, end in standing.spans.tolist()] == ["Two is here.", "Four is here."]
    assert {cuad_types()[number] for number in standing.type.tolist()} == {"governing_law"}


def test_measures_say_how_a_candidate_stands_among_the_others() -> None:
    standing = standing_with(FOUR, {1: 2.0, 2: -1.0})
    second = dict(zip(MEASURES, standing.measured[1].tolist(), strict=True))
    assert (second["odds"], second["best"], second["below_best"], second["rank"]) == (-1.0, 2.0, -3.0, 1.0)
    assert (second["before"], second["after"]) == (2.0, -8.0)


def test_a_text_without_candidates_has_no_standing() -> None:
    assert len(standing_with("", {}).row) == 0


def test_a_second_title_like_the_first_is_told_as_such() -> None:
    standing = standing_with(FOUR, {0: 3.0, 1: 2.0, 3: 1.0})
    told, order = novelty(FOUR, standing, likely=np.array([0.9, 0.5, 0.2], np.float32))
    assert order.tolist() == [0, 1, 2]
    first, second, third = (dict(zip(TOLD, row, strict=True)) for row in told.tolist())
    assert (first["rank"], first["none_before"], first["alike"]) == (0, 1, 0)
    assert second["none_before"] == pytest.approx(0.1)
    assert second["alike_top"] == pytest.approx(0.5)
    assert third["sum_before"] == pytest.approx(1.4)
    assert not second["overlaps"]


def both_ways(measured: Floats, trees: Trees) -> Floats:
    """Row by row and tree by tree, as one would read it aloud."""
    odds: list[float] = []
    for row in measured:
        total = trees.start
        for node in trees.roots.tolist():
            while trees.left[node] != node:
                low = row[trees.measure[node]] <= trees.bound[node]
                node = int(trees.left[node] if low else trees.right[node])
            total += float(trees.value[node])
        odds.append(total)
    return np.array([1 / (1 + np.exp(-value)) for value in odds], np.float32)


@pytest.fixture(scope="module")
def learnt() -> tuple[Floats, np.ndarray, Trees]:
    random = np.random.default_rng(7)
    measured = random.normal(size=(400, 3)).astype(np.float32)
    wanted = (measured[:, 0] > 0) & (measured[:, 1] < 0.5)
    return measured, wanted, grow(measured, wanted, growth=Growth(30, 0.2, 6, 10, 1.0))


def test_grown_trees_tell_what_they_learnt(learnt: tuple[Floats, np.ndarray, Trees]) -> None:
    measured, wanted, trees = learnt
    assert ((trees.probabilities(measured) > 0.5) == wanted).mean() > 0.97


def test_all_trees_at_once_are_the_trees_one_by_one(learnt: tuple[Floats, np.ndarray, Trees]) -> None:
    measured, _, trees = learnt
    np.testing.assert_allclose(trees.probabilities(measured), both_ways(measured, trees), atol=1e-6)


def test_trees_come_back_from_a_file_as_they_were(learnt: tuple[Floats, np.ndarray, Trees]) -> None:
    measured, _, trees = learnt
    again = read_trees(trees.arrays("x"), "x")
    assert (again.probabilities(measured) == trees.probabilities(measured)).all()


def test_trees_without_examples_are_one_leaf() -> None:
    trees = grow(np.zeros((9, 2), np.float32), np.zeros(9, bool), growth=Growth(5, 0.1, 4, 2, 1.0))
    assert trees.probabilities(np.zeros((2, 2), np.float32)).tolist() == pytest.approx([0.05, 0.05])


def test_a_ranking_of_nothing_is_nothing(learnt: tuple[Floats, np.ndarray, Trees]) -> None:
    prior = np.zeros((len(cuad_types()), 2), np.float32)
    ranking = Ranking(learnt[2], prior, learnt[2], prior)
    assert ranking.probabilities("", standing_with("", {})).shape == (0,)
