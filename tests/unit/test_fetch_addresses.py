"""Which URLs and addresses may be asked."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.ingest._addresses import Refused, find_addresses, may_ask, parse_target
from crossread.ingest._media_types import file_name, is_readable
from crossread.ingest._robots import OPEN, SHUT, parse_robots
from crossread.ingest._session import parse_retry_after

PUBLIC = ["8.8.8.8", "93.184.215.14", "172.32.0.1", "100.63.0.1", "2606:4700::1111", "2001:4860:4860::8888"]
NEVER = [
    "169.254.169.254",
    "fe80::1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "192.0.0.8",
    "192.88.99.1",
    "198.18.0.1",
    "203.0.113.9",
    "100.100.100.200",
    "fd00:ec2::254",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:8.8.8.8",
    "::7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::1",
    "2001::7f00:1",
    "2001:db8::1",
    "3fff::1",
    "fec0::1",
    "ff02::1",
]
PRIVATE = ["127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd12::1"]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_asked(address: str) -> None:
    """With `allow_private` and without."""
    assert may_ask(ip_address(address), allow_private=False)
    assert may_ask(ip_address(address), allow_private=True)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_asked_only_where_that_is_allowed(address: str) -> None:
    """This machine, the networks of a house, and those of a carrier."""
    assert not may_ask(ip_address(address), allow_private=False)
    assert may_ask(ip_address(address), allow_private=True)


@pytest.mark.parametrize("address", NEVER)
def test_other_addresses_are_never_asked(address: str) -> None:
    """Link-local, multicast, reserved, for documentation, and those with an IPv4 address inside."""
    assert not may_ask(ip_address(address), allow_private=False)
    assert not may_ask(ip_address(address), allow_private=True)


@given(st.ip_addresses())
def test_what_python_knows_to_be_not_global_is_never_public(address: object) -> None:
    """Our list leaves nothing out that the standard library has."""
    found = ip_address(str(address))
    if not found.is_global or found.is_multicast or found.is_reserved:
        assert not may_ask(found, allow_private=False)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "//news.example/a",
        "news.example",
        "",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1./",
        "http://1.2.3.256/",
        "http://user:secret@news.example/",
        "http://news.example@127.0.0.1/",
        "http://[::1/",
        "http://news.example:99999/",
        "http://news.example:x/",
        "http://news.example/" + "a" * 5_000,
        "http://news example/",
        "http://news.example/\r\nHost: inner",
    ],
)
def test_a_url_of_odd_form_is_refused(url: str) -> None:
    """Other schemes, other ways to write an IPv4 address, user names, and what is no URL."""
    with pytest.raises(Refused) as refused:
        parse_target(url)
    assert refused.value.problem.code == "bad-url"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_url(words: str) -> None:
    """Any text is a target with http(s) and a host, or is refused."""
    for url in (words, f"http://{words}", f"http://news.example/{words}"):
        try:
            target = parse_target(url)
        except Refused:
            continue
        assert target.scheme in {"http", "https"}
        assert target.host.isascii()


def test_a_target_is_in_one_form() -> None:
    """Lower case, ASCII, without fragment, with its port; relative ones against their base."""
    target = parse_target("HTTPS://Bücher.Example:443/Über?q=1#top")
    assert (target.host, target.port, target.scheme) == ("xn--bcher-kva.example", 443, "https")
    assert "#" not in target.url
    assert parse_target("../b", base="http://news.example/x/a").url == "http://news.example/b"
    assert parse_target("//other.example/b", base="https://news.example/a").url == "https://other.example/b"
    assert parse_target("http://[2606:4700::1]/").host == "2606:4700::1"


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    """All addresses of a name are checked, not the first."""
    target = parse_target("http://news.example/")
    both = lambda *_: ("8.8.8.8", "10.0.0.1")  # noqa: E731
    with pytest.raises(Refused) as refused:
        find_addresses(target, resolve=both, allow_private=False)
    assert refused.value.problem.code == "private-address"
    assert find_addresses(target, resolve=both, allow_private=True) == ("8.8.8.8", "10.0.0.1")


def test_an_address_that_is_given_is_not_resolved() -> None:
    """A resolver cannot make another of it."""
    target = parse_target("http://127.0.0.1:8000/")
    with pytest.raises(Refused):
        find_addresses(target, resolve=lambda *_: ("8.8.8.8",), allow_private=False)


@pytest.mark.parametrize("answer", [(), ("no address",), ("127.0.0.1%1",)])
def test_a_resolver_without_a_sound_answer_refuses_the_host(answer: tuple[str, ...]) -> None:
    """No address, or what is none."""
    with pytest.raises(Refused):
        find_addresses(parse_target("http://news.example/"), resolve=lambda *_: answer, allow_private=False)


@pytest.mark.parametrize(
    ("said", "wait_s"),
    [
        (None, None),
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 19 May 2031 08:01:00 GMT", 60),
        ("Mon, 19 May 2031 07:00:00 GMT", 0),
        ("Mon, 19 May 2031 08:01:00 -0000", 60),
        ("-5", None),
        ("soon", None),
        ("9" * 999, 9_999_999_999),
        ("", None),
    ],
)
def test_retry_after_is_read_as_seconds(said: str | None, wait_s: float | None) -> None:
    """Seconds or a date; what is neither says nothing."""
    assert parse_retry_after(said, now=datetime(2031, 5, 19, 8, tzinfo=UTC)) == wait_s


@given(st.text(max_size=70))
def test_any_retry_after_is_survived(said: str) -> None:
    """Servers write what they like."""
    wait_s = parse_retry_after(said, now=datetime(2031, 5, 19, 8, tzinfo=UTC))
    assert wait_s is None or wait_s >= 0


@pytest.mark.parametrize(
    ("type_", "url", "name"),
    [
        ("text/html", "https://x.example/a.txt", "page.html"),
        ("text/plain", "https://x.example/a.jsonl?v=1", "a.jsonl"),
        ("text/plain", "https://x.example/a", None),
        ("application/octet-stream", "https://x.example/a.jsonl.gz", "a.jsonl.gz"),
        ("application/rss+xml", "https://x.example/feed", None),
        (None, "https://x.example/a.eml", "a.eml"),
    ],
)
def test_the_type_tells_the_reader_and_then_the_name(type_: str | None, url: str, name: str | None) -> None:
    """Where both leave it open, the content tells."""
    assert is_readable(type_, url=url)
    assert file_name(type_, b"words", url=url) == name


@pytest.mark.parametrize(
    "type_",
    ["image/svg+xml", "video/mp4", "text/css", "application/javascript", "application/octet-stream", "application/zip"],
)
def test_a_type_that_holds_no_report_is_refused(type_: str) -> None:
    """Before its bytes are read."""
    assert not is_readable(type_, url="https://x.example/a")


def test_robots_speak_to_us_by_name_or_to_all() -> None:
    """A group for Crossread goes before that for all; groups of others are theirs."""
    robots = parse_robots(
        b"User-agent: otherbot\nUser-agent: thirdbot\nDisallow: /\n\n"
        b"User-agent: *\nDisallow: /all\nCrawl-delay: 3\n\n"
        b"User-agent: Crossread\nDisallow: /us\nCrawl-delay: 2\n"
    )
    assert robots.allows("https://news.example/a")
    assert robots.allows("https://news.example/all")
    assert not robots.allows("https://news.example/us/1")
    assert robots.delay_s == 2


def test_an_agent_said_with_others_keeps_its_rules() -> None:
    """A group with several agents, one of which is all, holds for us."""
    robots = parse_robots(b"User-agent: a\nUser-agent: b\nUser-agent: *\n\n# all\nUser-agent: c\nDisallow: /x\n")
    assert not robots.allows("https://news.example/x")
    assert robots.allows("https://news.example/y")
    assert (OPEN.allows("https://x.example/"), SHUT.allows("https://x.example/")) == (True, False)


@pytest.mark.parametrize(
    "robots",
    [
        b"".join(b"User-agent: b%d\n" % n for n in range(10_000))
        + b"".join(b"Disallow: /%d$\n" % n for n in range(10_000)),
        b"".join(b"User-agent: crossread%d\n" % n for n in range(9_000))
        + b"".join(b"Disallow: /%d$\n" % n for n in range(10_000)),
        b"".join(b"user agent : crossread%d\n#\nDisallow: /%d\n" % (n, n) for n in range(9_000)),
        b"User-agent: *\nDisallow: /" + b"*a" * 200_000 + b"$",
        b"User-agent: *\n" + b"".join(b"Disallow: *a%d*a*b*c*d\n" % n for n in range(20_000)),
        b"\xff\xfe\x00User-agent" * 9_000,
    ],
    ids=["agents by rules", "agents like us", "groups like us", "stars", "patterns", "bytes"],
)
def test_a_robots_txt_made_to_harm_takes_no_time(robots: bytes) -> None:
    """It is read and asked in seconds; by protego alone the first one fills the memory."""
    began = time.perf_counter()
    parse_robots(robots).allows("https://news.example/" + "a" * 3_000)
    assert time.perf_counter() - began < 10
