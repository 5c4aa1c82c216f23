"""Presence figures, counted by hand."""

from contracts.extraction import Presence
from evals.scorers.cuad import Question
from evals.scorers.presence import PresenceScore, macro, presence_intervals, presence_scores


def said(state: str) -> dict[str, Presence]:
    return {"Insurance": Presence.model_validate({"type": "insurance", "state": state, "probability": 0.5})}


def scored(*pairs: tuple[bool, str]) -> dict[str, PresenceScore]:
    questions = [
        Question(f"{n}__Insurance", str(n), "Insurance", ("x",) if has else ())
        for n, (has, _) in enumerate(pairs)
    ]
    return presence_scores(questions, {str(n): said(state) for n, (_, state) in enumerate(pairs)})


def test_unsure_is_neither_a_find_nor_a_false_absence() -> None:
    score = scored((True, "present"), (True, "unsure"), (True, "absent"), (False, "present"))["Insurance"]
    assert score.precision == 1 / 2
    assert score.recall == 1 / 3
    assert score.false_absence == 1 / 3
    assert score.unsure == 1 / 4
    assert score.f1 == 2 / 5


def test_a_category_that_never_occurs_is_left_out_of_the_means() -> None:
    figures = macro(scored((False, "present"), (False, "absent")))
    assert figures["presence_macro_f1"] == 0
    assert figures["false_absence_rate"] == 0


def test_all_right_is_one() -> None:
    figures = macro(scored((True, "present"), (False, "absent")))
    assert figures["presence_macro_f1"] == 1
    assert figures["unsure_rate"] == 0


def test_intervals_hold_the_figure_and_close_where_all_contracts_agree():
    asked = [Question(f"{n}", f"contract {n}", "Insurance", ("x",)) for n in range(8)]
    mixed = {f"contract {n}": said("present" if n % 2 else "absent") for n in range(8)}
    low, high = presence_intervals(asked, mixed)["false_absence_rate"]
    assert 0 < low < 0.5 < high < 1
    alike = {name: said("present") for name in mixed}
    assert presence_intervals(asked, alike)["presence_macro_f1"] == (1, 1)
