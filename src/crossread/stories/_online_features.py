"""Fingerprint -> compact form, and the scores of one report against many.

The compact form holds what `cluster.pair_features` needs in one column of 32-bit words: 26 bits of a
hash of the feature and 6 bits of its weight. The score is that of `cluster.score_pair`, up to the
rounding of weights.
"""

from __future__ import annotations

import math
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
from msgspec import Struct

from crossread.stories import cluster
from crossread.stories.fingerprints import DEFAULT_DF, load_background

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crossread.stories.fingerprints import Counts, DocumentFrequencies, Fingerprint

Words32 = np.ndarray[Any, np.dtype[np.uint32]]
Rows = np.ndarray[Any, np.dtype[np.int64]]
Doubles = np.ndarray[Any, np.dtype[np.float64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]
Singles = np.ndarray[Any, np.dtype[np.float32]]

WEIGHT_BITS = 6
WEIGHT_STEP = 0.5
"""Weights are rounded to this and end at 31.5; they lie between 0 and about 25."""

MAX_FEATURES = 256
"""Weightiest features kept of each sort, so that a report takes 5 KB at most. Most have fewer: the median report of
ECB+ has 97 words and 118 bigrams, of PolNeAR about 250 and 320."""

SECTIONS = ("words", "names", "bigrams", "lead", "title", "lead_names", "numbers", "days")
"""The sorts of features, in the order in which the column has them."""
WORDS, NAMES, BIGRAMS, LEAD, TITLE, LEAD_NAMES, NUMBERS, DAYS = range(len(SECTIONS))
NAMES_IN_LEAD = len(SECTIONS)
"""Column of a query's table beside those of the sections: weight of a name of its lead."""

SALTS = (1, 2, 3, 1, 1, 2, 4, 5)
"""Features of sections with one salt are compared with each other: words of title and lead are words."""

RARE_BIT = 1
"""Words have a bit less of weight, in steps of 1, and this bit where they are rare."""

N_BANDS, BAND_ROWS = 12, 5
COPY_SEED = 7
"""A report is looked up as a copy by bands of its MinHash: two reports that share .8 of their bigrams meet with
probability .99, two that share .4 with .12 and then fail the exact comparison."""

KEYS = (24, 16, 24)
"""Weightiest words, names and bigrams that a report is found by. In a large index each of its words has many newer
reports; that two words follow each other, as in a person's name, few have."""

_NORMS = len(SECTIONS) // 2
_N_WORDS, HEAD_DAY, _SAME = _NORMS + 6, _NORMS + 7, _NORMS + 8
HEAD_WIDTH = _NORMS + 10
"""32-bit words of the head: lengths of the sections (16 bits each); Euclidean norms of bigrams, lead, names and
numbers, and totals of title and lead names (floats); content words; day of publication (proleptic ordinal, 0 for
unknown); 64 bits of a hash of title and text."""


class Compact(Struct, frozen=True):
    """A fingerprint as bytes: `head` of `HEAD_WIDTH` words, `column` of features, `bands` of the MinHash."""

    head: bytes
    column: bytes
    bands: bytes


class Section(Struct, frozen=True):
    """Features of one sort: `hashes` of `hash_key`, shape (n,), uint32, and `weights`, shape (n,), float64."""

    hashes: Words32
    weights: Doubles


def compact(made: Fingerprint, *, background: DocumentFrequencies | None = None) -> Compact:
    """Make the compact form of a fingerprint: about 1.3 KB for a report of 200 words.

    Args:
        made: of `fingerprints.fingerprint`.
        background: how common features are in general; None is the table that comes with the package.
    """
    table = background or load_background()
    word_idf, name_idf = _idf_in(table, table.words), _idf_in(table, table.names)
    of_word = {key: word_idf(key) for counts in (made.words, made.numbers) for key in counts.keys}
    idf: tuple[Callable[[str], float], ...] = (
        of_word.__getitem__,
        name_idf,
        lambda key: _mean_idf(of_word, key),
        of_word.__getitem__,
        of_word.__getitem__,
        name_idf,
        of_word.__getitem__,
        lambda _: 1.0,
    )
    sections = [_section(getattr(made, name), idf[at], SALTS[at]) for at, name in enumerate(SECTIONS)]
    rare = [table.words.get(key, 0) <= cluster.RARE_DF for key in made.words.keys]
    same = [crc32(made.key.encode("utf-8", "surrogatepass"), salt) for salt in (1, 2)]
    return pack(sections, rare=rare, n_words=made.n_words, day=parse_ordinal(made.published), same=same)


def pack(
    sections: Sequence[Section], *, rare: Sequence[bool] | Bools, n_words: int, day: int, same: Sequence[int]
) -> Compact:
    """Put features into the compact form.

    Args:
        sections: in the order of `SECTIONS`.
        rare: whether each of the words is rare in general.
        n_words: content words of the report.
        day: of publication, proleptic ordinal, 0 for unknown.
        same: two 32-bit hashes of title and text.
    """
    rare_bit = np.asarray(rare, np.uint32)
    columns = [_column(section, rare_bit if at == WORDS else None) for at, section in enumerate(sections)]
    head = np.zeros(HEAD_WIDTH, np.uint32)
    head[:_NORMS] = np.array([len(column) for column in columns], np.uint16).view(np.uint32)
    weights = [(column & 63) * WEIGHT_STEP for column in columns]
    norms = [math.sqrt(float(weights[at] @ weights[at])) for at in (BIGRAMS, LEAD, NAMES, NUMBERS)]
    norms += [float(weights[at].sum()) for at in (TITLE, LEAD_NAMES)]
    head[_NORMS:_N_WORDS] = np.array(norms, np.float32).view(np.uint32)
    head[_N_WORDS], head[HEAD_DAY], head[_SAME:] = n_words, day, same
    return Compact(head.tobytes(), np.concatenate(columns).tobytes(), _bands(sections[BIGRAMS].hashes).tobytes())


def parse_ordinal(day: str | None) -> int:
    """Give an ISO day as its proleptic ordinal, 0 where it is none."""
    try:
        return date.fromisoformat(day).toordinal() if day else 0
    except ValueError:
        return 0


def hash_key(key: str, salt: int) -> int:
    """Hash a feature to 26 bits, the same on every machine."""
    return crc32(key.encode("utf-8", "surrogatepass"), salt) >> WEIGHT_BITS


def _idf_in(table: DocumentFrequencies, dfs: Mapping[str, int]) -> Callable[[str], float]:
    total = math.log(table.n_documents)
    return lambda key: max(0.0, total - _log(dfs.get(key, DEFAULT_DF)))


_log = lru_cache(maxsize=10_000)(math.log)


def _mean_idf(idf: Mapping[str, float], bigram: str) -> float:
    first, second = bigram.split(" ")
    return (idf[first] + idf[second]) / 2


def _section(counts: Counts, idf: Callable[[str], float], salt: int) -> Section:
    hashes = np.array([hash_key(key, salt) for key in counts.keys], np.uint32)
    weights = np.array([idf(key) for key in counts.keys], np.float64)
    return Section(hashes, weights * (1 + np.log(np.array(counts.n, np.float64))))


def _column(section: Section, low_bit: Words32 | None) -> Words32:
    """Give the features of one sort with their rounded weights, the weightiest first.

    A weight takes 6 bits; 5 where each feature has a bit of its own beside it.
    """
    order = np.lexsort((section.hashes, -section.weights))[:MAX_FEATURES]
    order = order[section.weights[order] > 0]
    if low_bit is None:
        bits = np.clip(np.rint(section.weights[order] / WEIGHT_STEP), 1, 63).astype(np.uint32)
    else:
        bits = np.clip(np.rint(section.weights[order]), 1, 31).astype(np.uint32) * np.uint32(2) + low_bit[order]
    return (section.hashes[order] * np.uint32(1 << WEIGHT_BITS) + bits).astype(np.uint32)


def _bands(bigrams: Words32) -> Words32:
    """Hash the bands of the MinHash of a report's bigrams. Shape (N_BANDS,), uint32."""
    from rensa import RMinHash  # noqa: PLC0415  (only where stories are kept)

    ends = np.array([0, len(bigrams)], np.uint64)  # flat columns need no threads, for which one report is too little
    digest = RMinHash.digest_matrix_from_flat_token_hashes(
        bigrams.astype(np.uint64), ends, N_BANDS * BAND_ROWS, COPY_SEED
    )
    bands = np.array(digest.to_rows()[0], np.uint32).reshape(N_BANDS, BAND_ROWS)
    return np.array([crc32(band.tobytes(), at) for at, band in enumerate(bands)], np.uint32)


def with_day(made: Compact, day: int) -> Compact:
    """Give a compact form with another day of publication, a proleptic ordinal."""
    head = np.frombuffer(made.head, np.uint32).copy()
    head[HEAD_DAY] = day
    return Compact(head.tobytes(), made.column, made.bands)


def find_keys(made: Compact) -> tuple[Words32, Doubles]:
    """Give the hashes of the weightiest words, names and bigrams, by which a report is found, and their weights."""
    column: Words32 = np.frombuffer(made.column, np.uint32)
    lengths = lengths_of(np.frombuffer(made.head, np.uint32)[None])[0, : len(KEYS)].tolist()
    parts, first = [], 0
    for length, most in zip(lengths, KEYS, strict=True):
        parts.append(column[first : first + min(length, most)])
        first += length
    weights = [(part & 63) * WEIGHT_STEP for part in parts]
    weights[WORDS] = ((parts[WORDS] & 63) >> 1).astype(np.float64)
    keys: Words32 = np.concatenate(parts) // np.uint32(1 << WEIGHT_BITS)
    return keys, np.concatenate(weights)


class Scored(Struct, frozen=True):
    """A report against others, an entry for each of them.

    `score`: the probability that both tell one story. `same_bigrams`: the share of bigrams (Jaccard)
    that both have. `same_names` and `same_numbers`: cosines, 1 where neither has any. `identical`: title and
    text are the same.
    """

    score: Doubles
    same_bigrams: Doubles
    same_names: Doubles
    same_numbers: Doubles
    identical: Bools


class Profile:
    """One report made ready to be scored against many.

    A small table tells which features may be of the report at all, so that only few of the tens of
    thousands of features of its candidates are looked up exactly.
    """

    def __init__(self, made: Compact) -> None:
        self.head: Words32 = np.frombuffer(made.head, np.uint32)
        column: Words32 = np.frombuffer(made.column, np.uint32)
        lengths = lengths_of(self.head[None])[0]
        keys, inverse = np.unique(column >> WEIGHT_BITS, return_inverse=True)
        weights = (column & 63).astype(np.float32) * WEIGHT_STEP
        table: Singles = np.zeros((len(keys), len(SECTIONS) + 1), np.float32)
        ends = np.cumsum(lengths, dtype=np.int64)
        part = {at: slice(ends[at] - lengths[at], ends[at]) for at in range(len(SECTIONS))}
        for mine, theirs in (
            (BIGRAMS, BIGRAMS),
            (LEAD, LEAD),
            (NAMES, NAMES),
            (NUMBERS, NUMBERS),
            (TITLE, WORDS),
            (LEAD_NAMES, NAMES_IN_LEAD),
        ):
            table[inverse[part[mine]], theirs] = weights[part[mine]]
        for mine, theirs in ((WORDS, TITLE), (NAMES, LEAD_NAMES), (DAYS, DAYS)):
            table[inverse[part[mine]], theirs] = 1.0
        may_have = np.zeros(1 << 16, np.bool_)
        may_have[keys & 0xFFFF] = True
        self.keys, self.table, self.may_have = keys, table, may_have
        self.n_words = int(self.head[_N_WORDS])
        self.day = int(self.head[HEAD_DAY])

    def score(self, heads: Words32, columns: Sequence[bytes]) -> Scored:
        """Score the report against others.

        Args:
            heads: of the others. Shape (n, HEAD_WIDTH).
            columns: of the others, as many.
        """
        sums, rare, names_in_lead, n_bigrams = self._shared(heads, columns)
        mine, theirs = self.head[None].view(np.float32), heads.view(np.float32)
        norms = mine[:, _NORMS : _NORMS + 4].astype(np.float64) * theirs[:, _NORMS : _NORMS + 4]
        cosines = _ratio(sums[:, [BIGRAMS, LEAD, NAMES, NUMBERS]], norms)
        title = np.maximum(_ratio(sums[:, WORDS], mine[:, _NORMS + 4]), _ratio(sums[:, TITLE], theirs[:, _NORMS + 4]))
        covered = (
            _ratio(names_in_lead, mine[:, _NORMS + 5]),
            _ratio(sums[:, LEAD_NAMES], theirs[:, _NORMS + 5]),
        )
        longer = np.maximum(heads[:, _N_WORDS], self.head[_N_WORDS])
        features = (
            cosines[:, 0],
            cosines[:, 1],
            title,
            cosines[:, 2],
            cosines[:, 3],
            sums[:, DAYS] > 0,
            np.log1p(np.clip(longer, cluster.LENGTH_FLOOR, cluster.LENGTH_CAP).astype(np.float64)) / 10,
            np.minimum(*covered),
            np.maximum(*covered),
            np.log1p(rare),
        )
        logit = np.stack(features, axis=1) @ np.array(cluster.PAIR_WEIGHTS) + cluster.PAIR_BIAS + self._gap(heads)
        mine_n, theirs_n = lengths_of(self.head[None])[:, BIGRAMS], lengths_of(heads)[:, BIGRAMS]
        return Scored(
            score=1 / (1 + np.exp(-logit)),
            same_bigrams=_ratio(n_bigrams, mine_n.astype(np.int64) + theirs_n - n_bigrams),
            same_names=np.where((mine[:, _NORMS + 2] == 0) & (theirs[:, _NORMS + 2] == 0), 1.0, cosines[:, 2]),
            same_numbers=np.where((mine[:, _NORMS + 3] == 0) & (theirs[:, _NORMS + 3] == 0), 1.0, cosines[:, 3]),
            identical=(heads[:, _SAME:] == self.head[_SAME:]).all(axis=1),
        )

    def _shared(self, heads: Words32, columns: Sequence[bytes]) -> tuple[Doubles, Doubles, Doubles, Doubles]:
        """Sum over shared features, a row for each other report: by section, rare words, names of our lead, bigrams."""
        n = len(columns)
        joined: Words32 = np.frombuffer(b"".join(columns), np.uint32)
        keys = joined >> WEIGHT_BITS
        maybe = np.flatnonzero(self.may_have[keys & 0xFFFF])
        at = np.searchsorted(self.keys, keys[maybe])
        at[at == len(self.keys)] = 0
        found = self.keys[at] == keys[maybe] if len(self.keys) else np.zeros(len(maybe), np.bool_)
        hits, at = maybe[found], at[found]
        ends = np.cumsum(lengths_of(heads).ravel(), dtype=np.int64)
        cell = np.searchsorted(ends, hits, side="right")
        report, section = np.divmod(cell, len(SECTIONS))
        bits = joined[hits] & 63
        weight = np.where(section == WORDS, 1.0, bits * WEIGHT_STEP)
        products = weight * self.table[at, section]
        sums: Doubles = np.bincount(cell, products, n * len(SECTIONS)).astype(np.float64).reshape(n, len(SECTIONS))
        shared_word = (section == WORDS) & (bits & RARE_BIT > 0) & (self.table[at, TITLE] > 0)
        rare = np.bincount(report[shared_word], minlength=n).astype(np.float64)
        named = section == NAMES
        names_in_lead: Doubles = np.bincount(report[named], self.table[at[named], NAMES_IN_LEAD], n).astype(np.float64)
        n_bigrams = np.bincount(report[section == BIGRAMS], minlength=n).astype(np.float64)
        return sums, rare, names_in_lead, n_bigrams

    def _gap(self, heads: Words32) -> Doubles:
        """Give what the days between two publications add to the logit, as `cluster` does."""
        theirs, mine = heads[:, HEAD_DAY].astype(np.int64), int(self.head[HEAD_DAY])
        if not mine:
            return np.zeros(len(heads))
        days = np.maximum(0, np.abs(theirs - mine) - cluster.NEAR_DAYS)
        gap = np.maximum(-cluster.GAP_LOGIT_MAX, cluster.NEAR_LOGIT - cluster.GAP_LOGIT_A_WEEK * days / 7)
        return np.where(theirs > 0, gap, 0.0)


def lengths_of(heads: Words32) -> np.ndarray[Any, np.dtype[np.uint16]]:
    """Give how many features of each section reports have. Shape (n, len(SECTIONS)), uint16."""
    return np.ascontiguousarray(heads[:, :_NORMS]).view(np.uint16)


def _ratio(above: Doubles, below: Any) -> Doubles:  # noqa: ANN401  (arrays of floats or counts)
    ratio: Doubles = np.zeros(np.broadcast(above, below).shape)
    np.divide(above, below, out=ratio, where=np.asarray(below) > 0)
    return ratio
