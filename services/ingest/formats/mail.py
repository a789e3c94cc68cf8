"""E-mails (RFC 5322, MIME), as agencies send alerts: the text part is the story, the headers its facts."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parseaddr

from services.ingest.formats.decoding import decode
from services.ingest.formats.found import Found, UnusableError, fact
from services.ingest.formats.page import fragment_blocks
from services.ingest.formats.plain import headed, paragraphs
from shared.article import Block, Fact

MAX_PARTS = 200  # of one message; real ones have a handful

_FORWARD = re.compile(r"^(?:(?:fwd?|re|aw|wg|tr)\s*:\s*)+", re.I)


def read_mail(data: bytes) -> Found:
    """One article from a message; attachments are left alone."""
    # The older policy: the newer one parses headers and raises on broken ones.
    message = message_from_bytes(data, policy=compat32)
    if not any(message.get(h) for h in ("From", "Subject", "Date")):
        raise UnusableError("no e-mail headers: save the message as .eml from the mail program, or the text as .txt")
    blocks = _body(message)
    if not blocks:
        raise UnusableError("the e-mail has no text part: forward the story as text")
    return headed(tuple(_facts(message)), blocks)


def _facts(message: Message) -> Iterator[Fact]:
    name, address = parseaddr(_header(message, "From"))
    yield from fact("outlet", name or address.rpartition("@")[2], "mail From")
    yield from fact("headline", _FORWARD.sub("", _header(message, "Subject")), "mail Subject")
    yield from fact("published_at", _header(message, "Date"), "mail Date")
    yield from fact("guid", _header(message, "Message-ID"), "mail Message-ID")
    yield from fact("language", _header(message, "Content-Language"), "mail Content-Language")


def _header(message: Message, name: str) -> str:
    try:
        return str(make_header(decode_header(str(message.get(name) or ""))))
    except (ValueError, LookupError, HeaderParseError):  # an unknown charset or broken base64: shown as sent
        return str(message.get(name) or "")


def _body(message: Message) -> tuple[Block, ...]:
    plain, rich = "", ""
    for number, part in enumerate(message.walk()):
        if number > MAX_PARTS:
            raise UnusableError("the e-mail has hundreds of parts: save the story's text alone")
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind == "text/plain" and not plain:
            plain = _text(part)
        elif kind == "text/html" and not rich:
            rich = _text(part)
    if plain.strip():
        story, _, signature = plain.replace("\r\n", "\n").partition("\n-- \n")
        signed = tuple(Block(text=x, role="furniture") for x in paragraphs(signature))
        return (*(Block(text=x) for x in paragraphs(story)), *signed)
    return fragment_blocks(rich) if rich.strip() else ()


def _text(part: Message) -> str:
    data = part.get_payload(decode=True)
    return decode(data, part.get_content_charset()) if isinstance(data, bytes) and data else ""
