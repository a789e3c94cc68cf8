"""Connections to the broker: with retries (the driver's own pool has none), to one server, Sentinel or a cluster.

URLs are `redis://`, `rediss://`, `unix://`, `redis+cluster://host:port` and `redis+sentinel://host:port/master-name`.
"""

from typing import Any, cast
from urllib.parse import urlsplit

import redis
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import ExponentialWithJitterBackoff
from redis.retry import Retry
from redis.sentinel import Sentinel

Client = redis.Redis | redis.RedisCluster
RETRIES = 25
TROUBLE = (redis.ConnectionError, redis.TimeoutError)


def connect(url: str, patient: bool = True) -> Client:
    """A thread-safe client; a `patient` one sits out a broker that is away for some twenty seconds."""
    kind, plain = split(url)
    tries = RETRIES if patient else 0
    options: dict[str, Any] = {"retry": Retry(backoff(), tries), "retry_on_error": list(TROUBLE)}
    if kind == "cluster":
        return cast(Any, redis.RedisCluster).from_url(plain)
    if kind == "sentinel":
        parts = urlsplit(plain)
        manager = Sentinel([(parts.hostname or "localhost", parts.port or 26379)])
        return cast(Any, manager).master_for(parts.path.strip("/") or "mymaster", **options)
    return cast(Any, redis.Redis).from_url(plain, **options)


def split(url: str) -> tuple[str, str]:
    """(`single`, `cluster` or `sentinel`, the URL without that word)."""
    for kind in ("cluster", "sentinel"):
        for scheme in ("redis", "rediss"):
            if url.startswith(f"{scheme}+{kind}://"):
                return kind, scheme + url[len(f"{scheme}+{kind}") :]
    return "single", url


def place_of(url: str) -> str:
    """The URL as it may be shown: without user and password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[-1]}"


def backoff() -> ExponentialWithJitterBackoff:
    return ExponentialWithJitterBackoff(base=0.05, cap=1)


def async_retry() -> AsyncRetry:
    """The same patience for the bus's own connections."""
    return AsyncRetry(backoff(), RETRIES)
