"""The table of streams: name, message, and the one service that reads it."""

from dataclasses import dataclass
from zlib import crc32

from shared.messages import (
    ArticleAligned,
    ArticleIngested,
    ArticleSegmented,
    Event,
    FileRejected,
    LetterDead,
    StoryTraced,
)

NOTICES_KEPT = 10_000  # entries of a stream that nobody acknowledges


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream in its partitions; `reader` is the group that acknowledges, None for notices to anyone."""

    name: str
    message: type[Event]
    reader: str | None

    def key(self, partition: int) -> str:
        """All keys of a partition share a hash tag, so that one script may touch them on a cluster too."""
        return f"wire:{{p{partition:02d}}}:{self.name}"


ARTICLES_INGESTED = Stream("articles.ingested", ArticleIngested, "segmenter")
FILES_REJECTED = Stream("files.rejected", FileRejected, "provenance")
ARTICLES_SEGMENTED = Stream("articles.segmented", ArticleSegmented, "alignment")
ARTICLES_ALIGNED = Stream("articles.aligned", ArticleAligned, "provenance")
STORIES_TRACED = Stream("stories.traced", StoryTraced, None)
LETTERS_DEAD = Stream("letters.dead", LetterDead, None)

# In the order of the flow: whoever looks at them in this order never misses a message that moves on meanwhile.
STREAMS = (
    ARTICLES_INGESTED,
    FILES_REJECTED,
    ARTICLES_SEGMENTED,
    ARTICLES_ALIGNED,
    STORIES_TRACED,
    LETTERS_DEAD,
)
_BY_MESSAGE = {stream.message: stream for stream in STREAMS}


def stream_of(event: Event) -> Stream:
    """The stream that carries events of this type."""
    return _BY_MESSAGE[type(event)]


def partition_of(key: str, partitions: int) -> int:
    """The partition of an article (or file, or story): the same in every service."""
    return crc32(key.encode("utf-8", "surrogatepass")) % partitions
