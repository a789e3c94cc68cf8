"""What a person may do about what went wrong: try a rejected file again, hand a dead letter back."""

import asyncio
import os
from pathlib import Path

from services.provenance.status import Streams
from services.provenance.store import Trees


class Repairs:
    """`inbox` is the watched folder, where this machine sees it."""

    def __init__(self, streams: Streams, trees: Trees, inbox: Path | None) -> None:
        self._streams, self._trees, self._inbox = streams, trees, inbox

    async def retry(self, file: str) -> bool:
        """Put a rejected file back into the inbox; False when it is gone."""
        return await asyncio.to_thread(self._retry, file)

    async def replay(self, letter: str) -> bool:
        """Hand a dead letter back to its stream; False when it is gone."""
        return await asyncio.to_thread(self._streams.replay, letter)

    def _retry(self, file: str) -> bool:
        if self._inbox is None:
            return False
        tray = self._inbox / "rejected"
        held, back = tray / file, self._inbox / file
        if not held.resolve().is_relative_to(tray.resolve()) or not held.is_file() or back.exists():
            return False
        back.parent.mkdir(parents=True, exist_ok=True)
        held.with_name(held.name + ".reason.json").unlink(missing_ok=True)
        self._trees.pardon(file)
        os.rename(held, back)
        return True
