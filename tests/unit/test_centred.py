"""Vectors of sentences without what those of one collection have in common."""

from __future__ import annotations

import numpy as np
import pytest

from crossread.language.centred import FEW, apart, common_of


def unit_rows(n: int, *, seed: int, shared: float = 1.0) -> np.ndarray:
    """Make unit vectors that share one direction."""
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(n, 16)) + shared * np.ones(16)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def mean_cosine(rows: np.ndarray) -> float:
    """Give the mean cosine of all pairs."""
    whole = rows.sum(axis=0)
    return float((whole @ whole - len(rows)) / (len(rows) * (len(rows) - 1)))


def test_what_all_share_is_taken_off() -> None:
    """Vectors that lie close together spread out around nothing, and stay unit vectors."""
    rows = unit_rows(40 * FEW, seed=1)
    rest = apart(rows, common_of([rows]))
    assert mean_cosine(rows) > 0.4
    assert abs(mean_cosine(rest)) < 0.02
    assert np.linalg.norm(rest, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_few_sentences_keep_most_of_their_likeness() -> None:
    """Two sentences are not made opposites of each other by taking their mean off."""
    rows = unit_rows(2, seed=3, shared=3.0)
    rest = apart(rows, common_of([rows]))
    assert float(rest[0] @ rest[1]) == pytest.approx(float(rows[0] @ rows[1]), abs=0.1)


def test_the_order_of_the_reports_makes_no_difference() -> None:
    """To the last bit."""
    tables = [unit_rows(n, seed=n) for n in (3, 11, 7)]
    one, other = common_of(tables), common_of(tables[::-1])
    assert (one == other).all()


def test_sentences_without_a_vector_stay_so() -> None:
    """A row of zeros is not moved, and does not count; nor does a table without rows."""
    rows = unit_rows(5, seed=4)
    blank = np.zeros((1, 16), np.float32)
    common = common_of([np.zeros((0, 16), np.float32), rows, blank])
    assert (common == common_of([rows])).all()
    assert not apart(np.vstack([rows, blank]), common)[-1].any()
    assert not apart(blank, common_of([blank])).any()
    assert not len(apart(np.zeros((0, 16), np.float32), common_of([])))
