"""Feeds: RSS 0.9x to 2.0, RSS 1.0 and Atom by feedparser, JSON Feed 1 and 1.1 by msgspec; an entry is a report."""

from __future__ import annotations

from email.utils import parseaddr
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from crossread.ingest.decode import check_encoding, decode, is_binary
from crossread.ingest.fields import clean_line, parse_authors, parse_url, without_outlet
from crossread.ingest.html import declared_charset
from crossread.ingest.page_metadata import TITLE_SEPARATORS, is_same_house
from crossread.ingest.raw import RawReport, extra_from
from crossread.ingest.strip_tags import strip_tags
from crossread.ingest.xml_prolog import entities_refused, find_prolog
from crossread.records import Found, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
"""Names of the first element of a feed, in lower case, without prefix."""

JSON_FEED = "https://jsonfeed.org/version/"
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
SECTION_SEPARATORS = (*TITLE_SEPARATORS, " » ", " › ", " > ", ": ")
"""What stands between outlet and section in the title of a feed: "Vellin Post » Harbour"."""


class JsonItem(Struct, frozen=True):
    """An item of a JSON Feed. Fields are as they came: other people's feeds have numbers for strings and null for both."""

    id: Any = None
    url: Any = None
    external_url: Any = None
    title: Any = None
    content_html: Any = None
    content_text: Any = None
    summary: Any = None
    date_published: Any = None
    date_modified: Any = None
    author: Any = None
    authors: Any = None


class JsonFeed(Struct, frozen=True):
    """A JSON Feed; `author` is of version 1, `authors` of 1.1."""

    title: Any = None
    home_page_url: Any = None
    feed_url: Any = None
    author: Any = None
    authors: Any = None
    items: list[msgspec.Raw] = []


def read_feed(data: bytes, *, source: str, max_bytes: int) -> Found[RawReport]:  # noqa: ARG001
    """Read the entries of an RSS or Atom feed; broken XML is read as far as it can be."""
    if is_binary(data):
        return Found((), (Problem(code="not-text", message=f"{source}: this is no feed, it is not even text"),))
    decoded = decode(data, declared=declared_charset(data))
    prolog = find_prolog(decoded.text)
    if prolog is None:
        return Found((), (_no_feed(source),))
    if prolog.has_entities:
        return Found((), (entities_refused(source),))
    parsed = _parse(decoded.text[prolog.start :])
    feed, entries = parsed["feed"], parsed["entries"]
    if not parsed.get("version") and not entries:
        return Found((), (_no_feed(source),))
    reports = tuple(_report_from(entry, feed, str(n)) for n, entry in enumerate(entries, start=1))
    notes = (*check_encoding(decoded, source=source), *_check_feed(parsed, entries, source=source))
    return Found(reports, notes)


def is_json_feed(version: object) -> bool:
    """Tell a JSON Feed by the field `version` of its object."""
    return isinstance(version, str) and version.startswith(JSON_FEED)


def read_json_feed(text: str, *, source: str) -> Found[RawReport]:
    """Read the items of a JSON Feed. An item that is no object is a problem, and the others are read."""
    try:
        feed = msgspec.json.decode(text, type=JsonFeed)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        message = f"{source}: this JSON Feed cannot be read: {error}"
        return Found((), (Problem(code="bad-feed", message=message),))
    reports: list[RawReport] = []
    problems: list[Problem] = []
    n_short = 0
    for n, raw in enumerate(feed.items, start=1):
        try:
            item = msgspec.json.decode(raw, type=JsonItem)
        except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
            problems.append(Problem(code="bad-feed", message=f"{source}: item {n} cannot be read: {error}"))
            continue
        reports.append(_report_from_item(item, feed, str(n)))
        n_short += not (_as_text(item.content_html) or _as_text(item.content_text))
    problems.extend(_check_lengths(n_short, len(feed.items), source=source))
    return Found(tuple(reports), tuple(problems))


def find_outlet(title: str | None, address: str | None) -> str | None:
    """Give the outlet that a feed's title names: the part that is called as the site is, else the whole.

    Feeds of sections are called "Vellin Post - Harbour"; two of them are one outlet.
    """
    host = urlsplit(address).hostname if address else None
    if not title or not host:
        return title
    site = max(host.split(".")[:-1] or [host], key=len)
    parts = [title]
    for separator in SECTION_SEPARATORS:
        parts = [piece.strip() for part in parts for piece in part.split(separator)]
    return next((part for part in parts if len(part) > 1 and is_same_house(part, site)), title)


