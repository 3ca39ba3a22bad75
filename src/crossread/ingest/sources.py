"""From files, streams and bytes to reports: opened, measured, unpacked, given to the reader of their format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from crossread.ingest.decode import GZIP_MAGIC, gunzip
from crossread.ingest.formats import GZIP_SUFFIX, choose_reader, is_archive_name, is_known_name
from crossread.ingest.guard import read_guarded
from crossread.ingest.warc import is_warc, read_warc
from crossread.records import Found, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossread.ingest.raw import RawReport
    from crossread.settings import Settings

PROBE_BYTES = 4_096


def read_file(path: str, source: str, *, settings: Settings) -> Iterator[Found[RawReport]]:
    """Read one file with the reader of its suffix; its size is looked at before its content."""
    is_archive, is_known = is_archive_name(path), is_known_name(path)
    try:
        if is_known and not is_archive and Path(path).stat().st_size > settings.max_bytes:
            yield Found((), (_too_large(source, settings),))
            return
        with Path(path).open("rb") as stream:
            yield from read_stream(stream, source, settings=settings, name=path if is_known else None)
    except OSError as error:
        message = f"{source}: cannot be opened: {error.strerror}"
        yield Found((), (Problem(code="unreadable-file", message=message),))


def read_stream(
    stream: BinaryIO, source: str, *, settings: Settings, name: str | None = None
) -> Iterator[Found[RawReport]]:
    """Read what a stream holds: a web archive page by page, anything else at once.

    Args:
        stream: where the bytes come from; need not be seekable.
        source: what the record calls it.
        settings: `max_bytes` bounds what is read at once.
        name: a file name or address whose suffix tells the format; None tells it by the content.
    """
    first = stream.read(PROBE_BYTES)
    if (name is None or is_archive_name(name)) and is_warc(first):
        yield from read_warc(stream, source=source, max_bytes=settings.max_bytes, first=first)
        return
    if name is not None and is_archive_name(name) and first:
        yield Found((), (Problem(code="bad-warc", message=f"{source}: does not begin as a web archive does"),))
        return
    data = first + stream.read(settings.max_bytes + 1 - len(first))
    yield read_bytes(data, source, settings=settings, name=name)


def read_bytes(data: bytes, source: str, *, settings: Settings, name: str | None = None) -> Found[RawReport]:
    """Unpack, choose the reader by name or by content, and read."""
    if len(data) > settings.max_bytes:
        return Found((), (_too_large(source, settings),))
    if not data:
        return Found((), (Problem(code="empty-file", message=f"{source}: the file is empty"),))
    if name.lower().endswith(GZIP_SUFFIX) if name else data.startswith(GZIP_MAGIC):
        try:
            unpacked = gunzip(data, max_bytes=settings.max_bytes)
        except ValueError as error:
            return Found((), (Problem(code="bad-gzip", message=f"{source}: {error}; pack it again"),))
        if unpacked is None:
            return Found((), (_too_large(source, settings),))
        data = unpacked
    return read_guarded(choose_reader(data, name=name), data, source=source, max_bytes=settings.max_bytes)


def _too_large(source: str, settings: Settings) -> Problem:
    message = f"{source}: larger than {settings.max_bytes:,} bytes; split it, or raise max_bytes"
    return Problem(code="file-too-large", message=message)
