"""Fetching from a real server on this machine: what is fetched, and what is refused without harm."""

from __future__ import annotations

import gzip
import json
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from crossread import __version__
from crossread.ingest.fetch import (
    Fetched,
    FetchSettings,
    Session,
    Validators,
    fetch,
    fetching_by,
    stream_fetched,
)
from crossread.records import Document, Found
from crossread.settings import Settings
from tests.e2e.conftest import Crossread
from tests.made_files import ENTITY_BOMB, FIRST, Capture, make_page, make_warc
from tests.web_server import PAGE, REPORT, Handler, Server, endless, sent

pytestmark = pytest.mark.e2e

QUICK = FetchSettings(allow_private=True, pause_s=0, max_time_s=1.5, read_s=0.5)


def codes(found: Found[Any]) -> list[str]:
    """Codes of the problems."""
    return [problem.code for problem in found.problems]


def quick(url: str, **options: Any) -> Found[Fetched]:
    """Fetch one page with short limits, and see that it takes no longer than they allow."""
    began = time.perf_counter()
    found = fetch([url], settings=replace(QUICK, **options))
    assert time.perf_counter() - began < 8
    return found


def test_a_page_comes_with_what_the_server_says_of_it(server: Server) -> None:
    """Bytes, final address, type, charset and validators; and the server is told who asks."""
    server.page(
        "/a", b"words", type_="Text/Plain; charset=latin-1", ETag='"v1"', Last_Modified="Mon, 19 May 2031 08:00:00 GMT"
    )
    (page,) = fetch([server.redirect("/old", "/a#top")], settings=QUICK).records
    assert (page.asked, page.url, page.data) == (server.url("/old"), server.url("/a"), b"words")
    assert (page.content_type, page.charset) == ("text/plain", "latin-1")
    assert page.validators == Validators('"v1"', "Mon, 19 May 2031 08:00:00 GMT")
    assert abs(datetime.now(UTC) - page.at) < timedelta(minutes=1)
    agents = {headers["User-Agent"].split("/")[0] for _, headers in server.asked}
    assert agents == {"crossread"}
    assert [path for path, _ in server.asked] == ["/robots.txt", "/old", "/a"]


