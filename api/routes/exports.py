"""Obligations and key dates with their due dates, as files for spreadsheets, calendars and programs."""

from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.routes.contracts import ServiceOf
from api.routes.downloads import as_attachment
from api.scheduling import parse_events
from extraction.export.data import MEDIA_TYPES, Ending, export
from extraction.export.schedule import make_schedule

router = APIRouter(prefix="/contracts", tags=["downloads"])


@router.get("/{contract_id}/exports/obligations.{ending}", response_class=Response)
def export_obligations(
    contract_id: str,
    ending: Ending,
    service: ServiceOf,
    event: Annotated[list[str] | None, Query(max_length=100)] = None,
    calendar: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    """What is due and when. `event` (NAME=YYYY-MM-DD, repeatable) gives dates that the contract waits for;
    `calendar` (US, US-NY, GB-ENG) the holidays that are no business days. 409 until it is reviewed."""
    contract, review = service.review(contract_id)
    schedule = make_schedule(review.extraction, events=parse_events(event or ()), calendar=calendar)
    data = export(schedule, ending, stamp=contract.updated_at.date())
    name = f"{PurePath(contract.name).stem}.obligations.{ending}"
    return as_attachment(data, name, media_type=MEDIA_TYPES[ending])