def _parse(text: str) -> dict[str, Any]:
    """Parse a feed that begins with its first element. Its markup is neither resolved nor cleaned: only text is kept."""
    import feedparser  # noqa: PLC0415  (0.2 s)

    headers = {"content-type": "application/xml; charset=utf-8"}
    data = BytesIO(text.encode("utf-8", "replace"))  # a stream: of a string it would read the file of that name
    parsed: dict[str, Any] = feedparser.parse(
        data, response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    return parsed


def _report_from(entry: dict[str, Any], feed: dict[str, Any], part: str) -> RawReport:
    """Make a report of an entry: its full content if it has one, else its summary."""
    origin = entry.get("source") or {}
    home = _first_url(origin.get("href"), origin.get("link"), feed.get("link"), entry.get("link"))
    outlet = clean_line(entry.get("publisher")) or find_outlet(_title(origin or feed), home)
    authors = parse_authors(_authors(entry) or _authors(feed))
    rights = clean_line(entry.get("rights")) or clean_line(feed.get("rights"))
    return RawReport(
        text=_content(entry),
        part=clean_line(entry.get("id")) or clean_line(entry.get("link")) or part,
        title=_title(entry),
        outlet=outlet,
        authors=without_outlet(authors, outlet),
        published=next(_days(entry), None),
        url=_first_url(entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")),
        extra=extra_from(credit=_credit(entry), rights=rights),
    )


def _content(entry: dict[str, Any]) -> str:
    """Give the longest text among the contents, or the summary where there is none."""
    texts = [_text_of(content) for content in entry.get("content") or ()]
    longest = max(texts, key=len, default="")
    return longest or _text_of(entry.get("summary_detail") or {})


def _text_of(detail: dict[str, Any]) -> str:
    value = str(detail.get("value") or "")
    return strip_tags(value) if detail.get("type") in HTML_TYPES else value


def _title(of: dict[str, Any]) -> str | None:
    """Give the title of a feed or an entry without markup."""
    return clean_line(_text_of(of.get("title_detail") or {})) or clean_line(of.get("title"))


def _authors(of: dict[str, Any]) -> list[str]:
    """Give the names of all authors; RSS wants an address with the name behind it: "desk@example.org (Ana Ruiz)"."""
    if "@" in str(of.get("author")):
        return [parseaddr(str(of["author"]))[0]]
    return [author.get("name") for author in of.get("authors") or () if author.get("name")]


def _days(entry: dict[str, Any]) -> Iterator[str]:
    """Give what is said about the day, publication before change; none of feedparser's own parsing, which drops zones."""
    for name in ("published", "updated", "created"):
        line = clean_line(entry[name]) if name in entry else None
        if line:
            yield line


def _credit(entry: dict[str, Any]) -> str | None:
    """Give whom the entry credits, but for those that are credited with its pictures."""
    credits_ = (entry.get("media_credit") or ()) if not entry.get("media_content") else ()
    names = [name for credit in credits_ if (name := clean_line(credit.get("content")))]
    return ", ".join(dict.fromkeys(names)) or None


def _first_url(*addresses: object) -> str | None:
    return next((url for address in addresses if (url := parse_url(clean_line(address)))), None)


def _check_feed(parsed: dict[str, Any], entries: list[dict[str, Any]], *, source: str) -> Iterator[Problem]:
    """Say that the XML is broken, that there are no entries, and how many entries have no more than a summary."""
    if parsed.get("bozo"):
        why = " ".join(str(parsed.get("bozo_exception")).split())[:100]
        message = f"{source}: the feed's XML is broken ({why}); read as far as it can be"
        yield Problem(code="bad-feed", message=message)
    if not entries:
        yield Problem(code="empty-feed", message=f"{source}: the feed has no entries")
    yield from _check_lengths(sum(not entry.get("content") for entry in entries), len(entries), source=source)


def _check_lengths(n_short: int, n_all: int, *, source: str) -> Iterator[Problem]:
    """Say that a feed gives summaries where the reports would be."""
    if n_short:
        message = (
            f"{source}: {n_short} of {n_all} entries have no full text, so their summaries are read; give the pages"
        )
        yield Problem(code="summaries-only", message=message)


def _report_from_item(item: JsonItem, feed: JsonFeed, part: str) -> RawReport:
    url = _first_url(item.url, item.id, item.external_url)
    outlet = find_outlet(clean_line(feed.title), _first_url(feed.home_page_url, feed.feed_url, url))
    said_by = [item.authors, item.author, feed.authors, feed.author]
    authors = next((names for said in said_by if (names := parse_authors(list(_names_in(said))))), ())
    markup, plain, summary = (_as_text(value) for value in (item.content_html, item.content_text, item.summary))
    return RawReport(
        text=plain or strip_tags(markup) or summary,
        part=clean_line(item.id) or url or part,
        title=clean_line(item.title),
        outlet=outlet,
        authors=without_outlet(authors, outlet),
        published=clean_line(item.date_published) or clean_line(item.date_modified),
        url=url,
    )


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _names_in(said: object) -> Iterable[object]:
    """Give the names in `author` (an object) or `authors` (a list of them)."""
    for one in said if isinstance(said, list) else [said]:
        if isinstance(one, dict):
            yield one.get("name")


def _no_feed(source: str) -> Problem:
    return Problem(code="bad-feed", message=f"{source}: this is no feed of RSS, Atom or JSON Feed")
