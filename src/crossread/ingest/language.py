"""Which language a report is written in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_CHARS = 40
"""Shorter texts are not judged."""

PROBE_CHARS = 2_000


def find_language(text: str) -> str | None:
    """Give the ISO 639-1 code of the language that a text begins in, or None for a text too short to tell."""
    probe = text[:PROBE_CHARS].strip()
    if len(probe) < MIN_CHARS or sum(map(str.isalpha, probe)) < MIN_CHARS // 2:
        return None
    return str(_identifier().classify(probe)[0])


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (0.6 s)

    return LanguageIdentifier.from_model_file(MODEL_FILE)
