"""The canonical text of a report, into which every span of the record points (docs/canonical-text.md)."""

from __future__ import annotations

import re

BOM = "\ufeff"
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def replace_surrogates(text: str) -> str:
    """Put U+FFFD where a code point stands that no encoding can write, so that every offset survives JSON."""
    return LONE_SURROGATE.sub("\ufffd", text)


def has_surrogates(text: str) -> bool:
    """Tell whether a text holds code points that UTF-8 cannot write."""
    return LONE_SURROGATE.search(text) is not None


def canonical_text(text: str) -> str:
    r"""Give the text as the report has it, in the one form that offsets count in.

    Line ends (CRLF, CR) become "\n", a byte order mark goes, lone surrogates become U+FFFD, blank
    lines before the first word and after the last go. Nothing else is touched: no Unicode
    normalisation, no collapsing of spaces, U+2028, tabs and control characters stay.
    Doing it twice changes nothing.
    """
    text = replace_surrogates(text).replace("\r\n", "\n").replace("\r", "\n")
    first = _first_word(text)
    if first == len(text):
        return ""
    start = text.rfind("\n", 0, first) + 1
    stop = text.find("\n", len(text.rstrip()))
    return text[start : stop if stop >= 0 else len(text)].lstrip(BOM)


def _first_word(text: str) -> int:
    """Give the offset of the first character that is neither space nor byte order mark."""
    at = 0
    while at < len(text) and (text[at].isspace() or text[at] == BOM):
        at += 1
    return at
