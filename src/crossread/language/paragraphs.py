"""Paragraphs: lines of the text, or blocks between blank lines where lines are wrapped at a width (e-mail, wire copy)."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from functools import lru_cache

# Tried at the start of a line only, and possessive: a line of 400,000 spaces takes no quadratic time.
_LINE = re.compile(r"^[^\S\n]*+\S[^\n]*", re.MULTILINE)
_BLOCK = re.compile(r"^[^\S\n]*+\S[^\n]*(?:\n[^\S\n]*+\S[^\n]*)*+", re.MULTILINE)
_ENDS = re.compile(r"[.!?:;][\"”’')\]]*\s*$")

HEADING_WORDS = 12
"""A sub-heading has no more words."""
MIN_PROSE = 3
"""So many paragraphs longer than that must there be, and nearly all end like sentences, before a line without an end is a heading."""
PROSE_SHARE = 0.8
_OPENS = ("“", '"', "‘", "'", "«", "„", "-", "–", "—", "*", "•", "#", "|", ">")
"""A line that begins so is a quotation set apart, or an item of a list."""

WRAPPED_SHARE = 0.5
"""Text is wrapped where at least so many of the lines that another follows directly end inside a sentence."""
WRAP_WIDTHS = (40, 100)
"""Wrapped lines are mostly between these lengths. RFC 3676 wraps at 78; wires at 64 to 72."""
MIN_WRAPPED_LINES = 4


def find_paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Find the paragraphs of a canonical text: offsets of each, half-open, in text order, none blank."""
    pattern = _BLOCK if is_wrapped(text) else _LINE
    return tuple(m.span() for m in pattern.finditer(text))


def is_wrapped(text: str) -> bool:
    """Say whether the lines of a text were broken at a width instead of at paragraphs."""
    lines = text.split("\n")
    followed = [a for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    if len(followed) < MIN_WRAPPED_LINES:
        return False
    low, high = WRAP_WIDTHS
    open_ended = sum(not _ENDS.search(line[-20:]) for line in followed)
    usual = sum(low <= len(line) <= high for line in followed)
    return open_ended >= WRAPPED_SHARE * len(followed) and usual >= 0.6 * len(followed)


@lru_cache(maxsize=64)
def find_asides(text: str) -> tuple[tuple[int, int], ...]:
    """Find the paragraphs that are no part of what is told: sub-headings, and captions of pictures.

    A sub-heading is a short line without an end in a text whose longer paragraphs end like sentences. It repeats what the
    text tells, or is cut so short that it says something else; who "listens on Monday" is told by a picture.
    """
    if is_wrapped(text):
        return ()
    spans = find_paragraphs(text)
    ended = {span: bool(_ENDS.search(text[max(span[0], span[1] - 20) : span[1]])) for span in spans}
    short = {span: len(text[slice(*span)].split()) <= HEADING_WORDS for span in spans}
    prose = [span for span in spans if not short[span]]
    has_headings = len(prose) >= MIN_PROSE and sum(ended[span] for span in prose) >= PROSE_SHARE * len(prose)
    return tuple(
        span
        for span in spans
        if _is_caption(text[slice(*span)])
        or (has_headings and short[span] and not ended[span] and not text[slice(*span)].lstrip().startswith(_OPENS))
    )


def is_aside(text: str, at: int) -> bool:
    """Tell whether a character lies in a sub-heading or a caption."""
    asides = find_asides(text)
    row = bisect_right(asides, at, key=lambda span: span[0]) - 1
    return row >= 0 and at < asides[row][1]


MAX_CAPTION_WORDS = 60
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_SHOWN = r"(?:speaks|listens|walks|poses|shakes|greets|gestures|waves|embraces|smiles|reacts|looks on|is seen|are seen)"
_PICTURED = re.compile(
    rf"(?:[A-Z][\w.’'-]*|and|of|the)(?: (?:[A-Z][\w.’'-]*|and|of|the)){{0,12}},? {_SHOWN}\b[^.“”\"]{{0,160}}?"
    rf"(?:,? (?:left|right|cent(?:er|re)|(?:left |right )?(?:foreground|background)|second from (?:left|right))\b|\bon {_DAY}(?:, [^.]{{3,20}})?[.)]?(?:$|\s*\())"
)
"""A name, what the picture shows its bearer doing, and when or where in it: "Mayor Ada Pell speaks to dockers, left, on Monday"."""
_LABELLED = re.compile(
    r"\s*(?:(?:image|photo|picture|video) caption|caption|(?:file )?photo|picture|image|pictured)\s*[:,]\s",
    re.IGNORECASE,
)
"""What pages print before a caption: "Image caption: "."""
PICTURE_CREDIT = re.compile(r"\([^()]{2,60}(?: ?/ ?|\bphoto\b)[^()]{2,60}\)\s*$", re.IGNORECASE)
"""Whose picture it is: "(Ines Vool / Harbour Press)"."""


def _is_caption(paragraph: str) -> bool:
    if len(paragraph.split()) > MAX_CAPTION_WORDS:
        return False
    return bool(_LABELLED.match(paragraph) or _PICTURED.match(paragraph.lstrip()) or PICTURE_CREDIT.search(paragraph))
