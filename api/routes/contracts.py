"""Upload, list, look at and delete contracts."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from adapters.records.contracts import Order, place_of
from api.bodies import ContractBody, ContractPage, attachment_body, contract_body
from api.cursor import read_cursor, write_cursor
from api.service import Service
from api.upload import read_upload
from contracts.errors import NotFoundError
from playbooks.playbook import Playbook
from review.report.rendering import review_json

router = APIRouter(prefix="/contracts", tags=["contracts"])

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "contentMediaType": "application/octet-stream"},
                        "playbook": {
                            "type": "string",
                            "description": "Id of a playbook; without one the type of the contract chooses.",
                        },
                        "side": {"type": "string", "enum": ["customer", "vendor", "mutual"]},
                    },
                }
            }
        },
    },
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": "A request repeated with the same key is made once.",
            "schema": {"type": "string", "maxLength": 200},
        }
    ],
}


def the_service(request: Request) -> Service:
    """The service that this app was opened with."""
    return request.app.state.service


ServiceOf = Annotated[Service, Depends(the_service)]


@router.post("", status_code=202, response_model=ContractBody, openapi_extra=_FORM)
async def upload(request: Request, response: Response, service: ServiceOf) -> ContractBody:
    """Take a file in and queue its review. What cannot be read is refused at once (422, 413)."""
    taken = await read_upload(request, limit_bytes=service.max_upload_bytes)
    contract = await run_in_threadpool(service.submit, taken)
    response.headers["Location"] = f"/api/v1/contracts/{contract.id}"
    return contract_body(contract)


@router.get("")
def list_contracts(
    service: ServiceOf,
    order: Annotated[Order, Query()] = "newest",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> ContractPage:
    """Contracts, page by page. A cursor keeps the order it was given out for."""
    after = None
    if cursor is not None:
        order, after = read_cursor(cursor)
    found = service.contracts(order=order, limit=limit + 1, after=after)
    shown = found[:limit]
    more = write_cursor(place_of(shown[-1], order=order), order=order) if len(found) > limit else None
    return ContractPage(items=tuple(contract_body(each) for each in shown), next_cursor=more)


@router.get("/{contract_id}")
def get_contract(contract_id: str, service: ServiceOf) -> ContractBody:
    """One contract and how far its review has come."""
    return contract_body(service.contract(contract_id))


@router.get("/{contract_id}/review")
def get_review(contract_id: str, service: ServiceOf) -> dict[str, Any]:
    """The review: what was read, the findings, what to do next. 409 until it is finished."""
    contract, review = service.review(contract_id)
    made = service.outputs(contract_id)
    addresses = {
        str(kind): f"/api/v1/contracts/{contract_id}/{kind}" if output.sha256 else None
        for kind, output in made.items()
    }
    seconds = (contract.updated_at - contract.created_at).total_seconds()
    came = [attachment_body(item, became) for item, became in service.attachments(contract_id)]
    rendered = review_json(review, seconds=round(seconds, 3), outputs=addresses)
    pinned = service.reviewed_under(contract)
    newer = {"version": pinned.newer.version, "sha256": pinned.newer.sha256} if pinned.newer else None
    rendered["playbook"] |= {"newer": newer, "withdrawn": pinned.withdrawn}
    return rendered | {"attachments": [each.model_dump(mode="json") for each in came]}


@router.get("/{contract_id}/playbook")
def get_pinned_playbook(contract_id: str, service: ServiceOf) -> Playbook:
    """The playbook that the contract is held against, as it was when the contract came in, whatever was
    published or retired since. 404 before one was chosen."""
    pinned = service.reviewed_under(service.contract(contract_id))
    if pinned.playbook is None:
        raise NotFoundError("the playbook of this contract was not kept, or is not chosen yet")
    return pinned.playbook


@router.delete("/{contract_id}", status_code=204)
def delete_contract(contract_id: str, service: ServiceOf) -> Response:
    """Forget a contract with everything made of it."""
    service.delete(contract_id)
    return Response(status_code=204)
