"""Drafts of playbooks from contracts that were signed."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from api.json_body import described, json_of
from api.playbook_bodies import ProposalRequest
from api.proposing import proposal_json
from api.routes.contracts import ServiceOf

router = APIRouter(prefix="/playbook-proposals", tags=["playbooks"])


@router.post("", openapi_extra=described(ProposalRequest))
def propose_playbook(
    body: Annotated[ProposalRequest, Depends(json_of(ProposalRequest))], service: ServiceOf
) -> dict[str, Any]:
    """A draft from contracts already reviewed, as YAML, with what it rests on. It is kept nowhere: take it in
    with `POST /api/v1/playbooks`. 422 where too few contracts agree in anything."""
    return proposal_json(service.desk.propose(body.contracts, kind=body.type, side=body.side))
