"""All text of a page without its tags, for pages that cannot be parsed: one pass, no tree, no recursion."""

from __future__ import annotations

import re
from html import unescape

BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "block",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hl1",
        "hl2",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "title",
        "tr",
        "ul",
    }
)
"""Tags that end a line."""

UNREAD = frozenset(
    {
        "head",
        "iframe",
        "media",
        "nav",
        "noscript",
        "object",
        "script",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "footer",
    }
)
"""Elements whose text is no report."""

OPENING = re.compile(r"<(?:(!--)|/?([a-zA-Z][a-zA-Z0-9]{0,30})|[!?])")
CLOSING = re.compile(rf"</({'|'.join(sorted(UNREAD))})\b", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\f\v]+")
LINE_ENDS = re.compile(r"\r\n?|\n")


def strip_tags(markup: str) -> str:
    """Give the text between the tags, a line a block, without scripts, styles and menus.

    Line ends of the markup are spaces, as in every browser. NITF, the markup of agencies, is read as HTML is.

    Python's own html.parser takes quadratic time on "<!--" said often (CVE-2025-6069, before 3.11.14),
    and this is called on pages that were made to harm; so every search here goes forward, and none
    is made for what is not there.
    """
    pieces: list[str] = []
    last_closing = {found[1].lower(): found.start() for found in CLOSING.finditer(markup)}
    at = 0
    while opening := OPENING.search(markup, at):
        pieces.append(LINE_ENDS.sub(" ", markup[at : opening.start()]))
        at, piece = _pass_tag(markup, opening, last_closing)
        pieces.append(piece)
    pieces.append(LINE_ENDS.sub(" ", markup[at:]))
    lines = (SPACES.sub(" ", line).strip() for line in unescape("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def _pass_tag(markup: str, opening: re.Match[str], last_closing: dict[str, int]) -> tuple[int, str]:
    """Give the offset after a tag, and what stands for it in the text."""
    if opening[1]:
        return _after(markup, "-->", opening.end()), ""
    name = (opening[2] or "").lower()
    if name in UNREAD and markup[opening.start() + 1] != "/":
        if last_closing.get(name, -1) > opening.end():
            closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(markup, opening.end())
            return _after(markup, ">", closing.end() if closing else opening.end()), "\n"
        if name in {"script", "style"}:
            return len(markup), ""
    return _after(markup, ">", opening.end()), "\n" if name in BLOCKS else ""


def _after(markup: str, mark: str, at: int) -> int:
    found = markup.find(mark, at)
    return found + len(mark) if found >= 0 else len(markup)
