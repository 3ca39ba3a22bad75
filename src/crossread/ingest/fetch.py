"""Pages and feeds from the web: the only part of Crossread that opens a connection.

Every request, to a page, to what it redirects to, to a robots.txt, goes the same way (`_session.py`):
the form of the URL and all addresses of its host are checked (`_addresses.py`), the site's robots.txt
is asked (`_robots.py`), its pause is kept, and the answer is read within limits, at the address that
was checked (`_exchange.py`). What goes wrong is a `Problem` of that page; the others are fetched. A web
archive, which may be larger than memory, is read while it comes (`_download.py`).
"""

from __future__ import annotations

import io
import os
import ssl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from crossread.ingest._addresses import Resolver, resolve_by_system
from crossread.ingest._exchange import Validators
from crossread.ingest._media_types import file_name
from crossread.ingest._session import Fetched, FetchSettings, Session
from crossread.ingest.decode import decode, is_binary
from crossread.ingest.document import make_document
from crossread.ingest.feed import is_json_feed, read_feed
from crossread.ingest.formats import choose_reader, is_archive_name
from crossread.ingest.html import read_html
from crossread.ingest.raw import RawReport
from crossread.ingest.sources import read_bytes, read_stream
from crossread.records import Document, Found, Problem
from crossread.settings import Settings

__all__ = ["FetchSettings", "Fetched", "Session", "Validators", "fetch", "fetching_by", "stream_fetched"]

CONTACT = "CROSSREAD_CONTACT"
"""The variable of the environment that says whom those who run a server can write to."""

BATCH = 16
"""So many pages are held as bytes at a time."""

MAX_ENTRIES = 200
"""So many entries of one feed have their pages fetched; feeds of outlets have 10 to 100."""


class SourcedReport(Struct, frozen=True):
    """A report, and the address that it came from."""

    report: RawReport
    source: str


class Read(Struct, frozen=True, kw_only=True):
    """What a page or feed and its pages gave, and what their servers said, by final URL."""

    reports: tuple[SourcedReport, ...] = ()
    problems: tuple[Problem, ...] = ()
    said: dict[str, Validators] = {}


class AnyJson(Struct, frozen=True):
    """As much of a JSON object as tells a feed."""

    version: Any = None


def fetch(
    urls: Iterable[str],
    *,
    settings: FetchSettings | None = None,
    seen: Mapping[str, Validators] | None = None,
    resolve: Resolver = resolve_by_system,
    tls: ssl.SSLContext | None = None,
) -> Found[Fetched]:
    """Fetch pages, in the order of their URLs, each once.

    Args:
        urls: http(s) addresses.
        settings: limits and manners.
        seen: what servers said of earlier visits (`Fetched.validators`), by `Fetched.url`: a page that has
            not changed is not sent again.
        resolve: finds the addresses of a host; asked once for each host.
        tls: holds the certificates that are trusted; None are those of the system.

    Returns:
        What was fetched, and why the rest was not.
    """
    return Session(settings or FetchSettings(), seen=seen, resolve=resolve, tls=tls).fetch(urls)


def fetching_by(settings: Settings) -> FetchSettings:
    """Give how pages are fetched for a run."""
    return FetchSettings(
        allow_private=settings.allow_private, max_bytes=settings.max_bytes, contact=os.environ.get(CONTACT)
    )


def stream_fetched(
    urls: Iterable[str], *, settings: Settings, session: Session | None = None, today: date | None = None
) -> Iterator[Found[Document]]:
    """Fetch pages, feeds and web archives, and make documents of them as they come.

    What is not asked for is not fetched. The entries of a feed, and the pages of an archive, are a document each.

    Args:
        urls: http(s) addresses.
        settings: as for files; with `full_text` the pages that a feed's entries link to are read too,
            and whichever text is longer is taken.
        session: how to fetch; None is a new one by `fetching_by`. A page that the session has seen and that
            has not changed gives no document; what the servers say this time is in `learned`.
        today: as for `load_documents`.

    Returns:
        What a page, a feed, or a page of an archive gave, one after the other.
    """
    session = session or Session(fetching_by(settings))
    asked = list(dict.fromkeys(urls))
    pages = [url for url in asked if not _is_archive(url)]
    for read in chain(_pages(pages, session, settings), _archives(filter(_is_archive, asked), session, settings)):
        made = [make_document(r.report, source=r.source, settings=settings, today=today) for r in read.reports]
        problems = (*read.problems, *(problem for one in made for problem in one.problems))
        yield Found(tuple(doc for one in made for doc in one.records), problems)
        session.learned.update({url: said for url, said in read.said.items() if said != Validators()})


def _pages(urls: Sequence[str], session: Session, settings: Settings) -> Iterator[Read]:
    """Read pages and feeds, those that have not changed left out."""
    for fetched in _in_batches(session, urls):
        if isinstance(fetched, Problem):
            yield Read(problems=(fetched,))
        elif not fetched.is_unchanged:
            yield _read_all(fetched, session, settings)


