"""A schedule of duties of our own, to export."""

from datetime import date

from contracts.document import Document
from contracts.extraction import Engine, Extraction
from contracts.metadata import Fact, Metadata
from contracts.obligations import Obligation
from contracts.spans import locate
from extraction.export.schedule import Schedule, make_schedule
from extraction.obligations.deadlines import find_deadline

STAMP = date(2026, 11, 22)
DEADLINES = (
    "within 30 days after receipt of the invoice",
    "by the 15th of each month",
    "within 45 days after the end of each calendar quarter",
    "on the first business day of each month",
    "promptly",
    "by 31 March 2026",
)


def schedule(*actions: str, calendar: str = "", ends: date | None = None) -> Schedule:
    actions = actions or tuple(f"pay the fee {words}" for words in DEADLINES)
    text = "Effective 31 January 2026. " + "\n".join(actions)
    document = Document(name="a.txt", sha256="ab" * 32, media_type="text/plain", text=text, blocks=())
    start = locate(document, "31 January 2026")
    assert start is not None
    sure = {"quotes": (start,), "confidence": 0.9, "source": "rules"}
    known = {"effective_date": Fact(value=date(2026, 1, 31), **sure)}
    if ends:
        known["expiry_date"] = Fact(value=ends, **sure)
    at = text.index(actions[0]) if actions[0] else 0
    duties: list[Obligation] = []
    for number, action in enumerate(actions, 1):
        duties.append(
            Obligation(
                id=f"o{number}", modality="obligation", actor="the Customer", action=action,
                quote=locate(document, (at, at + len(action))), party="=Birch LLC",
                deadline=find_deadline(action),
            )
        )  # fmt: skip
        at += len(action) + 1
    extraction = Extraction(
        document=document, passages=(), presence=(), metadata=Metadata(**known), obligations=tuple(duties),
        engine=Engine(name="t", version="1"),
    )  # fmt: skip
    return make_schedule(extraction, events={"receipt of the invoice": date(2026, 2, 1)}, calendar=calendar)
