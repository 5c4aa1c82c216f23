"""Progress as server-sent events (WHATWG HTML, section 9.2)."""

import asyncio
from collections.abc import AsyncGenerator

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from api.bodies import contract_body
from api.routes.contracts import ServiceOf
from api.service import Service
from contracts.contract import Contract
from contracts.errors import NotFoundError

router = APIRouter(prefix="/contracts", tags=["contracts"])

_SECONDS_BETWEEN_LOOKS = 0.15
_LOOKS_BETWEEN_SIGNS_OF_LIFE = 100


@router.get(
    "/{contract_id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def follow(contract_id: str, service: ServiceOf) -> StreamingResponse:
    """An event `progress` at each change of stage, then one event `end`; both hold the contract."""
    contract = await run_in_threadpool(service.contract, contract_id)
    return StreamingResponse(_events(service, contract), media_type="text/event-stream")


async def _events(service: Service, contract: Contract) -> AsyncGenerator[str, None]:
    looks, told = 0, ""
    while contract.state in ("queued", "running"):
        if contract.stage != told:
            told = contract.stage
            yield _event("progress", contract)
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        looks += 1
        if looks % _LOOKS_BETWEEN_SIGNS_OF_LIFE == 0:
            yield ": still here\n\n"
        try:
            contract = await run_in_threadpool(service.contract, contract.id)
        except NotFoundError:
            yield "event: end\ndata: {}\n\n"
            return
    yield _event("end", contract)


def _event(name: str, contract: Contract) -> str:
    return f"event: {name}\ndata: {contract_body(contract).model_dump_json()}\n\n"