def test_a_server_is_told_whom_to_write_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the user says it; else name and version alone. What would not stand in a header is left out."""
    plain = f"crossread/{__version__}"
    monkeypatch.setenv("CROSSREAD_CONTACT", "desk@herald.example")
    told = [None, "https://herald.example/bot", "a) b", "caf\xe9", "a\r\nX-Evil: 1"]
    for n, contact in enumerate(told):
        fetch([server.page(f"/{n}")], settings=replace(QUICK, contact=contact))
    fetch([server.page("/desk")], settings=replace(fetching_by(Settings(allow_private=True)), pause_s=0))
    said = {path: headers["User-Agent"] for path, headers in server.asked if path != "/robots.txt"}
    assert said == {
        "/0": plain,
        "/1": f"{plain} (https://herald.example/bot)",
        "/2": plain,
        "/3": plain,
        "/4": f"{plain} (a X-Evil: 1)",
        "/desk": f"{plain} (desk@herald.example)",
    }


def test_each_page_has_its_answer_in_the_order_asked(server: Server) -> None:
    """One that is missing is a problem, and the others come; each is fetched once."""
    urls = [server.page("/b"), server.url("/none"), server.page("/a"), server.url("/b"), "gopher://x.example/"]
    found = fetch(urls, settings=QUICK)
    assert [page.url for page in found.records] == [server.url("/b"), server.url("/a")]
    assert codes(found) == ["http-status", "bad-url"]
    assert server.times("/b") == 1


def test_a_private_address_is_asked_only_where_that_is_allowed(server: Server) -> None:
    """Without `allow_private` no connection is made."""
    assert codes(quick(server.page("/a"), allow_private=False)) == ["private-address"]
    assert server.asked == []


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "private-address"),
        ("http://[fd00:ec2::254]/latest/meta-data/", "private-address"),
        ("http://[::ffff:169.254.169.254]/", "private-address"),
        ("http://2852039166/", "bad-url"),
        ("http://user:word@news.example/", "bad-url"),
        ("file:///etc/passwd", "bad-url"),
        ("//[::1", "bad-url"),
    ],
)
def test_a_redirect_is_checked_as_the_first_address_was(server: Server, to: str, code: str) -> None:
    """Also where this machine itself may be asked: keys of clouds, other schemes, other forms."""
    found = quick(server.redirect("/a", to))
    assert (found.records, codes(found)) == ((), [code])


def test_redirects_end(server: Server) -> None:
    """Five are followed, a loop is left."""
    for n in range(5):
        server.redirect(f"/{n}", f"/{n + 1}", (301, 302, 303, 307, 308)[n])
    server.page("/5")
    assert [page.url for page in quick(server.url("/0")).records] == [server.url("/5")]
    assert codes(quick(server.redirect("/loop", "/loop"))) == ["too-many-redirects"]
    assert server.times("/loop") == 6


def test_a_name_that_changes_its_address_gains_nothing(server: Server) -> None:
    """The host is resolved once, and the address that was checked is connected to."""
    server.page("/a")
    server.redirect("/again", "/a")
    answers: dict[str, list[list[str]]] = {
        "turns.example": [["127.0.0.1"], ["169.254.169.254"]],
        "turned.example": [["169.254.169.254"], ["127.0.0.1"]],
        "both.example": [["127.0.0.1", "169.254.169.254"]],
    }

    def resolve(host: str, _: int) -> list[str]:
        return answers[host].pop(0)

    found = fetch([server.url("/again", host) for host in answers], settings=QUICK, resolve=resolve)
    assert [page.url for page in found.records] == [server.url("/a", "turns.example")]
    assert codes(found) == ["private-address"] * 2
    assert {headers["Host"] for _, headers in server.asked} == {f"turns.example:{server.server_port}"}
    assert len(answers["turns.example"]) == 1


def test_the_next_address_is_tried_where_the_first_does_not_answer(server: Server) -> None:
    """A host may have an address that is down."""
    server.page("/a")
    found = fetch([server.url("/a", "two.example")], settings=QUICK, resolve=lambda *_: ["::1", "127.0.0.1"])
    assert [page.data for page in found.records] == [PAGE.encode()]


def test_a_name_that_nobody_knows_is_said() -> None:
    """So is a host where nothing answers."""

    def resolve(*_: object) -> list[str]:
        raise OSError

    assert codes(fetch(["http://none.example/"], settings=QUICK, resolve=resolve)) == ["host-not-found"]
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert codes(quick(f"http://127.0.0.1:{closed.getsockname()[1]}/")) == ["fetch-failed"]


BOMB = gzip.compress(bytes(30_000_000))
PLAIN_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"

HARMFUL: dict[str, tuple[Callable[[Handler], None], str]] = {
    "endless zeros": (endless(PLAIN_HEAD + b"\r\n", bytes(65_536)), "file-too-large"),
    "endless chunks": (
        endless(PLAIN_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + bytes(65_536) + b"\r\n"),
        "file-too-large",
    ),
    "10 GB announced": (endless(PLAIN_HEAD + b"Content-Length: 10000000000\r\n\r\n", b"x", 0.1), "file-too-large"),
    "gzip bomb": (lambda h: h.say(body=BOMB, type_="text/plain", Content_Encoding="gzip"), "file-too-large"),
    "endless gzip of nothing": (
        endless(PLAIN_HEAD + b"Content-Encoding: gzip\r\n\r\n" + BOMB[:10], b"\x00\x00\x00\xff\xff" * 9_000),
        "fetch-timeout",
    ),
    "packed twice": (
        lambda h: h.say(body=gzip.compress(BOMB), type_="text/plain", Content_Encoding="gzip, gzip"),
        "fetch-failed",
    ),
    "not packed at all": (lambda h: h.say(body=b"words", type_="text/plain", Content_Encoding="gzip"), "fetch-failed"),
    "packed unasked": (lambda h: h.say(body=b"words", type_="text/plain", Content_Encoding="br"), "fetch-failed"),
    "slow drip of a body": (endless(PLAIN_HEAD + b"\r\n", b"x", 0.1), "fetch-timeout"),
    "slow drip of headers": (endless(PLAIN_HEAD, b"X", 0.1), "fetch-timeout"),
    "endless 103": (endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.01), "fetch-timeout"),
    "silence": (sent(b"", 3), "fetch-timeout"),
    "silence in the body": (sent(PLAIN_HEAD + b"\r\nwords", 3), "fetch-timeout"),
    "huge headers": (endless(PLAIN_HEAD, b"X-Long: " + b"x" * 8_000 + b"\r\n"), "fetch-failed"),
    "one huge header": (endless(PLAIN_HEAD + b"X-Long: ", b"x" * 8_000), "fetch-failed"),
    "cut off": (sent(PLAIN_HEAD + b"Content-Length: 900\r\n\r\nwords"), "fetch-failed"),
    "no HTTP": (sent(b"220 mail.example ESMTP\r\n"), "fetch-failed"),
    "no answer": (sent(b""), "fetch-failed"),
    "two lengths": (
        sent(PLAIN_HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nwordss"),
        "fetch-failed",
    ),
    "a picture": (lambda h: h.say(body=b"\x89PNG", type_="image/png"), "wrong-content-type"),
    "a film": (endless(b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", bytes(65_536)), "wrong-content-type"),
    "a stream": (lambda h: h.say(body=b"data: x\n", type_="text/event-stream"), "wrong-content-type"),
    "gone": (lambda h: h.say(410), "http-status"),
    "a part": (lambda h: h.say(206, b"words"), "http-status"),
    "nothing new, unasked": (lambda h: h.say(304), "http-status"),
    "a redirect to nowhere": (lambda h: h.say(302), "http-status"),
}


@pytest.mark.parametrize("harm", HARMFUL)
def test_an_answer_made_to_harm_is_a_problem(server: Server, harm: str) -> None:
    """Within the limits of size and time, with a code and the address."""
    server.paths["/bad"], code = HARMFUL[harm]
    found = quick(server.url("/bad"), max_bytes=1_000_000)
    assert (found.records, codes(found)) == ((), [code]), found.problems
    assert server.url("/bad") in found.problems[0].message


def test_memory_stays_within_the_limit(server: Server) -> None:
    """A bomb of 30 MB, and zeros without end, are never held."""
    import tracemalloc

    server.paths["/bomb"] = HARMFUL["gzip bomb"][0]
    server.paths["/zeros"] = HARMFUL["endless zeros"][0]
    quick(server.page("/a"))  # what is imported and kept
    tracemalloc.start()
    try:
        fetch([server.url("/bomb"), server.url("/zeros")], settings=replace(QUICK, max_bytes=1_000_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000


def test_robots_are_respected(server: Server) -> None:
    """What a site shuts is not asked for, by a redirect neither; its robots.txt is asked once."""
    server.page("/robots.txt", "User-agent: *\nDisallow: /shut\n", type_="text/plain")
    urls = [server.page("/open"), server.page("/shut/1"), server.redirect("/to", "/shut/2")]
    found = fetch(urls, settings=QUICK)
    assert [page.url for page in found.records] == [server.url("/open")]
    assert codes(found) == ["robots-disallow"] * 2
    assert sorted(path for path, _ in server.asked) == ["/open", "/robots.txt", "/to"]


@pytest.mark.parametrize(
    ("robots", "code"),
    [
        (lambda h: h.say(404), None),
        (lambda h: h.say(403), None),
        (lambda h: h.say(500), "robots-disallow"),
        (lambda h: h.say(503, Retry_After="0"), "robots-disallow"),
        (lambda h: h.say(302, Location="/robots.txt"), None),
        (lambda h: h.say(302, Location="/elsewhere"), "robots-disallow"),
        (lambda h: h.say(302, Location="http://169.254.169.254/"), "robots-disallow"),
        (lambda h: h.say(body=b"\x00\xff" * 300_000), None),
        (lambda h: h.say(body=b"User-agent: *\nDisallow: /\n" + b"#" * 2_000_000), "robots-disallow"),
        (endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x", 0.1), "fetch-timeout"),
        (sent(b""), "fetch-failed"),
    ],
)
def test_a_robots_txt_that_cannot_be_read(server: Server, robots: Callable[[Handler], None], code: str | None) -> None:
    """4xx and endless redirects open a site, 5xx and no answer shut it (RFC 9309, 2.3.1)."""
    server.paths["/robots.txt"] = robots
    server.page("/elsewhere", "User-agent: crossread\nDisallow: /\n")
    found = quick(server.page("/a"))
    assert codes(found) == ([code] if code else [])


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    """What the server said at the last visit is told to it, and no other page's."""

    def answer(handler: Handler) -> None:
        is_known = handler.headers["If-None-Match"] == '"v1"' and handler.headers["If-Modified-Since"] == "then"
        handler.say(304 if is_known else 200, b"" if is_known else b"words", ETag='"v1"', Last_Modified="then")

    server.paths["/a"] = answer
    first, other = fetch([server.url("/a"), server.page("/b")], settings=QUICK).records
    seen = {page.url: page.validators for page in (first, other)}
    again, other = fetch([server.url("/a"), server.url("/b")], settings=QUICK, seen=seen).records
    assert (first.is_unchanged, again.is_unchanged, other.is_unchanged) == (False, True, False)
    assert (again.data, again.validators) == (b"", first.validators)
    assert [("If-None-Match" in headers) for path, headers in server.asked if path == "/b"] == [False, False]


