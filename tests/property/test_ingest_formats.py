"""What holds for any bytes in the readers of feeds, archives and agencies' formats."""

from __future__ import annotations

import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.ingest.canonical import canonical_text
from crossread.ingest.feed import read_feed
from crossread.ingest.formats import sniff_reader
from crossread.ingest.jsonl import read_json
from crossread.ingest.newsml import read_newsml
from crossread.ingest.warc import read_warc
from crossread.ingest.xml_prolog import find_prolog
from tests.made_files import Capture, make_warc

XML = st.lists(
    st.sampled_from(["<rss>", "<channel>", "<item>", "</item>", "<title>", "<description>", "<![CDATA[", "]]>", "<p>",
                     "<!DOCTYPE rss", "[", "<!ENTITY a 'b'>", ">", "&a;", "&#0;", "&amp;", "<?xml", "?>", "<!--", "-->",
                     "<guid>", "<pubDate>", "Tue, 19 Aug 2031", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>",
                     "<newsItem>", "<inlineXML>", "<nitf>", "<itemMeta>", "é", " ", "<a b='c'/>", "<content type='xhtml'>"]),
    max_size=40,
).map("".join)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("https://jsonfeed.org/version/1"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["version", "items", "uri", "bodies", "body_html", "headlines", "value", "authors", "name", "text"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)
ARCHIVE = make_warc(Capture(b"Words.", content_type="text/plain"))
PLAIN_ARCHIVE = make_warc(Capture(b"Words.", content_type="text/plain"), is_packed=False)


@given(st.binary(max_size=200) | XML.map(str.encode))
@settings(deadline=None)
def test_readers_of_xml_never_raise(data: bytes) -> None:
    """Whatever comes gives reports or problems, and the same twice."""
    for read in (read_feed, read_newsml, sniff_reader(data)):
        found = read(data, source="s", max_bytes=10_000)
        for report in found.records:
            canonical_text(report.text).encode()
        assert read(data, source="s", max_bytes=10_000) == found


@given(JSON)
def test_feeds_and_items_of_any_types_never_raise(value: object) -> None:
    """Fields of other people's JSON have any type."""
    found = read_json(json.dumps(value).encode(), source="s", max_bytes=10_000)
    for report in found.records:
        canonical_text(report.text).encode()


@given(XML)
def test_the_prolog_ends_where_an_element_begins(text: str) -> None:
    """What is handed to a parser begins with an element, and has no declarations before it."""
    prolog = find_prolog(text)
    if prolog is not None and not prolog.has_entities:
        assert text[prolog.start :].startswith(f"<{prolog.root}")
        assert "<!ENTITY" not in text[: prolog.start] or "<!--" in text or "<?" in text


@given(st.sampled_from([ARCHIVE, PLAIN_ARCHIVE]), st.data())
@settings(deadline=None)
def test_archives_with_any_bytes_changed_never_raise(archive: bytes, data: st.DataObject) -> None:
    """Cut anywhere, or with a few bytes overwritten: pages or problems."""
    at = data.draw(st.integers(0, len(archive)))
    changed = archive[:at] + data.draw(st.binary(max_size=4)) + archive[at + data.draw(st.integers(0, 9)) :]
    for found in read_warc(
        io.BytesIO(changed[: data.draw(st.integers(0, len(changed)))]), source="s", max_bytes=10_000
    ):
        assert found.records or found.problems
