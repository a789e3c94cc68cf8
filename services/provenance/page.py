"""Serves the page and the API in the provenance process, until the service is told to stop."""

import asyncio
import contextlib
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


async def serve_page(app: Starlette, host: str, port: int, stopping: asyncio.Event) -> None:
    """Serve until `stopping`; raises PageError when the address is taken."""
    server = _Server(
        uvicorn.Config(
            app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=GRACE, access_log=False
        )
    )
    serving = asyncio.create_task(_served(server, host, port))
    told = asyncio.create_task(stopping.wait())
    await asyncio.wait([serving, told], return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if newsroom := getattr(app.state, "newsroom", None):
        await newsroom.close()  # open event streams would hold the server up
    server.should_exit = True
    await serving


async def _served(server: _Server, host: str, port: int) -> None:
    try:
        await server.serve()
    except SystemExit:  # uvicorn's way to say that it could not bind
        raise PageError(f"{host}:{port} cannot be bound: give another --host or --port.") from None
