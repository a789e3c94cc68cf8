"""Waiting for a condition instead of sleeping, on and off an event loop."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from shared.bus import Life

PATIENCE = 30.0  # seconds: a loaded machine may be slow, a broken one never gets there


def until(condition: Callable[[], Any], patience: float = PATIENCE) -> None:
    """Return as soon as `condition` holds; fail when it does not in time."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "the condition never came true"
        time.sleep(0.02)


def stop_when(condition: Callable[[], Any]) -> Callable[[Life], Awaitable[None]]:
    """Work beside a service's handlers that ends it as soon as `condition` holds."""

    async def watch(life: Life) -> None:
        end = time.monotonic() + PATIENCE
        while not life.stopping.is_set() and not await asyncio.to_thread(condition):
            assert time.monotonic() < end, "the condition never came true"
            await asyncio.sleep(0.02)
        life.stopping.set()

    return watch
