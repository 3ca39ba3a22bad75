"""What a server says that a page is, and by which reader it is read."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from crossread.ingest.formats import reader_for

NAMES = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.xhtml",
    "text/markdown": "page.md",
    "message/rfc822": "message.eml",
    "application/jsonl": "lines.jsonl",
    "application/x-ndjson": "lines.jsonl",
    "application/pdf": "pages.pdf",
}
"""Types that say all, each with a file name that says the same."""

OPEN_TYPES = frozenset({"text/plain", "text/xml", "application/xml", "application/json"})
"""Types that may be several formats, as are all that end in +xml or +json: told by the name, else by the content."""

PACKED_TYPES = frozenset(
    {"application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip", "application/warc"}
)
"""Types that say nothing: told by the name alone."""

ARCHIVE_TYPES = frozenset({"application/x-warc", "application/warc+gzip", "text/plain"})
"""What servers call web archives beside those: text, where they know no better."""

XML_STARTS = (b"<?xml", b"<rss", b"<feed", b"<rdf:RDF")
"""A feed that is called a web page, as many servers do."""


def is_readable(content_type: str | None, *, url: str) -> bool:
    """Tell whether a page may hold a report, by what its server calls it; no type is all types."""
    if content_type is None or content_type in OPEN_TYPES:
        return True
    if content_type in NAMES:
        return reader_for(NAMES[content_type]) is not None
    if content_type in PACKED_TYPES:
        return _named(url) is not None
    return content_type.startswith("application/") and content_type.endswith(("+xml", "+json"))


def is_archive(content_type: str | None) -> bool:
    """Tell whether what is called a web archive by its address may be one, by what its server calls it."""
    return content_type is None or content_type in PACKED_TYPES or content_type in ARCHIVE_TYPES


def file_name(content_type: str | None, data: bytes, *, url: str) -> str | None:
    """Give the name of a file that a page is read as, or None where its content must tell."""
    if content_type in NAMES and not data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(XML_STARTS):
        return NAMES[content_type]
    return None if content_type in NAMES else _named(url)


def _named(url: str) -> str | None:
    """Give the last part of an address where it ends as a file that is read."""
    name = PurePosixPath(urlsplit(url).path).name
    return name if reader_for(name) else None
