"""What a page says about itself: JSON-LD first, then Open Graph and meta tags, then its links and address."""

from __future__ import annotations

import json
from collections import deque
from html import unescape
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from crossread.ingest.dates import date_in_url, parse_published
from crossread.ingest.fields import clean_line, parse_authors, parse_url, without_outlet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

MAX_JSON_CHARS = 500_000
"""A JSON-LD block longer than this holds the page's comments or its shop."""

MAX_VALUES = 20_000
MAX_NAMES = 50
ARTICLE_TYPES = frozenset(
    {
        "newsarticle",
        "article",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reviewnewsarticle",
        "blogposting",
        "liveblogposting",
        "report",
        "advertisercontentarticle",
        "socialmediaposting",
    }
)
"""schema.org types that are a report, in lower case."""

META_TITLE = ("og:title", "twitter:title", "headline", "dc.title", "dcterms.title")
META_OUTLET = ("og:site_name", "publisher", "dc.publisher", "dcterms.publisher")
META_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl")
META_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "article.published",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "date", "ptime", "pdate",
    "cxenseparse:recs:publishtime", "originalpublicationdate", "datecreated",
)  # fmt: skip
META_URL = ("og:url", "twitter:url")
TITLE_SEPARATORS = (" | ", " - ", " – ", " — ", " : ", " :: ", " · ")


class PageMetadata(Struct, frozen=True, kw_only=True):
    """What a page says about itself; `published` as the page writes it.

    `publisher` is whom the page names as publisher where that is another house than `outlet`: an agency.
    """

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    publisher: str | None = None


def find_metadata(tree: HtmlElement) -> PageMetadata:
    """Read a page's metadata; the first source that says something wins, and nothing is guessed from the text."""
    meta = _meta_tags(tree)
    url = _canonical_url(tree, meta)
    nodes = tuple(_linked_data(tree))
    article = _article(nodes, url=url)
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    url = url or _address_in(article.get("url")) or _address_in(article.get("mainEntityOfPage"))
    publisher = _name_of(article.get("publisher"), by_id)
    outlet = _outlet(publisher, meta) or _name_of(_site(nodes), by_id)
    authors = parse_authors(_names_of(article.get("author"), by_id) or _meta_authors(meta))
    return PageMetadata(
        title=_title(tree, article, meta, outlet),
        outlet=outlet,
        authors=without_outlet(authors, outlet),
        published=_published(tree, article, meta, url),
        url=url,
        publisher=publisher if publisher != outlet else None,
    )


def _meta_tags(tree: HtmlElement) -> dict[str, list[str]]:
    """Give the contents of meta tags by name, property or itemprop in lower case, in page order."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = clean_line(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content:
                meta.setdefault(name.strip().lower(), []).append(content)
    return meta


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _outlet(publisher: str | None, meta: dict[str, list[str]]) -> str | None:
    """Give the site's name: the publisher's, which is written out ("Vellin Post", not "VP"), if it is the same house.

    On agency copy pages name the agency as publisher; the outlet is the site that carries it.
    """
    names = (meta[name][0].lstrip("@") for name in META_OUTLET if name in meta)
    site = next((name for name in names if "://" not in name and not name.startswith("www.")), None)
    return publisher if publisher and (site is None or is_same_house(publisher, site)) else site


def is_same_house(name: str, other: str) -> bool:
    """Tell "The Vellin Post" and "vellinpost.com", or "VP", from two houses."""
    plain, other_plain = _plain(name), _plain(other)
    initials = "".join(word[0] for word in name.casefold().split())
    return plain in other_plain or other_plain in plain or other_plain in (initials, initials.removeprefix("t"))


def _plain(name: str) -> str:
    bare = name.casefold().removeprefix("the ").removesuffix(".com")
    return "".join(char for char in bare if char.isalnum()) or name


def _meta_authors(meta: dict[str, list[str]]) -> list[str]:
    """Give the authors of the first meta tag that names any; `article:author` is often the address of a profile."""
    for name in META_AUTHOR:
        names = [value for value in meta.get(name, []) if "://" not in value]
        if names:
            return names
    return []


def _canonical_url(tree: HtmlElement, meta: dict[str, list[str]]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    for address in (*links, *(value for name in META_URL for value in meta.get(name, []))):
        url = parse_url(clean_line(address))
        if url:
            return url
    return None


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Give every object of the page's JSON-LD, outer before inner; blocks that are broken are passed over."""
    waiting: deque[object] = deque()
    for script in tree.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "").lower() and len(text) <= MAX_JSON_CHARS:
            try:
                waiting.append(json.loads(text.strip().strip(";"), strict=False))
            except (ValueError, RecursionError):
                continue
    n_values = 0
    while waiting and n_values < MAX_VALUES:
        value = waiting.popleft()
        n_values += 1
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _article(nodes: tuple[dict[str, Any], ...], *, url: str | None) -> dict[str, Any]:
    """Choose the report: the object with the page's address, else the first that has a day or a headline."""
    articles = [node for node in nodes if _types(node) & ARTICLE_TYPES]
    own = [node for node in articles if url and url in (node.get("url"), node.get("@id"), _id_of(node))]
    telling = [node for node in (*own, *articles) if "datePublished" in node or "headline" in node]
    return next(iter(telling), {})


