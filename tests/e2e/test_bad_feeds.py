"""Feeds, archives and PDFs made to harm, through the command line: each is named, the rest is read, and none takes long."""

from __future__ import annotations

import gzip
import json
import resource
from pathlib import Path

import pytest

from tests.e2e.conftest import DAY, Crossread
from tests.made_files import (
    ENTITY_BOMB,
    FIRST,
    SECOND,
    Capture,
    make_looping_pdf,
    make_packed_blanks,
    make_page,
    make_pdf,
    make_pdf_bomb,
    make_warc,
)

pytestmark = [pytest.mark.e2e, pytest.mark.model, pytest.mark.slow]

MAX_MEMORY_BYTES = 3_000_000_000
"""Of any process of the run: the model takes 0.5 GB, the process that parses may take 2."""


ARCHIVE_HEAD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
ITEM = "<item><title>Shut</title><description>&i;</description></item>"
FILES: dict[str, tuple[str, bytes, str]] = {
    "feed with an entity bomb": ("bad.rss", f"{ENTITY_BOMB}<rss><channel>{ITEM}</channel></rss>".encode(), "xml-entities"),
    "the same in UTF-16": ("bad.xml", f"{ENTITY_BOMB}<rss><channel>{ITEM}</channel></rss>".encode("utf-16"), "xml-entities"),
    "news item with an entity bomb": ("bad.xml", f"{ENTITY_BOMB}<newsItem>&i;</newsItem>".encode(), "xml-entities"),
    "feed that asks for a file": (
        "bad.rss",
        f'<!DOCTYPE rss [<!ENTITY i SYSTEM "file:///etc/passwd">]><rss><channel>{ITEM}</channel></rss>'.encode(),
        "xml-entities",
    ),
    "feed without entries": ("bad.rss", b"<rss version='2.0'><channel><title>Nothing</title></channel></rss>", "empty-feed"),
    "XML nested 1,000,000 times": ("bad.xml", b"<newsItem>" + b"<a>" * 1_000_000, "bad-newsml"),
    "JSON Feed nested 1,000,000 times": (
        "bad.json",
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 1_000_000,
        "bad-json-line",
    ),
    "other XML": ("bad.xml", b"<urlset/>", "unknown-format"),
    "archive cut off": ("bad.warc.gz", make_warc(Capture(make_page(FIRST)))[:-300], "bad-warc"),
    "archive of line ends": ("bad.warc.gz", make_packed_blanks(500_000_000, first=b"WARC/1.0\r\n"), "bad-warc"),
    "archive with a record of 500 MB": (
        "bad.warc.gz",
        make_packed_blanks(500_000_000, first=ARCHIVE_HEAD + b"Content-Length: 500000000\r\n\r\n"),
        "bad-warc",
    ),
    "archive with a packed answer of 300 MB": (
        "bad.warc.gz",
        make_warc(Capture(gzip.compress(b"a" * 300_000_000), headers=[("Content-Encoding", "gzip")])),
        "bad-warc",
    ),
    "gzip bomb that says XML": ("bad.xml.gz", make_packed_blanks(500_000_000, first=b"<rss>"), "file-too-large"),
    "PDF whose pages hold themselves": ("bad.pdf", make_pdf("BT ET", kids="2 0 R 2 0 R"), "bad-pdf"),
    "PDF whose page draws itself": ("bad.pdf", make_looping_pdf(), "parser-stopped"),
    "PDF that unpacks to 3 GB": ("bad.pdf", make_pdf_bomb(3_000), "parser-stopped"),
    "PDF cut off": ("bad.pdf", make_pdf("BT ET")[:300], "bad-pdf"),
    "PDF without text": ("bad.pdf", make_pdf("BT ET"), "no-text"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FILES)
def test_a_file_made_to_harm_is_named_and_the_rest_is_read(fault: str, folder: Path, crossread: Crossread) -> None:
    """The sound report is read, the bad file is a problem with its name in it, and memory stays within its bound."""
    if FILES[fault][0].endswith(".pdf"):
        pytest.importorskip("pypdfium2")
    name, content, code = FILES[fault]
    (folder / name).write_bytes(content)
    run = crossread(folder, *DAY)
    assert run.code == 0
    assert run.titles == ["sound.txt"]
    assert any(p["code"] == code and name in p["message"] for p in run.record["problems"]), run.record["problems"]
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1_024 < MAX_MEMORY_BYTES


def test_every_format_is_read_from_a_folder(folder: Path, crossread: Crossread) -> None:
    """An archive, a feed, an agency's items: each becomes documents of one record that holds."""
    (folder / "a.warc.gz").write_bytes(make_warc(Capture(make_page(FIRST, SECOND))))
    item = f"<item><guid>https://vellinpost.example/b</guid><description>{SECOND}</description></item>"
    (folder / "b.rss").write_text(
        f"<rss version='2.0'><channel><title>Vellin Post</title>{item}</channel></rss>", "utf-8"
    )
    ninjs = {"uri": "tag:vna.example,2031:1", "headline": "Shut", "body_text": f"{FIRST} {SECOND}"}
    (folder / "c.json").write_text(json.dumps(ninjs), "utf-8")
    run = crossread(folder, *DAY)
    assert run.code == 0
    assert {d["source"].removeprefix(f"{folder}/") for d in run.record["documents"]} == {
        "a.warc.gz#https://vellinpost.example/harbour",
        "b.rss#https://vellinpost.example/b",
        "c.json#tag:vna.example,2031:1",
        "sound.txt",
    }
