"""Serves the page and the API in the provenance process, until the service is told to stop."""

import asyncio
import contextlib
import socket
from collections.abc import Generator

import uvicorn
from starlette.applications import Starlette

GRACE = 2  # seconds for open answers to end


class PageError(RuntimeError):
    """The page cannot be served; the message says what to do."""


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield  # signals are the service's affair


def listen(host: str, port: int) -> socket.socket:
    """The page's address, taken: who asks from now on waits for `serve_page`. Raises PageError when it is not free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise PageError(f"{host}:{port} cannot be bound ({error.strerror}): give another --host or --port.") from None


async def serve_page(app: Starlette, listening: socket.socket, stopping: asyncio.Event) -> None:
    """Serve until `stopping`, and close the socket."""
    server = _Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE, access_log=False))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    told = asyncio.create_task(stopping.wait())
    await asyncio.wait([serving, told], return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if newsroom := getattr(app.state, "newsroom", None):
        await newsroom.close()  # open event streams would hold the server up
    server.should_exit = True
    await serving
