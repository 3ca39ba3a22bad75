"""A large index of stories in little time: blocks of reports that are like those of a stream, put in as placed.

A block has the reports and stories of the first one, with each word and name replaced by another of about
the same frequency, invented ones by others of the vocabulary that a stream of the full length has, and
all phrases by others. So lists of the index, features, pairs and stories are as many and as long as if
every report had been placed; only the choice of stories is taken over instead of made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks._generator import MEAN_LENGTH, NAME_SECTIONS, Vocabulary
from crossread.stories._online_features import BIGRAMS, SECTIONS, WEIGHT_BITS, Compact, lengths_of
from crossread.stories._online_regroup import EDGE

if TYPE_CHECKING:
    from benchmarks._generator import Stream, Words32
    from crossread.stories.online import StoryIndex

NEIGHBOURS = 64
"""A general word is replaced by one of so many that are next to it in frequency."""


class Blocks:
    """The first block of an index in flat columns, to be put in again with other words."""

    def __init__(self, stream: Stream, n_reports: int) -> None:
        self._small = stream.vocabulary
        self._large = Vocabulary(n_reports * MEAN_LENGTH)
        self._rng = np.random.default_rng(17)
        self._columns: Words32 | None = None
        self._n_blocks = 0

    def _read(self, index: StoryIndex) -> None:
        """Look up the words of the first block."""
        reports = index._reports  # noqa: SLF001  (this is a part of the benchmark, not a user)
        self._n = len(reports.ids)
        self._ends = np.cumsum([len(column) // 4 for column in reports.columns])
        self._columns = np.frombuffer(b"".join(reports.columns), np.uint32)
        heads = reports.heads[: self._n].copy()
        heads[[not column for column in reports.columns], : len(SECTIONS) // 2] = 0
        lengths = lengths_of(heads).ravel()
        section = np.repeat(np.tile(np.arange(len(SECTIONS)), self._n), lengths)
        self._is_bigram, self._is_name = section == BIGRAMS, np.isin(section, NAME_SECTIONS)
        keys = (self._columns >> WEIGHT_BITS).astype(np.uint32)
        self._rows = np.where(
            self._is_name, _rows_of(self._small.name_hashes, keys), _rows_of(self._small.hashes, keys)
        )
        self._heads, self._bands = reports.heads[: self._n].copy(), reports.bands[: self._n].copy()
        self._edge_ends = np.cumsum([len(edges) // EDGE.itemsize for edges in reports.edges])
        self._edges: np.ndarray[Any, Any] = np.frombuffer(b"".join(reports.edges), EDGE)
        self._copies = dict(reports.original_of)
        self._stories = [(story.id, list(story.rows), story.last) for story in index._stories.by_id.values()]  # noqa: SLF001

    def add(self, index: StoryIndex, n: int) -> None:
        """Put in the first `n` reports of the block, with their stories."""
        if self._columns is None:
            self._read(index)
        self._n_blocks += 1
        reports, stories = index._reports, index._stories  # noqa: SLF001
        offset = len(reports.ids)
        columns = np.ascontiguousarray(self._other_words()).tobytes()
        edges = self._edges.copy()
        edges["row"] += offset
        band_shift = np.uint32(self._rng.integers(1 << 32))
        starts, edge_starts = np.append(0, self._ends), np.append(0, self._edge_ends)
        packed = edges.tobytes()
        for at in range(min(n, self._n)):
            made = Compact(
                self._heads[at].tobytes(),
                columns[4 * starts[at] : 4 * starts[at + 1]],
                (self._bands[at] ^ band_shift).tobytes(),
            )
            row = reports.append(f"b{self._n_blocks}-{at}", made)
            if made.column:
                reports.publish(row, made)
                reports.edges[row] = packed[EDGE.itemsize * edge_starts[at] : EDGE.itemsize * edge_starts[at + 1]]
        for at, original in self._copies.items():
            if at < n:
                reports.add_copy(offset + at, offset + original)
        for id_, rows, last in self._stories:
            here = [offset + row for row in rows if row < n]
            if here:
                stories.restore(f"{id_}-{self._n_blocks}", here, last)

    def _other_words(self) -> Words32:
        """Replace each feature of the block."""
        row_of = self._other_rows()[self._rows]
        hashes = np.where(self._is_name, self._large.name_hashes[row_of], self._large.hashes[row_of])
        assert self._columns is not None
        bits = self._columns & np.uint32(63)
        keys = self._columns >> WEIGHT_BITS
        hashes = np.where(self._is_bigram, keys ^ np.uint32(self._rng.integers(1 << 26)), hashes)
        return ((hashes.astype(np.uint32) << WEIGHT_BITS) | bits).astype(np.uint32)

    def _other_rows(self) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Give for each row of the small vocabulary one of the large: near in frequency, or any invented one."""
        small, large, rng = self._small, self._large, self._rng
        row_of = np.zeros(len(small.text), np.int64)
        for kind in small.first:
            first, end = small.first[kind], small.end[kind]
            if kind in ("words", "names"):
                order = first + np.argsort(
                    -(small.idf if kind == "words" else small.name_idf)[first:end], kind="stable"
                )
                jitter = np.argsort(np.arange(len(order)) // NEIGHBOURS + rng.random(len(order)), kind="stable")
                row_of[order] = order[jitter]
            elif kind == "numbers":
                row_of[first:end] = large.first[kind] + np.arange(end - first)
            else:
                row_of[first:end] = (
                    large.first[kind] + rng.permutation(large.end[kind] - large.first[kind])[: end - first]
                )
        return row_of


def _rows_of(hashes: Words32, keys: Words32) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Look keys up among hashes; what is not there (a phrase) gets any row."""
    order = np.argsort(hashes, kind="stable")
    at = np.searchsorted(hashes[order], keys)
    return order[np.minimum(at, len(order) - 1)]
