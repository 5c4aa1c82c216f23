# ruff: noqa: E501
"""A pipeline of fakes that reads plain text and makes real quotations, for the service and its pages."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from typing import Any

from adapters.pipeline import Glance, Pipeline
from clause_library.clause import ApprovedClause
from clause_library.search import Filters, Hit
from contracts.document import Block, Coverage, Document, Furniture, Gap
from contracts.edits import InsertParagraphs, Receipt, ReceiptCheck, ReplaceText
from contracts.errors import (
    EmptyFileError,
    NoTextError,
    RedlineRefusedError,
    UnsupportedFormatError,
)
from contracts.extraction import Engine, Extraction
from contracts.findings import CheckResult, Finding, PlaybookRef, Review, Suggestion, Triage
from contracts.metadata import Duration, Fact, Metadata, Party
from contracts.obligations import Deadline, Obligation
from contracts.revisions import Comment, Revision
from contracts.spans import Absent, Quote, locate
from contracts.structure import Definition, UndefinedTerm
from extraction.readers.longtail import attachments
from extraction.readers.longtail_mail import EML_TYPE
from playbooks.checks import DurationRange, MustMention, Present
from playbooks.playbook import Fallback, Playbook, Position

ENGINE = Engine(name="fake", version="1")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HIDDEN = "<img src=x onerror=alert(2)>Pay twice."
SCAN = b"scan:"  # what begins with it is read by the job alone

CONTRACT = """MUTUAL NON-DISCLOSURE AGREEMENT
This Agreement is made on 2 March 2026 between Northwind Trading Limited (“Northwind”) and Harbour & Vale LLP (“Harbour”).
Confidential Information
Each party shall keep the other party’s Confidential Information secret and shall not disclose it to any person except its professional advisers.
Term
The obligations in this Agreement continue for a period of ten (10) years from the date of disclosure.
Return of materials
Within thirty (30) days of a written request, the Recipient shall return or destroy all Confidential Information.
Governing law
This Agreement is governed by the laws of England and Wales.
Signed by the parties <script>alert("from a contract")</script><img src=x onerror=alert(1)>"""


@dataclass(frozen=True)
class FakeRedlined:
    data: bytes
    receipt: Receipt


def playbook() -> Playbook:
    years = Duration(count=5, unit="years")
    return Playbook(
        id="nda-mutual", title="Mutual non-disclosure agreement", version="1", contract_types=("nda",),
        side="mutual", notice="A sample; counsel must approve it.", sha256="p" * 64,
        positions=(
            Position(
                id="term", title="How long confidence lasts", clause_types=("confidentiality_period",),
                issue="A long tail is hard to keep.", severity="high",
                checks=(DurationRange(max=Duration(count=3, unit="years")),),
                fallbacks=(
                    Fallback(title="Up to five years", checks=(DurationRange(max=years),), approver="Legal"),
                ),
            ),
            Position(
                id="residuals", title="Residuals", clause_types=("residuals",), issue="Memory is free.",
                severity="medium", checks=(Present(), MustMention(groups=(("unaided memory",),))),
            ),
        ),
    )  # fmt: skip


def _quote(document: Document, words: str) -> Quote:
    found = locate(document, words)
    assert found is not None, words
    return found


def read(data: bytes, name: str) -> Document:
    if not data:
        raise EmptyFileError(f"{name} is empty; send the file again")
    if not name.endswith((".txt", ".docx", ".eml")):
        raise UnsupportedFormatError(f"{name} is no format we read; send .docx, .pdf or .txt")
    text = data.removeprefix(SCAN).decode()
    if data == SCAN:
        raise NoTextError(f"{name} holds no text; OCR found no words in it")
    if text == "explode":
        raise RuntimeError("secret words of a contract")
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        heading = len(line) < 40 and number > 0
        label = f"{number // 2}." if heading else ""
        blocks.append(
            Block(
                kind="heading" if heading else "paragraph", start=at, end=at + len(line), label=label,
                level=0, centred=number == 0, bold=((at, at + len(line)),) if number == 0 else (),
            )
        )  # fmt: skip
        at += len(line) + 1
    return Document(
        name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=DOCX, text=text, blocks=tuple(blocks),
        **_markup(text),
    )  # fmt: skip


def glance(data: bytes, name: str) -> Glance:
    media_type = EML_TYPE if name.endswith(".eml") else DOCX
    if data.startswith(SCAN):
        return Glance(media_type, None, "its pages are pictures")
    return Glance(
        media_type, read(data, name), enclosures=len(attachments(data, name)) if name.endswith(".eml") else 0
    )


def mail(*names: str) -> bytes:
    """A mail with one attachment of that name each: the contract."""
    message = EmailMessage()
    message["Subject"] = "The papers"
    message.set_content("Dear all, here they are.")
    for name in names:
        data = b"\x89PNG" if name.endswith(".png") else CONTRACT.encode()
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def _markup(text: str) -> dict[str, Any]:
    at = text.find("ten (10)")
    if at < 0:
        return {}
    when = datetime(2026, 2, 27, tzinfo=UTC)
    made = {"author": "R. Vale", "date": when}
    return {
        "revisions": (
            Revision(id="1", kind="delete", start=at, end=at, text="two (2)", **made),
            Revision(id="2", kind="insert", start=at, end=at + 8, text="ten (10)", **made),
        ),
        "comments": (Comment(id="1", text="Our standard tail.", start=at, end=at + 8, **made),),
        "coverage": Coverage(
            gaps=(
                Gap(kind="image", place="page 1", reason="a picture was not read"),
                Gap(
                    kind="hidden_text", place="page 2", reason="white words", severity="high", content=HIDDEN
                ),
                Gap(
                    kind="ocr",
                    place="page 3",
                    reason="read by OCR with a mean confidence of 91 %",
                    content="l1ability",
                ),
            ),
            furniture=tuple(Furniture(text="Harbour <draft>", page=page, at=0) for page in (1, 2)),
        ),
        "undefined_terms": (UndefinedTerm(term="Recipient", uses=1, **_at(text, "Recipient")),),
        "unused_definitions": (
            Definition(
                term="Northwind",
                form="parenthesised",
                meaning_start=0,
                meaning_end=1,
                **_at(text, "Northwind"),
            ),
        ),
    }


def _at(text: str, words: str) -> dict[str, int]:
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def extract(document: Document) -> Extraction:
    def fact(value: Any, words: str, sure: float = 0.97) -> Any:
        return Fact(value=value, quotes=(_quote(document, words),), confidence=sure, source="rules")

    known = "Northwind" in document.text
    metadata = Metadata(
        title=fact("Mutual Non-Disclosure Agreement", "MUTUAL NON-DISCLOSURE AGREEMENT"),
        parties=(
            fact(Party(name="Northwind Trading Limited", defined_term="Northwind"), "Northwind Trading Limited"),
            fact(Party(name="Harbour & Vale LLP", defined_term="Harbour"), "Harbour & Vale LLP"),
        ),
        agreement_date=fact(date(2026, 3, 2), "2 March 2026"),
        governing_law=fact("England and Wales", "laws of England and Wales", 0.91),
    ) if known else Metadata()  # fmt: skip
    duties = (
        Obligation(
            id="o1", modality="obligation", actor="the Recipient", party="",
            action="return or destroy all Confidential Information",
            quote=_quote(document, "Recipient shall return or destroy all Confidential Information"),
            deadline=Deadline(text="within thirty (30) days of a written request"),
        ),
    ) if known else ()  # fmt: skip
    return Extraction(
        document=document, passages=(), presence=(), metadata=metadata, obligations=duties, engine=ENGINE
    )


def review(extraction: Extraction, book: Playbook, side: Any) -> Review:
    document = extraction.document
    ref = PlaybookRef(id=book.id, title=book.title, version=book.version, sha256=book.sha256)
    findings = _findings(document) if "ten (10)" in document.text else ()
    route = "negotiate" if findings else "safe_to_sign"
    asks = ("Confidence for three years, not ten.", "A clause on residuals.") if findings else ()
    triage = Triage(
        route=route, score=44 if findings else 0, asks=asks, approvers=("Legal",) if findings else (),
        reasons=("Two positions are outside our standard.",) if findings else ("Nothing stands out.",),
    )  # fmt: skip
    return Review(
        extraction=extraction, playbook=ref, side=side, findings=findings, triage=triage, engine=ENGINE
    )


def _findings(document: Document) -> tuple[Finding, ...]:
    term = _quote(document, "for a period of ten (10) years from the date of disclosure")
    start = term.span.start + len("for a period of ")
    check = CheckResult(
        check="duration at most 3 years", kind="duration", outcome="failed", reason="it says ten years"
    )
    base: dict[str, Any] = {"confidence": 0.93, "fingerprint": "f" * 16, "clause_type": "term"}
    return (
        Finding(
            id="1", position_id="term", title="How long confidence lasts", verdict="non_standard",
            severity="high", reason="This is outside our position: ten years is more than three.",
            quotes=(term,), deciding_check=check, checks=(check,), approver="Legal",
            guidance="Five years is the most we ever gave.", counterparty_text="We keep three years.",
            suggestion=Suggestion(
                id="s1", kind="replace_words", text="for a period of three (3) years from the date of disclosure",
                clause_id="nda-term-three", clause_version=1, before=term,
                edits=(ReplaceText(start=start, end=start + 8, text="three (3)"),),
            ), **base,
        ),
        Finding(
            id="2", position_id="residuals", title="Residuals", verdict="missing", severity="medium",
            reason="We need a clause on residuals, and the contract has none.",
            absent=Absent(
                sought="residuals, unaided memory", searched=("5 clauses of the body",),
                nearest=(_quote(document, "return or destroy all Confidential Information"),),
            ),
            suggestion=Suggestion(
                id="s2", kind="insert_clause", text="Residuals. Neither party is barred from using ideas kept in "
                "the unaided memory of its people.", clause_id="nda-residuals", clause_version=2,
                edits=(InsertParagraphs(after=7, paragraphs=("Residuals.",)),), placement="after 3 Return of materials",
            ), **base,
        ),
        Finding(
            id="3", position_id="law", title="Governing law", verdict="standard", severity="low",
            reason="This meets our standard: England and Wales.",
            quotes=(_quote(document, "governed by the laws of England and Wales"),), **base,
        ),
        Finding(
            id="4", position_id="dp", title="Data protection", verdict="not_applicable", severity="high",
            reason="This applies only where personal data is mentioned.", **base,
        ),
    )  # fmt: skip


def redline(data: bytes, review: Review, stamp: datetime) -> FakeRedlined:
    if not review.findings:
        raise RedlineRefusedError("there was nothing to change")
    receipt = Receipt(
        original_sha256="a" * 64, redlined_sha256="b" * 64, edits=2, insertions=2, deletions=1, comments=1,
        untouched_parts=9, changed_parts=("word/document.xml",),
        checks=(ReceiptCheck(name="reject_all_is_original", holds=True),),
    )  # fmt: skip
    return FakeRedlined(b"PK redlined", receipt)


def fake_pipeline() -> Pipeline:
    return Pipeline(
        engine=ENGINE,
        glance=glance,
        read=read,
        means=lambda: "m" * 64,
        extract=extract,
        review=review,
        redline=redline,
        report=lambda review: f"<!doctype html><title>{review.playbook.title}</title>",
        playbook_for=lambda document, playbooks: playbooks["nda-mutual"],
    )


CLAUSE = ApprovedClause(
    id="c1", type="term", title="Three years", text="The term is three years.",
    side="mutual", posture="balanced", contract_types=("nda",),
)  # fmt: skip


def search_clauses(query: str, limit: int, filters: Filters | None = None) -> tuple[Hit, ...]:
    return (Hit(clause=CLAUSE, score=0.9, lexical=1.0, cosine=0.5),)[:limit]
