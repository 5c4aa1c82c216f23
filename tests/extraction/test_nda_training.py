"""Reading ContractNLI files and learning from them, on agreements of our own."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from contracts.errors import InvalidInputError
from extraction.clauses.nda_cues import hypotheses
from extraction.clauses.nda_model import read_nda_model
from extraction.clauses.nda_score import CONTRADICTION, ENTAILMENT, score_spans
from extraction.training.nda import train_nda, training_agreements
from extraction.training.nda_bounds import choose_bounds
from extraction.training.nda_data import agreement_key, read_agreements, read_evidence

SPANS = (
    "This agreement is made between two parties who wish to talk.",
    "The recipient shall not reverse engineer any sample of number {at}.",
    "The recipient may keep one copy of the information for its files.",
    "The recipient shall return all copies and keep nothing of number {at}.",
    "The laws of the land apply to agreement number {at}.",
)


def entry(at: int) -> dict[str, Any]:
    """Statement nda-11 holds where the number is even; nda-20 holds, or is denied where it is odd."""
    spans = [0, 4, *([1] if at % 2 == 0 else []), 2 if at % 2 == 0 else 3]
    texts = [SPANS[index].format(at=at) for index in sorted(spans)]
    annotations: dict[str, dict[str, Any]] = {
        each.key: {"choice": "NotMentioned", "spans": []} for each in hypotheses()
    }
    if at % 2 == 0:
        annotations["nda-11"] = {"choice": "Entailment", "spans": [1]}
        annotations["nda-20"] = {"choice": "Entailment", "spans": [2]}
    else:
        annotations["nda-20"] = {"choice": "Contradiction", "spans": [1]}
    bounds, start = [], 0
    for text in texts:
        bounds.append([start, start + len(text)])
        start += len(text) + 1
    return {
        "id": at,
        "text": "\n".join(texts),
        "spans": bounds,
        "annotation_sets": [{"annotations": annotations}],
    }


def write_file(path: Path, numbers: range) -> Path:
    path.write_text(json.dumps({"documents": [entry(at) for at in numbers]}), "utf-8")
    return path


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data") / "contractnli"
    folder.mkdir()
    write_file(folder / "train.json", range(16))
    write_file(folder / "dev.json", range(16, 20))
    rows = [
        {"doc": f"train-{at}", "hypothesis_id": each.key, "label": "NotMentioned", "text": SPANS[0]}
        for at in (0, 16)
        for each in hypotheses()
    ]
    rows[-1] |= {"label": "Entailment", "text": f"{SPANS[1]}\n{SPANS[2]}"}
    (folder / "train_evidence.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return folder.parent


def test_agreements_known_by_text_are_not_read_twice(data: Path):
    found = training_agreements(data / "contractnli")
    assert [each.id for each in found if not each.whole] == ["train-16"]
    assert len(found) == 17


def test_evidence_rows_become_one_agreement_with_each_span_once(data: Path):
    (found,) = read_evidence(data / "contractnli" / "train_evidence.jsonl", skip=["train-0"])
    assert found.texts == SPANS[:3]
    assert found.evidence[:, -1].tolist() == [False, True, True]
    assert found.choices[-1] == ENTAILMENT


def test_learning_twice_gives_the_same_bytes_and_the_card_names_what_was_seen(data: Path, tmp_path: Path):
    first = train_nda(data, tmp_path / "first")
    assert train_nda(data, tmp_path / "second") == first
    for name in ("nda.npz", "nda-dev.npz", "nda-card.json"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()
    seen = read_agreements(data / "contractnli" / "dev.json")
    assert set(first.development) == {agreement_key(each.texts) for each in seen}
    assert (first.agreements, first.evidence_only) == (21, 1)


def test_what_was_learnt_tells_the_opposite_from_the_statement(data: Path, tmp_path: Path):
    train_nda(data, tmp_path)
    model = read_nda_model((tmp_path / "nda.npz").read_bytes())
    keeps = score_spans([SPANS[0], SPANS[1].format(at=0), SPANS[2], SPANS[4]], model)
    returns = score_spans([SPANS[0], SPANS[3].format(at=1), SPANS[4]], model)
    assert (keeps.chosen[-1], returns.chosen[-1]) == (ENTAILMENT, CONTRADICTION)
    assert (int(keeps.evidence[:, -1].argmax()), int(returns.evidence[:, -1].argmax())) == (2, 1)


def test_a_bound_lies_between_the_contradictions_and_the_rest():
    choices = np.array([[1], [1], [1], [2], [2]] * 10)
    likely = np.array([[0.05], [0.1], [0.2], [0.4], [0.5]] * 10, np.float32)
    (bound,) = choose_bounds(likely, choices)
    assert 0.2 < bound <= 0.4


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"spans": []}, "has no spans"),
        ({"annotation_sets": []}, "is wrong or lacks something"),
        ({"spans": [["a", 2]]}, "is wrong or lacks something"),
    ],
)
def test_a_wrong_document_is_told_with_its_place(tmp_path: Path, change: dict[str, Any], words: str):
    path = tmp_path / "bad.json"
    path.write_text(json.dumps({"documents": [entry(0), entry(1) | change]}), "utf-8")
    with pytest.raises(InvalidInputError, match=rf"documents\[1\] {words}"):
        read_agreements(path)


@pytest.mark.parametrize("content", ["", "[]", '{"documents": 3}'])
def test_a_file_of_another_kind_is_told(tmp_path: Path, content: str):
    path = tmp_path / "other.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InvalidInputError, match="give a ContractNLI file"):
        read_agreements(path)
