"""Scores of the heads -> tags, trees and links, each the best under what the labels allow."""

from __future__ import annotations

from typing import Any

import numpy as np

from crossread.language.analysis import Floats, Ints

FAR = -1e4
BLOCK = 1_024
"""So many words are looked up at once: the table of all tags after all tags stays small, however long the text."""


def bio_steps(n_kinds: int) -> tuple[Floats, Floats]:
    """Make the start scores and step scores that allow what BIO tags allow (O, B-0, I-0, B-1, ...) and nothing else."""
    n = 1 + 2 * n_kinds
    start, steps = np.zeros(n, np.float32), np.zeros((n, n), np.float32)
    inside = np.arange(2, n, 2)
    start[inside] = FAR
    steps[:, inside] = FAR
    steps[inside - 1, inside] = 0
    steps[inside, inside] = 0
    return start, steps


def best_tags(logits: Floats, start: Floats, steps: Floats, end: Floats) -> Ints:
    """Find the best path of tags through a chain (Viterbi).

    Args:
        logits: Shape (n, n_tags).
        start, steps, end: scores of the first tag, of tag after tag, of the last tag.

    Returns:
        Shape (n,), int32.
    """
    n = len(logits)
    if n == 0:
        return np.zeros(0, np.int32)
    best = np.empty((n, logits.shape[1]), np.result_type(logits, start, steps))
    best[0] = start + logits[0]
    scores = np.empty_like(steps, best.dtype)
    for before, row, logit in zip(best[:-1, :, None], best[1:], logits[1:], strict=True):
        np.add(before, steps, out=scores)
        np.maximum.reduce(scores, axis=0, out=row)
        np.add(row, logit, out=row)
    # which tag came before is looked up afterwards, for many words at once
    back = [(best[at : at + BLOCK, :, None] + steps).argmax(1) for at in range(0, n, BLOCK)]
    tags = [int((best[-1] + end).argmax())]
    for row in reversed(np.concatenate(back)[:-1].tolist()):
        tags.append(row[tags[-1]])
    return np.array(tags[::-1], np.int32)


def best_bio(logits: Floats) -> Ints:
    """Find the best path of BIO tags where no step has a score of its own: what `best_tags` finds, in less time.

    No path is better than that of the best tag of each word; where a step of it is not allowed, the stretch
    between two words outside all runs is searched, and the whole text where that does not keep its ends.

    Args:
        logits: Shape (n, 1 + 2 * n_kinds).

    Returns:
        Shape (n,), int32.
    """
    start, steps = bio_steps(logits.shape[1] // 2)
    free = np.zeros_like(start)
    tags = logits.argmax(1).astype(np.int32)
    before = np.concatenate([np.zeros(1, np.int32), tags[:-1]])
    wrong = np.flatnonzero((tags > 0) & (tags % 2 == 0) & (before != tags) & (before != tags - 1))
    outside = np.flatnonzero(tags == 0)
    firsts = np.concatenate([np.zeros(1, np.int64), outside])[np.searchsorted(outside, wrong)]
    lasts = np.append(outside, len(tags) - 1)[np.searchsorted(outside, wrong)]
    for first, last in sorted(set(zip(firsts.tolist(), lasts.tolist(), strict=True))):
        best = best_tags(logits[first : last + 1], free if first else start, steps, free)
        kept = (first == 0 or best[0] == 0) and (last == len(tags) - 1 or best[-1] == 0)
        if not kept:
            return best_tags(logits, start, steps, free)
        tags[first : last + 1] = best
    return np.asarray(tags, np.int32)


def runs_of_tags(tags: Ints) -> tuple[Ints, Ints, Ints]:
    """Turn BIO tags into runs: first row, row behind the last, kind."""
    starts = np.flatnonzero(tags % 2 == 1)
    stops = np.append(np.flatnonzero((tags == 0) | (tags % 2 == 1)), len(tags))
    ends = stops[np.searchsorted(stops, starts, side="right")]
    return starts.astype(np.int32), ends.astype(np.int32), ((tags[starts] - 1) // 2).astype(np.int32)


def softmax(logits: Floats) -> Floats:
    """Turn logits into probabilities along the last axis."""
    e = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), np.float32)


def log_softmax(logits: Floats) -> Floats:
    """Turn logits into logarithms of probabilities along the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def best_tree(arcs: Floats) -> Ints:
    """Find heads that make one tree of a sentence.

    The best head of each word is taken where that makes a tree; where it does not, the maximum
    spanning arborescence is (Chu and Liu 1965, Edmonds 1967).

    Args:
        arcs: how well word j is the head of word i; the root is the word that is its own head. Shape (n, n).

    Returns:
        Shape (n,), int32; exactly one word is its own head.
    """
    n = len(arcs)
    heads = arcs.argmax(1)
    rows = np.arange(n)
    roots = np.flatnonzero(heads == rows)
    if len(roots) == 1:
        at = heads.copy()
        for _ in range(max(1, n.bit_length())):
            at = at[at]
        if (at == roots[0]).all():
            return np.asarray(heads, np.int32)
    loops = np.diag(arcs).copy()
    root = int((loops - np.where(np.eye(n, dtype=bool), FAR, arcs).max(1)).argmax()) if n > 1 else 0
    scores = arcs.copy()
    scores[rows, rows] = FAR
    tree = _arborescence(scores.astype(np.float64), root)
    tree[root] = root
    return np.asarray(tree, np.int32)


Rows = np.ndarray[Any, np.dtype[np.int64]]


def _arborescence(scores: np.ndarray[Any, np.dtype[np.float64]], root: int) -> Rows:
    """Edmonds' algorithm; `scores[i, j]` is that of j as the head of i."""
    n = len(scores)
    heads: Rows = np.asarray(scores.argmax(1), np.int64)
    heads[root] = root
    cycle = _find_cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    # one new node stands for the cycle: arcs into it replace one arc of the cycle, arcs out of it come from its best member
    small = np.full((len(outside) + 1, len(outside) + 1), FAR * 10)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    into = scores[np.ix_(cycle, outside)] - kept[:, None]
    entry = into.argmax(0)
    small[-1, :-1] = into.max(0)
    out_of = scores[np.ix_(outside, cycle)]
    leaver = out_of.argmax(1)
    small[:-1, -1] = out_of.max(1)
    np.fill_diagonal(small, FAR * 100)
    solved = _arborescence(small, int(np.flatnonzero(outside == root)[0]))
    result = heads.copy()
    for k, node in enumerate(outside):
        if node != root:
            result[node] = cycle[leaver[k]] if solved[k] == len(outside) else outside[solved[k]]
    broken = cycle[entry[solved[-1]]]
    result[broken] = outside[solved[-1]]
    return result


def _find_cycle(
    heads: np.ndarray[tuple[int], np.dtype[np.int64]], root: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]] | None:
    colour = np.zeros(len(heads), np.int8)
    colour[root] = 2
    for start in range(len(heads)):
        path = []
        at = start
        while colour[at] == 0:
            colour[at] = 1
            path.append(at)
            at = int(heads[at])
        if colour[at] == 1 and at in path:
            return np.array(path[path.index(at) :])
        colour[path] = 2
    return None
