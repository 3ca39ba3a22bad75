"""Which reports tell one story, on ECB+: B³ and adjusted Rand index, as published for TF-IDF with average link.

Two look-alike stories a topic. The first figures are of all reports of a split grouped at once;
`online_` ones of one pass of `StoryIndex` in the order of the file, and `shuffled_` ones of ten more passes,
each in another order: mean, lowest, and the spread from lowest to highest. `titles_` figures are with the
title alone, which in ECB+ is the report's first sentence.

`threads_` figures take the two look-alikes of a topic as one story, and its threads should be the two: B³, the mean
over topics. `threads_one_piece` is the share of stories that, by themselves, are not cut into threads. ECB+ tells no
parts of one story, so this only measures whether a cut is made where there is one, and not elsewhere.
"""

from __future__ import annotations

import hashlib
import random
import string
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crossread.records import Document
from crossread.stories.cluster import group_reports
from crossread.stories.fingerprints import fingerprint
from crossread.stories.online import Arrival, StoryIndex
from crossread.stories.threads import group_threads
from evaluation.metrics import Measured, adjusted_rand, b_cubed, load_rows

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from pathlib import Path

    from crossread.stories.fingerprints import Fingerprint

N_SHUFFLES = 10
ARRIVED = datetime(2026, 1, 1, tzinfo=UTC)
"""One moment for all: ECB+ has no dates."""


def evaluate(data: Path, split: str) -> Measured:
    """Group the reports of `stories/ecbplus_{split}.jsonl`, with their text and by their titles alone."""
    rows = load_rows(data / f"stories/ecbplus_{split}.jsonl")
    wanted = [row["story"] for row in rows]
    metrics: dict[str, float] = {}
    for prefix, with_text in (("", True), ("titles_", False)):
        made = [
            fingerprint(_report(f"{at}", row["title"], row["text"] if with_text else "")) for at, row in enumerate(rows)
        ]
        groups = group_reports(made)
        group_of = {row: at for at, group in enumerate(groups) for row in group}
        metrics |= score([group_of[row] for row in range(len(rows))], wanted, prefix=prefix)
        metrics |= score(place_all(made), wanted, prefix=f"{prefix}online_")
        metrics |= score_shuffled(made, wanted, prefix=f"{prefix}shuffled_")
        if with_text:
            metrics |= score_threads(made, wanted)
    return {"n": len(rows), "metrics": metrics}


def place_all(made: Sequence[Fingerprint], *, seed: int | None = None) -> list[str]:
    """Place reports one by one, in their order or shuffled; give the story of each in the end, in their order."""
    order = list(range(len(made)))
    if seed is not None:
        random.Random(seed).shuffle(order)  # noqa: S311  (an order, no secret)
    index = StoryIndex()
    for row in order:
        index.place(Arrival(report=f"{row}", fingerprint=made[row], arrived=ARRIVED))
    return [index.story_of(f"{row}") for row in range(len(made))]


def score(found: Sequence[Hashable], wanted: Sequence[Hashable], *, prefix: str = "") -> dict[str, float]:
    """Compare a grouping with the stories wanted."""
    precision, recall, f1 = b_cubed(found, wanted)
    return {
        f"{prefix}b_cubed_f1": f1,
        f"{prefix}b_cubed_precision": precision,
        f"{prefix}b_cubed_recall": recall,
        f"{prefix}adjusted_rand": adjusted_rand(found, wanted),
        f"{prefix}groups_found": len(set(found)),
        f"{prefix}groups_wanted": len(set(wanted)),
    }


def score_shuffled(made: Sequence[Fingerprint], wanted: Sequence[Hashable], *, prefix: str) -> dict[str, float]:
    """Place reports in ten other orders: what the figures are on average, at worst, and how far they lie apart."""
    passes = [score(place_all(made, seed=seed), wanted) for seed in range(1, N_SHUFFLES + 1)]
    metrics: dict[str, float] = {}
    for name in ("b_cubed_f1", "adjusted_rand"):
        values = [figures[name] for figures in passes]
        metrics |= {
            f"{prefix}{name}_mean": sum(values) / len(values),
            f"{prefix}{name}_lowest": min(values),
            f"{prefix}{name}_spread": max(values) - min(values),
        }
    return metrics


def score_threads(made: Sequence[Fingerprint], wanted: Sequence[str]) -> dict[str, float]:
    """Part each topic's reports into threads, and each story's; a story is named by its topic and letters: "12ecb"."""
    topics: defaultdict[str, list[int]] = defaultdict(list)
    stories: defaultdict[str, list[int]] = defaultdict(list)
    for row, story in enumerate(wanted):
        topics[story.rstrip(string.ascii_letters)].append(row)
        stories[story].append(row)
    figures = [b_cubed(_threads(made, rows), [wanted[row] for row in rows]) for rows in topics.values()]
    whole = [len(set(_threads(made, rows))) == 1 for rows in stories.values()]
    precision, recall, f1 = (sum(column) / len(figures) for column in zip(*figures, strict=True))
    return {
        "threads_b_cubed_f1": f1,
        "threads_b_cubed_precision": precision,
        "threads_b_cubed_recall": recall,
        "threads_one_piece": sum(whole) / len(whole),
    }


def _threads(made: Sequence[Fingerprint], rows: Sequence[int]) -> list[int]:
    groups = group_threads([made[row] for row in rows])
    thread_of = {place: at for at, group in enumerate(groups) for place in group}
    return [thread_of[place] for place in range(len(rows))]


def _report(name: str, title: str, text: str) -> Document:
    return Document(id=name, source=name, sha256=hashlib.sha256(text.encode()).hexdigest(), title=title, text=text)
