"""Web pages: main text, metadata, and pages made to harm."""

import json
import time

import pytest

from crossread.ingest.html import read_html
from crossread.ingest.raw import RawReport
from crossread.ingest.strip_tags import strip_tags

FIRST = (
    "The harbour of Vellin closed on Monday after a storm damaged three piers, the port authority said in a statement."
)
SECOND = (
    "“We will not open before Friday,” said Ana Ruiz, the harbour master, who had inspected the damage with her staff."
)
BODY = f"<article><h1>Harbour shut</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"


def read(markup: str | bytes) -> RawReport:
    """Read one page and give its report."""
    data = markup if isinstance(markup, bytes) else markup.encode()
    (report,) = read_html(data, source="a.html", max_bytes=10**7).records
    return report


def page(head: str = "", body: str = BODY) -> str:
    """Make a page."""
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body>{MENU}{body}<footer>All rights reserved</footer></body></html>"
    )


def linked(value: object) -> str:
    """Make a JSON-LD block."""
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def test_main_text_is_a_paragraph_a_line_without_menus() -> None:
    """Menus and footers are no part of the report."""
    text = read(page()).text
    assert f"{FIRST}\n{SECOND}" in text
    assert "Sport" not in text
    assert "rights" not in text


def test_json_ld_tells_everything() -> None:
    """Headline, publisher, authors, day and address of the article node."""
    article = {
        "@type": "NewsArticle",
        "headline": "Harbour shut",
        "datePublished": "2031-08-19T14:05:00+02:00",
        "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Tom Vale"}],
        "publisher": {"@type": "Organization", "name": "Vellin Post"},
        "mainEntityOfPage": {"@id": "https://example.org/harbour"},
    }
    report = read(page(linked([{"@type": "BreadcrumbList"}, article])))
    assert (report.title, report.outlet) == ("Harbour shut", "Vellin Post")
    assert report.authors == ("Ana Ruiz", "Tom Vale")
    assert (report.published, report.url) == ("2031-08-19T14:05:00+02:00", "https://example.org/harbour")


def test_references_in_a_json_ld_graph_are_followed() -> None:
    """Publisher and author may stand elsewhere in the graph."""
    graph = [
        {"@type": ["Article"], "headline": "Harbour shut", "author": {"@id": "#a"}, "publisher": {"@id": "#p"}},
        {"@id": "#p", "@type": "NewsMediaOrganization", "name": "Vellin Post"},
        {"@id": "#a", "@type": "Person", "name": "Ana Ruiz"},
    ]
    report = read(page(linked({"@graph": graph})))
    assert (report.outlet, report.authors) == ("Vellin Post", ("Ana Ruiz",))


def test_the_article_of_this_page_is_chosen() -> None:
    """A list of related articles may come first."""
    related = {"@type": "NewsArticle", "headline": "Old storm", "url": "https://example.org/old"}
    own = {"@type": "NewsArticle", "headline": "Harbour shut", "url": "https://example.org/new"}
    head = '<link rel="canonical" href="https://example.org/new">' + linked([related, own])
    assert read(page(head)).title == "Harbour shut"


def test_open_graph_and_meta_tags_are_next() -> None:
    """Without JSON-LD the meta tags tell, and the outlet hung on to the title goes."""
    report = read(
        page(
            '<meta property="og:title" content="Harbour shut | Vellin Post"><meta name="author" content="By Ana Ruiz">'
            '<meta property="og:site_name" content="Vellin Post"><meta property="og:url" content="https://example.org/h">'
            '<meta property="article:published_time" content="2031-08-19T14:05:00Z">'
            '<meta property="article:author" content="https://social.example/ana">'
        )
    )
    assert (report.title, report.outlet, report.authors) == ("Harbour shut", "Vellin Post", ("Ana Ruiz",))
    assert (report.published, report.url) == ("2031-08-19T14:05:00Z", "https://example.org/h")


def test_agency_copy_belongs_to_the_site_that_carries_it() -> None:
    """Pages name the agency as publisher; it is kept beside."""
    head = linked({"@type": "NewsArticle", "headline": "Shut", "publisher": {"name": "Coast Agency"}})
    report = read(page(f'<meta property="og:site_name" content="Vellin Post">{head}'))
    assert report.outlet == "Vellin Post"
    assert bytes(report.extra["publisher"]) == b'"Coast Agency"'


