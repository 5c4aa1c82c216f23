"""Due dates and key dates as JSON, and every export by its ending."""

import json
from datetime import date
from typing import Any, Literal, get_args

from contracts.document import Document
from contracts.due import DueDate, KeyDate
from contracts.errors import InvalidInputError
from extraction.export.agenda import to_ics
from extraction.export.schedule import Schedule, key_date_id
from extraction.export.tables import to_csv, to_xlsx
from extraction.rendering import obligation_json, quote_json

Json = dict[str, Any]
Ending = Literal["json", "csv", "xlsx", "ics"]
MEDIA_TYPES: dict[Ending, str] = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}


def ending_of(name: str) -> Ending:
    """The kind of export that a file name asks for; `InvalidInputError` names those there are."""
    found = name.rpartition(".")[2].lower()
    for ending in get_args(Ending):
        if found == ending:
            return ending
    raise InvalidInputError(f"{name[-60:]} ends in no kind of export; name a .json, .csv, .xlsx or .ics file")


def export(schedule: Schedule, ending: Ending, *, stamp: date) -> bytes:
    """The file; `stamp` is the day it says it was made on, where its format has such a day."""
    if ending == "csv":
        return to_csv(schedule)
    if ending == "xlsx":
        return to_xlsx(schedule, stamp)
    if ending == "ics":
        return to_ics(schedule, stamp)
    data = {
        "document": {
            "name": schedule.extraction.document.name,
            "sha256": schedule.extraction.document.sha256,
        },
        **schedule_json(schedule),
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def schedule_json(schedule: Schedule) -> Json:
    """The obligations, each with its `due` (null without a deadline), and the `key_dates`."""
    document = schedule.extraction.document
    duties = [
        {**obligation_json(duty, document), "due": _due_json(due, document) if due else None}
        for duty, due in zip(schedule.extraction.obligations, schedule.dues, strict=True)
    ]
    return {"obligations": duties, "key_dates": [_key_date_json(each, document) for each in schedule.dates]}


def _due_json(due: DueDate, document: Document) -> Json:
    out = due.model_dump(mode="json", exclude={"derivation"})
    out["derivation"] = [
        {"words": step.words, "quotes": [quote_json(quote, document) for quote in step.quotes]}
        for step in due.derivation
    ]
    return out


def _key_date_json(each: KeyDate, document: Document) -> Json:
    return {
        "id": key_date_id(each),
        "kind": each.kind,
        "title": each.title,
        "term": each.term,
        "due": _due_json(each.due, document),
        "how": each.how,
        "confidence": round(each.confidence, 3),
        "quotes": [quote_json(quote, document) for quote in each.quotes],
    }
