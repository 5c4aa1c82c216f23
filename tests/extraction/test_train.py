"""Training on a dozen contracts of our own making: the same bytes, a true card, clear refusals."""

import json
from pathlib import Path

import pytest

from contracts.errors import InvalidInputError
from extraction.clauses.classify import classify
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.weights import FILES, read_model
from extraction.train import train
from extraction.training.bands import bands
from extraction.training.cuad import document_of, read_cuad

LAW = "This Agreement is governed by the laws of the State of {}."
COVER = "The Supplier shall keep general liability insurance of at least $1,000,000 in force."
STATES = ["Ohio", "Utah", "Iowa", "Texas", "Maine", "Idaho", "Nevada", "Kansas", "Oregon", "Alaska"]
CATEGORIES = [kind.cuad for kind in clause_types().values() if kind.cuad]


def contract(number: int) -> dict[str, object]:
    state = STATES[number % len(STATES)]
    law, insured = LAW.format(state), number % 2 == 0
    lines = [
        f"SUPPLY AGREEMENT\n\nThis Supply Agreement is made on May {number + 1}, 2020 by Acme{number} Inc.",
        "1. Delivery.\nThe Supplier delivers the Goods to the Customer on time.",
        f"2. Governing Law.\n{law}",
        f"3. Confidentiality.\nEach party keeps the secrets of the other for {number + 2} years.",
        f"4. Insurance.\n{COVER}" if insured else "4. Notices.\nNotices are sent in writing.",
    ]
    text = "\n\n".join(lines)
    marked = {
        "Governing Law": law,
        "Insurance": COVER if insured else "",
        "Document Name": "SUPPLY AGREEMENT",
    }
    questions = []
    for category in CATEGORIES:
        words = marked.get(category, "")
        answers = [{"text": words, "answer_start": text.index(words)}] if words else []
        questions.append({"id": f"C{number}__{category}", "answers": answers})
    return {"title": f"C{number}", "paragraphs": [{"context": text, "qas": questions}]}


def write_data(folder: Path, count: int) -> Path:
    (folder / "cuad").mkdir(parents=True)
    data = {"version": "test", "data": [contract(number) for number in range(count)]}
    (folder / "cuad" / "train.json").write_text(json.dumps(data))
    return folder


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    data = write_data(tmp_path_factory.mktemp("data"), 16)
    outs = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for out in outs:
        train(data, out)
    return outs


def test_weights_made_again_are_the_same_bytes(twice: tuple[Path, Path]) -> None:
    first, second = twice
    for name in (*FILES.values(), "card.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_card_says_what_the_weights_come_from(twice: tuple[Path, Path]) -> None:
    card = json.loads((twice[0] / "card.json").read_text())
    assert card["contracts"] == 16
    assert 0 < card["dev_contracts"] < 16
    assert card["bytes"]["shipped"] == (twice[0] / FILES["shipped"]).stat().st_size
    assert "Atticus" in card["licence"]


def test_what_was_learnt_reads_a_new_contract(twice: tuple[Path, Path]) -> None:
    model = read_model((twice[0] / FILES["shipped"]).read_bytes())
    law = LAW.format("Vermont")
    document = document_of("new", f"SUPPLY AGREEMENT\n\n1. Law.\n{law}\n")
    found = classify(document, model=model)
    best = max((each for each in found.passages if each.type == "governing_law"), key=lambda each: each.score)
    assert document.text[best.start : best.end] == law
    assert best.score > 0.5
    likely = {each.type: each.probability for each in found.presence}
    assert likely["governing_law"] > likely["insurance"]


def test_too_few_contracts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="too few"):
        train(write_data(tmp_path / "data", 3), tmp_path / "out")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not JSON"),
        ("[]", 'has no list "data"'),
        ('{"data": [{"title": "x"}]}', "lacks 'paragraphs'"),
        ('{"data": [{"title": "x", "paragraphs": []}]}', "has 0 paragraphs"),
        (
            '{"data": [{"title": "x", "paragraphs": [{"context": "abc", "qas": '
            '[{"id": "x__Parties", "answers": [{"answer_start": 1, "text": "zz"}]}]}]}]}',
            "is not what the text says there",
        ),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "cuad.json"
    path.write_text(content)
    with pytest.raises(InvalidInputError, match=words) as caught:
        read_cuad(path)
    assert str(path) in str(caught.value)


def test_a_missing_file_and_a_folder_are_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="no such file"):
        read_cuad(tmp_path / "none.json")
    with pytest.raises(InvalidInputError, match="is a folder"):
        read_cuad(tmp_path)


def test_the_lower_bound_is_never_above_the_upper() -> None:
    import numpy as np

    random = np.random.default_rng(1)
    guessed = random.random((40, 5)).astype(np.float32)
    there = random.random((40, 5)) < 0.4
    present, absent = bands(guessed, there)
    assert (absent <= present).all()


def test_bands_part_what_can_be_parted() -> None:
    import numpy as np

    guessed = np.array([[0.9], [0.8], [0.2], [0.1]] * 20, np.float32)
    there = np.array([[True], [True], [False], [False]] * 20)
    present, absent = bands(guessed, there)
    assert 0.2 < present[0] < 0.8
    assert absent[0] <= present[0]


def test_a_bare_text_keeps_its_offsets() -> None:
    document = document_of("x", "one\n\ntwo words\n")
    assert [document.text[block.start : block.end] for block in document.blocks] == [
        "one",
        "",
        "two words",
        "",
    ]
