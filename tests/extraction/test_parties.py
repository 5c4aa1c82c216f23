"""The parties are read from the preamble with their names, short names, kinds and addresses."""

from contracts.document import Document
from contracts.metadata import Fact, Party
from extraction.metadata.opening import read_opening
from extraction.metadata.parties import read_parties


def _facts(text: str) -> tuple[Fact[Party], ...]:
    document = Document(name="a.txt", sha256="0", media_type="text/plain", text=text, blocks=())
    facts = read_parties(document, read_opening(text))
    for fact in facts:
        span = fact.quotes[0].span
        assert text[span.start : span.end] == fact.quotes[0].text
    return facts


def _parties(text: str) -> list[Party]:
    return [fact.value for fact in _facts(text)]


def test_a_preamble_names_both_parties_with_kind_address_and_role() -> None:
    supplier, customer = _parties(
        "This Supply Agreement is made as of May 1, 2020 by and between Alder Tools, Inc., a Delaware "
        'corporation with offices at 12 Mill Road, Dover, DE 19901 ("Supplier"), and Birch & Sons LLC, a '
        'Nevada limited liability company (the "Customer").\nRECITALS\nA. Supplier makes tools.'
    )
    assert (supplier.name, supplier.defined_term, supplier.role) == (
        "Alder Tools, Inc.",
        "Supplier",
        "supplier",
    )
    assert supplier.kind == "Delaware corporation"
    assert supplier.address == "12 Mill Road, Dover, DE 19901"
    assert (customer.name, customer.defined_term) == ("Birch & Sons LLC", "Customer")
    assert customer.kind == "Nevada limited liability company"


def test_a_numbered_list_of_parties_is_read() -> None:
    parties = _parties(
        "THIS AGREEMENT is dated 1 May 2020\nPARTIES\n(1) ALDER LIMITED (company number 123) whose "
        "registered "
        "office is at 1 High Street, York (“Supplier”); and\n(2) BIRCH PLC whose registered office is at "
        "2 Low "
        "Street, Leeds (“Customer”).\nBACKGROUND\n(A) The Supplier sells."
    )
    assert [(party.name, party.defined_term) for party in parties] == [
        ("ALDER LIMITED", "Supplier"),
        ("BIRCH PLC", "Customer"),
    ]


def test_several_parties_and_a_joint_name_are_told_apart() -> None:
    parties = _parties(
        'This Agreement is entered into by and among Alder Inc. ("Alder"), Birch Ltd. ("Birch") and '
        'Cedar GmbH ("Cedar" and, together with Alder and Birch, the "Parties"). WHEREAS, they trade.'
    )
    assert [party.name for party in parties] == ["Alder Inc.", "Birch Ltd.", "Cedar GmbH"]


def test_names_without_short_names_are_less_sure() -> None:
    facts = _facts("This Agreement is made between Alder Widgets Limited and Birch Widgets Limited. 1. Scope")
    assert [fact.value.name for fact in facts] == ["Alder Widgets Limited", "Birch Widgets Limited"]
    assert all(0.5 <= fact.confidence < 0.8 for fact in facts)


def test_a_signature_block_is_the_last_resort() -> None:
    text = "Please confirm.\n" * 20 + "ALDER TOOLS, INC.\nBy: A. Alder\nBIRCH HOLDINGS LLC\nBy: B. Birch\n"
    facts = _facts(text)
    assert [fact.value.name for fact in facts] == ["ALDER TOOLS, INC.", "BIRCH HOLDINGS LLC"]
    assert all(fact.confidence == 0.5 for fact in facts)


def test_blanks_and_mere_prose_name_nobody() -> None:
    assert _parties("This Agreement is between ____________ and ____________ . WHEREAS, they trade.") == []
    assert _parties("The relationship between the parties is that of independent contractors.") == []


def test_the_agreement_and_its_date_are_no_parties() -> None:
    parties = _parties(
        'This Agreement (the "Agreement") is entered into as of May 1, 2020 (the "Effective Date") between '
        'Alder Inc. ("Alder") and Jane Birch, an individual ("Consultant") (each a "Party"). 1. Work.'
    )
    assert [(p.name, p.defined_term) for p in parties] == [
        ("Alder Inc.", "Alder"),
        ("Jane Birch", "Consultant"),
    ]


