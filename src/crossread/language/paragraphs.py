"""Paragraphs: lines of the text, or blocks between blank lines where lines are wrapped at a width (e-mail, wire copy)."""

from __future__ import annotations

import itertools
import re

# Tried at the start of a line only, and possessive: a line of 400,000 spaces takes no quadratic time.
_LINE = re.compile(r"^[^\S\n]*+\S[^\n]*", re.MULTILINE)
_BLOCK = re.compile(r"^[^\S\n]*+\S[^\n]*(?:\n[^\S\n]*+\S[^\n]*)*+", re.MULTILINE)
_ENDS = re.compile(r"[.!?:;][\"”’')\]]*\s*$")

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
