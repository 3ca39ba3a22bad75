"""Which reader reads which file: by its suffix, or for standard input by what it begins with."""

from __future__ import annotations

import re

from crossread.ingest.decode import decode
from crossread.ingest.email import read_email
from crossread.ingest.html import read_html
from crossread.ingest.jsonl import read_json, read_jsonl
from crossread.ingest.raw import Reader
from crossread.ingest.text import read_text

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
}
"""Suffix, in lower case, to reader; each may be packed with gzip (`.jsonl.gz`)."""

GZIP_SUFFIX = ".gz"
PROBE_BYTES = 4_096
HEADER = re.compile(
    r"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):",
    re.IGNORECASE | re.MULTILINE,
)
PAGE = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s{0,50})?<(?:!doctype html\b|!--|(?:html|head|body|article|div|p|meta)\b)",
    re.IGNORECASE,
)


def reader_for(name: str) -> Reader | None:
    """Give the reader for a file name, or None where Crossread does not know the format."""
    stem = name.lower().removesuffix(GZIP_SUFFIX)
    return next((reader for suffix, reader in READERS.items() if stem.endswith(suffix)), None)


def sniff_reader(data: bytes) -> Reader:
    """Tell JSON, HTML, e-mail and plain text apart by how they begin."""
    start = decode(data[:PROBE_BYTES]).text.lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[{", "[ {", "[\n")):
        return read_json
    if PAGE.match(start):
        return read_html
    headers = HEADER.findall(start.replace("\r\n", "\n").split("\n\n", 1)[0])
    if HEADER.match(start) and len(headers) > 1:
        return read_email
    return read_text
