"""Deployment facts from the environment (`WIRE_*`); built when a command runs, never at import.

Thresholds of the algorithms are no deployment facts: they stand as constants in the algorithms' own modules.
"""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.valkey import socket_path

ADDRESS = r"^(rediss?(\+(cluster|sentinel))?|unix)://.+"


class Settings(BaseSettings):
    """Where things are and how much may run at once; every field is `WIRE_<NAME>` in the environment."""

    model_config = SettingsConfigDict(env_prefix="WIRE_", frozen=True, extra="ignore", env_ignore_empty=True)

    data: Path = Path("data")
    inbox: Path = Path("inbox")
    redis_url: str | None = Field(default=None, pattern=ADDRESS)
    host: str = "127.0.0.1"
    port: int = Field(default=8400, ge=1, le=65535)
    page: bool = True  # serve pages and API
    hosts: tuple[str, ...] = ()  # names the page answers to; empty: any
    workers: int = Field(default=1, ge=1)
    readers: int = Field(default=2, ge=1)  # files that one ingest process reads at once
    partitions: int = Field(default=1, ge=1, le=99)  # fixed once data exists: keys carry the number
    batch: int = Field(default=32, ge=1)
    lease_seconds: float = Field(default=10.0, gt=0)  # how long a silent worker keeps what it took
    tries: int = Field(default=5, ge=1)  # deliveries before a message is a dead letter
    poll_milliseconds: int = Field(default=2000, ge=1, lt=5000)  # below the client's socket timeout of 5 s
    settle_seconds: float = Field(default=0.25, ge=0)  # a file that has not changed for so long is complete
    gather_seconds: float = Field(default=0.5, ge=0)  # longest wait for more arrivals before a story is traced again
    pulse: Path | None = None  # a file touched with every heartbeat; a container's health check looks at it
    manifest: Path | None = None  # files to read in place instead of watching an inbox (`wiretrace trace`)
    kin_window_days: int = Field(default=30, ge=1)  # how long an article may be found as a relative of later ones
    kin_witnesses: int = Field(default=200_000, ge=1)  # how many are remembered for that, the newest
    largest_upload: int = Field(default=20_000_000, ge=1)

    @property
    def inbox_folder(self) -> Path:
        """The watched folder, as every process finds it."""
        return self.inbox.absolute()

    @property
    def url(self) -> str:
        """The broker's address: the external one, or the embedded server's socket for this data folder."""
        return self.redis_url or f"unix://{socket_path(self.data)}"
