"""The events that services tell each other, in the past tense. They carry ids; texts are kept once, in the store."""

from shared.collation.values import Verdict
from shared.value import Value


class ArticleIngested(Value):
    """A file's article was read and kept."""

    article: str

    @property
    def key(self) -> str:
        return self.article


class FileRejected(Value):
    """A file, or one article of it, cannot be used; `reason` says what the user can do."""

    file: str
    reason: str

    @property
    def key(self) -> str:
        return self.file


class ArticleSegmented(Value):
    """An article became a witness: sentences of every kind, wire marks."""

    article: str

    @property
    def key(self) -> str:
        return self.article


class Pair(Value):
    """What the collation with one other witness came to; the collation itself is kept in the store."""

    other: str
    verdict: Verdict
    kinship: float


class ArticleAligned(Value):
    """All pairs of one article with witnesses seen so far, unrelated ones left out."""

    article: str
    pairs: tuple[Pair, ...] = ()

    @property
    def key(self) -> str:
        return self.article


class StoryTraced(Value):
    """A story has a new version of its tree."""

    story: str
    version: int

    @property
    def key(self) -> str:
        return self.story


class LetterDead(Value):
    """A message that no try could handle; `body` is what it said, so that it can be replayed."""

    stream: str
    id: str
    reason: str
    tries: int
    body: str

    @property
    def key(self) -> str:
        return self.id


Event = ArticleIngested | FileRejected | ArticleSegmented | ArticleAligned | StoryTraced | LetterDead
