"""NewsML-G2 and NITF, what agencies send: the news items of a file with their text, title, byline, credit and day."""

from __future__ import annotations

import binascii
from base64 import b64decode
from typing import TYPE_CHECKING

from crossread.ingest.decode import check_encoding, decode, is_binary
from crossread.ingest.fields import clean_line, parse_authors, parse_url, without_outlet
from crossread.ingest.html import declared_charset
from crossread.ingest.raw import RawReport, extra_from
from crossread.ingest.strip_tags import strip_tags
from crossread.ingest.xml_prolog import entities_refused, find_prolog
from crossread.records import Found, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

NEWS_ROOTS = frozenset({"newsitem", "newsmessage", "packageitem", "nitf"})
"""Names of the first element, in lower case, without prefix."""

WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
"""Publishing states of IPTC (`stat:canceled`, `stat:withheld`) under which a text is not to be used."""

HEADLINE_PATHS = (".//contentMeta/headline", "itemMeta/title")
DAY_PATHS = ("itemMeta/versionCreated", ".//contentMeta/contentModified", ".//contentMeta/contentCreated")
"""Where the day stands: words such as "Monday" are those of this version, so its day comes first."""


def read_newsml(data: bytes, *, source: str, max_bytes: int) -> Found[RawReport]:
    """Read every news item in a NewsML-G2 file (a single item or a message with many), or one NITF document."""
    if is_binary(data):
        return Found((), (Problem(code="not-text", message=f"{source}: this is no NewsML, it is not even text"),))
    decoded = decode(data, declared=declared_charset(data))
    prolog = find_prolog(decoded.text)
    if prolog is not None and prolog.has_entities:
        return Found((), (entities_refused(source),))
    if prolog is None or prolog.root.lower() not in NEWS_ROOTS:
        return Found((), (_bad(source, "the first element is not of NewsML-G2 or NITF"),))
    tree = _parse(decoded.text[prolog.start :])
    if isinstance(tree, str):
        return Found((), (_bad(source, tree),))
    found = _reports_in(tree, source=source, max_bytes=max_bytes)
    return Found(found.records, check_encoding(decoded, source=source) + found.problems)


def check_usable(state: str | None, *, source: str) -> tuple[Problem, ...]:
    """Say that the sender took a report back."""
    if state is None or state.rpartition(":")[2].lower() not in WITHDRAWN:
        return ()
    message = f"{source}: its sender marks this report as '{state}', so it is not to be used; kept as it is"
    return (Problem(code="report-withdrawn", message=message),)


def _reports_in(tree: _Element, *, source: str, max_bytes: int) -> Found[RawReport]:
    if tree.tag == "nitf":
        return Found((_report_from_nitf(tree),))
    items = [tree] if tree.tag == "newsItem" else list(tree.iter("newsItem"))
    if not items:
        n_named = sum(1 for _ in tree.iter("itemRef"))
        message = f"{source}: names {n_named} item(s) that are in other files, and has no words of its own"
        return Found((), (Problem(code="no-text", message=message),))
    reports = (_report_from(item, str(n), source=source, max_bytes=max_bytes) for n, item in enumerate(items, start=1))
    return Found(tuple(reports))


def nitf_text(markup: str) -> str:
    """Give the text of a NITF document that stands in another format; nothing where it cannot be parsed."""
    prolog = find_prolog(markup)
    tree = _parse(markup[prolog.start :]) if prolog is not None and not prolog.has_entities else ""
    return "" if isinstance(tree, str) else _markup_text(tree)


def best_rendition(texts: Iterable[str]) -> str:
    """Give the text with the most words among renditions of one; of equal ones that with paragraphs."""
    return max(texts, key=lambda text: (len(text.split()), text.strip().count("\n")), default="")


def _parse(text: str) -> _Element | str:
    """Parse XML without entities, network or huge trees, names without namespaces; or say what is wrong with it."""
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return " ".join(str(error).split())[:200]
    for element in tree.iter(etree.Element):
        element.tag = str(element.tag).rpartition("}")[2]
    return tree


