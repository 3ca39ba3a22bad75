"""How near the words of two passages lie to each other, each to the nearest of the other, by how rare it is in the story."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct

from crossread.language.analysis import NO_MEANINGS, Analysis, Floats, SignedBytes
from crossread.language.meanings import SCALE, WIDTH, unit_rows

UNSEEN = 25
"""Passages of the same kind that are thought to stand beside a story, so that the words of two short reports tell something too."""


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
    rows = [i for i in range(*analysis.tokens.covering(start, end)) if analysis.word(i)[0].isalnum()]
    meanings = analysis.meanings[rows] if len(analysis.meanings) else NO_MEANINGS
    return Worded(tuple(analysis.word(i).lower() for i in rows), meanings)


def rarity_of(passages: Iterable[Worded]) -> Rarity:
    """Weigh the words of the passages of a story."""
    passages = list(passages)
    counts = Counter(form for p in passages for form in set(p.forms))
    rare = {form: math.log((len(passages) + UNSEEN) / (k + 0.5)) for form, k in counts.items()}
    # sums of whole numbers do not depend on the order of the reports
    total = np.sum([p.meanings.sum(axis=0, dtype=np.int64) for p in passages] or [np.zeros(WIDTH, np.int64)], axis=0)
    return Rarity(rare, np.asarray(total / (SCALE * max(1, sum(len(p.meanings) for p in passages))), np.float32))


def alignment(a: Worded, b: Worded, rarity: Rarity) -> float | None:
    """Give how near the words of either passage lie to the nearest word of the other, the mean of both ways, in [-1, 1].

    Source: the recall and precision of Zhang et al. 2020, arXiv:1904.09675.

    Args:
        a, b: passages of one story.
        rarity: of the words of its passages; a word that none of them has tells most.

    Returns:
        None where nothing is known of the meanings of one of them.
    """
    if not len(a.meanings) or not len(b.meanings):
        return None
    near = unit_rows(a.meanings, rarity.mean) @ unit_rows(b.meanings, rarity.mean).T
    return (_mean(near.max(axis=1), a.forms, rarity) + _mean(near.max(axis=0), b.forms, rarity)) / 2


def _mean(near: Floats, forms: Sequence[str], rarity: Rarity) -> float:
    return float(np.average(near, weights=[rarity.of.get(form, LONE) for form in forms]))


LONE = math.log(UNSEEN / 0.5)
"""What a word tells that no passage has."""
