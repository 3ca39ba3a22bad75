"""Feeds: RSS of all versions, Atom, JSON Feed; what they say about an entry, and feeds made to harm."""

import json
from collections.abc import Iterable

import msgspec
import pytest

from crossread.ingest.dates import parse_published
from crossread.ingest.feed import find_outlet, read_feed
from crossread.ingest.jsonl import read_json
from crossread.ingest.raw import RawReport
from crossread.records import Found, Problem
from tests.made_files import ENTITY_BOMB

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"'
)


def rss(*items: str, channel: str = "", prolog: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """Make an RSS 2.0 feed of the Vellin Post."""
    about = f"<title>Harbour | Vellin Post</title><link>https://www.vellinpost.example/harbour</link>{channel}"
    entries = "".join(f"<item>{item}</item>" for item in items)
    return f'{prolog}<rss version="2.0" {NAMESPACES}><channel>{about}{entries}</channel></rss>'.encode()


def read(data: bytes) -> Found[RawReport]:
    """Read a feed of XML."""
    return read_feed(data, source="a.xml", max_bytes=10**7)


def read_one(data: bytes) -> RawReport:
    """Read a feed with one entry."""
    (report,) = read(data).records
    return report


def codes(problems: Iterable[Problem]) -> list[str]:
    """Give the codes of problems."""
    return [problem.code for problem in problems]


def said(report: RawReport) -> dict[str, object]:
    """Give what a report has in `extra`."""
    return {name: msgspec.json.decode(raw) for name, raw in report.extra.items()}


def test_the_full_content_is_the_text_and_not_the_summary() -> None:
    """`content:encoded` is read as a piece of a page: a paragraph a line, no scripts, line ends of its source are spaces."""
    content = (
        "<![CDATA[<!DOCTYPE html><p>The harbour of Vellin\nclosed on <b>Monday</b>.</p><p>It is late &amp; dark.</p>"
        "<script>no()</script>]]>"
    )
    found = read(rss(f"<description>Short.</description><content:encoded>{content}</content:encoded>"))
    assert [report.text for report in found.records] == ["The harbour of Vellin closed on Monday.\nIt is late & dark."]
    assert found.problems == ()


def test_a_summary_is_read_where_there_is_no_more_and_told() -> None:
    """How many entries are only summaries is one problem of the feed."""
    found = read(rss("<description>&lt;p&gt;Only &amp;#8217;this&lt;/p&gt;</description>", "<title>Bare</title>"))
    assert [report.text for report in found.records] == ["Only ’this", ""]
    assert codes(found.problems) == ["summaries-only"]
    assert "2 of 2" in found.problems[0].message


def test_plain_words_with_angle_brackets_stay_whole() -> None:
    """What is no markup is not taken for it."""
    assert read_one(rss("<description>3 &lt; 4, says AT&amp;T.</description>")).text == "3 < 4, says AT&T."


def test_all_authors_credit_and_rights_are_kept() -> None:
    """Several `dc:creator` are several authors; the channel's copyright holds for its items."""
    item = "<dc:creator>Ana Ruiz</dc:creator><dc:creator>Tom Vale</dc:creator><media:credit>Coast Agency</media:credit>"
    report = read_one(rss(item, channel="<copyright>(c) 2031 Vellin Post</copyright>"))
    assert report.authors == ("Ana Ruiz", "Tom Vale")
    assert said(report) == {"credit": "Coast Agency", "rights": "(c) 2031 Vellin Post"}


def test_an_author_given_as_address_and_name_is_the_name() -> None:
    """RSS 2.0 has the address of the author with the name behind it."""
    assert read_one(rss("<author>desk@vellinpost.example (Tom Vale)</author>")).authors == ("Tom Vale",)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Tue, 19 Aug 2031 14:05:00 +0200", "2031-08-19T14:05:00+02:00"),
        ("Tue, 19 Aug 2031 14:05:00 EDT", "2031-08-19T14:05:00-04:00"),
        ("2031-08-19T14:05:00.123+02:00", "2031-08-19T14:05:00+02:00"),
    ],
)
def test_the_day_keeps_its_zone(written: str, read_as: str) -> None:
    """The offset of the feed is the offset of the document, also as RSS's letters."""
    report = read_one(rss(f"<pubDate>{written}</pubDate>"))
    assert report.published is not None
    assert parse_published(report.published) == read_as


