"""The seventeen statements about non-disclosure agreements, on agreements of our own."""

import pytest

from contracts.document import Document
from contracts.hypotheses import HypothesisAnswer
from extraction.clauses.nda import answer_hypotheses
from extraction.clauses.nda_cues import hypotheses
from extraction.clauses.nda_model import NDA_FILES, load_nda_model, read_nda_model, write_nda_model
from extraction.clauses.nda_score import score_spans
from extraction.clauses.nda_spans import read_spans
from extraction.clauses.taxonomy import clause_types
from extraction.training.cuad import document_of

AGREEMENT = """MUTUAL NON-DISCLOSURE AGREEMENT
1. "Confidential Information" means all business, financial and technical information that one party discloses to the other, whether orally or in writing, and whether or not it is marked as confidential.
2. Confidential Information does not include information that:
(a) the Receiving Party develops independently without use of the Confidential Information; or
(b) the Receiving Party lawfully receives from a third party that owes no duty of confidence.
3. The Receiving Party shall use the Confidential Information solely for the purpose of evaluating the proposed transaction.
4. The Receiving Party may disclose Confidential Information to those of its employees, attorneys, accountants and other professional advisors who need to know it.
5. If the Receiving Party is required by law or court order to disclose Confidential Information, it shall promptly notify the Disclosing Party before doing so.
6. The Receiving Party shall not reverse engineer, decompile or disassemble any samples or software of the Disclosing Party.
7. Nothing in this Agreement grants the Receiving Party any license or other right in the Confidential Information.
8. Upon termination of this Agreement the Receiving Party shall return or destroy all Confidential Information. The Receiving Party may retain one archival copy in its legal department for record purposes.
9. The obligations of confidentiality survive the termination of this Agreement for three years.
10. For one year neither party shall solicit or hire any employee of the other party.
11. Notwithstanding the foregoing, the Receiving Party shall be free to use Residuals for any purpose.
"""  # noqa: E501 (one line per clause, as contracts have it)


@pytest.fixture(scope="module")
def document() -> Document:
    return document_of("nda.txt", AGREEMENT)


@pytest.fixture(scope="module")
def answers(document: Document) -> dict[str, HypothesisAnswer]:
    return {each.id: each for each in answer_hypotheses(document)}


@pytest.mark.parametrize(
    ("statement", "choice", "words"),
    [
        ("technical_only", "contradiction", "business, financial"),
        ("spoken_included", "entailment", "orally"),
        ("share_with_employees", "entailment", "employees"),
        ("share_with_third_parties", "entailment", "advisors"),
        ("notice_of_compelled_disclosure", "entailment", "promptly notify"),
        ("no_reverse_engineering", "entailment", "reverse engineer"),
        ("own_development", "entailment", "independently"),
        ("acquire_elsewhere", "entailment", "third party"),
        ("no_licence", "entailment", "license"),
        ("return_at_end", "entailment", "Upon termination"),
        ("keep_after_return", "entailment", "archival copy"),
        ("survival", "entailment", "survive"),
        ("no_solicitation", "entailment", "solicit"),
    ],
)
def test_plain_words_get_the_plain_answer(
    answers: dict[str, HypothesisAnswer], statement: str, choice: str, words: str
):
    answer = answers[statement]
    assert answer.choice == choice
    assert any(words in each.quote.text for each in answer.evidence)


def test_what_is_not_said_is_not_mentioned_and_has_no_evidence(answers: dict[str, HypothesisAnswer]):
    answer = answers["agreement_is_secret"]
    assert answer.choice == "not_mentioned"
    assert answer.evidence == ()


def test_an_exception_elsewhere_is_found_and_quoted(answers: dict[str, HypothesisAnswer]):
    found = answers["limited_use"].exceptions
    assert any("free to use Residuals" in each.quote.text for each in found)
    assert all(each.words for each in found)


def test_a_residuals_clause_makes_limited_use_less_sure(answers: dict[str, HypothesisAnswer]):
    without = document_of("nda.txt", AGREEMENT.partition("11.")[0])
    limited = {each.id: each for each in answer_hypotheses(without)}["limited_use"]
    assert limited.choice == "entailment"
    assert limited.contradiction < answers["limited_use"].contradiction


def test_every_quote_is_the_words_of_the_document(document: Document, answers: dict[str, HypothesisAnswer]):
    quotes = [each.quote for answer in answers.values() for each in (*answer.evidence, *answer.exceptions)]
    assert quotes
    assert all(document.text[quote.span.start : quote.span.end] == quote.text for quote in quotes)


def test_probabilities_add_up_to_one(answers: dict[str, HypothesisAnswer]):
    for answer in answers.values():
        total = answer.entailment + answer.contradiction + answer.not_mentioned
        assert total == pytest.approx(1, abs=2e-4)


def test_the_same_words_give_the_same_answers(document: Document):
    assert answer_hypotheses(document) == answer_hypotheses(document)


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_document_without_words_has_no_answers(text: str):
    assert answer_hypotheses(document_of("empty.txt", text)) == ()


@pytest.mark.parametrize("text", ["Yes.", "____", "1 2 3\n4 5 6", "Ceci n'est pas un contrat."])
def test_a_document_that_says_nothing_is_answered_soberly(text: str):
    answers = answer_hypotheses(document_of("odd.txt", text))
    assert len(answers) == 17
    assert sum(each.choice != "not_mentioned" for each in answers) <= 2


def test_statements_are_the_seventeen_and_name_known_clause_types():
    known = hypotheses()
    assert len({each.key for each in known}) == len({each.id for each in known}) == len(known) == 17
    assert {kind for each in known for kind in each.types} <= set(clause_types())


def test_list_items_know_the_words_they_go_on_from():
    spans = read_spans(
        [
            "2. Exclusions",
            "The term does not include information of which the recipient shows that it:",
            "(a) is public; or",
            "(b) is old.",
            "Next.",
        ]
    )
    assert spans.stem.tolist() == [-1, -1, 1, 1, -1]
    assert spans.heading[1] == 0


@pytest.mark.parametrize("name", list(NDA_FILES))
def test_weights_are_written_as_they_were_read(name: str):
    model = load_nda_model(name)  # pyright: ignore[reportArgumentType]
    assert write_nda_model(read_nda_model(write_nda_model(model))) == write_nda_model(model)


def test_one_span_is_enough():
    scores = score_spans(["The Receiving Party shall not reverse engineer any product."], load_nda_model())
    assert scores.evidence.shape == (1, 17)
    assert ((scores.evidence >= 0) & (scores.evidence <= 1)).all()
