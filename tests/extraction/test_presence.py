"""From passage probabilities to present, unsure and absent: signs, model and bounds, worked by hand."""

import numpy as np
import pytest

from extraction.clauses.candidates import Reading
from extraction.clauses.linear import Floats
from extraction.clauses.presence import SIGNS, PresenceModel, signs_of
from extraction.clauses.signs import Evidence
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.trees import Trees
from extraction.training import presence
from extraction.training.bands import FALSE_ABSENCE, bands
from extraction.training.boost import Growth, grow
from extraction.training.presence import fit_presence

TYPES = ("cap_on_liability", "uncapped_liability")
NEVER = np.log(1e-4 / (1 - 1e-4))


def signs(probabilities: list[list[float]], evidence: Evidence | None = None, chars: int = 20_000) -> Floats:
    table = np.array(probabilities, np.float32).reshape(-1, 2)
    return signs_of(
        table, np.array([True, False]), sentences=table, evidence=evidence or {}, types=TYPES, chars=chars
    )


def sign(table: Floats, name: str, row: int = 0) -> float:
    return float(table[row, SIGNS.index(name)])


def test_the_three_best_passages_speak_as_log_odds() -> None:
    table = signs([[0.1, 0], [0.8, 0], [0.5, 0], [0.2, 0]])
    assert sign(table, "best") == pytest.approx(np.log(4), abs=1e-5)
    assert sign(table, "second") == pytest.approx(0, abs=1e-5)
    assert sign(table, "third") == pytest.approx(np.log(0.25), abs=1e-5)
    assert sign(table, "expected") == pytest.approx(np.log1p(1.6), abs=1e-5)
    assert sign(table, "several") == pytest.approx(np.log(5), abs=1e-5)
    assert (sign(table, "headed"), sign(table, "headed", 1)) == (1, 0)


def test_phrases_are_counted_and_speak_with_the_best_of_their_sentences() -> None:
    evidence: Evidence = {"uncapped_liability": {"strong": (0, 2), "against": (1,)}}
    table = signs([[0, 0.3], [0.9, 0], [0, 0.6], [0, 0.9]], evidence)
    assert sign(table, "strong", 1) == pytest.approx(np.log(3))
    assert sign(table, "weak", 1) == 0
    assert sign(table, "against", 1) == pytest.approx(np.log(2))
    assert sign(table, "best_strong", 1) == pytest.approx(np.log(1.5), abs=1e-5)
    assert sign(table, "best_weak", 1) == pytest.approx(NEVER, abs=1e-3)
    # A cap stands in the sentence next to both phrases.
    assert sign(table, "beside", 1) == pytest.approx(np.log(9), abs=1e-4)
    assert sign(table, "beside", 0) == pytest.approx(NEVER, abs=1e-3)


def test_a_document_without_sentences_has_signs_of_nothing() -> None:
    table = signs([], chars=0)
    assert np.isfinite(table).all()
    assert sign(table, "best") == pytest.approx(NEVER, abs=1e-3)
    assert sign(table, "length") == sign(signs([], chars=100), "length")


def model(*, prior: float, trees: Trees | None) -> PresenceModel:
    coefficients = np.zeros((2, len(SIGNS)), np.float32)
    coefficients[:, 0] = 1
    present, absent = np.array([0.6, 0.6], np.float32), np.array([0.3, 0.3], np.float32)
    return PresenceModel(
        TYPES,
        coefficients,
        np.zeros(2, np.float32),
        present,
        absent,
        np.array([np.nan, prior], np.float32),
        trees,
    )


def test_trees_are_averaged_in_where_a_prior_is_known() -> None:
    leaf = grow(np.zeros((3, len(SIGNS) + 1), np.float32), np.ones(3, bool), growth=Growth(1, 0.1, 2, 1, 1.0))
    table = signs([[0.5, 0.5]])
    alone = model(prior=0.0, trees=None).probabilities(table)
    both = model(prior=0.0, trees=leaf).probabilities(table)
    assert alone == pytest.approx([0.5, 0.5], abs=1e-5)
    # Three of three wanted, half a contract added to either side.
    assert both == pytest.approx([0.5, (0.5 + 3.5 / 4) / 2], abs=1e-5)


def test_the_bounds_themselves_are_present_and_unsure() -> None:
    made = model(prior=0.0, trees=None)
    states = [made.state(0, float(np.float32(likely))) for likely in (0.61, 0.6, 0.59, 0.3, 0.29)]
    assert states == ["present", "present", "unsure", "unsure", "absent"]


def test_absent_means_the_same_for_every_type_and_misses_few() -> None:
    random = np.random.default_rng(3)
    guessed = random.random((400, 6)).astype(np.float32)
    there = random.random((400, 6)) < guessed
    present, absent = bands(guessed, there)
    assert len(set(absent.tolist())) == 1
    missed = ((guessed < absent) & there).sum() / there.sum()
    assert FALSE_ABSENCE - 0.01 < missed <= FALSE_ABSENCE
    # Half the best F1 that such probabilities promise is about two fifths.
    assert (abs(present - 0.4) < 0.12).all()


def test_a_type_that_is_often_overlooked_has_a_lower_bound_of_its_own() -> None:
    guessed = np.tile(np.linspace(0.3, 0.99, 100, dtype=np.float32)[:, None], (1, 3))
    there = np.ones((100, 3), bool)
    there[:, 2] = np.arange(100) % 13 == 0
    guessed[there[:, 2], 2] = 0.02
    _, absent = bands(guessed, there)
    assert absent[2] < 0.02 < absent[0]


def test_families_of_types_have_lower_bounds_of_their_own() -> None:
    guessed = np.array([[0.9, 0.2]] * 50 + [[0.1, 0.01]] * 50, np.float32)
    there = guessed > 0.15
    _, absent = bands(guessed, there, family=np.array([True, False]))
    assert absent[1] < 0.2 < absent[0]


def reading(evidence: Evidence) -> Reading:
    from extraction.clauses.candidates import read_candidates
    from extraction.training.cuad import document_of

    read = read_candidates(document_of("x", "One sentence stands here. Another one follows it."))
    return Reading(read.units, read.heads, evidence)


def test_what_is_learnt_tells_contracts_with_a_clause_from_those_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A few quick trees instead of many careful ones: what is learnt is plain.
    monkeypatch.setattr(presence, "_GROWTH", Growth(rounds=8, rate=0.5, leaves=4, least=5, smooth=1.0))
    names = tuple(clause_types())
    law = names.index("governing_law")
    there = np.zeros((60, len(names)), bool)
    there[::2, law] = True
    probabilities: list[dict[str, Floats]] = []
    for has in there[:, law]:
        table = np.full((2, len(names)), 0.01, np.float32)
        table[1, law] = 0.8 if has else 0.02
        probabilities.append({"sentences": table})
    learnt = fit_presence([reading({})] * 60, probabilities, there=there, types={"sentences": names})
    from extraction.clauses.score import document_signs

    for scored, has in zip(probabilities[:2], (True, False), strict=True):
        table = document_signs(reading({}), scored, types={"sentences": names})
        likely = float(learnt.probabilities(table)[law])
        assert learnt.state(law, likely) == ("present" if has else "absent")
    assert np.isnan(learnt.prior[names.index("confidentiality")])
