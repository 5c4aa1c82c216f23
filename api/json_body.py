"""JSON bodies that are counted while they come in, and described in the OpenAPI document."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError

from contracts.errors import TooLargeError
from contracts.value import Value

MOST_BYTES = 6 * 1024 * 1024  # a playbook of the longest text that is read, escaped
B = TypeVar("B", bound=Value)

_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A request repeated with the same key is made once.",
    "schema": {"type": "string", "maxLength": 200},
}


def json_of(shape: type[B]) -> Callable[[Request], Awaitable[B]]:
    """A dependency that reads the body as `shape`: 413 beyond 6 MB, whatever was announced, and 422 where it
    does not fit, with the place and never the value."""

    async def read(request: Request) -> B:
        data = bytearray()
        async for chunk in request.stream():
            data += chunk
            if len(data) > MOST_BYTES:
                raise TooLargeError(f"the request is larger than {MOST_BYTES // 2**20} MB; send less at once")
        try:
            return shape.model_validate_json(bytes(data))
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_context=False, include_input=False)
            raise RequestValidationError(wrong) from None

    return read


def described(shape: type[Value], *, key: bool = False) -> dict[str, Any]:
    """What the OpenAPI document says of such a body; `key` for a request that takes an `Idempotency-Key`."""
    content = {"application/json": {"schema": shape.model_json_schema()}}
    body: dict[str, Any] = {"requestBody": {"required": True, "content": content}}
    return body | ({"parameters": [_KEY]} if key else {})
