"""What may reach the page (own names only, changes from own pages only), and headers that keep foreign text inert."""

from collections.abc import Collection, Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
_SAFE = ("GET", "HEAD", "OPTIONS")
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class Guard:
    """ASGI middleware. `hosts` are the names the page answers to.

    Without them it answers to any name, but on a loopback address to this machine's own names only: else another site
    could point a name of its own here and read and change everything (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str] = ()) -> None:
        self._app = app
        self._hosts = frozenset(host.casefold() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = _stranger(headers, self._hosts or _own(scope)) or _foreign(scope["method"], headers)
        answer = PlainTextResponse(refusal, status_code=403) if refusal else self._app

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await answer(scope, receive, guarded)


def _own(scope: Scope) -> Collection[str]:
    """This machine's own names when the connection came to a loopback address; else none, that is: any."""
    address = str((scope.get("server") or ("",))[0])
    try:
        return LOOPBACK if ip_address(address).is_loopback else ()
    except ValueError:  # a socket's path, or a name
        return LOOPBACK if address == "localhost" else ()


def _stranger(headers: Headers, names: Collection[str]) -> str | None:
    try:
        name = (urlsplit(f"//{headers.get('host', '')}").hostname or "").casefold()
    except ValueError:
        name = ""
    if not names or name in names:
        return None
    return f"This page does not answer to the name {name!r}. If it should, set WIRE_HOSTS to a list with that name."


def _foreign(method: str, headers: Headers) -> str | None:
    if method in _SAFE:
        return None
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    foreign = origin is not None and (origin == "null" or urlsplit(origin).netloc != headers.get("host", ""))
    if foreign or site in ("cross-site", "same-site"):
        return "Changes are taken from this page itself only, not from other sites."
    return None
