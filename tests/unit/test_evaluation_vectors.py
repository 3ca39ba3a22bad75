"""Ranking pairs by likeness."""

from __future__ import annotations

import numpy as np
import pytest

from evaluation.metrics import spearman


def test_ranks_alone_count() -> None:
    """Any rising function of the wanted values is a perfect answer, and its reverse the worst."""
    wanted = np.array([0.1, 0.4, 0.2, 0.9])
    assert spearman(np.exp(5 * wanted), wanted) == pytest.approx(1.0)
    assert spearman(-wanted, wanted) == pytest.approx(-1.0)


def test_equal_values_share_a_rank() -> None:
    """The textbook case: two equal values get the mean of their ranks, so 1, 2.5, 2.5, 4 against 1, 2, 3, 4."""
    assert spearman(np.array([1.0, 2.0, 2.0, 3.0]), np.array([1.0, 2.0, 3.0, 4.0])) == pytest.approx(0.94868, abs=1e-4)
