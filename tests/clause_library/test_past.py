"""Past clauses: cut out of documents, quoted exactly, found again, each workspace for itself."""

from clause_library.collection import Vectors
from clause_library.memory import MemoryIndex
from clause_library.past import LONGEST, Asked, PastClauses, past_clauses
from clause_library.projection import ProjectedEmbedder
from contracts.document import Document
from extraction.structure.structure import structured
from extraction.training.cuad import document_of

TEXT = """SERVICES AGREEMENT

1. Liability
The liability of each party under this agreement is limited to the fees paid in one year.

2. Assignment
Neither party may assign this agreement without the written consent of the other party.

3. Law
The laws of England and Wales govern this agreement and any dispute about it.
"""


def document(text: str = TEXT) -> Document:
    return structured(document_of("services", text))


def shelf() -> PastClauses:
    return PastClauses(Vectors(ProjectedEmbedder(), MemoryIndex(), "contracts-w"))


def test_clauses_are_quoted_from_the_document_and_do_not_overlap() -> None:
    read = document()
    found = past_clauses("k1", "services.docx", document=read)
    assert len(found) == 3
    last = 0
    for clause in found:
        span = clause.quote.span
        assert read.text[span.start : span.end] == clause.quote.text
        assert last <= span.start
        last = span.end


def test_a_clause_like_this_one_is_found_with_its_place() -> None:
    past = shelf()
    assert past.take("k1", past_clauses("k1", "one.docx", document=document())) == 3
    assert past.take("k1", ()) == 0
    hit = past.search(Asked("No party may assign without consent", like=True), among={"k1"}, limit=1)[0]
    assert hit.clause.contract_name == "one.docx"
    assert "assign this agreement" in hit.clause.quote.text
    hit = past.search(Asked("cap on liability"), among={"k1"}, limit=1)[0]
    assert "limited to the fees" in hit.clause.quote.text


def test_only_the_contracts_that_are_there_are_searched() -> None:
    past = shelf()
    for id in ("k1", "k2"):
        past.take(id, past_clauses(id, f"{id}.docx", document=document()))
    assert {hit.clause.contract_id for hit in past.search(Asked("law of England"), among={"k2"})} == {"k2"}
    assert past.search(Asked("law of England"), among=()) == ()


def test_the_same_words_in_two_contracts_are_embedded_once() -> None:
    past = shelf()
    assert past.take("k1", past_clauses("k1", "one.docx", document=document())) == 3
    assert past.take("k2", past_clauses("k2", "two.docx", document=document())) == 0
    assert len(past) == 6


def test_a_clause_without_end_is_cut() -> None:
    long = "1. Liability\n" + "The supplier is liable for direct losses. " * 400
    for clause in past_clauses("k1", "long.docx", document=document(long)):
        assert len(clause.quote.text) <= 2 * LONGEST
