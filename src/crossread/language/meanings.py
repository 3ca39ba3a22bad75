"""What words mean where they stand, in few numbers: vectors of the language model, projected at random and rounded.

A vector of 384 numbers a word would be more than all else that is kept of a report. Random projections keep the angles
between vectors about as they are (Johnson and Lindenstrauss 1984; with signs alone: Achlioptas 2003), whatever encoder
made the vectors. In 64 dimensions, aligned words tell two claims of one fact from others nearly as well as in all:
average precision .806 for .809 on the dev stories, .793 without (`training.same_claim`).
"""

from __future__ import annotations

from functools import cache

import numpy as np

from crossread.language.analysis import NO_MEANINGS, Floats, SignedBytes

WIDTH = NO_MEANINGS.shape[1]
SCALE = 127
SEED = 20_611


def project(vectors: Floats) -> SignedBytes:
    """Project the vectors of words, each made a unit vector before it is rounded.

    Args:
        vectors: of words. Shape (n_words, width), float32.

    Returns:
        Shape (n_words, `WIDTH`); a row of zeros stays one.
    """
    projected = vectors @ _signs(vectors.shape[1])
    return np.rint(SCALE * _unit(projected)).astype(np.int8)


def unit_rows(meanings: SignedBytes, mean: Floats) -> Floats:
    """Give meanings as unit vectors around a mean. Shapes (n_words, `WIDTH`), (`WIDTH`,)."""
    return _unit(np.asarray(meanings, np.float32) / np.float32(SCALE) - mean)


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


@cache
def _signs(width: int) -> Floats:
    """Give the projection: signs from raw random bits, which are the same on every machine. Shape (width, `WIDTH`)."""
    bits = np.random.Philox(key=SEED).random_raw(width * WIDTH) >> np.uint64(63)
    return np.asarray(bits.reshape(width, WIDTH) * 2.0 - 1.0, np.float32)
