"""The commercial facts: money, liability, payment, endings, periods, and who signs."""

from contracts.document import Document
from contracts.metadata import Metadata
from extraction.metadata.caps import read_cap
from extraction.metadata.conflicts import find_conflicts
from extraction.metadata.covers import read_insurance, read_service_levels
from extraction.metadata.endings import read_termination_rights
from extraction.metadata.payment import read_late_interest, read_payment_term
from extraction.metadata.periods import read_confidentiality_period, read_warranty_period
from extraction.metadata.prices import read_prices
from extraction.metadata.signing import read_contacts, read_signatories
from extraction.metadata.venue import read_venue


def with_commerce(document: Document, metadata: Metadata) -> Metadata:
    """`metadata` with the facts that stand in clauses of their own, and the conflicts between all of them."""
    value, prices = read_prices(document)
    found = metadata.model_copy(
        update={
            "venue": read_venue(document),
            "contract_value": value,
            "prices": prices,
            "liability_cap": read_cap(document),
            "payment_term": read_payment_term(document),
            "late_interest": read_late_interest(document),
            "termination_rights": read_termination_rights(document),
            "confidentiality_period": read_confidentiality_period(document),
            "insurance": read_insurance(document),
            "service_levels": read_service_levels(document),
            "warranty_period": read_warranty_period(document),
            "contacts": read_contacts(document),
            "signatories": read_signatories(document, metadata.parties),
        }
    )
    return found.model_copy(update={"conflicts": find_conflicts(document, found)})
