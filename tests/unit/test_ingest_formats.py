"""Which reader reads what: by suffix, and by content where the suffix leaves it open; and all the way to documents."""

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pytest

from crossread.ingest import load_documents, stream_documents
from crossread.ingest.email import read_email
from crossread.ingest.feed import read_feed
from crossread.ingest.formats import choose_reader, read_xml
from crossread.ingest.html import read_html
from crossread.ingest.jsonl import read_json
from crossread.ingest.newsml import read_newsml
from crossread.ingest.pdf import read_pdf
from crossread.ingest.raw import Reader
from crossread.ingest.text import read_text
from crossread.settings import Settings
from tests.made_files import FIRST, SECOND, Capture, make_page, make_pdf, make_warc, pdf_lines

RSS = (
    '<rss version="2.0"><channel><title>Vellin Post</title><item><guid>1</guid>'
    f"<pubDate>Tue, 19 Aug 2031 14:05:00 +0200</pubDate><description>{FIRST}</description></item></channel></rss>"
)
COMMENT = "<!-- a licence that is longer than a feed, and names <html> and <rss> -->" * 100
DATED = Settings(published=date(2031, 8, 19))


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("a.xml", RSS, read_feed),
        ("a.xml", f'<?xml version="1.0"?>\n{COMMENT}{RSS}', read_feed),
        ("a.rss", '<feed xmlns="http://www.w3.org/2005/Atom"/>', read_feed),
        ("a.rdf", '<rdf:RDF xmlns:rdf="x"/>', read_feed),
        ("a.xml", "<newsMessage/>", read_newsml),
        ("a.xml", "<!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf/>", read_newsml),
        ("a.xml", '<?xml version="1.0"?><html xmlns="x"/>', read_html),
        ("a.xml", "<urlset/>", read_xml),
        ("a.rss", '{"version": "https://jsonfeed.org/version/1"}', read_json),
        ("a.html", RSS, read_html),
        ("a.pdf", "%PDF-1.4", read_pdf),
        (None, RSS, read_feed),
        (None, f'<?xml version="1.0"?>{RSS}', read_feed),
        (None, "<newsItem/>", read_newsml),
        (None, '<?xml version="1.0"?><urlset/>', read_xml),
        (None, '<?xml version="1.0"?><!DOCTYPE html><html/>', read_html),
        (None, "<p>Words</p>", read_html),
        (None, "<3 is a heart", read_text),
        (None, "\n%PDF-1.4", read_pdf),
        (None, '{"uri": "tag:1", "bodies": []}', read_json),
        (None, "From: a@b.example\nSubject: x\n\nWords", read_email),
    ],
)
def test_reader_of(name: str | None, data: str, reader: Reader) -> None:
    """The suffix decides where it can, the first element or the first bytes otherwise."""
    assert choose_reader(data.encode(), name=name) is reader


