"""The metrics of coreference, on the examples of the papers that brought them."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.coreference import Group, b_cubed_groups, best_pairing, ceaf_e, conll_f1, muc, score_groups


def groups(text: str) -> list[Group]:
    """Make groups of letters: "AB C" has two."""
    return [frozenset(word) for word in text.split()]


KEY = groups("12345 67 89ABC")
SMALL_JOINED = groups("12345 6789ABC")
LARGE_JOINED = groups("1234589ABC 67")
"""The example of Bagga and Baldwin 1998: two errors that MUC finds equally bad."""


def test_muc_counts_the_links_that_are_missed() -> None:
    """Four mentions need three links; two pairs have two of them (Vilain et al. 1995)."""
    counted = muc(groups("AB CD"), groups("ABCD"))
    assert (counted.precision, counted.recall) == (1.0, pytest.approx(2 / 3))


def test_muc_does_not_tell_a_small_wrong_join_from_a_large_one() -> None:
    """Either join is one link too many of ten."""
    for found in (SMALL_JOINED, LARGE_JOINED):
        counted = muc(found, KEY)
        assert (counted.precision, counted.recall) == (pytest.approx(0.9), 1.0)


def test_b_cubed_finds_a_large_wrong_join_worse() -> None:
    """The precision of the paper: 16 of 21, and 7 of 12."""
    assert b_cubed_groups(SMALL_JOINED, KEY).precision == pytest.approx(16 / 21)
    assert b_cubed_groups(LARGE_JOINED, KEY).precision == pytest.approx(7 / 12)
    assert b_cubed_groups(LARGE_JOINED, KEY).recall == 1.0


def test_ceaf_pairs_groups_one_to_one() -> None:
    """The group of seven can stand for one group of the key alone (Luo 2005): 1 + 10/12 of two, and of three."""
    counted = ceaf_e(SMALL_JOINED, KEY)
    assert counted.precision == pytest.approx((1 + 10 / 12) / 2)
    assert counted.recall == pytest.approx((1 + 10 / 12) / 3)


def test_ceaf_takes_the_best_of_all_pairings() -> None:
    """The pair that is most alike may have to give way: AB with A, and ABCD with CD, beat AB with ABCD."""
    assert ceaf_e(groups("ABX CD"), groups("ABXC D")).found_right == pytest.approx(6 / 7 + 2 / 3)


def test_a_mention_that_was_not_found_costs_recall_alone() -> None:
    """What we do not have makes nothing of ours wrong."""
    counted = b_cubed_groups(groups("AB"), groups("ABC"))
    assert counted.precision == 1.0
    assert counted.recall == pytest.approx(4 / 9)
    assert muc(groups("AB"), groups("ABC")).recall == 0.5


def test_conll_f1_is_the_mean_of_three() -> None:
    """MUC, B³ and CEAF-e count alike."""
    scores = score_groups(SMALL_JOINED, KEY, "letters")
    assert conll_f1(scores, "letters") == pytest.approx(math.fsum(m.f1 for m in scores.values()) / 3)
    assert set(scores) == {"letters_muc", "letters_b3", "letters_ceaf_e"}


def test_no_groups_score_nothing() -> None:
    """A story in which nothing was found is no fault of arithmetic."""
    assert conll_f1(score_groups([], KEY, "letters"), "letters") == 0.0
    assert conll_f1(score_groups([], [], "letters"), "letters") == 0.0


@given(st.lists(st.integers(0, 4), min_size=2, max_size=12))
def test_the_key_itself_has_every_share(labels: list[int]) -> None:
    """Whatever the groups, they agree with themselves."""
    key = [frozenset(i for i, x in enumerate(labels) if x == label) for label in sorted(set(labels))]
    for counted in (b_cubed_groups(key, key), ceaf_e(key, key)):
        assert counted.f1 == pytest.approx(1.0)


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_best_pairing_is_the_best_of_all(worth: list[list[int]]) -> None:
    """No other pairing of rows and columns is worth more, whichever side is longer."""
    rows, columns = len(worth), 3
    if rows <= columns:
        best = max(sum(worth[r][c] for r, c in enumerate(p)) for p in itertools.permutations(range(columns), rows))
    else:
        best = max(sum(worth[r][c] for c, r in enumerate(p)) for p in itertools.permutations(range(rows), columns))
    assert best_pairing(np.array(worth, float)) == pytest.approx(best)
