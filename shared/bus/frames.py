"""How an event lies in a stream entry: FastStream's binary frame, so that any FastStream service can read it."""

import struct
from collections.abc import Mapping
from uuid import uuid4

import orjson
from faststream.redis.parser import BinaryMessageFormatV1
from pydantic import ValidationError

from shared.messages import Event

FIELD = b"__data__"
_START = 18  # identity, version and two offsets


class UnreadableError(ValueError):
    """A stream entry is not the event that its stream carries."""


def frame(event: Event) -> bytes:
    """The entry's one field. Header values must stay ASCII: the format counts characters and writes bytes."""
    return framed(event.model_dump_json().encode())


def framed(body: bytes) -> bytes:
    """A JSON body in its frame."""
    headers = {"correlation_id": uuid4().hex, "content-type": "application/json"}
    pairs = b"".join(_string(key) + _string(value) for key, value in headers.items())
    identity = BinaryMessageFormatV1.IDENTITY_HEADER + struct.pack(">H", 1)
    offsets = struct.pack(">IIH", _START, _START + 2 + len(pairs), len(headers))
    return identity + offsets + pairs + body


def body_of(fields: Mapping[bytes, bytes]) -> bytes:
    """The body of an entry; one without a frame is shown as JSON of its fields."""
    held = fields.get(FIELD)
    if held is None:
        return orjson.dumps({k.decode(errors="replace"): v.decode(errors="replace") for k, v in fields.items()})
    return BinaryMessageFormatV1.parse(held)[0]


def event_of(fields: Mapping[bytes, bytes], message: type[Event]) -> Event:
    """The event in an entry; raises UnreadableError."""
    try:
        return message.model_validate_json(body_of(fields))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the message"
        raise UnreadableError(f"not a {message.__name__}: {place}: {first['msg']}") from None


def _string(text: str) -> bytes:
    return struct.pack(">H", len(text)) + text.encode("ascii")
