"""A contract's own facts, from its words and from the passages that the classifier points at."""

from contracts.document import Document
from contracts.extraction import Passage
from contracts.metadata import Metadata
from extraction.metadata.commerce import with_commerce
from extraction.metadata.dates import read_dates
from extraction.metadata.expiry import with_computed_expiry
from extraction.metadata.labelled import with_cover
from extraction.metadata.law import read_law
from extraction.metadata.lifetime import read_lifetime
from extraction.metadata.opening import read_opening
from extraction.metadata.parties import read_parties
from extraction.metadata.title import read_contract_type, read_title


def read_metadata(document: Document, passages: tuple[Passage, ...]) -> Metadata:
    """Everything found, each fact with its quotations. `passages` are hints and may be empty.

    A value below a confidence of 0.5 is a guess: shown as such, and not to be relied on by a check.
    """
    opening = read_opening(document.text)
    title = read_title(document, opening)
    dates = read_dates(document, opening)
    lifetime = read_lifetime(document, passages)
    found = Metadata(
        title=title,
        contract_type=read_contract_type(document, title, opening=opening),
        parties=read_parties(document, opening),
        agreement_date=dates.agreement,
        effective_date=dates.effective,
        expiry_date=dates.expiry,
        term=lifetime.term,
        renewal=lifetime.renewal,
        notice_period=lifetime.notice_period,
        governing_law=read_law(document, passages),
    )
    return with_commerce(document, with_computed_expiry(with_cover(document, found)))
