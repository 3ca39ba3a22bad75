"""Web pages: the main text by trafilatura, title, outlet, authors, day and address from the page's own metadata."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from crossread.ingest.decode import check_encoding, decode, is_binary
from crossread.ingest.page_metadata import PageMetadata, find_metadata
from crossread.ingest.raw import RawReport
from crossread.ingest.strip_tags import strip_tags
from crossread.records import Found, Problem

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PROBE_BYTES = 4_096
"""Where a page must name its charset: HTML says in the first 1,024 bytes, real pages need more."""

MAX_TAGS = 30_000
"""Pages with more are read plainly: the extractor's time grows faster than the page. Dev pages have up to 3,163."""

CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?\s{0,5}([A-Za-z0-9_.:-]{2,40})""")
TOO_DEEP = "Excessive depth"
"""What libxml2 says of more than 256 open tags; it stops there, so the text after it would be lost."""


class Page(Struct, frozen=True):
    """A page read: its main text, what its metadata says, and where it could not be read as a page."""

    text: str
    metadata: PageMetadata
    problems: tuple[Problem, ...] = ()


def read_html(data: bytes, *, source: str, max_bytes: int) -> Found[RawReport]:  # noqa: ARG001
    """Read one web page."""
    if is_binary(data):
        return Found((), (Problem(code="not-text", message=f"{source}: this is no web page, it is not even text"),))
    decoded = decode(data, declared=declared_charset(data))
    page = read_page(decoded.text, source=source)
    publisher = page.metadata.publisher
    report = RawReport(
        text=page.text,
        title=page.metadata.title,
        outlet=page.metadata.outlet,
        authors=page.metadata.authors,
        published=page.metadata.published,
        url=page.metadata.url,
        extra={"publisher": msgspec.Raw(msgspec.json.encode(publisher))} if publisher else {},
        notes=check_encoding(decoded, source=source) + page.problems,
    )
    return Found((report,))


def read_plainly(data: bytes, *, source: str, why: str) -> Found[RawReport]:
    """Read all text of a page, for one that the parser was ended at; what the page says about itself is lost."""
    decoded = decode(data, declared=declared_charset(data))
    problem = _plainly("html-too-hard", f"{source}: the page {why}")
    return Found((RawReport(text=strip_tags(decoded.text), notes=(problem,)),))


def name_charset(data: bytes, charset: str | None) -> bytes:
    """Write the charset that a header names into the page, before all that the page says itself."""
    return (f'<meta charset="{charset}">'.encode("ascii", "ignore") if charset else b"") + data


def declared_charset(data: bytes) -> str | None:
    """Find the charset that a page names in its first lines."""
    found = CHARSET.search(data[:PROBE_BYTES])
    return found[1].decode("ascii") if found else None


def read_page(markup: str, *, source: str) -> Page:
    """Read the main text and the metadata of a page; where the extractor cannot, all its text without tags."""
    markup = markup.replace("\x00", "\ufffd")  # libxml2 would end the page there
    tree, is_too_deep = parse_page(markup)
    if tree is None:
        return Page(strip_tags(markup), PageMetadata())
    metadata = find_metadata(tree)
    if is_too_deep:
        problem = _plainly("html-too-deep", f"{source}: the page has more than 255 tags inside one another")
        return Page(strip_tags(markup), metadata, (problem,))
    if markup.count("<") > MAX_TAGS:
        problem = _plainly("html-too-large", f"{source}: the page has more than {MAX_TAGS:,} tags")
        return Page(strip_tags(markup), metadata, (problem,))
    text = main_text(tree)
    if text is None:
        problem = _plainly("html-too-odd", f"{source}: the main text of the page could not be told from the rest")
        return Page(strip_tags(markup), metadata, (problem,))
    return Page(text, metadata)


def parse_page(markup: str) -> tuple[HtmlElement | None, bool]:
    """Parse a page without entities of its own, network or huge trees; say whether it goes too deep to be parsed."""
    from lxml import etree, html  # noqa: PLC0415

    parser = html.HTMLParser(
        encoding="utf-8",
        collect_ids=False,
        huge_tree=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, False
    return tree, any(TOO_DEEP in entry.message for entry in parser.error_log)


def main_text(tree: HtmlElement) -> str | None:
    """Give the main text of a page, a paragraph a line, without comments of readers; None where there is none."""
    import logging  # noqa: PLC0415

    from lxml import etree  # noqa: PLC0415
    from trafilatura import bare_extraction  # noqa: PLC0415  (0.5 s)

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it discards, our problems tell
    try:
        found = bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    except (etree.LxmlError, AttributeError, KeyError, IndexError, TypeError, ValueError, RecursionError):
        return None  # seen on hand-broken pages; a page must never stop a run
    text = getattr(found, "text", None)
    return text or None


def _plainly(code: str, what: str) -> Problem:
    return Problem(code=code, message=f"{what}; read with its tags taken out, so menus and captions may be in the text")