def test_things_that_are_named_in_brackets_are_no_parties() -> None:
    parties = _parties(
        'This Addendum is between Alder Inc. and Birch Inc. ("AI Addendum") and amends the Framework Terms '
        '("Pilot Terms"). WHEREAS, they trade.'
    )
    assert {party.defined_term for party in parties} == {""}
    assert [party.name for party in parties] == ["Alder Inc.", "Birch Inc."]


def test_names_keep_their_brackets_articles_and_partners() -> None:
    parties = _parties(
        "This Agreement is made by and among Alder (Tianjin) Trading Co., Ltd. (“Alder”), the Birch Home "
        "Corporation (“Birch”), Cedar, Dogwood & Elm, Inc. (“Cedar”), and The Fir Company, with "
        "offices in York "
        "(“Fir”). WHEREAS, they trade."
    )
    assert [party.name for party in parties] == [
        "Alder (Tianjin) Trading Co., Ltd.",
        "Birch Home Corporation",
        "Cedar, Dogwood & Elm, Inc.",
        "The Fir Company",
    ]


def test_several_companies_under_one_short_name_are_several_parties() -> None:
    parties = _parties(
        "This Agreement is made between Alder Pte, Ltd., a company organized under the laws of "
        "Singapore, and "
        "Birch Industries Ltd, a company organized under the laws of Israel (each and both of them "
        "“Recipient”), "
        "and Cedar Inc. (“Provider”). WHEREAS, they trade."
    )
    assert [(party.name, party.defined_term) for party in parties] == [
        ("Alder Pte, Ltd.", "Recipient"),
        ("Birch Industries Ltd", "Recipient"),
        ("Cedar Inc.", "Provider"),
    ]


def test_the_preamble_is_preferred_to_a_later_between() -> None:
    parties = _parties(
        "CONSULTING AGREEMENT\n\nAlder, Inc., with a place of business in York (“Alder”) and Birch "
        "B.V. having an "
        "address in Leiden (“Consultant”) agree to the terms of this Agreement.\n\n1. Services. The letter "
        "agreement between the Company and the Agent (other than sections 8 and 9 (“Survival”)) ends."
    )
    assert [(party.name, party.defined_term) for party in parties] == [
        ("Alder, Inc.", "Alder"),
        ("Birch B.V.", "Consultant"),
    ]


def test_labelled_parties_are_read_without_what_stands_beside_them() -> None:
    parties = _parties(
        "Cooperation Agreement   Party A: Alder Energy Co., Ltd. Legal Representative: A. Ash   "
        "Party B: Birch Gas Supply Co., Ltd.   Address: York   Party A and Party B agree to cooperate."
    )
    assert [(party.name, party.defined_term) for party in parties] == [
        ("Alder Energy Co., Ltd.", "Party A"),
        ("Birch Gas Supply Co., Ltd.", "Party B"),
    ]


def test_short_names_may_have_lost_their_quotation_marks() -> None:
    parties = _parties(
        "THIS AGREEMENT is made on 1 May 2020 BETWEEN: (1) ALDER LIMITED (registered number 123) "
        "whose office is "
        "in York (the Company) (2) JANE BIRCH (the Executive). IT IS AGREED as follows: 1. Work."
    )
    assert [(party.name, party.defined_term) for party in parties] == [
        ("ALDER LIMITED", "Company"),
        ("JANE BIRCH", "Executive"),
    ]


def test_all_who_sign_together_are_parties_but_not_those_they_sign_through() -> None:
    facts = _facts(
        "The undersigned hereby agree that the statement is filed on behalf of each of them. It may "
        "be signed "
        "in counterparts.\n\nDated: July 6, 2020 ALDER FUND II, LP By: Alder GP II, LLC, its general partner "
        "By: /s/ A. Ash Name: A. Ash Title: Authorized Signatory ALDER FUND (CAYMAN), LTD. BIRCH FUND L.P. "
        "By: /s/ A. Ash Name: A. Ash Title: Managing Member"
    )
    assert [fact.value.name for fact in facts] == [
        "ALDER FUND II, LP",
        "ALDER FUND (CAYMAN), LTD.",
        "BIRCH FUND L.P.",
    ]
    assert all(fact.confidence == 0.5 for fact in facts)


def test_prose_days_and_rooms_are_no_names() -> None:
    parties = _parties(
        "This Agreement is made between Alder Inc. (“Alder”) and, following Attachments (“Papers”), "
        "January 18 "
        "(“Then”), Suite 200 (“Room”), Birch Inc. (“Birch”). 1. Scope."
    )
    assert [party.name for party in parties] == ["Alder Inc.", "Birch Inc."]
