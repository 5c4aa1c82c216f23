"""The pages: the queue, one contract, the playbooks. They work without scripts; scripts add comfort."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from adapters.records.contracts import place_of
from api.cursor import read_cursor, write_cursor
from api.decision_service import DecisionService
from api.errors import status_of
from api.routes.contracts import ServiceOf
from api.service import Service
from api.upload import read_upload
from api.web.pages.decisions import deciding_words
from api.web.pages.render import page
from api.web.pages.review import view_of
from contracts.errors import FourCornersError

router = APIRouter()

_PER_PAGE = 50
Cursor = Annotated[str | None, Query(max_length=400)]


@router.get("/")
def show_queue(request: Request, service: ServiceOf, cursor: Cursor = None) -> Response:
    """The drop zone, and the contracts, riskiest first."""
    return page("queue.html", model=request.app.state.model, **_queue(service, cursor))


@router.get("/queue")
def show_rows(service: ServiceOf, cursor: Cursor = None) -> Response:
    """The list alone, for the script that keeps it fresh."""
    return page("rows.html", **_queue(service, cursor))


@router.post("/contracts")
async def upload(request: Request, service: ServiceOf) -> Response:
    """The form of the queue page; a refusal is shown above the form it came from."""
    try:
        taken = await read_upload(request, limit_bytes=service.max_upload_bytes)
        contract = await run_in_threadpool(service.submit, taken)
    except FourCornersError as error:
        context = await run_in_threadpool(_queue, service, None)
        context |= {"refusal": str(error), "model": request.app.state.model}
        return page("queue.html", status=status_of(error), **context)
    return RedirectResponse(f"/contracts/{contract.id}", 303)


@router.get("/contracts/{contract_id}")
def show_contract(contract_id: str, service: ServiceOf, show: str = "") -> Response:
    """The review beside the document; or how far it has come; or why there is none."""
    try:
        contract = service.contract(contract_id)
        mail = service.contract(contract.mail_id) if contract.mail_id else None
        company = {"contract": contract, "mail": mail, "attached": service.attachments(contract_id)}
        if contract.state != "reviewed":
            return page("progress.html", **company)
        return _review_page(service, company, only_open=show == "open")
    except FourCornersError as error:
        return _refused(error)


@router.post("/contracts/{contract_id}/attachments/{number}/review")
def review_attachment(contract_id: str, number: int, service: ServiceOf) -> Response:
    """Review a file that came with a mail; a second time leads to the same contract."""
    try:
        contract = service.review_attachment(contract_id, number)
    except FourCornersError as error:
        return _refused(error)
    return RedirectResponse(f"/contracts/{contract.id}", 303)


@router.post("/contracts/{contract_id}/delete")
def delete(contract_id: str, service: ServiceOf) -> Response:
    """Forget a contract."""
    try:
        service.delete(contract_id)
    except FourCornersError as error:
        return _refused(error)
    return RedirectResponse("/", 303)


def _refused(error: FourCornersError) -> Response:
    return page("problem.html", status=status_of(error), sentence=str(error))


def _queue(service: Service, cursor: str | None) -> dict[str, Any]:
    after = read_cursor(cursor)[1] if cursor else None
    found = service.contracts(order="riskiest", limit=_PER_PAGE + 1, after=after)
    shown = found[:_PER_PAGE]
    more = (
        write_cursor(place_of(shown[-1], order="riskiest"), order="riskiest")
        if len(found) > _PER_PAGE
        else None
    )
    return {
        "contracts": shown,
        "more": more,
        "playbooks": [book for _, book in sorted(service.playbooks.items())],
        "titles": {book.id: book.title for book in service.playbooks.values()},
        "max_mb": service.max_upload_bytes // 2**20,
        "refusal": "",
    }


def _review_page(service: Service, company: Mapping[str, Any], *, only_open: bool) -> Response:
    table = DecisionService(service).table(company["contract"].id)
    redline = service.outputs(table.contract.id).get("redline")
    return page(
        "review.html",
        **company,
        view=view_of(table.shown, table.standings),
        **deciding_words(table, only_open=only_open),
        has_redline=bool(redline and redline.sha256),
        no_redline=redline.problem if redline else "",
    )
