"""How much two sets of words tell of one thing, where a word may stand for another of its sense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import exp, log
from typing import Protocol, TypeVar

from crossread.compare._word_senses import NEAR_SENSE, SAME_SENSE, SAME_WORD, senses_of

NAME_SHARE = 0.4
"""A name shared tells so much of what another word of its rarity tells: a story has one cast."""


UNSEEN = 25
"""Passages of the same kind that are thought to stand beside a story, so that what two short reports share tells something too."""

T = TypeVar("T")


def rarities(counts: Mapping[T, int], n: int) -> dict[T, float]:
    """Tell how much things tell by how few of `n` passages of a story have them, in nats."""
    return {thing: log((n + UNSEEN) / (k + 0.5)) for thing, k in counts.items()}


class Weighing(Protocol):
    """What tells how much a concept tells in one story, and which concepts are of names."""

    @property
    def name_keys(self) -> frozenset[str]:
        """Concepts that belong to names."""
        ...

    def weight(self, concept: str) -> float:
        """Tell how much a concept tells in this story."""
        ...


def shared_mass(reading: Weighing, a: frozenset[str], b: frozenset[str]) -> float:
    """Add up what the concepts of one set tell of the other's, each with its best partner; names tell less."""
    return sum(reading.weight(x) * _worth(reading, x) * share for x, share in matches(a, b))


def matches(a: frozenset[str], b: frozenset[str]) -> list[tuple[str, float]]:
    """Give the concepts of the first set that the second has too, or a word of their sense, with how much of them it tells."""
    common, further = _senses(b)
    found = []
    for x in sorted(a):
        own, own_further = senses_of(x)
        if x in b:
            found.append((x, SAME_WORD))
        elif own & common:
            found.append((x, SAME_SENSE))
        elif own & further or own_further & common:
            found.append((x, NEAR_SENSE))
    return found


@lru_cache(maxsize=20_000)
def _senses(words: frozenset[str]) -> tuple[frozenset[int], frozenset[int]]:
    """Give the common and the further senses of a set of words."""
    found = [senses_of(word) for word in words]
    return frozenset().union(*(c for c, _ in found)), frozenset().union(*(f for _, f in found))


def own_mass(reading: Weighing, concepts: Iterable[str]) -> float:
    """Add up what concepts tell; names tell less."""
    return sum(reading.weight(x) * _worth(reading, x) for x in sorted(concepts))


def _worth(reading: Weighing, concept: str) -> float:
    return NAME_SHARE if concept in reading.name_keys else 1.0


def covered(reading: Weighing, a: frozenset[str], b: frozenset[str]) -> float:
    """Give the share of the lighter set that the other tells too, in [0, 1]."""
    lighter, heavier = sorted((a, b), key=lambda s: (own_mass(reading, s), sorted(s)))
    mass = own_mass(reading, lighter)
    return shared_mass(reading, lighter, heavier) / mass if mass else 0.0


def probability(weights: Mapping[str, float], bias: float, features: Mapping[str, float]) -> float:
    """Give the probability of a logistic of named features."""
    z = bias + sum(weights[name] * features[name] for name in weights)
    return 1 / (1 + exp(-max(-30.0, min(30.0, z))))


def best_kin(a: frozenset[str], b: frozenset[str]) -> float:
    """Give how near the nearest two words of two sets are, in [0, 1]."""
    return max((share for _, share in matches(a, b)), default=0.0)


LEAST_KIN = 0.5
"""Words at least so near may stand for one another."""


def covered_by(reading: Weighing, a: frozenset[str], b: frozenset[str]) -> float:
    """Give the share of what the first set tells that the second tells too, in [0, 1]."""
    mass = own_mass(reading, a)
    return shared_mass(reading, a, b) / mass if mass else 0.0
