"""How near the words of two passages lie to each other, each to the nearest of the other, by how rare it is in the story."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
from msgspec import Struct

from crossread.compare._likeness import UNSEEN, rarities
from crossread.language.analysis import NO_MEANINGS, Analysis, Floats, SignedBytes
from crossread.language.meanings import SCALE, WIDTH, unit_rows


class Worded(Struct, frozen=True):
    """The words of a passage as they are written, in lower case, and what the model says that they mean there.

    `meanings` has a row a word, or none where the model says nothing. Shape (len(forms), 64), int8.
    """

    forms: tuple[str, ...] = ()
    meanings: SignedBytes = NO_MEANINGS


class Rarity(Struct, frozen=True):
    """How rare words are among the passages of a story, in nats, and the mean of the meanings of all of them. Shape (64,), float32."""

    of: Mapping[str, float]
    mean: Floats


def worded(analysis: Analysis, start: int, end: int) -> Worded:
    """Give the words of a stretch of a report, without its punctuation."""
    return worded_tokens(analysis, range(*analysis.tokens.covering(start, end)))


def worded_tokens(analysis: Analysis, tokens: Iterable[int]) -> Worded:
    """Give the words of some tokens of a report, without its punctuation."""
    rows = [i for i in sorted(tokens) if analysis.word(i)[0].isalnum()]
    meanings = analysis.meanings[rows] if len(analysis.meanings) else NO_MEANINGS
    return Worded(tuple(analysis.word(i).lower() for i in rows), meanings)


def rarity_of(passages: Iterable[Worded]) -> Rarity:
    """Weigh the words of the passages of a story."""
    passages = list(passages)
    counts = Counter(form for p in passages for form in set(p.forms))
    # sums of whole numbers do not depend on the order of the reports
    total = np.sum([p.meanings.sum(axis=0, dtype=np.int64) for p in passages] or [np.zeros(WIDTH, np.int64)], axis=0)
    return Rarity(
        rarities(counts, len(passages)),
        np.asarray(total / (SCALE * max(1, sum(len(p.meanings) for p in passages))), np.float32),
    )


class Weighed(Struct, frozen=True, eq=False):
    """The words of a passage, made ready for being aligned: unit vectors around the story's mean, and shares of the weight, which add up to 1.

    Shapes (n_words, 64) and (n_words,), float32; no rows where nothing is known of their meanings.
    """

    rows: Floats
    shares: Floats


UNWEIGHED = Weighed(np.zeros((0, WIDTH), np.float32), np.zeros(0, np.float32))


def weigh(words: Worded, rarity: Rarity) -> Weighed:
    """Make the words of a passage ready, each of the weight of its rarity; a word that no passage has tells most."""
    if not len(words.meanings):
        return UNWEIGHED
    weights = np.array([rarity.of.get(form, LONE) for form in words.forms], np.float32)
    return Weighed(unit_rows(words.meanings, rarity.mean), weights / weights.sum())


LONE = math.log(UNSEEN / 0.5)
"""What a word tells that no passage has, in nats, where a story has hardly any."""


def alignment(a: Weighed, b: Weighed) -> float | None:
    """Give how near the words of either passage lie to the nearest word of the other, the mean of both ways, in [-1, 1].

    None where nothing is known of the meanings of one of them. Source: the recall and precision of Zhang et al. 2020, arXiv:1904.09675.
    """
    ways = _both_ways(a, b)
    return None if ways is None else sum(ways) / 2


def worse_alignment(a: Weighed, b: Weighed) -> float:
    """Give how near the words of either passage lie to those of the other, in the worse of both ways; 0 where it is not known.

    What holds more than the other is far from it in one way: "will meet" and "will meet and sign".
    """
    return min(_both_ways(a, b) or (0.0,))


def _both_ways(a: Weighed, b: Weighed) -> tuple[float, float] | None:
    """Give how near the words of the first lie to the second, and those of the second to the first."""
    if not len(a.rows) or not len(b.rows):
        return None
    near = a.rows @ b.rows.T
    return float(near.max(axis=1) @ a.shares), float(near.max(axis=0) @ b.shares)
