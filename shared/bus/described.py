"""The streams described as an AsyncAPI document, from the same table that the services run on."""

from faststream.redis import RedisBroker, StreamSub
from faststream.specification import AsyncAPI

from shared.messages import Event
from shared.streams import STREAMS, Stream


def described() -> str:
    """AsyncAPI 3 as JSON: every stream with its message, and the service that reads it."""
    broker = RedisBroker("redis://broker:6379")
    for stream in STREAMS:
        broker.publisher(stream=stream.name, title=f"{stream.name}:sent", schema=stream.message)
        if stream.reader:
            _reader(broker, stream, stream.message)
    return AsyncAPI(broker, title="wiretrace", version="1", schema_version="3.0.0").to_specification().to_json()


def _reader(broker: RedisBroker, stream: Stream, message: type[Event]) -> None:
    def read(event: object) -> None:
        """Read by the service of that name."""

    read.__annotations__["event"] = message
    source = StreamSub(stream.name, group=stream.reader, consumer=stream.reader)
    broker.subscriber(stream=source, title=f"{stream.name}:{stream.reader}")(read)