def busy(status: int, n_times: int, **headers: str) -> Callable[[Handler], None]:
    """Answer that the server is busy, so many times, and then with words."""
    left = [n_times]

    def answer(handler: Handler) -> None:
        left[0] -= 1
        handler.say(status, **headers) if left[0] >= 0 else handler.say(body=b"words", type_="text/plain")

    return answer


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again(server: Server, status: int) -> None:
    """When it says, and no more than three times."""
    server.paths["/a"] = busy(status, 2, Retry_After="0")
    server.paths["/b"] = busy(status, 3, Retry_After=format_datetime(datetime.now(UTC), usegmt=True))
    server.paths["/c"] = busy(status, 1)
    found = fetch([server.url("/a"), server.url("/b"), server.url("/c")], settings=QUICK)
    assert [page.url for page in found.records] == [server.url("/a"), server.url("/c")]
    assert codes(found) == ["http-status"]
    assert [server.times(path) for path in ("/a", "/b", "/c")] == [3, 3, 2]


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_what_is_no_passing_fault_is_not_asked_again(server: Server, status: int) -> None:
    """Nor a server that wants to be left alone for an hour; the hour is told."""
    server.paths["/a"] = busy(status, 2, Retry_After="3600")
    found = quick(server.url("/a"))
    assert codes(found) == ["http-status"]
    assert "3600" in found.problems[0].message
    assert server.times("/a") == 1


