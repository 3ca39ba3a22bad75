"""What a file says about its report: title, outlet, authors, day, address; cleaned, and refused where it is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from crossread.ingest.canonical import replace_surrogates
from crossread.records import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_FIELD_CHARS = 1_000
"""Longest title, name or date that is believed; a "title" of megabytes is a broken export."""

MAX_AUTHORS = 50
MAX_NAME_WORDS = 6
MAX_URL_CHARS = 4_000
KNOWN_FIELDS = ("title", "outlet", "author", "authors", "published", "url")
MISSING_WORDS = ("", "null", "~", "none", "nan")
"""Words that exports write where there is nothing."""

JOBS = ("writer", "reporter", "correspondent", "editor", "staff", "journalist", "columnist", "contributor")
"""Last words of what a byline adds to a name: "Tom Vale, Harbour Reporter"."""

BY = re.compile(r"^(?:written\s)?by[:\s]\s{0,5}", re.IGNORECASE)
BETWEEN_NAMES = re.compile(r"\s{0,3}[;|]\s{0,3}|,\s{0,3}and\s|\sand\s|\s&\s|,\s{0,3}", re.IGNORECASE)


class Fields(Struct, frozen=True, kw_only=True):
    """What is said about one report, cleaned."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    problems: tuple[Problem, ...] = ()


def fields_from(given: Mapping[str, object], *, where: str) -> Fields:
    """Take the fields that Crossread knows out of front matter or a JSON object.

    Args:
        given: names and values as they came; strings, numbers or lists of strings.
        where: file and line, for messages.
    """
    lines = {name: clean_line(given.get(name)) for name in ("title", "outlet", "published", "url")}
    authors = parse_authors(given.get("authors") or given.get("author"))
    url = parse_url(lines["url"])
    refused = [name for name, value in lines.items() if value is None and is_said(given.get(name))]
    if lines["url"] and url is None:
        refused.append("url")
    if not authors and is_said(given.get("authors") or given.get("author")):
        refused.append("authors")
    return Fields(
        title=lines["title"],
        outlet=lines["outlet"],
        authors=authors,
        published=lines["published"],
        url=url,
        problems=tuple(_bad_field(name, where=where) for name in refused),
    )


def is_said(value: object) -> bool:
    """Tell a value from the many ways to write nothing."""
    return value is not None and value not in ([], {}) and str(value).strip().lower() not in MISSING_WORDS


def clean_line(value: object) -> str | None:
    """Give a value as one line of text, spaces collapsed, or None where it is no short text."""
    if isinstance(value, bool) or not isinstance(value, str | int | float) or not is_said(value):
        return None
    line = " ".join(replace_surrogates(str(value)).split())
    return line if 0 < len(line) <= MAX_FIELD_CHARS else None


def parse_url(value: str | None) -> str | None:
    """Give a web address, or None for anything else: a page shows it as a link, so `javascript:` must not pass."""
    if value is None or len(value) > MAX_URL_CHARS or " " in value or not value.isprintable():
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme in {"http", "https"} and parts.netloc else None


def parse_authors(value: object) -> tuple[str, ...]:
    """Give names of authors from a list of names or a byline such as "By Ana Ruiz and Tom Vale"."""
    bylines = value if isinstance(value, list | tuple) else [value]
    names: dict[str, None] = {}
    for byline in bylines[:MAX_AUTHORS]:
        line = clean_line(byline)
        if line:
            names.update(dict.fromkeys(_split_byline(line)))
    return tuple(names)[:MAX_AUTHORS]


def without_outlet(authors: tuple[str, ...], outlet: str | None) -> tuple[str, ...]:
    """Leave out the outlet among the authors: it is no person, though feeds and pages name it as one."""
    return tuple(name for name in authors if name.casefold() != (outlet or "").casefold())


def _split_byline(line: str) -> list[str]:
    """Split a byline at "and", ";" and commas, unless a part would be no full name ("Ruiz, Ana")."""
    line = BY.sub("", line).strip()
    if "://" in line or "@" in line or not line:
        return []
    parts = [part.strip() for part in BETWEEN_NAMES.split(line) if part.strip()]
    parts = [part for part in parts if not part.lower().endswith(JOBS)] or parts
    are_names = all(2 <= len(part.split()) <= MAX_NAME_WORDS for part in parts)  # (first and last name)
    return parts if are_names else [line]


def _bad_field(name: str, *, where: str) -> Problem:
    wanted = "a web address" if name == "url" else "a line of text"
    return Problem(code="bad-field", message=f"{where}: the field '{name}' is not {wanted} and was left out")
