"""Which reader reads which file: by its suffix, and where that leaves it open by what it begins with."""

from __future__ import annotations

import re

from crossread.ingest.decode import decode
from crossread.ingest.email import read_email
from crossread.ingest.feed import FEED_ROOTS, read_feed
from crossread.ingest.html import declared_charset, read_html
from crossread.ingest.jsonl import read_json, read_jsonl
from crossread.ingest.newsml import NEWS_ROOTS, read_newsml
from crossread.ingest.pdf import MAGIC_WITHIN_BYTES, PDF_MAGIC, read_pdf
from crossread.ingest.raw import RawReport, Reader
from crossread.ingest.text import read_text
from crossread.ingest.xml_prolog import entities_refused, find_prolog
from crossread.records import Found, Problem

PROBE_BYTES = 4_096
PROBE_XML_BYTES = 65_536
"""XML may have a licence in a comment before it begins."""

HEADER = re.compile(
    r"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):",
    re.IGNORECASE | re.MULTILINE,
)
PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s{0,50})?<(?:!doctype html\b|!--|(?:html|head|body|article|div|p|meta)\b)",
    re.IGNORECASE,
)


def read_xml(data: bytes, *, source: str, max_bytes: int) -> Found[RawReport]:  # noqa: ARG001
    """Say that an XML file is of no format that is read; those that are have readers of their own."""
    prolog = find_prolog(decode(data[:PROBE_XML_BYTES]).text)
    if prolog is not None and prolog.has_entities:
        return Found((), (entities_refused(source),))
    root = f"<{prolog.root}>" if prolog else "no element"
    message = f"{source}: XML that begins with {root} is of no format that is read; RSS, Atom, NewsML-G2, NITF are"
    return Found((), (Problem(code="unknown-format", message=message),))


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".markdown": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".eml": read_email,
    ".rss": read_xml,
    ".atom": read_xml,
    ".rdf": read_xml,
    ".xml": read_xml,
    ".pdf": read_pdf,
}
"""Suffix, in lower case, to reader; each may be packed with gzip (`.jsonl.gz`). What XML it is, its content tells."""

GZIP_SUFFIX = ".gz"
WARC_SUFFIX = ".warc"


def reader_for(name: str) -> Reader | None:
    """Give the reader for a file name, or None where Crossread does not know the format."""
    stem = name.lower().removesuffix(GZIP_SUFFIX)
    return next((reader for suffix, reader in READERS.items() if stem.endswith(suffix)), None)


def is_archive_name(name: str) -> bool:
    """Tell a web archive by its name, packed or not."""
    return name.lower().removesuffix(GZIP_SUFFIX).endswith(WARC_SUFFIX)


def is_known_name(name: str) -> bool:
    """Tell whether a file is of a format that is read, by its name."""
    return reader_for(name) is not None or is_archive_name(name)


def choose_reader(data: bytes, *, name: str | None) -> Reader:
    """Give the reader for a file: of its suffix, unless it has none or several formats share it (`.xml`)."""
    reader = reader_for(name) if name else None
    if reader is read_xml:
        return _xml_reader(data) or (read_json if data.lstrip().startswith(b"{") else read_xml)
    return reader or sniff_reader(data)


def sniff_reader(data: bytes) -> Reader:
    """Tell PDF, JSON, XML, HTML, e-mail and plain text apart by how they begin."""
    if PDF_MAGIC in data[:MAGIC_WITHIN_BYTES]:
        return read_pdf
    start = decode(data[:PROBE_BYTES]).text.lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[{", "[ {", "[\n")):
        return read_json
    if start.startswith("<"):
        return _xml_reader(data) or _markup_reader(start)
    headers = HEADER.findall(start.replace("\r\n", "\n").split("\n\n", 1)[0])
    if HEADER.match(start) and len(headers) > 1:
        return read_email
    return read_text


def _markup_reader(start: str) -> Reader:
    """Tell a page, which may begin with any element, from other XML and from text with an angle bracket."""
    if PAGE.match(start):
        return read_html
    return read_xml if start.startswith("<?xml") else read_text


def _xml_reader(data: bytes) -> Reader | None:
    """Tell feeds, NewsML and pages apart by the first element; None for any other."""
    probe = data[:PROBE_XML_BYTES]
    prolog = find_prolog(decode(probe, declared=declared_charset(probe)).text)
    root = prolog.root.lower() if prolog else ""
    if root in FEED_ROOTS:
        return read_feed
    if root in NEWS_ROOTS:
        return read_newsml
    return read_html if root == "html" else None