def test_a_pause_is_kept_between_pages_of_one_host(server: Server) -> None:
    """Ours or the one that the site asks for, but for one that is absurd."""
    server.page("/robots.txt", "User-agent: *\nCrawl-delay: 86400\n", type_="text/plain")
    urls = [server.page(f"/{n}") for n in range(3)]
    began = time.perf_counter()
    found = fetch(urls, settings=replace(QUICK, pause_s=0.1, max_pause_s=0.3))
    took_s = time.perf_counter() - began
    assert len(found.records) == 3
    assert 0.6 <= took_s < 5


def test_the_environment_says_nothing(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the environment is asked: it would resolve names by itself."""
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert len(quick(server.page("/a")).records) == 1


def test_no_cookie_is_kept(server: Server) -> None:
    """Of what a site sets on one page, the next request says nothing."""
    urls = [server.page("/a", Set_Cookie="id=1"), server.page("/b")]
    assert len(fetch(urls, settings=QUICK).records) == 2
    assert not any("Cookie" in headers for _, headers in server.asked)


def test_pages_are_fetched_inside_a_running_loop(server: Server) -> None:
    """As in a notebook."""
    import asyncio

    async def inside() -> Found[Fetched]:
        return fetch([server.url("/a")], settings=QUICK)

    server.page("/a")
    assert len(asyncio.run(inside()).records) == 1


@pytest.fixture
def certified(server: Server, tmp_path: Path) -> Path:
    """Make the server one of https, with a certificate for news.example; give the certificate."""
    openssl = shutil.which("openssl") or pytest.skip("needs openssl (apt install openssl)")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=news.example"
    names = ["-addext", "subjectAltName=DNS:news.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([openssl, *made.split(), *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.sni_callback = lambda _, name, __: server.named.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    return certificate


def test_a_certificate_is_held_to_the_name_though_the_address_is_connected_to(server: Server, certified: Path) -> None:
    """The name is sent (SNI) and checked; a certificate of another name, or of nobody known, is refused."""
    server.page("/a")
    secure = [server.url("/a", host).replace("http:", "https:") for host in ("news.example", "other.example")]
    known = ssl.create_default_context(cafile=certified)
    found = fetch(secure, settings=QUICK, resolve=lambda *_: ["127.0.0.1"], tls=known)
    assert [page.url for page in found.records] == secure[:1]
    assert codes(found) == ["fetch-failed"]
    assert "certificate" in found.problems[0].message
    assert set(server.named) == {"news.example", "other.example"}
    assert codes(fetch(secure, settings=QUICK, resolve=lambda *_: ["127.0.0.1"])) == ["fetch-failed"] * 2


def test_https_is_not_left_for_http(server: Server, certified: Path) -> None:
    """What comes by http, anybody on the way can change."""
    server.redirect("/a", "http://news.example/a")
    url = server.url("/a", "news.example").replace("http:", "https:")
    known = ssl.create_default_context(cafile=certified)
    assert codes(fetch([url], settings=QUICK, resolve=lambda *_: ["127.0.0.1"], tls=known)) == ["insecure-redirect"]


def documents(*urls: str, session: Session | None = None, full_text: bool = False) -> Found[Document]:
    """Make documents of pages."""
    settings = Settings(allow_private=True, full_text=full_text)
    batches = list(stream_fetched(urls, settings=settings, session=session or Session(QUICK)))
    return Found(
        tuple(doc for found in batches for doc in found.records),
        tuple(problem for found in batches for problem in found.problems),
    )


def test_a_page_becomes_a_document(server: Server) -> None:
    """With its address, its title and its words."""
    found = documents(
        server.page("/a.html", PAGE.replace("{head}", '<meta property="og:site_name" content="Ellery Herald">'))
    )
    (doc,) = found.records
    assert (doc.source, doc.url, doc.outlet) == (server.url("/a.html"), server.url("/a.html"), "Ellery Herald")
    assert "120 people on board" in doc.text


def test_a_page_is_believed_about_its_own_host_alone(server: Server) -> None:
    """The canonical address of another host is not taken for that of the page."""
    link = '<link rel="canonical" href="{}">'
    mine = server.page("/a?x=1", PAGE.replace("{head}", link.format(server.url("/a"))))
    forged = server.page("/b", PAGE.replace("{head}", link.format("https://herald.example/b")))
    assert [doc.url for doc in documents(mine, forged).records] == [server.url("/a"), server.url("/b")]


@pytest.mark.parametrize("type_", ["text/html; charset=windows-1252", "text/plain; charset=windows-1252"])
def test_the_charset_of_the_server_goes_before_that_of_the_page(server: Server, type_: str) -> None:
    """As browsers have it."""
    page = (
        PAGE.replace("{head}", '<meta charset="koi8-r">').replace("Ines", "Inès")
        if "html" in type_
        else REPORT.replace("Ines", "Inès")
    )
    (doc,) = documents(server.page("/a", page.encode("cp1252"), type_=type_)).records
    assert "harbour master Inès Kovar" in doc.text
    assert "“We will not" in doc.text


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ellery Herald</title><link>{home}</link>
<item><title>Ferry aground</title><link>{page}</link><pubDate>Mon, 19 May 2031 08:00:00 GMT</pubDate>
<description>The ferry Marlin ran aground.</description></item>
<item><title>Hull checked</title><link>{gone}</link><pubDate>Tue, 20 May 2031 08:00:00 GMT</pubDate>
<description>The hull of the Marlin was checked.</description></item></channel></rss>"""


def feed(server: Server, form: str) -> str:
    """Put a feed of two entries there, one of which links to a page that is gone."""
    page, gone = server.page("/ferry"), server.url("/gone")
    if form == "json":
        items = [
            {"id": "1", "url": page, "title": "Ferry aground", "summary": "The ferry Marlin ran aground."},
            {"id": "2", "url": gone, "title": "Hull checked", "summary": "The hull of the Marlin was checked."},
        ]
        whole = {"version": "https://jsonfeed.org/version/1.1", "title": "Ellery Herald", "items": items}
        return server.page("/feed", json.dumps(whole), type_="application/feed+json")
    rss = RSS.format(home=server.url("/"), page=page, gone=gone)
    return server.page("/feed", rss, type_=form)


FORMS = ["application/rss+xml", "text/xml; charset=utf-8", "text/html", "text/plain", "json"]


@pytest.mark.parametrize("form", FORMS)
def test_the_entries_of_a_feed_become_documents(server: Server, form: str) -> None:
    """Whatever the server calls the feed; nothing but the feed is fetched."""
    found = documents(feed(server, form))
    assert [doc.text for doc in found.records] == [
        "The ferry Marlin ran aground.",
        "The hull of the Marlin was checked.",
    ]
    assert [doc.url for doc in found.records] == [server.url("/ferry"), server.url("/gone")]
    assert server.times("/ferry") == 0


@pytest.mark.parametrize("form", FORMS)
def test_with_full_text_the_pages_of_a_feed_are_read(server: Server, form: str) -> None:
    """What the page does not say, the feed says; where a page is gone, the summary stands."""
    found = documents(feed(server, form), full_text=True)
    ferry, hull = found.records
    assert "harbour master Ines Kovar" in ferry.text
    assert (ferry.source, ferry.outlet) == (server.url("/ferry"), "Ellery Herald")
    assert hull.text == "The hull of the Marlin was checked."
    assert "http-status" in codes(found)
    if form != "json":
        assert ferry.published == "2031-05-19T08:00:00+00:00"


def test_a_feed_cannot_lead_into_private_networks(server: Server) -> None:
    """Links of entries are checked as all addresses are."""
    rss = RSS.format(home="", page="http://169.254.169.254/keys", gone="file:///etc/passwd")
    found = documents(server.page("/feed", rss, type_="application/rss+xml"), full_text=True)
    assert [doc.text for doc in found.records] == [
        "The ferry Marlin ran aground.",
        "The hull of the Marlin was checked.",
    ]
    assert "private-address" in codes(found)


def test_what_was_seen_gives_no_document(server: Server) -> None:
    """The session remembers what the servers said, for the next one."""
    server.paths["/a"] = lambda h: (
        h.say(304) if "If-None-Match" in h.headers else h.say(body=REPORT.encode(), type_="text/plain", ETag='"v1"')
    )
    session = Session(QUICK)
    assert len(documents(server.url("/a"), session=session).records) == 1
    assert session.learned == {server.url("/a"): Validators('"v1"')}
    assert documents(server.url("/a"), session=Session(QUICK, seen=session.learned)) == Found()


def test_entries_whose_pages_were_seen_give_no_document(server: Server) -> None:
    """Of a feed that grew, the page that is new is read, and what was read before is not put in again as a summary."""
    address = feed(server, "application/rss+xml")
    server.paths["/ferry"] = lambda h: (
        h.say(304) if "If-None-Match" in h.headers else h.say(body=PAGE.encode(), ETag='"v1"')
    )
    session = Session(QUICK)
    assert len(documents(address, full_text=True, session=session).records) == 2
    assert session.learned == {server.url("/ferry"): Validators('"v1"')}
    again = documents(address, full_text=True, session=Session(QUICK, seen=session.learned))
    assert [doc.text for doc in again.records] == ["The hull of the Marlin was checked."]


def test_a_problem_names_the_address_that_was_given(server: Server) -> None:
    """Also where it is one of what that redirects to."""
    found = fetch([server.redirect("/a", "http://169.254.169.254/keys")], settings=QUICK)
    assert server.url("/a") in found.problems[0].message
    assert "169.254.169.254" in found.problems[0].message


def test_the_command_line_reads_a_feed_and_its_pages(server: Server, crossread: Crossread) -> None:
    """What cannot be fetched is in the record, and of a server that was busy there is no word."""
    server.paths["/busy"] = busy(503, 1, Retry_After="0")
    address = feed(server, "application/rss+xml")
    run = crossread(address, server.url("/busy"), "--full-text", "--allow-private", "--stories-only")
    assert run.code == 0
    assert server.url("/ferry") in [doc["source"] for doc in run.record["documents"]]
    assert len(run.record["documents"]) == 3
    assert "http-status" in run.codes
    assert "stamina" not in run.err


def test_a_page_that_repeats_a_file_leaves_nothing_behind(server: Server, crossread: Crossread, tmp_path: Path) -> None:
    """Problems of a report that is not kept go with it; what is left is a sound record."""
    (tmp_path / "ferry.html").write_text(PAGE, "utf-8")
    run = crossread(
        tmp_path / "ferry.html", server.page("/a"), "--allow-private", "--stories-only", "--outlet", "Herald"
    )
    assert "duplicate-report" in run.codes
    assert {problem["doc"] for problem in run.record["problems"]} <= {None, run.record["documents"][0]["id"]}


def test_the_command_line_names_each_harm_and_reads_the_rest(server: Server, crossread: Crossread) -> None:
    """A redirect to a cloud's keys, 10 GB, a gzip bomb, an entity bomb, an archive cut off: each a problem with its address."""
    bad = {
        "/keys": "private-address",
        "/10-gb": "file-too-large",
        "/bomb": "file-too-large",
        "/feed.rss": "xml-entities",
        "/cut.warc.gz": "bad-warc",
    }
    server.redirect("/keys", "http://169.254.169.254/latest/meta-data/")
    server.paths["/10-gb"] = HARMFUL["10 GB announced"][0]
    server.paths["/bomb"] = HARMFUL["gzip bomb"][0]
    server.page(
        "/feed.rss", f"{ENTITY_BOMB}<rss><channel><item>&i;</item></channel></rss>", type_="application/rss+xml"
    )
    server.page("/cut.warc.gz", make_warc(Capture(make_page(FIRST)))[:-300], type_="application/gzip")
    run = crossread(*map(server.url, bad), server.page("/sound"), "--allow-private", "--stories-only")
    assert run.code == 0
    assert [doc["source"] for doc in run.record["documents"]] == [server.url("/sound")]
    for path, code in bad.items():
        told = [p["code"] for p in run.record["problems"] if server.url(path) in p["message"]]
        assert code in told, run.record["problems"]


def test_the_command_line_asks_no_private_host_unless_told(server: Server, crossread: Crossread) -> None:
    """The problem says how it is told."""
    run = crossread(server.page("/a"), "--stories-only")
    assert run.code == 2
    assert "private-address" in run.err
    assert "--allow-private" in run.err
    assert server.asked == []
