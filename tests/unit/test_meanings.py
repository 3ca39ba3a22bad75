"""Meanings of words: projected, rounded, and aligned."""

from __future__ import annotations

import numpy as np

from crossread.language.meanings import SCALE, WIDTH, project, unit_rows


def test_projected_vectors_keep_their_angles() -> None:
    """Cosines of 60 random vectors, some of them alike, change by a tenth on average; a row of zeros stays one."""
    rng = np.random.default_rng(3)
    base = rng.normal(size=(20, 384))
    vectors = np.concatenate([base, base + rng.normal(size=base.shape), np.zeros((1, 384))]).astype(np.float32)
    meanings = project(vectors)
    assert (meanings.dtype, meanings.shape) == (np.int8, (41, WIDTH))
    assert not meanings[-1].any()
    rows, projected = (unit_rows(m, np.zeros(m.shape[1], np.float32)) for m in (vectors[:-1] * SCALE, meanings[:-1]))
    assert np.abs(rows @ rows.T - projected @ projected.T).mean() < 0.11


def test_the_projection_is_the_same_everywhere() -> None:
    """Records are compared over machines and years: the signs come from raw bits, and these are the first of them."""
    assert project(np.eye(384, dtype=np.float32)[:1])[0, :12].tolist() == FIRST


FIRST = [16, -16, -16, 16, 16, 16, 16, -16, -16, -16, -16, 16]
