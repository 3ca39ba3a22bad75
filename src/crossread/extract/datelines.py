"""Place, day and agency that a report begins with, before its first words."""

from __future__ import annotations

import re

DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'’ -]{1,40}(?:, ?[\w.,'’ -]{1,40}?)?|[A-Z][\w'’-]{2,30}(?:, [A-Z]\w{2,20})?) ?(?:\([\w .,'’-]{2,40}\) ?[—–-]{1,2}|[—–]|(?<= )-(?= )|:|\.(?= )) +"
)
"""Place, day and agency before the first words: "PORT ELLERY, Monday (CNA) - "."""
AGENCY_DATELINE = re.compile(r"^[A-Z][^()\n—–]{1,60}\([\w .,'’-]{2,40}\) ?[—–-]{1,2} +")


def dateline_length(words: str) -> int:
    """Give how many characters of a report's first words are its dateline, 0 where they have none."""
    found = AGENCY_DATELINE.match(words) or (DATELINE.match(words) if words.split(" ", 1)[0].isupper() else None)
    return found.end() if found else 0
