"""Metrics of coreference over groups of mentions: MUC, B³, CEAF-e, and their mean, CoNLL F1.

Both sides are groups without a mention in two of them. A mention that only one side has counts: it costs
recall where the gold has it alone, precision where ours are alone in having it. Each metric gives its sums, so that those of
several stories can be added before a share is made of them.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import TYPE_CHECKING

import numpy as np

from evaluation.metrics import Matches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Group = frozenset[Hashable]
"""Mentions of one thing."""

CONLL = ("muc", "b3", "ceaf_e")
"""The metrics of which CoNLL F1 is the mean (Pradhan et al. 2012)."""


def score_groups(found: Sequence[Group], wanted: Sequence[Group], of: str) -> dict[str, Matches]:
    """Give the sums of the three metrics of CoNLL F1, under the name of what is scored."""
    counted = (muc(found, wanted), b_cubed_groups(found, wanted), ceaf_e(found, wanted))
    return {f"{of}_{name}": matches for name, matches in zip(CONLL, counted, strict=True)}


def conll_f1(scores: Mapping[str, Matches], of: str) -> float:
    """Give the mean F1 of MUC, B³ and CEAF-e, whose sums are under the name of what was scored ("entities_muc")."""
    return math.fsum(scores[f"{of}_{name}"].f1 for name in CONLL) / len(CONLL)


def muc(found: Sequence[Group], wanted: Sequence[Group]) -> Matches:
    """Count links: those that a group of one side needs, less those that the other side lacks.

    Source: Vilain et al. 1995.
    """
    return Matches(_links(found), _links_kept(found, wanted), _links(wanted), _links_kept(wanted, found))


def _links(groups: Sequence[Group]) -> int:
    return sum(len(group) - 1 for group in groups)


def _links_kept(groups: Sequence[Group], others: Sequence[Group]) -> int:
    """Count the links of groups that are left when the other side cuts each group into parts."""
    of = _group_of(others)
    parts = [len({of.get(m, ("alone", m)) for m in group}) for group in groups]
    return sum(len(group) - n for group, n in zip(groups, parts, strict=True))


def b_cubed_groups(found: Sequence[Group], wanted: Sequence[Group]) -> Matches:
    """Sum over mentions the share of their group that the other side has with them.

    Source: Bagga and Baldwin 1998; a mention that the other side lacks has no share (Cai and Strube 2010, "B³ sys" is kinder).
    """
    return Matches(
        sum(map(len, found)), _shared_shares(found, wanted), sum(map(len, wanted)), _shared_shares(wanted, found)
    )


def _shared_shares(groups: Sequence[Group], others: Sequence[Group]) -> float:
    of = _group_of(others)
    none: Group = frozenset()
    return math.fsum(len(group & (others[of[m]] if m in of else none)) / len(group) for group in groups for m in group)


def _group_of(groups: Sequence[Group]) -> dict[Hashable, int]:
    return {m: at for at, group in enumerate(groups) for m in group}


def ceaf_e(found: Sequence[Group], wanted: Sequence[Group]) -> Matches:
    """Pair groups one to one so that they are as alike as can be, and sum how alike they are (φ4, in [0, 1]).

    Source: Luo 2005.
    """
    alike = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in wanted] for a in found]).reshape(
        len(found), len(wanted)
    )
    total = best_pairing(alike)
    return Matches(len(found), total, len(wanted), total)


def best_pairing(worth: Floats) -> float:
    """Give the highest sum of a pairing of rows with columns, one to one.

    Args:
        worth: what each pair is worth. Shape (n_rows, n_columns), float64, not negative.

    Source: Kuhn 1955, by shortest augmenting paths with potentials (Jonker and Volgenant 1987). scipy has it too, which nothing
    else here needs.
    """
    cost = -(worth if worth.shape[0] <= worth.shape[1] else worth.T)
    n_rows, n_columns = cost.shape
    row_price, column_price = np.zeros(n_rows), np.zeros(n_columns + 1)
    row_of = np.full(n_columns + 1, -1)  # the last column is where each search begins
    for row in range(n_rows):
        row_of[n_columns] = row
        at, seen = n_columns, np.zeros(n_columns + 1, bool)
        least, before = np.full(n_columns, np.inf), np.full(n_columns, -1)
        while row_of[at] >= 0:
            seen[at] = True
            here = row_of[at]
            reduced = cost[here] - row_price[here] - column_price[:-1]
            nearer = ~seen[:-1] & (reduced < least)
            least[nearer], before[nearer] = reduced[nearer], at
            following = int(np.argmin(np.where(seen[:-1], np.inf, least)))
            step = least[following]
            row_price[row_of[seen]] += step
            column_price[seen] -= step
            least[~seen[:-1]] -= step
            at = following
        while at != n_columns:
            row_of[at] = row_of[before[at]]
            at = int(before[at])
    return float(sum(-cost[r, c] for c, r in enumerate(row_of[:-1]) if r >= 0))