def _archives(urls: Iterable[str], session: Session, settings: Settings) -> Iterator[Read]:
    """Read web archives page by page, while they come."""
    for url in urls:
        with session.download(url) as download:
            if download.has_more() or _came(download.result()):  # else all there is to say is why
                for found in read_stream(io.BufferedReader(download), url, settings=settings, name=_path(url)):
                    reports = tuple(SourcedReport(report, url) for report in found.records)
                    yield Read(reports=reports, problems=found.problems)
            if download.has_more():  # it is no archive, or no further: that was told
                continue
            fetched = download.result()
        yield (
            Read(problems=(fetched,)) if isinstance(fetched, Problem) else Read(said={fetched.url: fetched.validators})
        )


def _came(fetched: Fetched | Problem) -> bool:
    return isinstance(fetched, Fetched) and not fetched.is_unchanged


def _is_archive(url: str) -> bool:
    return is_archive_name(_path(url))


def _path(url: str) -> str:
    return urlsplit(url).path


def read_page(fetched: Fetched, *, settings: Settings) -> Found[RawReport]:
    """Read what was fetched, as a file of its type is read."""
    found = read_bytes(_in_utf8(fetched), fetched.url, settings=settings, name=_name(fetched))
    day = fetched.at.date().isoformat()
    reports = (replace(r, saved=r.saved or day, url=_own_url(r, fetched)) for r in found.records)
    return replace(found, records=tuple(reports))


def is_feed(fetched: Fetched) -> bool:
    """Tell a feed: RSS, Atom, JSON Feed."""
    if choose_reader(fetched.data, name=_name(fetched)) is read_feed:
        return True
    try:
        return is_json_feed(msgspec.json.decode(fetched.data, type=AnyJson).version)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return False


def _own_url(report: RawReport, fetched: Fetched) -> str:
    """Give the address that a report says is its own; a web page is believed on its own host or the one above it.

    Else any page could be one of the Herald's: "m.herald.example" may say that it is "www.herald.example".
    Entries of feeds and lines of JSON may be of any host.
    """
    if report.url is None or choose_reader(fetched.data, name=_name(fetched)) is not read_html:
        return report.url or fetched.url
    said, real = _site(report.url), _site(fetched.url)
    return report.url if said == real or ("." in said and real.endswith(f".{said}")) else fetched.url


def _name(fetched: Fetched) -> str | None:
    return file_name(fetched.content_type, fetched.data, url=fetched.url)


def _in_batches(session: Session, urls: Sequence[str]) -> Iterator[Fetched | Problem]:
    """Fetch pages, so that few are held at a time, and give what came of each."""
    for start in range(0, len(urls), BATCH):
        found = session.fetch(urls[start : start + BATCH])
        yield from found.problems
        yield from found.records


def _read_all(fetched: Fetched, session: Session, settings: Settings) -> Read:
    """Read a page, or a feed; with `full_text` that of the pages of its entries too."""
    found = read_page(fetched, settings=settings)
    if settings.full_text and is_feed(fetched):
        return _read_entries(fetched, found, session, settings)
    reports = tuple(SourcedReport(report, fetched.url) for report in found.records)
    return Read(reports=reports, problems=found.problems, said={fetched.url: fetched.validators})


def _read_entries(feed: Fetched, found: Found[RawReport], session: Session, settings: Settings) -> Read:
    """Put for each entry of a feed the page that it links to, where that can be had, and nothing where it was seen."""
    entries = found.records[: settings.limit]
    links = list(dict.fromkeys(entry.url for entry in entries[:MAX_ENTRIES] if entry.url))
    problems = [problem for problem in found.problems if problem.code != "summaries-only"]
    pages: dict[str, SourcedReport] = {}
    unchanged: set[str] = set()
    said: dict[str, Validators] = {}
    for page in _in_batches(session, links):
        if isinstance(page, Problem):
            problems.append(page)
            continue
        said[page.url] = page.validators
        if page.is_unchanged:
            unchanged.add(page.asked)
            continue
        read = read_page(page, settings=settings)
        problems += read.problems
        pages.update((page.asked, SourcedReport(report, page.url)) for report in read.records[:1])
    if len(said) == len(links):  # else the feed is asked for again, changed or not, until it has all its pages
        said[feed.url] = feed.validators
    changed = [SourcedReport(entry, feed.url) for entry in entries if entry.url not in unchanged]
    reports = tuple(_with_page(entry, pages.get(entry.report.url or "")) for entry in changed)
    return Read(reports=reports, problems=tuple(problems), said=said)


def _with_page(entry: SourcedReport, page: SourcedReport | None) -> SourcedReport:
    """Put the page of an entry for the entry; the feed says what the page does not, and more than a page that asks for money."""
    if page is None:
        return entry
    said, full = entry.report, page.report
    if len(full.text) <= len(said.text):
        return entry
    report = replace(
        full,
        part=None,
        title=full.title or said.title,
        outlet=full.outlet or said.outlet,
        authors=full.authors or said.authors,
        published=full.published or said.published,
        extra={**said.extra, **full.extra},
    )
    return SourcedReport(report, page.source)


def _in_utf8(fetched: Fetched) -> bytes:
    """Give the bytes of a page in UTF-8 where its server names the encoding, which goes before what the page says."""
    if fetched.charset is None or is_binary(fetched.data) or "xml" in (fetched.content_type or ""):
        return fetched.data  # an XML reader would believe the declaration of the text
    decoded = decode(fetched.data, declared=fetched.charset)
    return fetched.data if decoded.guessed else decoded.text.encode("utf-8", "replace")


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
