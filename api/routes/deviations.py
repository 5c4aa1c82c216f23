"""Accepted departures from our standard, as data."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import AwareDatetime

from adapters.records.contracts import Place
from adapters.records.decisions import DeviationFilter
from api.cursor import read_cursor, write_cursor
from api.decision_bodies import DeviationPage
from api.deviation_table import deviations_csv
from api.routes.decisions import DecisionsOf
from api.routes.downloads import as_attachment
from contracts.errors import InvalidInputError

router = APIRouter(prefix="/deviations", tags=["decisions"])
_AT_ONCE = 1_000
Words = Annotated[str, Query(max_length=200)]
Since = Annotated[AwareDatetime | None, Query()]


def _wanted(
    clause_type: Words = "",
    counterparty: Words = "",
    playbook: Words = "",
    contract: Words = "",
    since: Since = None,
) -> DeviationFilter:
    return DeviationFilter(
        clause_type=clause_type, counterparty=counterparty, playbook_id=playbook, contract_id=contract,
        since=since,
    )  # fmt: skip


Wanted = Annotated[DeviationFilter, Depends(_wanted)]


@router.get("")
def list_deviations(
    service: DecisionsOf,
    wanted: Wanted,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: Annotated[str | None, Query(max_length=400)] = None,
) -> DeviationPage:
    """Deviations, the last decided first. `counterparty` is any part of a name."""
    found = service.deviations(wanted, limit=limit + 1, before=_before(cursor))
    shown = found[:limit]
    last = Place(key=str(shown[-1].number), id="") if len(found) > limit else None
    return DeviationPage(items=shown, next_cursor=write_cursor(last, order="newest") if last else None)


@router.get("/export.csv", response_class=Response)
def export_deviations(service: DecisionsOf, wanted: Wanted) -> Response:
    """All of them as a table."""
    found = list(service.deviations(wanted, limit=_AT_ONCE))
    while page := found and service.deviations(wanted, limit=_AT_ONCE, before=found[-1].number):
        found.extend(page)
    data = deviations_csv(found)
    return as_attachment(data, "deviations.csv", media_type="text/csv; charset=utf-8")


def _before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    key = read_cursor(cursor)[1].key
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise InvalidInputError("the cursor is not one this list gave out; start without one")
    return int(key)