def _report_from(item: _Element, part: str, *, source: str, max_bytes: int) -> RawReport:
    name = clean_line(item.get("guid")) or part
    nitf = item.find(".//inlineXML//nitf")
    provider, holder = item.find("itemMeta/provider"), item.find(".//rightsInfo/copyrightHolder")
    outlet = _full_name(provider) or _full_name(holder) or _name(provider) or _name(holder)
    state = _code(item.find("itemMeta/pubStatus"))
    return RawReport(
        text=_content(item, max_bytes=max_bytes),
        part=name,
        title=_first_line(item, HEADLINE_PATHS) or (_headline(nitf) if nitf is not None else None),
        outlet=outlet,
        authors=without_outlet(_authors(item) or (_bylines(nitf) if nitf is not None else ()), outlet),
        published=_first_line(item, DAY_PATHS),
        url=parse_url(clean_line(item.get("guid"))),
        extra=extra_from(
            credit=_first_line(item, (".//contentMeta/creditline",)) or _name(item.find(".//contentMeta/infoSource")),
            rights=_first_line(item, (".//rightsInfo/copyrightNotice", ".//rightsInfo/usageTerms")),
            version=clean_line(item.get("version")),
            status=state,
        ),
        notes=check_usable(state, source=f"{source}#{name}"),
    )


def _content(item: _Element, *, max_bytes: int) -> str:
    """Give the best of the item's renditions: markup within it, or plain or packed data."""
    texts = [_markup_text(element) for element in item.iterfind(".//contentSet/inlineXML")]
    texts.extend(_data_text(element, max_bytes=max_bytes) for element in item.iterfind(".//contentSet/inlineData"))
    return best_rendition(texts)


def _markup_text(element: _Element) -> str:
    """Give the text of NITF or XHTML: of its body, without head and pictures."""
    from lxml import etree  # noqa: PLC0415

    body = next((e for e in element.iter("body.content")), None)
    if body is None:
        body = next((e for e in element.iter("body")), element)
    return strip_tags(etree.tostring(body, encoding="unicode", with_tail=False))


def _data_text(element: _Element, *, max_bytes: int) -> str:
    data = element.text or ""
    if (element.get("encoding") or "").lower().endswith("base64"):
        if len(data) > max_bytes:
            return ""
        try:
            data = decode(b64decode(data)).text
        except (binascii.Error, ValueError):
            return ""
    is_markup = "html" in (element.get("contenttype") or "").lower()
    return strip_tags(data) if is_markup else data


def _report_from_nitf(tree: _Element) -> RawReport:
    """Make a report of a NITF document that stands for itself."""
    issued = tree.find(".//docdata/date.issue")
    rights = tree.find(".//docdata/doc.copyright")
    holder = clean_line(rights.get("holder")) if rights is not None else None
    identity = tree.find(".//docdata/doc-id")
    return RawReport(
        text=_markup_text(tree),
        part=clean_line(identity.get("id-string")) if identity is not None else None,
        title=_headline(tree),
        outlet=_first_line(tree, (".//distributor/org", ".//distributor")) or holder,
        authors=_bylines(tree),
        published=clean_line(issued.get("norm")) if issued is not None else None,
        extra=extra_from(rights=holder),
    )


def _headline(tree: _Element) -> str | None:
    return _first_line(tree, (".//hedline/hl1", ".//head/title"))


def _bylines(tree: _Element) -> tuple[str, ...]:
    lines = [_line(person) for byline in tree.iter("byline") for person in (list(byline.iter("person")) or [byline])]
    return parse_authors(lines)


def _authors(item: _Element) -> tuple[str, ...]:
    """Give the byline, else the creators that are named and not only coded."""
    said = [_line(by) for by in item.iterfind(".//contentMeta/by")]
    return parse_authors(said or [_name(creator) for creator in item.iterfind(".//contentMeta/creator")])


def _first_line(tree: _Element, paths: tuple[str, ...]) -> str | None:
    """Give the first words found at any of some paths."""
    found = (_line(element) for path in paths for element in tree.iterfind(path))
    return next((line for line in found if line), None)


def _line(element: _Element) -> str | None:
    return clean_line("".join(_words(element)))


def _words(element: _Element) -> Iterator[str]:
    for words in element.itertext():
        yield str(words)


def _full_name(element: _Element | None) -> str | None:
    named = element.find("name") if element is not None else None
    return _line(named) if named is not None else None


def _name(element: _Element | None) -> str | None:
    """Give the name of a party: written out, else its literal, else its code without the scheme ("nprov:VNA")."""
    if element is None:
        return None
    code = _code(element) or ""
    is_name = "://" not in code or "/newscodes/" in code  # an address of IPTC's list of providers ends in a name
    short = code.rstrip("/").replace("/", ":").rpartition(":")[2] if is_name else None
    return _full_name(element) or clean_line(element.get("literal")) or short or None


def _code(element: _Element | None) -> str | None:
    """Give a code of IPTC as it came ("stat:usable"), or an address that stands for one."""
    if element is None:
        return None
    return clean_line(element.get("qcode")) or clean_line(element.get("uri"))


def _bad(source: str, why: str) -> Problem:
    return Problem(code="bad-newsml", message=f"{source}: cannot be read as NewsML-G2: {why}")
