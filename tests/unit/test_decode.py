"""Decoding finds the best answer that the labels allow: checked against trying out all of them."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from crossread.language.decode import BLOCK, best_bio, best_tags, best_tree, bio_steps, runs_of_tags, softmax
from crossread.language.read import (
    CONTENT,
    CUE,
    SOURCE,
    Links,
    _best_partner,
    _joined,
    _likely,
    _span_at,
    _take_what_stands_beside,
)

Matrix = np.ndarray[Any, np.dtype[np.float32]]
scores = st.floats(-20, 20, width=32)


def matrices(rows: st.SearchStrategy[int], columns: int | None = None) -> st.SearchStrategy[Matrix]:
    """Give random matrices: of so many rows, and square where `columns` is not given."""
    return rows.flatmap(lambda n: hnp.arrays(np.float32, (n, columns or n), elements=scores))


def is_tree(heads: list[int]) -> bool:
    """Say whether exactly one word is its own head and all others lead to it."""
    roots = [i for i, h in enumerate(heads) if i == h]
    if len(roots) != 1:
        return False
    for start in range(len(heads)):
        at = start
        for _ in heads:
            at = heads[at]
        if at != roots[0]:
            return False
    return True


@given(matrices(st.integers(1, 24), 5))
def test_short_cuts_find_a_path_as_good_as_the_search(logits: Matrix) -> None:
    """`best_bio` searches only where it must, and loses nothing by that."""
    start, steps = bio_steps(2)
    searched, found = best_tags(logits, start, steps, np.zeros_like(start)), best_bio(logits)
    rows = np.arange(len(logits))
    allowed = start[found[0]] + steps[found[:-1], found[1:]].sum()
    assert allowed == 0
    assert np.isclose(logits[rows, found].sum(), logits[rows, searched].sum(), atol=1e-3)


@given(matrices(st.integers(1, 4), 5))
def test_viterbi_finds_the_best_of_all_paths(logits: Matrix) -> None:
    """No path of tags that BIO allows scores higher."""
    start, steps = bio_steps(2)
    end = np.linspace(-1, 1, 5).astype(np.float32)

    def score(path: tuple[int, ...]) -> float:
        inner = sum(float(steps[a, b]) for a, b in pairwise(path))
        return (
            float(start[path[0]]) + inner + float(end[path[-1]]) + sum(float(logits[i, t]) for i, t in enumerate(path))
        )

    found = tuple(best_tags(logits, start, steps, end).tolist())
    best = max(score(p) for p in product(range(5), repeat=len(logits)))
    assert score(found) == pytest.approx(best, abs=1e-3)


@given(matrices(st.integers(0, 30), 7))
def test_tags_are_always_valid(logits: Matrix) -> None:
    """An inside tag follows only its own kind, and the runs are what the tags say."""
    start, steps = bio_steps(3)
    tags = best_tags(logits, start, steps, np.zeros(7, np.float32))
    for before, tag in zip([0, *tags.tolist()], tags.tolist(), strict=False):
        assert tag % 2 == 1 or tag == 0 or before in (tag, tag - 1)
    first, last, kind = runs_of_tags(tags)
    again = np.zeros(len(tags), np.int32)
    for a, b, k in zip(first.tolist(), last.tolist(), kind.tolist(), strict=True):
        again[a:b] = 2 * k + 2
        again[a] = 2 * k + 1
    assert again.tolist() == tags.tolist()


def test_runs_of_tags() -> None:
    """Neighbouring runs of one kind stay apart; runs reach the end."""
    first, last, kind = runs_of_tags(np.array([1, 2, 1, 0, 3, 4, 4], np.int32))
    assert (first.tolist(), last.tolist(), kind.tolist()) == ([0, 2, 4], [2, 3, 7], [0, 0, 1])


@given(matrices(st.integers(1, 5)))
def test_the_tree_is_the_best_of_all_trees(arcs: Matrix) -> None:
    """No tree with the same root scores higher; where the best heads make a tree, it is that one."""
    heads = best_tree(arcs).tolist()
    assert is_tree(heads)
    n = len(arcs)

    def score(tree: tuple[int, ...]) -> float:
        return sum(float(arcs[i, h]) for i, h in enumerate(tree))

    root = next(i for i, h in enumerate(heads) if i == h)
    trees = [t for t in product(range(n), repeat=n) if t[root] == root and is_tree(list(t))]
    assert score(tuple(heads)) == pytest.approx(max(map(score, trees)), abs=1e-2)
    greedy = arcs.argmax(1).tolist()
    if is_tree(greedy):
        assert heads == greedy


@given(matrices(st.integers(1, 40)))
def test_a_sentence_has_one_root_and_no_cycle(arcs: Matrix) -> None:
    """Whatever the scores, the answer is a tree."""
    assert is_tree(best_tree(arcs).tolist())


@pytest.mark.parametrize("n", [1, 2, 3, 60, 254])
def test_equal_scores_give_a_tree_too(n: int) -> None:
    """Ties are no cycle, and neither is a chain of cycles inside cycles."""
    assert is_tree(best_tree(np.zeros((n, n), np.float32)).tolist())
    pairs = np.zeros((n, n), np.float32)
    for i in range(n):
        pairs[i, i ^ 1 if i ^ 1 < n else 0] = 10 + i % 7
    assert is_tree(best_tree(pairs).tolist())


def test_softmax_is_stable() -> None:
    """Large logits do not overflow."""
    assert softmax(np.array([[1e4, 1e4, -1e4]], np.float32)).tolist() == [[0.5, 0.5, 0.0]]


def test_a_long_text_has_the_tags_of_its_parts() -> None:
    """Tags are looked up block by block, and the border of a block changes nothing: a run lies across it."""
    start, steps = bio_steps(1)
    logits = np.tile(np.array([5, 0, 0], np.float32), (2 * BLOCK + 7, 1))
    logits[BLOCK - 2 : BLOCK + 2] = [0, 1, 9]
    logits[BLOCK - 2] = [0, 9, 1]
    tags = best_tags(logits, start, steps, np.zeros(3, np.float32))
    assert np.flatnonzero(tags).tolist() == list(range(BLOCK - 2, BLOCK + 2))
    assert tags[BLOCK - 2 : BLOCK + 2].tolist() == [1, 2, 2, 2]


def test_no_words_have_no_tags() -> None:
    """An empty text is decoded too."""
    start, steps = bio_steps(1)
    assert best_tags(np.zeros((0, 3), np.float32), start, steps, start).tolist() == []


def test_likely_links_are_kept_as_rows_of_the_text() -> None:
    """The last column stands for none; what is next to impossible is left out; windows follow on one another."""
    logits = np.array([[9, 9, -9, -9], [-9, -9, -9, 9]], np.float32)
    links = _joined([_likely(logits, 10), _likely(logits[1:], 12)])
    assert links.offset.tolist() == [0, 2, 3, 4]
    assert links.target.tolist() == [10, 11, -1, -1]
    assert links.share.tolist() == pytest.approx([0.5, 0.5, 1, 1], abs=1e-6)
    assert _joined([]).offset.tolist() == [0]


@pytest.mark.parametrize(
    ("shares", "sentences", "partner"),
    [
        ((0.7, 0.2, 0.1), (0, 0, 0, 0), 0),  # most point to the first span
        ((0.2, 0.2, 0.6), (0, 0, 0, 0), -1),  # most point to none
        ((0.5, 0.3, 0.2), (0, 2, 2, 2), 1),  # the first is two sentences off, and counts a quarter
        ((0.0, 0.0, 0.3), (0, 0, 0, 0), -1),  # nobody points to a span
    ],
)
def test_a_span_belongs_to_the_one_that_its_words_point_to(
    shares: tuple[float, ...], sentences: tuple[int, ...], partner: int
) -> None:
    """Words 2 and 3 point to the span of word 0, to that of word 1, or to none."""
    targets = [t for t, share in zip((0, 1, -1), shares, strict=True) if share]
    kept = [share for share in shares if share]
    n = len(targets)
    links = Links(
        np.array([0, 0, 0, n, 2 * n], np.int32), np.array(targets * 2, np.int32), np.array(kept * 2, np.float32)
    )
    span_at = _span_at(np.array([0, 1]), np.array([1, 2]), [0, 1], 4)
    assert _best_partner(links, 2, 4, span_at, np.array(sentences, np.int32)) == partner


@pytest.mark.parametrize(
    ("source_of", "wanted"),
    [((4, 4), (0, 4)), ((-1, 4), (-1, 4)), ((0, 4), (0, 4)), ((4, -1), (4, -1))],
    ids=["taken", "none", "own", "alone"],
)
def test_a_cue_takes_the_source_beside_it_where_two_cues_point_to_one(
    source_of: tuple[int, int], wanted: tuple[int, int]
) -> None:
    """Of "Ana said it was late, Bo said no" both cues point to Bo: the first takes Ana, who stands right before it."""
    kind = np.array([SOURCE, CUE, CONTENT, CONTENT, SOURCE, CUE], np.int32)
    first, last = np.arange(6, dtype=np.int32), np.arange(1, 7, dtype=np.int32)
    cues, found = np.array([1, 5], np.int32), np.full(6, -1, np.int32)
    found[cues] = source_of
    _take_what_stands_beside(first, last, kind, cues.tolist(), found)
    assert tuple(found[cues].tolist()) == wanted
