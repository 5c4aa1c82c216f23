"""Decisions of people on findings, and the files made with them."""

from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from adapters.steps import DOCX, HTML, JSON
from api.decision_bodies import (
    DecisionRequest,
    DecisionsBody,
    StandingBody,
    decisions_body,
    standing_body,
    wish_of,
)
from api.decision_service import DecisionService
from api.json_body import described, json_of
from api.routes.contracts import the_service
from api.routes.downloads import as_attachment
from review.report.issue_list import Audience

router = APIRouter(prefix="/contracts", tags=["decisions"])


def the_decisions(request: Request) -> DecisionService:
    """The decisions of the service that this app was opened with."""
    return DecisionService(the_service(request))


DecisionsOf = Annotated[DecisionService, Depends(the_decisions)]


@router.get("/{contract_id}/decisions")
def list_decisions(contract_id: str, service: DecisionsOf) -> DecisionsBody:
    """Where each finding stands, with the history of its decisions; 409 until the review is finished."""
    return decisions_body(service.table(contract_id))


@router.put(
    "/{contract_id}/findings/{finding_id}/decision", openapi_extra=described(DecisionRequest)
)  # fmt: skip
def put_decision(
    contract_id: str,
    finding_id: str,
    body: Annotated[DecisionRequest, Depends(json_of(DecisionRequest))],
    service: DecisionsOf,
) -> StandingBody:
    """Decide on a finding. 422 without a name, or the reason or words that the choice needs."""
    return standing_body(service.decide(contract_id, finding_id, wish=wish_of(body)), finding_id)


@router.get("/{contract_id}/decided/redline", response_class=Response)
def decided_redline(contract_id: str, service: DecisionsOf, undecided: bool = True) -> Response:
    """The Word file with the decisions; `undecided=false` leaves out what nobody decided."""
    contract, made = service.redline(contract_id, undecided=undecided)
    return as_attachment(made.data, f"{PurePath(contract.name).stem}.decided.docx", media_type=DOCX)


@router.get("/{contract_id}/decided/receipt", response_class=Response)
def decided_receipt(contract_id: str, service: DecisionsOf, undecided: bool = True) -> Response:
    """What the Word file with the decisions is proved to be."""
    contract, made = service.redline(contract_id, undecided=undecided)
    data = made.receipt.model_dump_json(indent=2).encode()
    return as_attachment(data, f"{PurePath(contract.name).stem}.decided-receipt.json", media_type=JSON)


@router.get("/{contract_id}/decided/report", response_class=Response)
def decided_report(contract_id: str, service: DecisionsOf) -> Response:
    """The report with the decisions, to save."""
    contract = service.table(contract_id).contract
    data = service.report(contract_id).encode()
    return as_attachment(data, f"{PurePath(contract.name).stem}.decided-report.html", media_type=HTML)


@router.get("/{contract_id}/decided/issues", response_class=Response)
def decided_issues(contract_id: str, service: DecisionsOf, audience: Audience = "internal") -> Response:
    """The issue list with the decisions."""
    contract, data = service.issues(contract_id, audience=audience)
    ending = "decided-issues.docx" if audience == "internal" else "decided-issues-to-discuss.docx"
    return as_attachment(data, f"{PurePath(contract.name).stem}.{ending}", media_type=DOCX)