@pytest.mark.parametrize(
    ("item", "url", "part"),
    [
        ("<link>https://a.example/1</link><guid>g1</guid>", "https://a.example/1", "g1"),
        ("<guid>https://a.example/2</guid>", "https://a.example/2", "https://a.example/2"),
        ('<guid isPermaLink="false">g3</guid>', None, "g3"),
        ("<link>javascript:alert(1)</link>", None, "javascript:alert(1)"),
        ("<title>Fifth</title>", None, "1"),
    ],
)
def test_the_address_is_the_link_or_a_guid_that_is_one(item: str, url: str | None, part: str) -> None:
    """The id of the entry, or its number, names it within the feed."""
    report = read_one(rss(item))
    assert (report.url, report.part) == (url, part)


def test_the_outlet_is_the_source_of_the_item_before_the_feed() -> None:
    """An aggregator names whom an item is from."""
    report = read_one(rss('<source url="https://other.example/rss">Harbour Times</source>'))
    assert report.outlet == "Harbour Times"


@pytest.mark.parametrize(
    ("title", "address", "outlet"),
    [
        ("Harbour | Vellin Post", "https://www.vellinpost.example/rss", "Vellin Post"),
        ("The Vellin Post » Harbour", "https://vellinpost.example", "The Vellin Post"),
        ("All the news", "https://vellinpost.example", "All the news"),
        ("Vellin Post - Harbour", None, "Vellin Post - Harbour"),
        (None, "https://vellinpost.example", None),
    ],
)
def test_a_section_is_no_part_of_the_outlets_name(title: str | None, address: str | None, outlet: str | None) -> None:
    """Two feeds of one site are one outlet; without an address nothing is cut off."""
    assert find_outlet(title, address) == outlet


def test_rss_1_is_read() -> None:
    """Items stand beside the channel, with Dublin Core."""
    report = read_one(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://v.example/"><title>V News</title>'
        b'</channel><item rdf:about="https://v.example/1"><title>Shut</title><link>https://v.example/1</link>'
        b"<description>Words.</description><dc:date>2031-08-19T14:05:00+02:00</dc:date>"
        b"<dc:creator>Ana Ruiz</dc:creator></item></rdf:RDF>"
    )
    assert (report.text, report.title, report.outlet, report.url) == ("Words.", "Shut", "V News", "https://v.example/1")
    assert (report.published, report.authors) == ("2031-08-19T14:05:00+02:00", ("Ana Ruiz",))


def test_rss_091_with_its_doctype_is_read() -> None:
    """A DOCTYPE that only names the format is no bomb, and is not fetched."""
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
    data = f'<?xml version="1.0"?>{doctype}<rss version="0.91"><channel><item><description>Words.</description></item></channel></rss>'
    assert read_one(data.encode()).text == "Words."