def test_every_format_becomes_documents(tmp_path: Path) -> None:
    """A folder with one file of each, packed or not: text, outlet, day and address are in the documents."""
    pytest.importorskip("pypdfium2")
    nitf = f"<nitf><body><body.content><p>{FIRST} It rained.</p></body.content></body></nitf>"
    ninjs = {
        "uri": "https://vna.example/1",
        "versioncreated": "2031-08-18T09:00:00Z",
        "body_text": f"{FIRST} It froze.",
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"id": "j", "content_text": f"{FIRST} It snowed."}],
    }
    files = {
        "a.warc.gz": make_warc(Capture(make_page(FIRST, SECOND))),
        "b.xml": RSS.encode(),
        "c.xml.gz": gzip.compress(nitf.encode()),
        "d.json": json.dumps(ninjs).encode(),
        "e.json": json.dumps(feed).encode(),
        "f.pdf": make_pdf(pdf_lines(FIRST[:80], FIRST[80:])),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    found = load_documents([tmp_path], settings=DATED)
    assert {doc.source.removeprefix(f"{tmp_path}/") for doc in found.records} == {
        "a.warc.gz#https://vellinpost.example/harbour", "b.xml#1", "c.xml.gz", "d.json#https://vna.example/1", "e.json#j", "f.pdf",
    }  # fmt: skip
    by_name = {doc.source.removeprefix(f"{tmp_path}/")[0]: doc for doc in found.records}
    assert by_name["a"].outlet == "vellinpost.example"
    assert (by_name["b"].outlet, by_name["b"].published) == ("Vellin Post", "2031-08-19T14:05:00+02:00")
    assert (by_name["d"].url, by_name["d"].published) == ("https://vna.example/1", "2031-08-18T09:00:00+00:00")
    assert all(doc.text.startswith(FIRST[:40]) for doc in found.records)
    assert {problem.code for problem in found.problems} == {"skipped-records", "summaries-only"}


def test_the_day_of_the_copy_is_the_last_resort() -> None:
    """The caller's word comes before it; where it is used, a problem says so."""
    data = make_warc(Capture(make_page(FIRST, SECOND), at="2031-08-20T06:00:00Z"))
    own = load_documents(["-"], settings=Settings(), stdin=io.BytesIO(data))
    assert own.records[0].published == "2031-08-20T06:00:00+00:00"
    assert "date-of-copy" in [problem.code for problem in own.problems]
    given = load_documents(["-"], settings=DATED, stdin=io.BytesIO(data))
    assert given.records[0].published == "2031-08-19"
    assert "date-of-copy" not in [problem.code for problem in given.problems]


def test_an_archive_larger_than_the_limit_of_a_file_is_read() -> None:
    """`max_bytes` bounds a page of it, and not the whole."""
    captures = [Capture(make_page(FIRST, f"{SECOND} Number {n}."), url=f"https://v.example/{n}") for n in range(9)]
    data = make_warc(*captures, is_packed=False)
    assert len(data) > 5_000
    settings = Settings(published=date(2031, 8, 19), max_bytes=5_000)
    assert len(load_documents(["-"], settings=settings, stdin=io.BytesIO(data)).records) == 9


def test_documents_of_an_archive_come_one_by_one(tmp_path: Path) -> None:
    """The first is there before the last is read, and all are those that come at once."""
    captures = [Capture(make_page(FIRST, f"{SECOND} Number {n}."), url=f"https://v.example/{n}") for n in range(3)]
    (tmp_path / "a.warc").write_bytes(make_warc(*captures, is_packed=False)[:-20])
    batches = stream_documents([tmp_path], settings=DATED)
    first = next(batches)
    assert [doc.url for doc in first.records] == ["https://v.example/0"]
    rest = [batch for batch in batches if batch.records or batch.problems]
    streamed = {doc for batch in [first, *rest] for doc in (d.id for d in batch.records)}
    whole = load_documents([tmp_path], settings=DATED)
    assert streamed == {doc.id for doc in whole.records}
    assert sorted(p.code for batch in [first, *rest] for p in batch.problems) == sorted(p.code for p in whole.problems)


def test_the_limit_ends_within_an_archive(tmp_path: Path) -> None:
    """What is left of it is told without reading it."""
    captures = [Capture(make_page(FIRST, f"{SECOND} Number {n}."), url=f"https://v.example/{n}") for n in range(3)]
    (tmp_path / "a.warc.gz").write_bytes(make_warc(*captures))
    found = load_documents([tmp_path], settings=Settings(limit=2, published=date(2031, 8, 19)))
    assert len(found.records) == 2
    assert "the rest of" in next(p.message for p in found.problems if p.code == "limit-reached")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.warc", b"no archive", "bad-warc"),
        ("a.warc.gz", gzip.compress(b"no archive", mtime=0), "bad-warc"),
        ("a.warc.gz", b"", "empty-file"),
        ("a.xml", b"<urlset/>", "unknown-format"),
        ("a.pdf", b"no PDF", "bad-pdf"),
        ("a.rss", b"words", "unknown-format"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    """It is named, and the file beside it is read."""
    (tmp_path / name).write_bytes(data)
    (tmp_path / "b.txt").write_text(FIRST, "utf-8")
    found = load_documents([tmp_path], settings=DATED)
    assert [doc.text for doc in found.records] == [FIRST]
    assert [problem.code for problem in found.problems] == [code]
    assert name in found.problems[0].message
