"""Spoil a text as scraping, headlines and other keyboards do, and move its gold along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crossread.language.marks import find_pairs

if TYPE_CHECKING:
    import numpy as np

SPOILS = ("straight", "curly", "single", "no marks", "a mark lost", "capitals", "lower case", "no stops", "hyphens")

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
DOUBLE = re.compile('["“”]')
STOPS = re.compile(r"""[,;:]|[.](?=[\s”"’']|$)""")
BETWEEN_WORDS = re.compile(r"(?<=[a-z]) (?=[a-z])")
LOST_MARKS = 0.3
JOINED_WORDS = 0.04


def spoil(row: dict[str, Any], how: str, rng: np.random.Generator) -> dict[str, Any]:
    """Spoil a report with attributions.

    Args:
        row: `text` and `attributions` with spans of `source`, `cue` and `content`, code points, half-open.
        how: one of `SPOILS`.
        rng: draws which marks are lost and which words are joined.

    Returns:
        The same with another text, and the spans where the words are now.
    """
    text: str = row["text"]
    edits = _edits(text, how, rng)
    at, out, moved = 0, [], [0] * (len(text) + 1)
    length = 0
    for start, end, new in [*edits, (len(text), len(text), "")]:
        for i in range(at, start):
            moved[i] = length + i - at
        out += [text[at:start], new]
        length += start - at
        for i in range(start, end):
            moved[i] = length
        length += len(new)
        at = end
    moved[len(text)] = length
    attributions = [
        {kind: [[moved[a], moved[b]] for a, b in spans if moved[a] < moved[b]] for kind, spans in attribution.items()}
        for attribution in row["attributions"]
    ]
    return {**row, "text": "".join(out), "attributions": attributions}


def _edits(text: str, how: str, rng: np.random.Generator) -> list[tuple[int, int, str]]:
    """Give what to put where, from left to right."""
    marks = [m.start() for m in DOUBLE.finditer(text)]
    if how in {"capitals", "lower case", "straight"}:
        changed = {"capitals": str.upper, "lower case": str.lower, "straight": to_straight}[how]
        return [(i, i + 1, changed(c)) for i, c in enumerate(text) if changed(c) != c]
    if how in {"curly", "single"}:
        opens, closes = ("“", "”") if how == "curly" else ("‘", "’")
        pairs = find_pairs(text)
        firsts, lasts = {p.start for p in pairs}, {p.end - 1 for p in pairs}
        return [(i, i + 1, opens if i in firsts else closes) for i in marks if i in firsts or i in lasts]
    if how == "no stops":
        return [(m.start(), m.end(), "") for m in STOPS.finditer(text)]
    if how == "hyphens":
        return [(m.start(), m.end(), "-") for m in BETWEEN_WORDS.finditer(text) if rng.random() < JOINED_WORDS]
    lost = 1.0 if how == "no marks" else LOST_MARKS
    return [(i, i + 1, "") for i in marks if rng.random() < lost]


def to_straight(text: str) -> str:
    """Write quotation marks and apostrophes as typewriters do."""
    return text.translate(STRAIGHT)
