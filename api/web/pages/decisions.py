"""Deciding on the review page: plain forms, which the script sends without leaving the page."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Header, Response
from fastapi.responses import RedirectResponse

from api.decision_service import Choice, Table, Wish
from api.errors import status_of
from api.routes.decisions import DecisionsOf
from api.web.pages.render import page
from api.web.pages.review import view_of
from contracts.errors import FourCornersError
from review.settling import progress_of

router = APIRouter()
Words = Annotated[str, Form()]


def deciding_words(table: Table, *, only_open: bool = False, refusal: str = "") -> dict[str, Any]:
    """What the findings part of the review page shows of the decisions."""
    return {
        "progress": progress_of(table.standings),
        "history": table.history,
        "names": table.names,
        "only_open": only_open,
        "refusal": refusal,
    }


@router.post("/contracts/{contract_id}/findings/{finding_id}/decision")
def decide(  # noqa: PLR0913, PLR0917 - the fields of the form
    contract_id: str,
    finding_id: str,
    service: DecisionsOf,
    choice: Annotated[Choice, Form()],
    by: Words = "",
    reason: Words = "",
    text: Words = "",
    was: Annotated[int | None, Form()] = None,
    card: Words = "",
    part: Annotated[bool, Header(alias="X-Part")] = False,
) -> Response:
    """Decide; then the review page again, or (`X-Part`) its findings alone."""
    wish = Wish(choice, by, reason, text if choice == "edit" else "", was)
    try:
        table = service.decide(contract_id, finding_id, wish=wish)
    except FourCornersError as error:
        if part:
            return Response(str(error), status_of(error), media_type="text/plain; charset=utf-8")
        return page("problem.html", status=status_of(error), sentence=str(error))
    if not part:
        place = f"#{card}" if card.isalnum() else "#tab-findings"
        return RedirectResponse(f"/contracts/{contract_id}{place}", 303)
    return page(
        "findings.html",
        contract=table.contract,
        view=view_of(table.shown, table.standings),
        has_redline=service.has_redline(contract_id),
        **deciding_words(table),
    )
