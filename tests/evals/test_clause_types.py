"""Sections without their headings are told by their words; the figures are counted as worked by hand."""

import json

from typer.testing import CliRunner

from evals.clause_types import Told, per_type
from evals.commands import app
from extraction.clauses.taxonomy import clause_types

CATEGORIES = [kind.cuad for kind in clause_types().values() if kind.cuad]
TEXT = """SUPPLY AGREEMENT

1. Governing Law.
This Agreement shall be governed by and construed in accordance with the laws of the State of Ohio.

2. Force Majeure.
Neither party is liable for any delay caused by fire, flood, war, strikes or acts of God beyond its control.

3. Severability.
If any provision of this Agreement is held invalid or unenforceable, the remaining provisions stay in force.
"""


def test_precision_recall_and_confusions_are_counted_by_the_first_answer():
    told = [
        Told("A", frozenset({"notices"}), ("notices", "waiver")),
        Told("A", frozenset({"notices"}), ("waiver",)),
        Told("B", frozenset({"waiver"}), ("waiver",)),
        Told("B", frozenset({"waiver", "amendment"}), ("amendment",)),
        Told("C", frozenset({"waiver"}), ()),
    ]
    rows = {row["category"]: row for row in per_type(told)}
    assert (rows["notices"]["precision"], rows["notices"]["recall"]) == (1, 0.5)
    assert rows["notices"]["taken_for"] == ["waiver"]
    assert (rows["waiver"]["precision"], rows["waiver"]["recall"]) == (0.5, 0.6667)
    assert (rows["amendment"]["precision"], rows["amendment"]["recall"]) == (1, 1)


def test_sections_of_a_contract_are_told_by_their_words(tmp_path):
    questions = [{"id": f"A__{name}", "answers": []} for name in CATEGORIES]
    path = tmp_path / "cuad.json"
    path.write_text(
        json.dumps({"data": [{"title": "A", "paragraphs": [{"context": TEXT, "qas": questions}]}]})
    )
    done = CliRunner().invoke(app, ["clause-types", str(path), "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["metrics"]["sections"] == 3
    assert found["metrics"]["accuracy"] == 1
    assert found["metrics"]["commonest_type"] == 0.3333
    assert {row["category"] for row in found["per_category"]} == {
        "governing_law", "force_majeure", "severability",
    }  # fmt: skip
