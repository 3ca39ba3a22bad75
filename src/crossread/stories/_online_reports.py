"""The reports of the index in columns, a row each, and the two ways to find them: by rare features and as copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from crossread.stories._online_features import (
    HEAD_DAY,
    HEAD_WIDTH,
    KEYS,
    N_BANDS,
    Compact,
    find_keys,
)
from crossread.stories._online_postings import Postings, lengthened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossread.stories._online_features import Doubles, Profile, Rows, Scored, Words32

Numbers = np.ndarray[Any, np.dtype[np.int32]]

DEPTH = 32
"""A feature finds so many of the reports that came last with it."""

COPY_DEPTH = 4
"""A band of a MinHash finds so many: copies themselves are not looked up, so there are few."""

MAX_CANDIDATES = 32
"""Reports that a new one is scored against before their stories are known: those that share most features with it."""

BEST_STORIES, BEST_OF_STORY = 4, 3
"""Of them so many are the best of the stories that share most. With 39,000 newer reports after it a story of 328 was
lost without them (B³-F of a generated stream .927 against .979), and without bigrams among the features (.914)."""

HALF_LIFE_DAYS = 14.0
"""A shared feature counts half as much where two publications lie so far apart; only for the choice of candidates."""


class Reports:
    """Columns: a report gets a row when it comes and keeps it; what was removed leaves its row empty.

    A report without features in `columns` is not found and not scored: it is a copy, was removed,
    or rests.
    """

    def __init__(self) -> None:
        self.ids: list[str | None] = []
        self.row_of: dict[str, int] = {}
        self.columns: list[bytes] = []
        self.edges: list[bytes] = []
        self.heads: Words32 = np.zeros((0, HEAD_WIDTH), np.uint32)
        self.days: Numbers = np.zeros(0, np.int32)
        self.bands: Words32 = np.zeros((0, N_BANDS), np.uint32)
        self.story: Numbers = np.zeros(0, np.int32)
        self.original_of: dict[int, int] = {}
        self.copies: dict[int, list[int]] = {}
        self._by_feature = Postings(sum(KEYS))
        self._by_band = Postings(N_BANDS)

    def append(self, report: str, made: Compact) -> int:
        """Give a report the next row; it is not found before `publish`."""
        row = len(self.ids)
        if row == len(self.heads):
            self.heads, self.bands = lengthened(self.heads, row + 1), lengthened(self.bands, row + 1)
            self.story, self.days = lengthened(self.story, row + 1), lengthened(self.days, row + 1)
        self.story[row] = -1
        self.heads[row] = np.frombuffer(made.head, np.uint32)
        self.days[row] = self.heads[row, HEAD_DAY]
        self.bands[row] = np.frombuffer(made.bands, np.uint32)
        self.ids.append(report)
        self.row_of[report] = row
        self.columns.append(b"")
        self.edges.append(b"")
        return row

    def publish(self, row: int, made: Compact) -> None:
        """Let a report be found."""
        self.columns[row] = made.column
        self._by_feature.add(row, find_keys(made)[0])
        self._by_band.add(row, self.bands[row])

    @classmethod
    def restore(
        cls, ids: list[str | None], heads: bytes, bands: bytes, columns: list[bytes], edges: list[bytes]
    ) -> Reports:
        """Make the columns that were saved, and the index over them."""
        reports = cls()
        reports.ids, reports.columns, reports.edges = ids, columns, edges
        reports.row_of = {id_: row for row, id_ in enumerate(ids) if id_ is not None}
        reports.heads = np.frombuffer(heads, np.uint32).reshape(-1, HEAD_WIDTH).copy()
        reports.bands = np.frombuffer(bands, np.uint32).reshape(-1, N_BANDS).copy()
        reports.days = reports.heads[:, HEAD_DAY].astype(np.int32)
        reports.story = np.full(len(ids), -1, np.int32)
        for row, column in enumerate(columns):
            if column:
                reports.publish(row, reports.compact_at(row))
        return reports

    def compact_at(self, row: int) -> Compact:
        """Give the compact form of a row."""
        return Compact(self.heads[row].tobytes(), self.columns[row], self.bands[row].tobytes())

    def original(self, row: int) -> int:
        """Give the row that a row is a copy of, itself where it is none."""
        return self.original_of.get(row, row)

    def add_copy(self, row: int, original: int) -> None:
        """Note that a row is a copy of another, and stands with it."""
        self.original_of[row] = original
        self.copies.setdefault(original, []).append(row)

    def drop_copy(self, row: int) -> None:
        """Note that a row is no copy any more."""
        original = self.original_of.pop(row)
        self.copies[original].remove(row)
        if not self.copies[original]:
            del self.copies[original]

    def ids_of(self, rows: Iterable[int]) -> list[str]:
        """Give the reports of rows and their copies, in the order in which they came; what was removed is left out."""
        every = sorted(copy for row in rows for copy in (row, *self.copies.get(row, ())))
        return [id_ for row in every if (id_ := self.ids[row]) is not None]

    def release(self, row: int) -> None:
        """Forget the features of a row."""
        self.columns[row] = self.edges[row] = b""
        self.story[row] = -1

    def find_copies(self, row: int) -> list[int]:
        """Give the rows that share a band of the MinHash with a row, in ascending order."""
        rows, bands = self._by_band.find(self.bands[row], depth=COPY_DEPTH)
        rows = rows[self.bands[rows, bands] == self.bands[row, bands]]  # others only share a bucket
        return [int(other) for other in np.unique(rows) if self.columns[other]]

    def find_near(self, made: Compact, day: int) -> list[int]:
        """Give the rows that share most rare features with a report, by weight.

        The reports of a large story are in the lists of different features, each in few. So the
        stories that share most count too, by features that any of their reports has, with
        their own best reports.

        Args:
            made: the report.
            day: of its publication, 0 for unknown.
        """
        keys, weights = find_keys(made)
        rows, at = self._by_feature.find(keys, depth=DEPTH)
        stories = self.story[rows]
        here = stories >= 0
        rows, at, stories = rows[here], at[here], stories[here]
        if not len(rows):
            return []
        found, shared = _sum_weights(rows, at, weights)
        if day:
            days = self.days[found].astype(np.int64)
            gap = np.where(days > 0, np.abs(days - day), 0)
            shared = shared * 0.5 ** np.minimum(gap / HALF_LIFE_DAYS, 4.0)
        ranked = found[np.argsort(-shared, kind="stable")]
        theirs = self._best_of_stories(ranked, *_sum_weights(stories, at, weights))
        return sorted({*theirs, *ranked[: MAX_CANDIDATES - len(theirs)].tolist()})

    def _best_of_stories(self, ranked: Rows, stories: Rows, told: Doubles) -> list[int]:
        """Give the best rows of the stories that share most features.

        Args:
            ranked: rows, the best first.
            stories: numbers of stories, ascending; `told` the weight of what each shares.
            told: see `stories`.
        """
        best = stories[np.argsort(-told, kind="stable")[:BEST_STORIES]]
        story_of = self.story[ranked]
        return [row for story in best for row in ranked[story_of == story][:BEST_OF_STORY].tolist()]

    def score(self, profile: Profile, rows: Sequence[int]) -> Scored:
        """Score a report against rows."""
        return profile.score(self.heads[list(rows)], [self.columns[row] for row in rows])


def _sum_weights(numbers: Rows | Numbers, at: Rows, weights: Doubles) -> tuple[Rows, Doubles]:
    """Sum the weights of the features that each number was found by, each feature once.

    Args:
        numbers: found by a feature each, so a number may come often. Shape (n,).
        at: the place of that feature in `weights`. Shape (n,).
        weights: of the features.

    Returns:
        The numbers, ascending, and the sum of each.
    """
    pairs = np.sort(numbers.astype(np.int64) * len(weights) + at)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    sorted_numbers, features = np.divmod(pairs, len(weights))
    first = np.flatnonzero(np.diff(sorted_numbers, prepend=-1))
    return sorted_numbers[first], np.add.reduceat(weights[features], first)
