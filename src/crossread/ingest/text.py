"""Plain text and Markdown, with YAML front matter or without."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from crossread.ingest.canonical import BOM
from crossread.ingest.decode import check_encoding, decode, is_binary
from crossread.ingest.fields import KNOWN_FIELDS, fields_from
from crossread.ingest.raw import RawReport
from crossread.records import Found, Problem

MAX_FRONT_MATTER_CHARS = 65_536
MAX_BRACKETS = 100
"""PyYAML takes half a minute for 60,000 open brackets; front matter has a list of authors."""

MAX_HEADLINE_CHARS = 150
FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]{0,20}$", re.MULTILINE)
SIMPLE_LINE = re.compile(r"^([A-Za-z]{1,20})[ \t]{0,20}:[ \t]{0,20}(\S.{0,1000})$", re.MULTILINE)
NO_HEADLINE_END = tuple(".:;,")
CLOSING_MARKS = "\"'”’»)]"


class FrontMatter(Struct, frozen=True):
    """What stands before the text, the offset where the text begins, and what was wrong."""

    given: dict[str, Any] = {}
    end: int = 0
    problems: tuple[Problem, ...] = ()


MAX_HEAD_LINES, MAX_HEAD_CHARS = 8, 120
"""Byline, outlet and day stand in so many lines at the top, each no longer than this."""
NO_OUTLET_WORDS = frozenset("the live text web online html report reports article story final copy new".split())
"""Words of a file's name that name no outlet."""
BETWEEN_NAMES = re.compile(r" ?[,|·•–—] ?| - ")
IMPRINT = re.compile(
    r"(?P<name>(?!(?:After|From|Via|In|By|With|Source|See|Read) )[A-Z][\w’'.&]*(?: (?:[A-Z&][\w’'.-]*|of|and|for|the)){0,5})"
    r" ?[,|·•–—-] ?(?:[A-Z][a-z]{2,8}day,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,?) \d{4}"
)
"""A line of an outlet and a day alone: "The Vellin Post, 14 March 2031"."""
OUTLET_WORDS = frozenset(
    "times post news herald daily gazette journal tribune courier chronicle observer mirror telegraph examiner inquirer ledger "
    "packet dispatch echo express guardian globe independent mail mercury monitor press radio record register reporter review "
    "sentinel standard star sun tv television today voice weekly wire agency broadcasting broadcaster bulletin argus advertiser "
    "online newspaper magazine".split()
)
"""One of these is in the name of an outlet that nothing else tells: "Vellin, 14 March 2031" is a place and a day."""
BYLINE_LEAD = re.compile(r"^(?:[A-Z]{4,12} )?(?:[Bb]y|BY) ")


def read_text(data: bytes, *, source: str, max_bytes: int) -> Found[RawReport]:  # noqa: ARG001
    """Read one report of plain text or Markdown. Markup of Markdown stays as it is: it is the text."""
    if is_binary(data):
        message = f"{source}: this is no text, whatever its name says; save the report as text, HTML or e-mail"
        return Found((), (Problem(code="not-text", message=message),))
    decoded = decode(data)
    text = decoded.text.lstrip(BOM).replace("\r\n", "\n").replace("\r", "\n")
    front = find_front_matter(text, source=source)
    fields = fields_from(front.given, where=source)
    body = text[front.end :]
    report = RawReport(
        text=body,
        title=fields.title or find_headline(body),
        outlet=fields.outlet or find_outlet(body, source),
        authors=fields.authors,
        published=fields.published,
        url=fields.url,
        notes=(*check_encoding(decoded, source=source), *front.problems, *fields.problems),
    )
    return Found((report,))


def find_headline(text: str) -> str | None:
    """Give the first line where it is a headline: short, without a final period, a blank line under it, text after."""
    line, _, rest = text.strip().partition("\n")
    if not rest.startswith("\n") and rest.split("\n", 1)[0].strip():
        return None
    headline = " ".join(line.lstrip("#").split())
    is_short = 0 < len(headline) <= MAX_HEADLINE_CHARS
    ends_openly = not headline.rstrip(CLOSING_MARKS).endswith(NO_HEADLINE_END)
    return headline if is_short and ends_openly and rest.strip() else None


def find_outlet(text: str, source: str) -> str | None:
    """Give the outlet that the lines at the top name, where the file is named after it: "The Taldur Courier" in taldur-courier.txt.

    Either alone proves little: a line may name a competitor, and a file anything. But one line of a name and a day, and
    nothing else, is the outlet's own.
    """
    stem = source.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    wanted = _name_words(stem)
    lines = [line for line in text.strip()[: MAX_HEAD_LINES * MAX_HEAD_CHARS].split("\n") if line.strip()]
    for line in lines[:MAX_HEAD_LINES] if wanted else ():
        if len(line) <= MAX_HEAD_CHARS:
            for name in BETWEEN_NAMES.split(BYLINE_LEAD.sub("", line.strip(" #*_"))):
                if name[:1].isupper() and _name_words(name) == wanted:
                    return name.strip()
    imprints = {m["name"] for line in lines[:MAX_HEAD_LINES] if (m := IMPRINT.fullmatch(line.strip(" #*_")))}
    named = [name for name in sorted(imprints) if OUTLET_WORDS & set(_name_words(name))]
    return named[0] if len(named) == 1 else None


def _name_words(name: str) -> list[str]:
    words = re.findall(r"[^\W_]+", name.casefold())
    return [w for w in words if not w.isdigit() and w not in NO_OUTLET_WORDS]


def find_front_matter(text: str, *, source: str) -> FrontMatter:
    """Find a YAML block between two lines of "---" at the very start; anything else is the text's own."""
    opening = FENCE.match(text)
    if not opening or not text.startswith("---"):
        return FrontMatter()
    closing = FENCE.search(text, opening.end() + 1, opening.end() + MAX_FRONT_MATTER_CHARS)
    if not closing:
        return FrontMatter()
    block = text[opening.end() : closing.start()]
    given = _parse_yaml(block)
    if isinstance(given, dict):
        return FrontMatter({str(name).strip().lower(): value for name, value in given.items()}, closing.end())
    simple = {name.lower(): value for name, value in SIMPLE_LINE.findall(block) if name.lower() in KNOWN_FIELDS}
    if not simple:
        return FrontMatter()  # a rule of dashes, as Markdown has them
    message = f"{source}: the front matter is no plain YAML; read line by line, so put values with a colon in quotes"
    return FrontMatter(simple, closing.end(), (Problem(code="bad-front-matter", message=message),))


def _parse_yaml(block: str) -> object:
    """Read YAML as strings, lists and mappings, or give None where it is broken, too deep, or uses anchors."""
    import yaml  # noqa: PLC0415

    if block.count("[") + block.count("{") > MAX_BRACKETS:
        return None
    try:
        # An alias can blow a kilobyte up to gigabytes, and front matter has no use for one.
        for token in yaml.scan(block, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
                return None
        # All values as strings: YAML's own dates lose the offset, and its "no" is a bool. Builds no objects.
        return yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506  (BaseLoader is safer than SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
