"""The few stories around a new report, grouped again as the batch would group them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from crossread.stories.cluster import attach_small, link_on_average

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

EDGE = np.dtype([("row", "<u4"), ("score", "<f4")])
"""A scored pair, as the later of its two reports keeps it: the row of the earlier one, and the score."""


def regroup(
    start: Sequence[Sequence[int]],
    edges: Sequence[bytes],
    *,
    max_compared: int,
    apart: Collection[tuple[int, int]] = (),
) -> list[list[int]]:
    """Group reports by the scores of their pairs, as `cluster.group_reports` does.

    Args:
        start: rows of the index in groups that stay whole; a report that may go anywhere is alone.
        edges: by row, what the report was scored with when it came: `EDGE` records.
        max_compared: how many reports of a large story a report was compared with.
        apart: pairs of groups of `start` that a person keeps apart.

    Returns:
        Groups, each a sorted list of places in `start`.
    """
    rows = [row for group in start for row in group]
    group_of = [at for at, group in enumerate(start) for _ in group]
    ends = np.cumsum([len(group) for group in start]).tolist()
    nodes = [list(range(end - len(group), end)) for group, end in zip(start, ends, strict=True)]
    scores = _scores(rows, edges)
    linked = link_on_average(nodes, scores, max_compared=max_compared, apart=apart)
    held = {at for pair in apart for at in pair}
    fixed = [at for at, group in enumerate(linked) if any(group_of[node] in held for node in group)]
    return [sorted({group_of[node] for node in group}) for group in attach_small(linked, scores, fixed=fixed)]


def linked_rows(rows: Sequence[int], edges: Sequence[bytes]) -> list[int]:
    """Give the rows that some were scored with when they came, in ascending order."""
    joined: np.ndarray[Any, Any] = np.frombuffer(b"".join(edges[row] for row in rows), EDGE)
    return [int(row) for row in np.unique(joined["row"])]


def most_linked(rows: Sequence[int], edges: Sequence[bytes], n: int) -> set[int]:
    """Give the `n` rows whose scores with the others are the highest in sum."""
    scores = _scores(rows, edges)
    sums = [math.fsum(near.values()) for near in scores]
    return {rows[at] for at in sorted(range(len(rows)), key=lambda at: (-sums[at], rows[at]))[:n]}


def _scores(rows: Sequence[int], edges: Sequence[bytes]) -> list[dict[int, float]]:
    """Give for each report its scored neighbours among the others, by their places."""
    scores: list[dict[int, float]] = [{} for _ in rows]
    node_of = {row: node for node, row in enumerate(rows)}
    parts = [edges[row] for row in rows]
    owners = np.repeat(np.arange(len(rows)), [len(part) // EDGE.itemsize for part in parts])
    joined: np.ndarray[Any, Any] = np.frombuffer(b"".join(parts), EDGE)
    inside = np.flatnonzero(np.isin(joined["row"], np.array(rows, np.uint32)))
    for owner, row, score in zip(
        owners[inside].tolist(), joined["row"][inside].tolist(), joined["score"][inside].tolist(), strict=True
    ):
        other = node_of[row]
        scores[owner][other] = scores[other][owner] = score
    return scores
