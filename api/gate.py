"""What every request passes: its host, its origin, the headers of its answer, and a net for our faults."""

import json
import logging
import secrets
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import PROBLEM, problem

_log = logging.getLogger(__name__)
_SAFE = ("GET", "HEAD", "OPTIONS")

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Gate:
    """ASGI middleware. `hosts` are the names this server may be called by; none given means any.

    A browser tells by `Sec-Fetch-Site` or `Origin` which site makes it send a request; one of another
    site that would change something is refused. Programs send neither header and pass.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith("/static/"):
                    headers.setdefault("cache-control", "no-store")
            await send(message)

        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal:
            await _answer(send_with_headers, 403, refusal)
            return
        try:
            await self._app(scope, receive, send_with_headers)
        except Exception as error:
            incident = secrets.token_hex(4)
            # never the message: it may hold words of a contract
            _log.error("incident %s: %s at %s", incident, type(error).__name__, _last_place(error))
            if not started:
                await _answer(
                    send_with_headers, 500, f"a fault of ours; tell your operator incident {incident}"
                )

    def _refusal(self, method: str, headers: Headers) -> str:
        host = headers.get("host", "")
        if self._hosts and _name_of(host) not in self._hosts:
            return "this server does not go by that name; see FOURCORNERS_ALLOWED_HOSTS"
        if method in _SAFE:
            return ""
        site = headers.get("sec-fetch-site")
        if site is not None:
            return "" if site in ("same-origin", "none") else "a page of another site may not do this"
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return "a page of another site may not do this"
        return ""


def _name_of(host: str) -> str:
    """The host name without its port; an IPv6 address without its brackets."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


async def _answer(send: Send, status: int, detail: str) -> None:
    body = json.dumps(problem(status, detail)).encode()
    headers = [(b"content-type", PROBLEM.encode()), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _last_place(error: BaseException) -> str:
    trace, place = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return place
