"""One reader a format: files of newsrooms and crawlers become `Article`s with their facts, or a `Rejected` with a reason."""

from services.ingest.formats.reader import read

__all__ = ["read"]
