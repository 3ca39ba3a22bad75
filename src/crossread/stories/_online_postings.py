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

BUCKET_BITS = 24
"""16,777,216 buckets, 64 MB where they are all used. A million reports of a generated stream put 64 million entries into
them, most of them of phrases that only one report has: four a bucket. With 22 bits it was sixteen, and lists were longer
by reports that do not have the feature; a report cost 1.56 times as much in a million as in 10,000, and 1.13 times since
(`find_copies` compares whole bands since then too)."""

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
        found: list[Rows] = []
        owners: list[Rows] = []
        entries = self._last[keys & ((1 << BUCKET_BITS) - 1)].astype(np.int64)
        owner = np.arange(len(keys))
        for _ in range(depth):
            going = np.flatnonzero(entries)
            if not len(going):
                break
            if len(going) < len(entries):
                entries, owner = entries[going], owner[going]
            entries -= 1
            found.append(entries)
            owners.append(owner)
            entries = self._before[entries].astype(np.int64)
        if not found:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return np.concatenate(found) // self._width, np.concatenate(owners)


def lengthened(array: np.ndarray[Any, Any], need: int) -> Any:  # noqa: ANN401  (an array of the type given)
    """Copy an array into one that has room for `need` rows and some more, the new ones zero."""
    new = np.zeros((max(1024, need, int(len(array) * GROWTH)), *array.shape[1:]), array.dtype)
    new[: len(array)] = array
    return new
