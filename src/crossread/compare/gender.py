"""Whether a report calls somebody "he" or "she": it keeps namesakes and pronouns apart, and nothing else uses it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from crossread.compare import first_names
from crossread.language.analysis import Analysis
from crossread.records import Span

FEMALE_PRONOUNS = frozenset({"she", "her", "herself", "hers"})
MALE_PRONOUNS = frozenset({"he", "him", "himself", "his"})
_FEMALE_WORDS = re.compile(
    r"\b(?:Mrs|Ms|Miss|Madame|Lady|Dame|Queen|Princess|Duchess|Sister|wife|mother|mum|daughter|sister|widow|aunt|\w*woman|actress|girl|grandmother)\b",
    re.IGNORECASE,
)
_MALE_WORDS = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Duke|husband|father|dad|son|brother|widower|uncle|(?!(?:ger|hu|ro|nor|otto|tali)man\b)\w*(?<!wo)man|actor|boy|grandfather)\b",
    re.IGNORECASE,
)
TITLE_WEIGHT, NAME_WEIGHT, PRONOUN_WEIGHT = 5, 4, 1
"""Votes of a gendered title or role, of a first name, and of a pronoun in a sentence that names nobody else."""

_TITLE_BEFORE = re.compile(r"\b(Mr|Sir|Lord|Mrs|Ms|Miss|Madame|Lady|Dame)\.?\s+$")


def title_gender(text: str, start: int) -> str:
    """Give "f" or "m" where a gendered title stands right before a name, else ""."""
    m = _TITLE_BEFORE.search(text, max(0, start - 10), start)
    return "" if m is None else "m" if m.group(1) in {"Mr", "Sir", "Lord"} else "f"


def words_gender(words: str, first: Iterable[str] = ()) -> tuple[int, int]:
    """Count the votes for "f" and "m" of titles and roles, and of first names (plain, lower case)."""
    named = set(first)
    return (
        TITLE_WEIGHT * len(_FEMALE_WORDS.findall(words)) + NAME_WEIGHT * bool(named & first_names.FEMALE),
        TITLE_WEIGHT * len(_MALE_WORDS.findall(words)) + NAME_WEIGHT * bool(named & first_names.MALE),
    )


def pronoun_gender(analysis: Analysis, names: Iterable[Span], everybody: Iterable[Span]) -> tuple[int, int]:
    """Count the votes of the pronouns behind names in sentences that name nobody else.

    Args:
        analysis: a report.
        names: mentions of one person in it.
        everybody: mentions of all people in it.
    """
    votes = [0, 0]
    others = sorted(s.start for s in everybody)
    for name in names:
        row = analysis.sentences.at(name.start)
        start, end = int(analysis.sentences.start[row]), int(analysis.sentences.end[row])
        if bisect_left(others, end) - bisect_left(others, start) == 1:
            behind = set(re.findall(r"[a-z]+", analysis.doc.text[name.end : end].lower()))
            votes[0] += PRONOUN_WEIGHT * bool(behind & FEMALE_PRONOUNS)
            votes[1] += PRONOUN_WEIGHT * bool(behind & MALE_PRONOUNS)
    return votes[0], votes[1]


def verdict(female: int, male: int) -> str:
    """Give "f", "m" or, where the votes do not tell, ""."""
    return "f" if female > male else "m" if male > female else ""
