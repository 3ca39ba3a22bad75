"""E-mail: the plain text part, else the HTML part; subject, sender and date from the headers."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parseaddr
from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.ingest.decode import check_encoding, decode
from crossread.ingest.fields import clean_line, parse_authors
from crossread.ingest.html import name_charset, read_html
from crossread.ingest.raw import RawReport
from crossread.records import Found, Problem

if TYPE_CHECKING:
    from email.message import Message

MAX_HEADER_CHARS = 10_000
MAX_PARTS = 1_000


class Body(Struct, frozen=True):
    """The text of a message, and what of it could not be read."""

    text: str
    problems: tuple[Problem, ...] = ()


def read_email(data: bytes, *, source: str, max_bytes: int) -> Found[RawReport]:
    """Read one message (RFC 5322, MIME). Attachments and the answers in it are left as they are."""
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        body = _body(message, source=source, max_bytes=max_bytes)
    except (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError):
        return Found((), (Problem(code="bad-email", message=f"{source}: the parts of this message cannot be read"),))
    name, address = parseaddr(_header(message, "From") or "")
    organization = _header(message, "Organization")
    report = RawReport(
        text=body.text,
        title=clean_line(_header(message, "Subject")),
        outlet=clean_line(organization or name or address.rpartition("@")[2]),
        authors=parse_authors(name) if organization else (),
        published=clean_line(_header(message, "Date")),
        notes=body.problems,
    )
    return Found((report,))


def _header(message: Message, name: str) -> str | None:
    """Give a header with its encoded words decoded, as far as they can be."""
    value = message.get(name)
    if value is None or len(str(value)) > MAX_HEADER_CHARS:
        return None
    try:
        return str(make_header(decode_header(value)))
    except (ValueError, LookupError, MessageError):
        return str(value)


def _body(message: Message, *, source: str, max_bytes: int) -> Body:
    """Choose the text: the first plain part that holds any, else the first HTML part."""
    pages: list[Message] = []
    for n_parts, part in enumerate(message.walk()):
        if n_parts > MAX_PARTS:
            break
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if part.get_content_type() == "text/html":
            pages.append(part)
        elif part.get_content_type() == "text/plain":
            decoded = decode(_payload(part), declared=part.get_content_charset())
            if decoded.text.strip():
                return Body(_unflow(decoded.text, part), check_encoding(decoded, source=source))
    for part in pages:
        found = read_html(name_charset(_payload(part), part.get_content_charset()), source=source, max_bytes=max_bytes)
        for report in found.records:
            return Body(report.text, report.notes)
    return Body("")


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _unflow(text: str, part: Message) -> str:
    """Join the soft line breaks of format=flowed (RFC 3676): they are the mail program's, not the report's."""
    if str(part.get_param("format", "")).lower() != "flowed":
        return text
    is_space_deleted = str(part.get_param("delsp", "")).lower() == "yes"
    joined: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.removeprefix(" ")
        if joined and joined[-1].endswith(" ") and joined[-1] != "-- ":
            joined[-1] = (joined[-1][:-1] if is_space_deleted else joined[-1]) + words
        else:
            joined.append(words)
    return "\n".join(joined)
