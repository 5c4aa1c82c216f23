"""The bench measures what it says; how fast it is, is for the bench to say and not for a test."""

import io

from docx import Document

from evals.bench import Figure
from evals.bench_contract import long_contract


def test_a_long_contract_has_the_words_of_its_pages_and_no_open_slots():
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(long_contract(4))).paragraphs)
    assert 2000 <= len(text.split()) <= 2600
    assert "{" not in text


def test_a_figure_over_its_bound_does_not_hold():
    figure = Figure(name="x", unit="s", best=2.0, typical=2.5, floor="y", floor_typical=1.0, ratio=2.5)
    assert figure.holds
    assert figure.model_copy(update={"bound": 2.0}).holds
    assert not figure.model_copy(update={"bound": 1.9}).holds