def _types(node: dict[str, Any]) -> set[str]:
    types = node.get("@type")
    return {str(name).rsplit("/", 1)[-1].lower() for name in (types if isinstance(types, list) else [types])}


def _id_of(node: dict[str, Any]) -> object:
    page = node.get("mainEntityOfPage")
    return page.get("@id") if isinstance(page, dict) else page


def _site(nodes: tuple[dict[str, Any], ...]) -> dict[str, Any] | None:
    return next((node for node in nodes if "newsmediaorganization" in _types(node)), None)


def _names_of(value: object, by_id: dict[str, dict[str, Any]]) -> list[str]:
    """Give the names in a schema.org value: a string, an object with a name, a reference, or a list of these."""
    values = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in values[:MAX_NAMES]:
        node = by_id.get(str(item.get("@id")), item) if isinstance(item, dict) and "name" not in item else item
        said = node.get("name") if isinstance(node, dict) else node
        names.extend(
            unescape(line) for one in (said if isinstance(said, list) else [said]) if (line := clean_line(one))
        )
    return names


def _name_of(value: object, by_id: dict[str, dict[str, Any]]) -> str | None:
    return next((name for name in _names_of(value, by_id) if "://" not in name), None)


def _address_in(value: object) -> str | None:
    said = (value.get("@id") or value.get("url")) if isinstance(value, dict) else value
    return parse_url(clean_line(said))


def _title(tree: HtmlElement, article: dict[str, Any], meta: dict[str, list[str]], outlet: str | None) -> str | None:
    """Give the headline, without the outlet's name that pages hang on to it."""
    headings = [clean_line("".join(h1.itertext())) for h1 in tree.iter("h1")]
    heading = headings[0] if len(headings) == 1 else None
    titles = (clean_line("".join(element.itertext())) for element in tree.iter("title"))
    said = clean_line(article.get("headline")) or _first(meta, META_TITLE) or heading or next(titles, None)
    return _without_outlet(unescape(said), outlet) if said else None


def _without_outlet(title: str, outlet: str | None) -> str:
    for separator in TITLE_SEPARATORS:
        head, _, tail = title.rpartition(separator)
        if head and outlet and tail.strip().casefold() in {outlet.casefold(), outlet.casefold().removeprefix("the ")}:
            return head.strip()
    return title


def _published(tree: HtmlElement, article: dict[str, Any], meta: dict[str, list[str]], url: str | None) -> str | None:
    """Give the first statement of the day that can be read, else the first statement, so that it can be named."""
    said = [
        *(article.get(name) for name in ("datePublished", "dateCreated")),
        *(value for name in META_PUBLISHED for value in meta.get(name, [])[:1]),
        *_time_elements(tree),
        date_in_url(url) if url else None,
    ]
    lines = [line for value in said if (line := clean_line(value))]
    return next((line for line in lines if parse_published(line)), next(iter(lines), None))


def _time_elements(tree: HtmlElement) -> Iterator[str | None]:
    """Give what elements marked as the date of publication say."""
    for element in tree.iter("time", "span", "div", "abbr"):
        is_pubdate = element.tag == "time" and "pubdate" in element.attrib
        if is_pubdate or element.get("itemprop") == "datePublished":
            yield element.get("datetime") or element.get("content") or "".join(element.itertext())
