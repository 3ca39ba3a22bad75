"""ninjs, news in JSON by IPTC: versions 1 (`body_html`), 2 (`bodies`) and 3 (the same in camel case)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossread.ingest.fields import clean_line, parse_authors, parse_url, without_outlet
from crossread.ingest.newsml import best_rendition, check_usable, nitf_text
from crossread.ingest.raw import RawReport, extra_from
from crossread.ingest.strip_tags import strip_tags

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

TEXT_FIELDS = ("headline", "headlines", "bodies", "descriptions")
TEXT_PREFIXES = ("body_", "description_", "headline_")
DAY_FIELDS = ("versioncreated", "contentmodified", "contentcreated", "firstcreated", "firstpublished")
"""Where the day stands: words such as "Monday" are those of this version, so its day comes first."""

PICTURE_TYPES = frozenset({"picture", "video", "audio", "graphic", "photo", "animation"})
"""Types whose description is a caption and no report."""


def is_ninjs(names: Collection[str]) -> bool:
    """Tell an item of ninjs by the names of its fields: an address, and a text under a name of ninjs."""
    lower = {name.lower() for name in names}
    has_text = any(name in TEXT_FIELDS or name.startswith(TEXT_PREFIXES) for name in lower)
    return "uri" in lower and "text" not in lower and has_text


def report_from_ninjs(given: Mapping[str, Any], *, where: str, part: str | None) -> RawReport:
    """Make a report of an item of ninjs; without a body its description is read, if it is no caption."""
    item = {name.lower(): value for name, value in given.items()}
    uri = clean_line(item.get("uri"))
    state = clean_line(item.get("pubstatus"))
    holder = clean_line(item.get("copyrightholder")) or _name_in(item.get("rightsinfo"))
    is_picture = str(item.get("type")).lower() in PICTURE_TYPES
    provider = clean_line(item.get("provider")) or _name_in(item.get("provider")) or clean_line(item.get("source"))
    origins = ", ".join(_names_in(item.get("infosources") or item.get("infosource")))
    outlet = provider or holder or next(_names_in(item.get("infosources") or item.get("infosource")), None)
    authors = parse_authors(clean_line(item.get("byline")) or clean_line(item.get("by")) or _authors(item))
    return RawReport(
        text=_text(item, "body", "bodies") or ("" if is_picture else _text(item, "description", "descriptions")),
        part=uri or part,
        title=_title(item),
        outlet=outlet,
        authors=without_outlet(authors, outlet),
        published=next((line for name in DAY_FIELDS if (line := clean_line(item.get(name)))), None),
        url=parse_url(clean_line(item.get("url"))) or parse_url(uri),
        extra=extra_from(
            credit=clean_line(item.get("creditline")) or origins or None,
            rights=clean_line(item.get("copyrightnotice")) or clean_line(item.get("usageterms")),
            version=clean_line(item.get("version")),
            status=state,
        ),
        notes=check_usable(state, source=f"{where}"),
    )


def _title(item: Mapping[str, Any]) -> str | None:
    """Give the headline: the one of role "main" among several, else the first."""
    single = clean_line(item.get("headline")) or clean_line(item.get("headline_main"))
    values = [entry for entry in _objects(item.get("headlines")) if isinstance(entry.get("value"), str)]
    values.sort(key=lambda entry: "main" not in str(entry.get("role")).lower())
    line = single or (clean_line(_plain(values[0].get("value"), kind=values[0].get("contenttype"))) if values else None)
    return line or clean_line(item.get("title")) or clean_line(item.get("name"))


def _text(item: Mapping[str, Any], prefix: str, plural: str) -> str:
    """Give the best of the renditions of a text: fields with a suffix (version 1) or a list (2 and 3)."""
    texts = [
        _plain(value, kind=name.removeprefix(f"{prefix}_"))
        for name, value in sorted(item.items())
        if name.startswith(f"{prefix}_")
    ]
    texts.extend(_plain(entry.get("value"), kind=entry.get("contenttype")) for entry in _objects(item.get(plural)))
    return best_rendition(texts)


def _plain(value: object, *, kind: object) -> str:
    """Give the words of a rendition; `kind` names its markup, as "text/html", "xhtml" or "text/vnd.IPTC.NITF"."""
    if not isinstance(value, str):
        return ""
    named = str(kind).lower()
    if "nitf" in named:
        return nitf_text(value)
    return strip_tags(value) if "html" in named else value


def _authors(item: Mapping[str, Any]) -> list[str]:
    """Give the authors that are named as such (Superdesk and version 3 have them)."""
    return list(_names_in(item.get("authors") or item.get("creators")))


def _names_in(value: object) -> Iterator[str]:
    for entry in _objects(value):
        name = clean_line(entry.get("name"))
        if name:
            yield name


def _name_in(value: object) -> str | None:
    return next(_names_in([value]), None)


def _objects(value: object) -> list[Mapping[str, Any]]:
    """Give the objects in a list, the names of their fields in lower case."""
    entries = value if isinstance(value, list) else []
    return [{str(name).lower(): v for name, v in entry.items()} for entry in entries if isinstance(entry, dict)]
