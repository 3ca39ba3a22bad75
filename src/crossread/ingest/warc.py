"""Web archives: the pages in a WARC file, record by record, so that an archive of any size takes the memory of one page.

The frames of records are read here, within limits; warcio reads what is in one. (Its own iterator
takes lines and packed blocks of any length, so 1 MB made to harm would take hours or all memory.)
"""

from __future__ import annotations

import io
import re
import zlib
from email.message import Message
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec
from msgspec import Struct

from crossread.ingest.decode import GZIP_MAGIC, gunzip
from crossread.ingest.fields import clean_line, parse_url
from crossread.ingest.guard import read_guarded
from crossread.ingest.html import name_charset, read_html
from crossread.ingest.text import read_text
from crossread.records import Found, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from warcio.recordloader import ArcWarcRecord

    from crossread.ingest.raw import RawReport

WARC_MAGIC = b"WARC/"
HTTP_TYPE = b"response"
READ_TYPES = frozenset({HTTP_TYPE, b"resource", b"conversion"})
"""Records with a page in them; requests, metadata and revisits have none."""

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPE = "text/plain"
HTTP_OK = "200"
MAX_RECORDS = 5_000_000
"""More records than this are not looked at; a file of CC-NEWS has about 50,000."""

MAX_HEAD_BYTES = 65_536
MAX_UNPACKED_SHARE = 100
"""An archive that unpacks to more than this many times its size was made to harm; news pages: 4 to 8 times."""

FREE_BYTES = 64_000_000
"""So much may be unpacked whatever the share, so that a small archive of one dull page is read."""

BLOCK_BYTES = 65_536
CONTENT_LENGTH = re.compile(rb"^content-length:[ \t]{0,10}(\d{1,15})[ \t]{0,10}\r?$", re.IGNORECASE | re.MULTILINE)
RECORD_TYPE = re.compile(rb"^warc-type:[ \t]{0,10}(\w{1,20})", re.IGNORECASE | re.MULTILINE)
END_OF_HEAD = re.compile(rb"\r?\n\r?\n")


class Unpacked(io.RawIOBase):
    """The bytes of an archive, unpacked if it is packed with gzip; counts them, and says in `fault` why it ended early."""

    def __init__(self, stream: BinaryIO, *, first: bytes = b"") -> None:
        super().__init__()
        self.fault: str | None = None
        self._read = getattr(stream, "read1", stream.read)  # what there is: an archive may come slower than it is read
        self._packed = first or self._read(BLOCK_BYTES)
        self._member = zlib.decompressobj(wbits=31) if self._packed.startswith(GZIP_MAGIC) else None
        self._n_packed = len(self._packed)
        self._n_unpacked = 0

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  (the buffer protocol has no type before Python 3.12)
        """Fill a buffer with what comes next; 0 at the end, or where there is a fault."""
        view = memoryview(buffer)
        data = self._next(len(view))
        view[: len(data)] = data
        return len(data)

    def _next(self, n: int) -> bytes:
        while self.fault is None:
            if not self._packed and not self._fill():
                return self._rest(n)
            data = self._unpack(n) if self._member is not None else self._take(n)
            if data:
                return data
        return b""

    def _fill(self) -> bool:
        self._packed = self._read(BLOCK_BYTES)
        self._n_packed += len(self._packed)
        return bool(self._packed)

    def _rest(self, n: int) -> bytes:
        """Give what the unpacker still holds at the end of the file; a member that does not end there is cut off."""
        if self._member is None or self._member.eof:
            return b""
        data = self._member.decompress(b"", n)
        if not data and not self._member.eof:
            self.fault = "is cut off"
        return data

    def _take(self, n: int) -> bytes:
        data, self._packed = self._packed[:n], self._packed[n:]
        return data

    def _unpack(self, n: int) -> bytes:
        if self._member is None or self._member.eof:
            self._member = zlib.decompressobj(wbits=31)
        try:
            data = self._member.decompress(self._packed, n)
        except zlib.error:
            self.fault = "is damaged"
            return b""
        self._packed = self._member.unused_data or self._member.unconsumed_tail
        self._n_unpacked += len(data)
        if self._n_unpacked > FREE_BYTES + MAX_UNPACKED_SHARE * self._n_packed:
            self.fault = f"unpacks to more than {MAX_UNPACKED_SHARE} times its size"
            return b""
        return data


class Frame(Struct, frozen=True):
    """The bytes of one record: its head and its content; None for content that is too large to be a page."""

    head: bytes
    content: bytes | None


class Page(Struct, frozen=True):
    """A page out of a record, with the charset that its server named."""

    data: bytes
    type: str
    charset: str | None
    url: str | None
    saved: str | None


def is_warc(first: bytes) -> bool:
    """Tell a web archive, packed or not, by its first bytes."""
    if not first.startswith(GZIP_MAGIC):
        return first.startswith(WARC_MAGIC)
    try:
        return zlib.decompressobj(wbits=31).decompress(first, len(WARC_MAGIC)).startswith(WARC_MAGIC)
    except zlib.error:
        return False


