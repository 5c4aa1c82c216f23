"""Opaque cursors: the place where a page of a list ended, as a token for the next request."""

import base64
import binascii
import json
from typing import get_args

from adapters.records.contracts import Order, Place
from contracts.errors import InvalidInputError


def write_cursor(place: Place, *, order: Order) -> str:
    """The token for that place of a list in that order."""
    return base64.urlsafe_b64encode(json.dumps([order, place.key, place.id]).encode()).decode().rstrip("=")


def read_cursor(token: str) -> tuple[Order, Place]:
    """The order and place of a token; `InvalidInputError` when it is not one of ours."""
    try:
        order, key, contract_id = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        place = Place(key=key, id=contract_id)
        if order == "riskiest":
            int(place.key)
        if order not in get_args(Order):
            raise ValueError(order)
    except (ValueError, TypeError, binascii.Error):
        raise InvalidInputError("the cursor is not one this list gave out; start without one") from None
    return order, place
