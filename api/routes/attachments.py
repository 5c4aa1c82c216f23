"""What came with a mail: listed, and reviewed as contracts of their own."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.bodies import AttachmentBody, ContractBody, attachment_body, contract_body
from api.routes.contracts import ServiceOf
from playbooks.playbook import Side

router = APIRouter(prefix="/contracts", tags=["contracts"])


@router.get("/{contract_id}/attachments")
def list_attachments(contract_id: str, service: ServiceOf) -> list[AttachmentBody]:
    """The files that came with a mail, in its order; none for a file of another kind."""
    return [attachment_body(item, became) for item, became in service.attachments(contract_id)]


@router.post("/{contract_id}/attachments/{number}/review", status_code=202)
def review_attachment(
    contract_id: str,
    number: int,
    response: Response,
    service: ServiceOf,
    playbook: Annotated[str, Query(max_length=128)] = "",
    side: Annotated[Side | None, Query()] = None,
) -> ContractBody:
    """Take an attachment in as a contract of its own and queue its review. Asked again, the same
    contract is answered, whatever playbook is named."""
    contract = service.review_attachment(contract_id, number, playbook_id=playbook, side=side)
    response.headers["Location"] = f"/api/v1/contracts/{contract.id}"
    return contract_body(contract)