def read_warc(stream: BinaryIO, *, source: str, max_bytes: int, first: bytes = b"") -> Iterator[Found[RawReport]]:
    """Read the pages of a web archive one after the other.

    Args:
        stream: the archive, packed with gzip or not, in one member or one a record.
        source: its name, for messages.
        max_bytes: a page larger than this is passed over.
        first: bytes of the archive that were read from the stream before.
    """
    unpacked = Unpacked(stream, first=first)
    n_passed = 0
    fault: str | None = None
    for frame in _frames(io.BufferedReader(unpacked, BLOCK_BYTES), max_bytes=max_bytes):
        if isinstance(frame, str):
            fault = frame
            break
        page = _page_in(frame, max_bytes=max_bytes)
        if isinstance(page, Page):
            yield _read_page(page, source=source, max_bytes=max_bytes)
        elif page is not None:
            yield Found((), (Problem(code="bad-warc", message=f"{source}: {page}"),))
        n_passed += page is None
    fault = unpacked.fault or fault
    if fault:
        message = f"{source}: the archive {fault}; its records up to there are read"
        yield Found((), (Problem(code="bad-warc", message=message),))
    if n_passed:
        message = f"{source}: {n_passed} record(s) that are no pages (requests, pictures, errors, what is too large), not read"
        yield Found((), (Problem(code="skipped-records", message=message),))


def _frames(stream: io.BufferedReader, *, max_bytes: int) -> Iterator[Frame | str]:
    """Cut an archive into records; a string says what ended it before its end."""
    for _ in range(MAX_RECORDS):
        head = _head(stream)
        if not head and not stream.peek(1):
            return
        length = CONTENT_LENGTH.search(head)
        if not head.startswith(WARC_MAGIC) or length is None:
            yield "has something else where a record should begin"
            return
        n_bytes = int(length[1])
        content = stream.read(n_bytes) if n_bytes <= max_bytes + MAX_HEAD_BYTES else None
        n_read = len(content) if content is not None else _skip(stream, n_bytes)
        if n_read < n_bytes:
            yield "is cut off"
            return
        yield Frame(head, content)
    yield f"has more than {MAX_RECORDS:,} records"


def _head(stream: io.BufferedReader) -> bytes:
    """Read the lines before the content of a record, and the blank line after them; empty at the end."""
    lines: list[bytes] = []
    n_bytes = 0
    while n_bytes < MAX_HEAD_BYTES:
        line = stream.readline(MAX_HEAD_BYTES)
        n_bytes += len(line)
        if not line or (lines and not line.strip()):
            break
        if line.strip():
            lines.append(line)
    return b"".join(lines)


def _skip(stream: io.BufferedReader, n_bytes: int) -> int:
    n_read = 0
    while n_read < n_bytes and (data := stream.read(min(BLOCK_BYTES, n_bytes - n_read))):
        n_read += len(data)
    return n_read


def _page_in(frame: Frame, *, max_bytes: int) -> Page | str | None:
    """Give the page in a record, None where there is none, or what is wrong with it."""
    record = _parse(frame) if _may_hold_page(frame) else None
    if record is None:
        return None
    http = record.http_headers
    is_error = http is not None and not http.statusline.startswith(HTTP_OK)
    said = Message()
    said["Content-Type"] = (http.get_header("Content-Type") if http is not None else record.content_type) or ""
    if is_error or said.get_content_type() not in {*PAGE_TYPES, TEXT_TYPE}:
        return None
    url = clean_line(record.rec_headers.get_header("WARC-Target-URI"))
    data = _payload(record, max_bytes=max_bytes)
    if data is None:
        return f"the page {url} is damaged, or larger than {max_bytes:,} bytes; passed over"
    return Page(
        data=data,
        type=said.get_content_type(),
        charset=said.get_content_charset(),
        url=url,
        saved=clean_line(record.rec_headers.get_header("WARC-Date")),
    )


def _may_hold_page(frame: Frame) -> bool:
    """Tell records that need not be parsed, or should not: warcio would look for a line end through megabytes."""
    said_type = RECORD_TYPE.search(frame.head)
    if frame.content is None or said_type is None or said_type[1] not in READ_TYPES:
        return False
    return said_type[1] != HTTP_TYPE or END_OF_HEAD.search(frame.content[:MAX_HEAD_BYTES]) is not None


def _parse(frame: Frame) -> ArcWarcRecord | None:
    import logging  # noqa: PLC0415

    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415
    from warcio.recordloader import ArcWarcRecordLoader  # noqa: PLC0415
    from warcio.statusandheaders import StatusAndHeadersParserException  # noqa: PLC0415

    if frame.content is None:
        return None
    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # a space in an address is nobody's concern
    stream = io.BytesIO(frame.head + b"\r\n" + frame.content)
    try:
        return ArcWarcRecordLoader(verify_http=False, arc2warc=False).parse_record_stream(stream, known_format="warc")
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, AttributeError, TypeError):
        return None


def _payload(record: ArcWarcRecord, *, max_bytes: int) -> bytes | None:
    """Give the content as the server meant it; unpacked here and not by warcio, whose unpacking has no limit."""
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415

    http = record.http_headers
    is_chunked = http is not None and "chunked" in (http.get_header("Transfer-Encoding") or "").lower()
    data: bytes = (ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream).read()
    packing = ((http.get_header("Content-Encoding") if http is not None else None) or "identity").strip().lower()
    if "gzip" in packing and data.startswith(GZIP_MAGIC):
        try:
            return gunzip(data, max_bytes=max_bytes)
        except ValueError:
            return None
    return data if len(data) <= max_bytes else None


def _read_page(page: Page, *, source: str, max_bytes: int) -> Found[RawReport]:
    """Read one page; its address and the day of the capture stand in where it does not tell its own."""
    where = f"{source}#{page.url}" if page.url else source
    reader, data = (
        (read_text, page.data) if page.type == TEXT_TYPE else (read_html, name_charset(page.data, page.charset))
    )
    found = read_guarded(reader, data, source=where, max_bytes=max_bytes)
    url = parse_url(page.url)
    placed = (
        msgspec.structs.replace(report, part=page.url, url=report.url or url, saved=page.saved)
        for report in found.records
    )
    return Found(tuple(placed), found.problems)
