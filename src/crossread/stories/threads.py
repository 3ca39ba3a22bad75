"""The reports of one story -> its threads: an accident, its rescue, the inquiry, the trial.

What all reports of a story share, its names and places above all, tells no thread from another. So
features are weighed by how few of its own reports have them, and two publications count as less alike
the farther they lie apart. Groups grow by average link; where the story is cut is decided by how much
nearer reports are to their own thread than to the next, and a story that no cut parts clearly is one thread.
The threads do not depend on the order of the reports.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from crossread.stories._online_features import parse_ordinal
from crossread.stories.fingerprints import DEFAULT_DF, fingerprint, load_background

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.records import Document
    from crossread.stories.fingerprints import DocumentFrequencies, Fingerprint

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

MIN_REPORTS = 2
"""A thread has so many reports that are no copies of each other; a report alone goes to the nearest thread."""

MAX_THREADS = 12
"""More are no help to a reader."""

MAX_GROUPED = 400
"""Reports that are grouped, spread evenly over the days; of a larger story the others go to the nearest thread."""

MIN_MARGIN = 0.6
"""A story is cut where reports are nearer to their own thread than to the next by this share, on average. On ECB+ train
this tells two look-alike stories taken as one (median .83) from one story (.50) in .85 of the cases."""

AS_CLEAR = 0.95
"""Of the cuts whose margin is within this share of the clearest one, that into most threads is taken: four parts that
differ are as clear two by two."""

LEAD_BONUS = 2.0
"""A word of title or lead counts so many times."""

HALF_LIFE_DAYS = 14.0
FAR_SHARE = 0.25
"""Two reports count as half as alike where their publications lie so far apart, and never as less than this share."""


class Thread(Struct, frozen=True, kw_only=True):
    """Some reports of a story that tell one part of it.

    `title` is the headline of the report `titled_by`, in its words; None where no report has one.
    `first` and `last` are the days of the first and last publication.
    """

    title: str | None
    titled_by: str | None
    first: str | None
    last: str | None
    documents: tuple[str, ...]


def find_threads(docs: Sequence[Document]) -> tuple[Thread, ...]:
    """Give the threads of a story, that which began first first; none where the story is all of one piece.

    Args:
        docs: the reports of one story, in any order.
    """
    made = [fingerprint(doc) for doc in docs]
    groups = group_threads(made)
    if len(groups) < 2:
        return ()
    found = [_thread([docs[row] for row in group], [made[row] for row in group]) for group in groups]
    return tuple(sorted(found, key=lambda thread: (thread.first or "9999", thread.documents)))


def group_threads(
    fingerprints: Sequence[Fingerprint], *, background: DocumentFrequencies | None = None
) -> tuple[tuple[int, ...], ...]:
    """Group the reports of one story by thread.

    Args:
        fingerprints: one a report, of `fingerprints.fingerprint`.
        background: how common words are in general; None is the table that comes with the package.

    Returns:
        Rows of `fingerprints`, each in one group; rows ascend in a group, groups by their first row.
    """
    copies: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for row, made in enumerate(fingerprints):
        copies[made.published or "", made.key].append(row)
    order = sorted(copies)
    if len(order) < 2 * MIN_REPORTS:
        return (tuple(range(len(fingerprints))),) if fingerprints else ()
    alike = compare_inside([fingerprints[copies[key][0]] for key in order], background or load_background())
    label = _cut(alike)
    groups = [
        sorted(row for key, at in zip(order, label, strict=True) if at == thread for row in copies[key])
        for thread in sorted(set(label))
    ]
    return tuple(sorted(tuple(group) for group in groups))


def compare_inside(fingerprints: Sequence[Fingerprint], background: DocumentFrequencies) -> Matrix:
    """Tell how alike reports of one story are in what not all of them have, in [0, 1]. Shape (n, n)."""
    vectors = np.stack(list(_vectors(fingerprints, background)))
    alike = vectors @ vectors.T
    days = np.array([parse_ordinal(made.published) for made in fingerprints], np.float64)
    gap = np.abs(days[:, None] - days[None])
    gap[(days == 0), :] = gap[:, (days == 0)] = 0.0
    alike = alike * np.maximum(0.5 ** (gap / HALF_LIFE_DAYS), FAR_SHARE)
    np.fill_diagonal(alike, 0.0)
    return alike


def _vectors(fingerprints: Sequence[Fingerprint], background: DocumentFrequencies) -> Iterator[Matrix]:
    """Weigh the words of each report by how rare they are in general and in the story. Rows have length 1 or 0.

    The root dampens the part of the story: two look-alike stories of ECB+ train, taken as one, are told apart with
    B³-F .932 with it, .923 without, .930 by general rarity alone; and from single stories (area under the curve)
    with .911, .882, .882.
    """
    n = len(fingerprints)
    df = Counter(key for made in fingerprints for key in made.words.keys)
    shared = sorted(key for key, count in df.items() if 1 < count < n)
    place = {key: at for at, key in enumerate(shared)}
    total = math.log(background.n_documents)
    rare = [
        max(0.0, total - math.log(background.words.get(key, DEFAULT_DF))) * math.sqrt(math.log(n / df[key]))
        for key in shared
    ]
    for made in fingerprints:
        vector = np.zeros(len(shared))
        lead = set(made.lead.keys)
        for key, count in zip(made.words.keys, made.words.n, strict=True):
            if key in place:
                vector[place[key]] = rare[place[key]] * (1 + math.log(count)) * (LEAD_BONUS if key in lead else 1.0)
        yield vector / (np.linalg.norm(vector) or 1.0)


def _cut(alike: Matrix) -> list[int]:
    """Give the thread of each report, by the cut of the tree of average link that parts them clearly into most."""
    n = len(alike)
    some = np.unique(np.linspace(0, n - 1, min(n, MAX_GROUPED)).astype(np.int64))
    cuts: list[tuple[float, int, list[int]]] = []
    for groups in _link(alike[np.ix_(some, some)]):
        threads = [some[group] for group in groups if len(group) >= MIN_REPORTS]
        if 2 <= len(threads) <= MAX_THREADS:
            near = _nearness(alike, threads)
            nearest = near.argmax(axis=1)
            for at, rows in enumerate(threads):
                nearest[rows] = at
            cuts.append((_margin(near, nearest), len(threads), nearest.tolist()))
    least = max(MIN_MARGIN, AS_CLEAR * max((clear for clear, _, _ in cuts), default=0.0))
    clear_cuts = [(n_threads, clear, label) for clear, n_threads, label in cuts if clear >= least]
    return max(clear_cuts, default=(1, 0.0, [0] * n))[2]


def _link(alike: Matrix) -> Iterator[list[list[int]]]:
    """Merge the two groups that are most alike on average, over and over; give the groups after each merge."""
    groups: dict[int, list[int]] = {at: [at] for at in range(len(alike))}
    sums = alike.copy()
    sizes = np.ones(len(alike))
    mean = sums.copy()
    np.fill_diagonal(mean, -1.0)
    while len(groups) > 2:
        i, j = sorted(divmod(int(mean.argmax()), len(mean)))
        groups[i] += groups.pop(j)
        sums[i] += sums[j]
        sums[:, i] = sums[i]
        sizes[i] += sizes[j]
        mean[i] = mean[:, i] = np.where(mean[i] < 0, -1.0, sums[i] / (sizes[i] * sizes))
        mean[j] = mean[:, j] = -1.0
        yield list(groups.values())


def _nearness(alike: Matrix, threads: Sequence[Ints]) -> Matrix:
    """Give how alike each report is on average to the others of each thread. Shape (n, len(threads))."""
    columns = []
    for rows in threads:
        others = np.full(len(alike), float(len(rows)))
        others[rows] -= 1
        columns.append(alike[:, rows].sum(axis=1) / others)
    return np.stack(columns, axis=1)


def _margin(near: Matrix, own: Ints) -> float:
    """Tell how much nearer reports are to their own thread than to the next, on average, in [-1, 1].

    Source: the silhouette of Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7, of means of likeness, not distance.
    """
    rows = np.arange(len(near))
    mine = near[rows, own]
    rest = near.copy()
    rest[rows, own] = -1.0
    next_ = rest.max(axis=1)
    return float(np.mean((mine - next_) / np.maximum(np.maximum(mine, next_), 1e-9)))


def _thread(docs: Sequence[Document], made: Sequence[Fingerprint]) -> Thread:
    days = sorted(doc.published for doc in docs if doc.published)
    head = _headline(docs, made)
    return Thread(
        title=(head.title or "").strip() if head else None,
        titled_by=head.id if head else None,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        documents=tuple(doc.id for doc in sorted(docs, key=lambda doc: (doc.published or "", doc.id))),
    )


def _headline(docs: Sequence[Document], made: Sequence[Fingerprint]) -> Document | None:
    """Give the report whose title has the words that most reports of the thread have; of equals the first."""
    df = Counter(key for one in made for key in one.words.keys)

    def rank(pair: tuple[Document, Fingerprint]) -> tuple[float, str, str]:
        doc, one = pair
        told = sum(df[key] - 1 for key in one.title.keys) / math.sqrt(1 + len(one.title.keys))
        return (-told, doc.published or "", doc.id)

    titled = [pair for pair in zip(docs, made, strict=True) if (pair[0].title or "").strip()]
    return min(titled, key=rank)[0] if titled else None
