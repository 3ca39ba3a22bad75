"""Place, day and agency that a report begins with, before its first words."""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'’ -]{1,40}(?:, ?[\w.,'’ -]{1,40}?)?|[A-Z][\w'’-]{2,30}(?:, [A-Z]\w{2,20})?) ?(?:\([\w .,'’-]{2,40}\) ?[—–-]{1,2}|[—–]|(?<= )-(?= )|:|\.(?= )) +"
)
"""Place, day and agency before the first words: "PORT ELLERY, Monday (CNA) - "."""
AGENCY_DATELINE = re.compile(r"^[A-Z][^()\n—–]{1,60}\([\w .,'’-]{2,40}\) ?[—–-]{1,2} +")


MAX_LINES_BEFORE = 8
"""Headline, byline and day, with blank lines between, stand before the dateline."""


def dateline_before(text: str, start: int, end: int) -> int:
    """Give how many characters of a sentence are the dateline of its report, 0 where it has none or stands further down."""
    if text.count("\n", 0, start) > MAX_LINES_BEFORE or (start and text[start - 1] != "\n"):
        return 0
    length = dateline_length(text[start:end])
    return length if length < end - start - MIN_BEHIND else 0


MIN_BEHIND = 20
"""Behind a dateline the first sentence has so many characters at least."""


def dateline_length(words: str) -> int:
    """Give how many characters of a report's first words are its dateline, 0 where they have none."""
    found = AGENCY_DATELINE.match(words) or (DATELINE.match(words) if words.split(" ", 1)[0].isupper() else None)
    return found.end() if found else 0
