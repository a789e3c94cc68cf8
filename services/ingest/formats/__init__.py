"""One reader a format: files of newsrooms and crawlers become `Article`s with sourced facts, or a `Rejected`."""

from services.ingest.formats.reader import read

__all__ = ["read"]