def test_atom_is_read() -> None:
    """XHTML and plain content, several authors, the alternate link, publication before change."""
    entry = (
        '<id>urn:1</id><title type="html">Piers &amp;amp; ships</title><link rel="enclosure" href="https://v.example/1.mp3"/>'
        '<link href="https://v.example/1"/><published>2031-08-19T14:05:00Z</published><updated>2031-08-20T09:00:00Z</updated>'
        "<author><name>Ana Ruiz</name></author><author><name>Tom Vale</name></author><rights>(c) V</rights>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>2 &lt; 3.</p></div></content>'
    )
    second = (
        '<id>urn:2</id><updated>2031-08-20T09:00:00Z</updated><content type="text">A &lt;b&gt; stays.\nSo.</content>'
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>V News</title><entry>{entry}</entry><entry>{second}</entry></feed>'
    one, two = read(feed.encode()).records
    assert (one.text, one.title, one.url, one.part) == ("One.\n2 < 3.", "Piers & ships", "https://v.example/1", "urn:1")
    assert (one.published, one.authors) == ("2031-08-19T14:05:00Z", ("Ana Ruiz", "Tom Vale"))
    assert said(one) == {"rights": "(c) V"}
    assert (two.text, two.published) == ("A <b> stays.\nSo.", "2031-08-20T09:00:00Z")


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_the_encoding_that_the_feed_names_is_used(encoding: str) -> None:
    """Marks and accents are right, and nothing had to be guessed."""
    data = rss("<description>Café</description>", prolog=f'<?xml version="1.0" encoding="{encoding}"?>')
    found = read(data.decode().encode(encoding))
    assert found.records[0].text == "Café"
    assert "encoding-guessed" not in codes(found.problems)


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    """A feed that was cut off gives its first entries, and the break is told."""
    data = rss("<description>First.</description>", "<description>Second.</description>")
    found = read(data[: data.index(b"Second")])
    assert found.records[0].text == "First."
    assert "bad-feed" in codes(found.problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_of_its_own_are_refused_before_any_parser(encoding: str) -> None:
    """A kilobyte that would grow to a gigabyte, whatever its encoding."""
    bomb = f"{ENTITY_BOMB}<rss><channel><item><description>&i;</description></item></channel></rss>"
    found = read(bomb.encode(encoding))
    assert (found.records, codes(found.problems)) == ((), ["xml-entities"])


def test_entities_declared_too_late_are_not_expanded() -> None:
    """A declaration inside the first element is broken XML, and stays words."""
    bomb = f'<rss version="2.0">{ENTITY_BOMB[21:]}<channel><item><description>&i;</description></item></channel></rss>'
    assert sum(len(report.text) for report in read(bomb.encode()).records) < 10


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<rss", b"\x89PNG\r\n\x1a\n" * 9, b"<rss></rss>", b"{}"])
def test_what_is_no_feed_is_a_problem(data: bytes) -> None:
    """No reports, and a word on why."""
    found = read(data)
    assert found.records == ()
    assert codes(found.problems)[0] in {"bad-feed", "not-text", "empty-feed"}


FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Vellin Post - Harbour",
    "home_page_url": "https://vellinpost.example/",
    "authors": [{"name": "Ana Ruiz"}],
}


def read_items(*items: object, **feed: object) -> Found[RawReport]:
    """Read a JSON Feed through the reader of `.json`."""
    return read_json(json.dumps({**FEED, **feed, "items": items}).encode(), source="a.json", max_bytes=10**6)


def test_json_feed_is_read() -> None:
    """Markup becomes lines, numbers become ids, authors of the feed stand in for those of an item."""
    found = read_items(
        {
            "id": 7,
            "url": "https://vellinpost.example/7",
            "title": "Shut",
            "content_html": "<p>One.</p><p>Two.</p>",
            "date_published": "2031-08-19T14:05:00+02:00",
            "authors": [{"name": "Tom Vale"}, {"name": "Lea Orn"}],
        },
        {"id": "8", "content_text": "Plain.", "author": {"name": "Old Form"}},
        {"id": "9", "summary": "Sum."},
    )
    one, two, three = found.records
    assert (one.text, one.part, one.url) == ("One.\nTwo.", "7", "https://vellinpost.example/7")
    assert (one.outlet, one.title, one.published) == ("Vellin Post", "Shut", "2031-08-19T14:05:00+02:00")
    assert [report.authors for report in found.records] == [("Tom Vale", "Lea Orn"), ("Old Form",), ("Ana Ruiz",)]
    assert [two.text, three.text] == ["Plain.", "Sum."]
    assert codes(found.problems) == ["summaries-only"]


def test_an_item_that_is_none_does_not_stop_the_others() -> None:
    """Wrong types are passed over, each with its number."""
    found = read_items(7, {"id": "a", "content_text": "Words."}, {"id": None, "content_text": 5, "authors": "x"})
    assert [report.text for report in found.records] == ["Words.", ""]
    assert codes(found.problems)[0] == "bad-feed"
    assert "item 1" in found.problems[0].message


def test_a_json_feed_without_a_list_of_items_is_a_problem() -> None:
    """An object where the list should be."""
    data = json.dumps({**FEED, "items": {}}).encode()
    assert codes(read_json(data, source="a.json", max_bytes=10**6).problems) == ["bad-feed"]
