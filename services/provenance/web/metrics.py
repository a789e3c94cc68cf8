"""The status values as Prometheus metrics, built at each scrape: the figures live in the store, not here."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

_COUNTS = {
    "stories": "Stories traced",
    "articles": "Articles taken in",
}
_STREAM = {
    "length": "Messages kept in the stream",
    "pending": "Messages handed out and not yet done",
    "lag": "Messages not yet handed out",
}


def registry(status: Mapping[str, Any]) -> CollectorRegistry:
    """A registry that holds one scrape of `status`."""
    made = CollectorRegistry(auto_describe=False)
    made.register(_Scrape(status))
    return made


class _Scrape(Collector):
    def __init__(self, status: Mapping[str, Any]) -> None:
        self._status = status

    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield from self._counts()
        for key, said in _STREAM.items():
            family = GaugeMetricFamily(f"wiretrace_stream_{key}", said, labels=["stream"])
            for stream in self._status.get("streams", ()):
                if stream.get(key) is not None:
                    family.add_metric([str(stream["name"])], float(stream[key]))
            yield family

    def _counts(self) -> Iterator[GaugeMetricFamily]:
        for key, said in _COUNTS.items():
            yield GaugeMetricFamily(f"wiretrace_{key}", said, value=float(self._status.get(key, 0)))
        for key in ("rejected", "dead_letters"):
            said = key.replace("_", " ")
            yield GaugeMetricFamily(
                f"wiretrace_{key}", f"Number of {said}", value=float(len(self._status.get(key, ())))
            )
