"""Which hosts may be asked for a report: a URL of sound form, at addresses that are all public.

The checked address is the one that is connected to (`fetch.py`), so a name that changes its address
between the check and the connection gains nothing.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from msgspec import Struct

from crossread.ingest.canonical import replace_surrogates
from crossread.ingest.fields import MAX_URL_CHARS
from crossread.records import Problem

Resolver = Callable[[str, int], Iterable[str]]
"""Gives the addresses of a host and port, in the order to try them; raises OSError where there are none."""

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

SCHEMES = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,252}|[0-9a-f:.]{2,45}")
"""A name in ASCII, or an address of IPv6."""

MAX_PORT = 65_535
NUMBER = re.compile(r"(?:[0-9]{1,40}|0x[0-9a-f]{0,40})", re.IGNORECASE)
"""Last label of what programs take for an IPv4 address: 2130706433, 0x7f.1, 127.1, 0177.0.0.1 (WHATWG URL, 4.5)."""


def _networks(words: str) -> tuple[Network, ...]:
    return tuple(ip_network(word) for word in words.split())


GLOBAL_V6 = IPv6Network("2000::/3")
"""All of IPv6 that is given out to hosts; what is outside maps IPv4, is local, multicast or reserved (RFC 4291)."""

NOT_PUBLIC = _networks(
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24"
    " 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15"
    " 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4"
    " 2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20"
)
"""Special-purpose blocks (IANA registries, RFC 6890): our own list, as `ipaddress.is_global` differs between Pythons.

Teredo (in 2001::/23) and 6to4 (2002::/16) carry an IPv4 address inside, which may be any.
"""

PRIVATE = _networks("10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 172.16.0.0/12 192.168.0.0/16 ::1/128 fc00::/7")
"""What `allow_private` opens: this machine and the networks of a house. Nothing else, so 169.254.169.254 stays shut."""

METADATA = _networks("100.100.100.200/32 fd00:ec2::/32 fd20:ce::254/128")
"""Inside those, where clouds (Alibaba, Amazon, Google) tell a machine its keys; never opened."""


class Refused(Exception):
    """A URL that is not fetched, and why; it never leaves the fetching, where it becomes its problem."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(code=code, message=message)


class Target(Struct, frozen=True, kw_only=True):
    """A URL of sound form, without its fragment; `host` in ASCII, without the brackets of IPv6."""

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a key."""
        return f"{self.scheme}://{self.host}:{self.port}"


def parse_target(url: str, *, base: str | None = None) -> Target:
    """Read a web address, in full or (where it redirects from `base`) relative to it.

    Raises:
        Refused: it is no http(s) URL, names a user, or writes an IPv4 address in another form than 192.0.2.1.
    """
    import httpx2  # noqa: PLC0415  (0.1 s; parsed by what sends it, so that both see one host)

    if len(url) > MAX_URL_CHARS:
        raise _bad(url, f"longer than {MAX_URL_CHARS:,} characters")
    try:
        parsed = httpx2.URL(base).join(url) if base else httpx2.URL(url)
        host = parsed.raw_host.decode("ascii").lower()
        port = SCHEMES.get(parsed.scheme, 0) if parsed.port is None else parsed.port
    except (httpx2.InvalidURL, UnicodeError, ValueError, TypeError) as error:
        raise _bad(url, f"no web address: {error}") from error
    if parsed.scheme not in SCHEMES or not HOST.fullmatch(host) or not 0 < port <= MAX_PORT:
        raise _bad(url, "no address that begins with http:// or https:// and the name of a host")
    if parsed.userinfo:
        raise _bad(url, "it holds a user name or a password; give it without")
    if NUMBER.fullmatch(host.rstrip(".").rsplit(".", 1)[-1]) and not _as_address(host):
        raise _bad(url, f"'{host}' is a number and no name; write an address as in 192.0.2.1")
    whole = str(parsed.copy_with(fragment=None))
    return Target(url=whole, scheme=parsed.scheme, host=host, port=port)


def find_addresses(target: Target, *, resolve: Resolver, allow_private: bool) -> tuple[str, ...]:
    """Give the addresses of a host, each once, in the order of the resolver; all of them may be asked.

    Raises:
        Refused: there are none, or one of them is not public (`allow_private`: nor private).
    """
    try:
        given = [target.host] if _as_address(target.host) else list(resolve(target.host, target.port))
    except (OSError, UnicodeError) as error:
        message = f"{target.url}: no host named '{target.host}' was found; check the address and the network"
        raise Refused("host-not-found", message) from error
    addresses = {name: _as_address(name) for name in given}
    for name, address in addresses.items():
        if address is None or not may_ask(address, allow_private=allow_private):
            hint = "" if allow_private else "; give --allow-private if a host of your own network is meant"
            message = f"{target.url}: '{target.host}' is at {name}, which is no public address{hint}"
            raise Refused("private-address", message)
    if not addresses:
        raise Refused("host-not-found", f"{target.url}: '{target.host}' has no address")
    return tuple(addresses)


def may_ask(address: Address, *, allow_private: bool) -> bool:
    """Tell whether an address is public, or private where that is allowed."""
    if _is_in(address, METADATA):
        return False
    if allow_private and _is_in(address, PRIVATE):
        return True
    is_given_out = isinstance(address, IPv4Address) or address in GLOBAL_V6
    return is_given_out and not _is_in(address, NOT_PUBLIC)


def resolve_by_system(host: str, port: int) -> tuple[str, ...]:
    """Ask the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def _is_in(address: Address, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks)


def _as_address(name: str) -> Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _bad(url: str, why: str) -> Refused:
    return Refused("bad-url", f"{replace_surrogates(url[:200])}: not fetched: {why}")