@pytest.mark.parametrize("site", ["VP", "vellinpost.com", "the Vellin Post", "https://vellin.example"])
def test_the_publisher_has_the_name_written_out(site: str) -> None:
    """Where both are one house, the fuller name is taken, and an address is no name."""
    head = linked({"@type": "NewsArticle", "headline": "Shut", "publisher": {"name": "Vellin Post"}})
    report = read(page(f'<meta property="og:site_name" content="{site}">{head}'))
    assert (report.outlet, report.extra) == ("Vellin Post", {})


def test_the_first_day_that_can_be_read_wins() -> None:
    """A day that nobody can read does not hide one that is plain; the address is the last resort."""
    head = '<meta name="date" content="12/03/2031"><link rel="canonical" href="https://example.org/2031/03/12/harbour">'
    assert read(page(head)).published == "2031-03-12"


def test_a_page_that_says_nothing_says_nothing() -> None:
    """The heading is the title; nothing else is made up."""
    report = read(page())
    assert (report.title, report.outlet, report.authors, report.published) == ("Harbour shut", None, (), None)


@pytest.mark.parametrize(
    "block", ["{", "[" * 100_000, '{"@type": 7, "author": 3}', '{"@type":"Article","headline":[1]}']
)
def test_broken_json_ld_is_passed_over(block: str) -> None:
    """The page is read without it."""
    report = read(page(f'<script type="application/ld+json">{block}</script>'))
    assert FIRST in report.text
    assert report.title == "Harbour shut"


def test_address_that_is_a_script_is_refused() -> None:
    """An address goes into a page as a link."""
    assert read(page('<link rel="canonical" href="javascript:alert(1)">')).url is None


def test_declared_charset_is_used() -> None:
    """A page in Windows-1252 that says so is read without a guess."""
    report = read(page('<meta charset="windows-1252">').encode("cp1252"))
    assert "“We will" in report.text
    assert report.notes == ()


def test_a_hundred_thousand_nested_tags() -> None:
    """They are read plainly, in a moment, and the metadata is still there."""
    started = time.perf_counter()
    report = read(page("<title>Harbour shut</title>", "<div>" * 100_000 + BODY + "</div>" * 100_000))
    assert time.perf_counter() - started < 5
    assert FIRST in report.text
    assert report.title == "Harbour shut"
    assert [problem.code for problem in report.notes] == ["html-too-deep"]


def test_too_many_tags_are_read_plainly() -> None:
    """The extractor's time grows faster than the page."""
    report = read(page(body=f"<p>{FIRST}</p>" + "<br>" * 70_000))
    assert FIRST in report.text
    assert [problem.code for problem in report.notes] == ["html-too-large"]


def test_page_without_a_main_text_is_read_plainly() -> None:
    """Where the extractor finds nothing, the words are there all the same."""
    report = read(f"<html><body><aside>{FIRST}</aside></body></html>")
    assert report.text == FIRST
    assert [problem.code for problem in report.notes] == ["html-too-odd"]


def test_entities_of_a_page_are_not_expanded() -> None:
    """Neither a bomb nor a file of this machine comes in."""
    markup = (
        '<!DOCTYPE html [<!ENTITY a "bomb"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<html><body><p>{FIRST} &b; &f;</p></body></html>"
    )
    text = read(markup).text
    assert "bombbomb" not in text
    assert "root:" not in text


def test_nul_does_not_end_the_page() -> None:
    """libxml2 would stop there and lose the rest."""
    assert SECOND in read(page(body=f"<p>{FIRST}\x00</p><p>{SECOND}</p>")).text


def test_page_without_words_has_no_text() -> None:
    """A page that a script fills is empty here."""
    assert read("<html><body><script>var a = 'words and words'</script></body></html>").text.strip() == ""


@pytest.mark.parametrize(
    "markup", ["<!--" * 50_000, "<" * 200_000, "<a " * 50_000, "<script>" * 50_000, "<nav>" * 100_000, "<p", "&#xd800;"]
)
def test_strip_tags_takes_linear_time(markup: str) -> None:
    """Marks that never close take no time, where Python's own parser takes minutes."""
    started = time.perf_counter()
    strip_tags(markup)
    assert time.perf_counter() - started < 2


def test_strip_tags_gives_blocks_as_lines() -> None:
    """Scripts, comments and menus go; a sign that opens no tag stays; entities are read."""
    markup = "<nav>Home</nav><p>One &amp; <b>two</b></p><!-- <p>no</p> --><script>x<y</script><div>3 < 4</div>"
    assert strip_tags(markup) == "One & two\n3 < 4"
    assert strip_tags("İİİİ<STYLE>p</STYLE>One<nav>Two</p>Three") == "İİİİ\nOne\nTwo\nThree"
    assert strip_tags("<head>One<header>Two</header>Three") == "One\nTwo\nThree"
