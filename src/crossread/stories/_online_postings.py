"""An inverted index whose lists are bounded: feature -> the reports that came last with it.

Two arrays of 32-bit words hold it. `_last` has for each bucket of features the newest entry, and
`_before` for each entry the one before it in its bucket; the entries of a row lie side by side, so
an entry tells its row. Features that share a bucket find each other's reports, which costs a
comparison and nothing else.
"""

from __future__ import annotations

from typing import Any

import numpy as np

Words32 = np.ndarray[Any, np.dtype[np.uint32]]
Rows = np.ndarray[Any, np.dtype[np.int64]]

BUCKET_BITS = 22
"""4,194,304 buckets, 16 MB: a million reports of a generated stream have about as many features that others have."""

GROWTH = 1.25
"""Arrays that are full become longer by this, so that a full index is copied seldom and holds little that is empty."""


class Postings:
    """For each feature the rows that have it, newest first."""

    def __init__(self, width: int) -> None:
        """Begin without rows.

        Args:
            width: features of a row, at most.
        """
        self._width = width
        self._last: Words32 = np.zeros(1 << BUCKET_BITS, np.uint32)
        self._before: Words32 = np.zeros(0, np.uint32)

    def add(self, row: int, keys: Words32) -> None:
        """Add a row with its features, of which the first `width` count."""
        first = row * self._width
        if first + self._width > len(self._before):
            self._before = lengthened(self._before, first + self._width)
        buckets = keys[: self._width] & ((1 << BUCKET_BITS) - 1)
        entries = np.arange(first, first + len(buckets))
        self._before[entries] = self._last[buckets]
        self._last[buckets] = entries + 1  # 0 is the end of a list

    def find(self, keys: Words32, *, depth: int) -> tuple[Rows, Rows]:
        """Give the `depth` newest rows of each feature, and for each of them the place of the feature in `keys`."""
        rows: list[Rows] = []
        owners: list[Rows] = []
        entries = self._last[keys & ((1 << BUCKET_BITS) - 1)].astype(np.int64)
        owner = np.arange(len(keys))
        for _ in range(depth):
            going = entries > 0
            if not going.any():
                break
            entries, owner = entries[going] - 1, owner[going]
            rows.append(entries // self._width)
            owners.append(owner)
            entries = self._before[entries].astype(np.int64)
        if not rows:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.concatenate(rows), np.concatenate(owners)


def lengthened(array: np.ndarray[Any, Any], need: int) -> Any:  # noqa: ANN401  (an array of the type given)
    """Copy an array into one that has room for `need` rows and some more, the new ones zero."""
    new = np.zeros((max(1024, need, int(len(array) * GROWTH)), *array.shape[1:]), array.dtype)
    new[: len(array)] = array
    return new
