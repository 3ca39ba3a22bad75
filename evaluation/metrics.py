"""Metrics as pure functions over spans, tags, labels and groups; all shares are in [0, 1]."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from pathlib import Path

T = TypeVar("T")
Chars = frozenset[int]
"""The characters that a span covers, by their place in the text: pieces of an interrupted span are one set."""


class Measured(TypedDict):
    """What a task gives: how many items were measured, and the metrics by name."""

    n: int
    metrics: dict[str, float]


class DataMissing(Exception):
    """The gold data of a task is not where it was looked for."""


class Matches(Struct, frozen=True):
    """How many units were found and wanted, and how many of each have a match on the other side.

    Numbers may be fractions, where the gold is a mean over annotators.
    """

    found: float = 0
    found_right: float = 0
    wanted: float = 0
    wanted_met: float = 0

    def __add__(self, other: Matches) -> Matches:
        """Add field by field."""
        return Matches(
            self.found + other.found,
            self.found_right + other.found_right,
            self.wanted + other.wanted,
            self.wanted_met + other.wanted_met,
        )

    def scaled(self, by: float) -> Matches:
        """Multiply every field."""
        return Matches(self.found * by, self.found_right * by, self.wanted * by, self.wanted_met * by)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was."""
        return self.found_right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found; 0 where nothing was."""
        return self.wanted_met / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def load_rows(path: Path) -> list[dict[str, Any]]:
    """Load the rows of a JSONL file.

    Raises:
        DataMissing: there is no such file.
    """
    if not path.is_file():
        msg = f"no gold data at {path}"
        raise DataMissing(msg)
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def tag_runs(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Give the contiguous runs of BIO tags as (first, end, kind), half-open.

    A run begins at a `B-`, and at an `I-` that does not continue its kind: so IOB1, which writes `B-`
    only between neighbours of one kind, gives the same runs.
    """
    runs = set()
    first, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        continues = tag.startswith("I-") and tag[2:] == kind
        if continues:
            continue
        if kind:
            runs.add((first, at, kind))
        first, kind = at, tag[2:] if tag != "O" else ""
    return runs


def same(a: T, b: T) -> bool:
    """Tell whether two units are equal."""
    return a == b


def half(a: Chars, b: Chars) -> bool:
    """Tell whether two spans overlap by at least half of each."""
    shared = len(a & b)
    return shared > 0 and 2 * shared >= len(a) and 2 * shared >= len(b)


def match(found: Iterable[T], wanted: Iterable[T], agree: Callable[[T, T], bool]) -> Matches:
    """Count how many of each side agree with one of the other.

    Args:
        found: distinct units of ours.
        wanted: distinct units of the gold.
        agree: tells whether two units agree.
    """
    ours, gold = list(found), list(wanted)
    return Matches(
        found=len(ours),
        found_right=sum(any(agree(a, b) for b in gold) for a in ours),
        wanted=len(gold),
        wanted_met=sum(any(agree(a, b) for a in ours) for b in gold),
    )


def match_exactly(found: set[T], wanted: set[T]) -> Matches:
    """Count the units that both sides have; as `match` with `same`, but fast."""
    both = len(found & wanted)
    return Matches(len(found), both, len(wanted), both)


def b_cubed(found: Sequence[Hashable], wanted: Sequence[Hashable]) -> tuple[float, float, float]:
    """Give B³ precision, recall and F1 of two groupings, each a label an item.

    Source: Bagga and Baldwin 1998.
    """
    ours, gold, both = Counter(found), Counter(wanted), Counter(zip(found, wanted, strict=True))
    n = len(found)
    precision = math.fsum(k * k / ours[a] for (a, _), k in both.items()) / n
    recall = math.fsum(k * k / gold[b] for (_, b), k in both.items()) / n
    return precision, recall, 2 * precision * recall / (precision + recall)


def adjusted_rand(found: Sequence[Hashable], wanted: Sequence[Hashable]) -> float:
    """Give the adjusted Rand index of two groupings, each a label an item: 1 for the same, about 0 for chance.

    Source: Hubert and Arabie 1985.
    """
    pairs = math.comb(len(found), 2)
    agree = sum(math.comb(k, 2) for k in Counter(zip(found, wanted, strict=True)).values())
    ours = sum(math.comb(k, 2) for k in Counter(found).values())
    gold = sum(math.comb(k, 2) for k in Counter(wanted).values())
    chance = ours * gold / pairs if pairs else 0.0
    most = (ours + gold) / 2
    return (agree - chance) / (most - chance) if most != chance else 1.0


def ranks(values: Sequence[float]) -> list[float]:
    """Give the rank of each value from 1, ties sharing their mean rank."""
    order = sorted(range(len(values)), key=values.__getitem__)
    out = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for row in order[at:end]:
            out[row] = (at + 1 + end) / 2
        at = end
    return out


def spearman(a: Sequence[float], b: Sequence[float]) -> float:
    """Give the rank correlation of two columns, in [-1, 1]; 0 where one is constant."""
    x, y = ranks(a), ranks(b)
    mean = (len(a) + 1) / 2
    above = math.fsum((i - mean) * (j - mean) for i, j in zip(x, y, strict=True))
    below = math.sqrt(math.fsum((i - mean) ** 2 for i in x) * math.fsum((j - mean) ** 2 for j in y))
    return above / below if below else 0.0


def ranking_auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Give the chance that a true item scores above a false one, ties half: 0.5 is chance; NaN with one class."""
    n_true = sum(labels)
    n_false = len(labels) - n_true
    if not n_true or not n_false:
        return math.nan
    total = math.fsum(rank for rank, label in zip(ranks(scores), labels, strict=True) if label)
    return (total - n_true * (n_true + 1) / 2) / (n_true * n_false)


def confusion(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> tuple[int, int, int, int]:
    """Count true and false positives, false and true negatives of `score >= threshold`."""
    counts = Counter((score >= threshold, label) for score, label in zip(scores, labels, strict=True))
    return counts[True, True], counts[True, False], counts[False, True], counts[False, False]


def best_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Give the threshold with the highest accuracy; of equal ones the lowest. `score >= threshold` says true."""
    ordered = sorted(zip(scores, labels, strict=True))
    right = sum(labels)
    best, best_right = (ordered[0][0] if ordered else 0.0), right
    for at, (score, label) in enumerate(ordered):
        right += -1 if label else 1
        follows = ordered[at + 1][0] if at + 1 < len(ordered) else math.inf
        if right > best_right and follows > score:
            best, best_right = (score + follows) / 2 if follows < math.inf else math.nextafter(score, math.inf), right
    return best


def best_f1_threshold(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Give the score from which on "true" has the highest F1; of equal ones the highest. 0 where nothing is true."""
    wanted, right, best, best_f1 = sum(labels), 0, 0.0, 0.0
    ordered = sorted(zip(scores, labels, strict=True), reverse=True)
    for at, (score, label) in enumerate(ordered):
        right += label
        f1 = 2 * right / (at + 1 + wanted)
        if f1 > best_f1 and (at + 1 == len(ordered) or ordered[at + 1][0] < score):
            best, best_f1 = score, f1
    return best
