"""The statements are answered where the contract is an NDA that was read whole, and nowhere else."""

from extraction.engine import extract
from extraction.readers.reading import read_document
from extraction.rendering import extraction_json

PARTIES = "This Agreement is made on 5 January 2026 between Alder Ltd (“Alder”) and Birch Ltd (“Birch”).\n"
DUTIES = (
    "1. Confidentiality. Each party shall hold the Confidential Information of the other in confidence and "
    "shall use it solely for the Purpose.\n"
    "2. Employees. The Receiving Party may share Confidential Information with its employees who need to "
    "know it.\n"
    "3. Return. On termination the Receiving Party shall return or destroy all Confidential Information.\n"
    "4. Law. This Agreement is governed by the laws of the State of Delaware. All notices are in writing.\n"
)


def statements(title: str, more: str = ""):
    text = f"{title}\n{PARTIES}{DUTIES}{more}"
    return extract(read_document(text.encode(), "a.txt"))


def test_an_nda_is_asked_all_statements_and_answers_with_its_own_words():
    found = statements("MUTUAL NON-DISCLOSURE AGREEMENT")
    assert len(found.statements) == 17
    text = found.document.text
    for answer in found.statements:
        for each in answer.evidence:
            assert text[each.quote.span.start : each.quote.span.end] == each.quote.text
    use = next(answer for answer in found.statements if answer.id == "limited_use")
    assert use.choice == "entailment"
    assert "solely for the Purpose" in use.evidence[0].quote.text


def test_another_contract_is_not_asked():
    assert statements("SOFTWARE LICENSE AGREEMENT").statements == ()


def test_an_nda_that_goes_on_in_another_language_is_not_asked():
    german = (
        "Die Vertragsparteien verpflichten sich, alle vertraulichen Informationen geheim zu halten und nur "
        "für den vereinbarten Zweck zu verwenden, soweit nicht das Gesetz etwas anderes verlangt.\n"
    )
    assert statements("MUTUAL NON-DISCLOSURE AGREEMENT", german * 4).statements == ()


def test_the_json_carries_choice_probabilities_and_quotes():
    found = extraction_json(statements("MUTUAL NON-DISCLOSURE AGREEMENT"), seconds=0.0)["nda_statements"]
    assert [each["contractnli"] for each in found][:2] == ["nda-1", "nda-2"]
    assert all(abs(sum(each["probabilities"].values()) - 1) < 0.001 for each in found)
    assert any(each["quotes"] for each in found)
