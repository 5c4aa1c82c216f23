"""Errors as `application/problem+json` (RFC 9457): a status, and the sentence written for people.

Nothing of a traceback and nothing of a contract's text leaves by this door.
"""

import re
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from contracts import errors

PROBLEM = "application/problem+json"

_STATUS: dict[type[Exception], int] = {
    # the first that matches counts
    errors.TooLargeError: 413,
    errors.UnreadableError: 422,
    errors.InvalidInputError: 422,
    errors.NotFoundError: 404,
    errors.IllegalStateError: 409,
    errors.RedlineRefusedError: 409,
    errors.OutsideError: 503,
    errors.FourCornersError: 500,
}


def status_of(error: errors.FourCornersError) -> int:
    """The HTTP status of a domain error."""
    return next(status for kind, status in _STATUS.items() if isinstance(error, kind))


def problem(status: int, detail: str, *, kind: str = "about:blank", **more: Any) -> dict[str, Any]:
    """The body of a problem."""
    return {"type": kind, "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}


def install_errors(app: FastAPI) -> None:
    """Answer every error of the API as a problem."""
    app.add_exception_handler(errors.FourCornersError, _domain_error)
    app.add_exception_handler(RequestValidationError, _bad_request)
    app.add_exception_handler(HTTPException, _http_error)


def problem_of(error: errors.FourCornersError) -> dict[str, Any]:
    """The body for a domain error; its type is the error's name, `urn:fourcorners:too-large`."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(error).__name__.removesuffix("Error")).lower()
    return problem(status_of(error), str(error), kind=f"urn:fourcorners:{name}")


async def _domain_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.FourCornersError)
    return JSONResponse(problem_of(error), status_of(error), media_type=PROBLEM)


async def _bad_request(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    # the place and the rule, never the value: it may be a piece of a contract
    wrong = [{"at": [str(part) for part in item["loc"]], "rule": item["msg"]} for item in error.errors()]
    body = problem(422, "the request does not say what it must; see /api/v1/openapi.json", errors=wrong)
    return JSONResponse(body, 422, media_type=PROBLEM)


async def _http_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    body = problem(error.status_code, str(error.detail))
    return JSONResponse(body, error.status_code, headers=error.headers, media_type=PROBLEM)
