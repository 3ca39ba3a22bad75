"""Fingerprints -> groups of reports that tell one story.

Each report is looked up by its rarest features and compared with those that share most of them; a
pair gets a score, the probability that both tell one story; groups grow by average link over the
sparse graph of scores; last, a report left alone joins the group that it clearly belongs to. Time
grows with the number of reports times `MAX_NEIGHBOURS`, not with its square.

A pair's score depends on the two reports and on the shipped background alone, never on what else is
read: five reports of one story are as near to each other by themselves as among a thousand others.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from crossread.stories.fingerprints import DEFAULT_DF, load_background

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from crossread.stories.fingerprints import Counts, DocumentFrequencies, Fingerprint

INDEX_FEATURES = 60
"""Weightiest features of a report that it is looked up by."""

MAX_POSTINGS = 400
"""A feature that more reports than this are looked up by finds only so many, those published next to each other."""

MAX_NEIGHBOURS = 120
"""Reports that each report is compared with: those that share most of the weight of its index features."""

PAIR_FEATURES = (
    "bigrams",
    "lead",
    "title_coverage",
    "names",
    "numbers",
    "days",
    "length",
    "lead_names_low",
    "lead_names_high",
    "rare",
)
"""What a pair is judged by; see `pair_features`."""

PAIR_WEIGHTS = (9.39, 1.04, 0.84, 1.21, 3.94, 2.59, -20.84, 1.64, 2.65, 0.96)
PAIR_BIAS = 1.97
"""Logistic regression over `PAIR_FEATURES`: names, numbers, days and rare words that both have count for one story,
and two long reports must share more. Fitted on the pairs of ECB+ train (50 stories, two look-alikes a topic), pairs
of look-alikes ten times: training/stories.py."""

LENGTH_FLOOR = 20
"""Content words below which a pair is judged as if it had so many, so that two reports of one word each that is the
same are no story; titles alone lose nothing by it (ECB+ dev, B³-F .757 against .764, ARI .717 against .713)."""

RARE_DF = 5
"""A word in no more reports of the background than this is rare. Log loss in cross-validation by topic: none .0344,
2 .0339, 5 .0327, 10 .0327, 20 .0336."""

LENGTH_CAP = 200
"""Content words beyond which length tells nothing more: few reports of the training data are longer."""

FEW_SCORE = 0.15
MANY_SCORE = 0.30
FEW = 2
"""Two groups whose pairs score this on average are one story: the first where one has up to `FEW` reports, the second
where both have more. Few reports may be brief or beside the point; many that score low are two look-alikes.
B³-F and ARI, in cross-validation by topic on ECB+ train and on ECB+ dev: .15 and .30 give .925 .907 and .987 .988;
.15 for both .939 .910 and .933 .898 (look-alikes merge); .30 for both .923 .907 and .983 .985, and single reports of
the example stories are left alone."""

NO_LINK_SCORE = 0.01
"""Pairs below are as good as zero and are not kept."""

ATTACH_SCORE = 0.08
ATTACH_MARGIN = 0.6
ATTACH_TO = 3
"""A group of up to `FEW` reports joins a larger one where its `ATTACH_TO` best pairs average `ATTACH_SCORE`, and no
other group reaches `ATTACH_MARGIN` of that: comments on an event share too little with the average report of it.
A score of .15 gives .912 .891 and .978 .978."""

NEAR_DAYS = 3
NEAR_LOGIT = 0.7
GAP_LOGIT_A_WEEK = 1.0
GAP_LOGIT_MAX = 4.0
"""What the days between two publications add to the logit: something within `NEAR_DAYS`, less by the week after.
ECB+ has no dates, so these are set by hand and not measured. In PolNeAR, by the titles, most pairs above .4 that lie
two weeks apart are two primaries of one campaign, and many of one day down to .15 are one affair. The bonus for near
days also widened the margin of five real reports of one summit, which held together without it, but barely. The
penalty ends because a court case runs on for months."""


class Vector(Struct, frozen=True):
    """A sparse vector: weights by feature, and their Euclidean norm."""

    weights: Mapping[str, float]
    norm: float


class Weighted(Struct, frozen=True, kw_only=True):
    """A fingerprint whose features are weighed against the background."""

    words: Vector
    bigrams: Vector
    title: Vector
    lead: Vector
    names: Vector
    lead_names: Vector
    numbers: Vector
    days: frozenset[str]
    rare: frozenset[str]
    n_words: int
    on: date | None


def group_reports(
    fingerprints: Sequence[Fingerprint], *, background: DocumentFrequencies | None = None
) -> tuple[tuple[int, ...], ...]:
    """Group reports by the story that they tell.

    The groups do not depend on the order of the reports.

    Args:
        fingerprints: one a report, of `fingerprints.fingerprint`.
        background: how common features are in general; None is the table that comes with the package.

    Returns:
        Rows of `fingerprints`, each in one group; rows ascend in a group, groups by their first row.
    """
    order = sorted(range(len(fingerprints)), key=lambda row: _order_key(fingerprints[row]))
    reports = weigh([fingerprints[row] for row in order], background or load_background())
    scores = _score_candidates(reports)
    groups = attach_small(link_on_average([[row] for row in range(len(reports))], scores), scores)
    return tuple(sorted(tuple(sorted(order[i] for i in group)) for group in groups))


def weigh(fingerprints: Sequence[Fingerprint], background: DocumentFrequencies) -> list[Weighted]:
    """Weigh features by log count times inverse document frequency in the background."""
    total = math.log(background.n_documents)

    def word_idf(key: str) -> float:
        return max(0.0, total - math.log(background.words.get(key, DEFAULT_DF)))

    def name_idf(key: str) -> float:
        return max(0.0, total - math.log(background.names.get(key, DEFAULT_DF)))

    def bigram_idf(key: str) -> float:
        first, second = key.split(" ")
        return (word_idf(first) + word_idf(second)) / 2

    return [
        Weighted(
            words=_weigh_counts(made.words, word_idf),
            bigrams=_weigh_counts(made.bigrams, bigram_idf),
            title=_weigh_counts(made.title, word_idf),
            lead=_weigh_counts(made.lead, word_idf),
            names=_weigh_counts(made.names, name_idf),
            lead_names=_weigh_counts(made.lead_names, name_idf),
            numbers=_weigh_counts(made.numbers, word_idf),
            days=frozenset(made.days.keys),
            rare=frozenset(key for key in made.words.keys if background.words.get(key, 0) <= RARE_DF),
            n_words=made.n_words,
            on=_parse_day(made.published),
        )
        for made in fingerprints
    ]


def pair_features(a: Weighted, b: Weighted) -> tuple[float, ...]:
    """Give what a pair is judged by, in the order of `PAIR_FEATURES`.

    Cosines of bigrams, lead, names and numbers; the larger share of one title that the other report
    has; whether a day of the year is named in both; log length of the longer report; the smaller
    and the larger share of the names of one lead that the other report has; log count of rare words in both.
    """
    low, high = sorted((_coverage(a.lead_names, b.names), _coverage(b.lead_names, a.names)))
    return (
        _cosine(a.bigrams, b.bigrams),
        _cosine(a.lead, b.lead),
        max(_coverage(a.title, b.words), _coverage(b.title, a.words)),
        _cosine(a.names, b.names),
        _cosine(a.numbers, b.numbers),
        float(not a.days.isdisjoint(b.days)),
        math.log(1 + min(LENGTH_CAP, max(LENGTH_FLOOR, a.n_words, b.n_words))) / 10,
        low,
        high,
        math.log1p(len(a.rare & b.rare)),
    )


def score_pair(a: Weighted, b: Weighted) -> float:
    """Give the probability that two reports tell one story."""
    features = pair_features(a, b)
    logit = PAIR_BIAS + sum(w * x for w, x in zip(PAIR_WEIGHTS, features, strict=True)) + _gap_logit(a.on, b.on)
    return 1 / (1 + math.exp(-logit))


def _order_key(made: Fingerprint) -> tuple[str, str]:
    return (made.published or "", made.key)


def _parse_day(day: str | None) -> date | None:
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None


def _weigh_counts(counts: Counts, idf: Callable[[str], float]) -> Vector:
    weights = {key: (1 + math.log(n)) * idf(key) for key, n in zip(counts.keys, counts.n, strict=True)}
    return Vector(weights, math.sqrt(sum(w * w for w in weights.values())))


def _cosine(a: Vector, b: Vector) -> float:
    if not a.norm or not b.norm:
        return 0.0
    few, many = sorted((a.weights, b.weights), key=len)
    return math.fsum(w * many[key] for key, w in few.items() if key in many) / (a.norm * b.norm)


def _coverage(a: Vector, b: Vector) -> float:
    """Give the share of the weight of `a` in features that `b` has too, in [0, 1]."""
    total = math.fsum(a.weights.values())
    return math.fsum(w for key, w in a.weights.items() if key in b.weights) / total if total else 0.0


def _gap_logit(a: date | None, b: date | None) -> float:
    if a is None or b is None:
        return 0.0
    days = max(0, abs((a - b).days) - NEAR_DAYS)
    return max(-GAP_LOGIT_MAX, NEAR_LOGIT - GAP_LOGIT_A_WEEK * days / 7)


def _score_candidates(reports: Sequence[Weighted]) -> list[dict[int, float]]:
    """Score the pairs worth a look; give for each report its scored neighbours."""
    scores: list[dict[int, float]] = [{} for _ in reports]
    for i, j in sorted({(min(i, j), max(i, j)) for i, near in enumerate(_neighbours(reports)) for j in near}):
        score = score_pair(reports[i], reports[j])
        if score >= NO_LINK_SCORE:
            scores[i][j] = scores[j][i] = score
    return scores


def _neighbours(reports: Sequence[Weighted]) -> Iterator[list[int]]:
    """Give for each report those that share most of its index features, by weight, through an inverted index."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    place: list[list[tuple[str, float, int]]] = []
    for i, features in enumerate(_index_features(reports)):
        place.append([(key, weight, len(postings[key])) for key, weight in features])
        for key, _ in features:
            postings[key].append(i)
    columns = {key: np.array(rows, dtype=np.int64) for key, rows in postings.items() if len(rows) > 1}
    for i, entries in enumerate(place):
        found, weights = [], []
        for key, weight, at in entries:
            if key in columns:
                window = columns[key][max(0, at - MAX_POSTINGS // 2) : at + MAX_POSTINGS // 2]
                found.append(window)
                weights.append(np.full(len(window), weight))
        if not found:
            yield []
            continue
        rows, inverse = np.unique(np.concatenate(found), return_inverse=True)
        shared = np.bincount(inverse, weights=np.concatenate(weights))
        best = np.lexsort((rows, -shared))[: MAX_NEIGHBOURS + 1]
        yield [int(row) for row in rows[best] if row != i][:MAX_NEIGHBOURS]


def _index_features(reports: Sequence[Weighted]) -> Iterator[list[tuple[str, float]]]:
    """Give for each report the weightiest words and names that another report has too."""
    n_reports: defaultdict[str, int] = defaultdict(int)
    for report in reports:
        for key in _keyed(report):
            n_reports[key] += 1
    for report in reports:
        shared = [(key, weight) for key, weight in _keyed(report).items() if weight > 0 and n_reports[key] > 1]
        yield sorted(shared, key=lambda entry: (-entry[1], entry[0]))[:INDEX_FEATURES]


def _keyed(report: Weighted) -> dict[str, float]:
    return dict(report.words.weights) | {f"name {key}": weight for key, weight in report.names.weights.items()}


def link_on_average(
    start: Sequence[Sequence[int]],
    scores: Sequence[Mapping[int, float]],
    *,
    max_compared: int = MAX_NEIGHBOURS,
    apart: Collection[tuple[int, int]] = (),
) -> list[list[int]]:
    """Merge the two groups whose pairs score highest on average, until none score enough.

    A pair that was not scored counts as zero. As no report has more than about `max_compared`
    scored pairs, the average is over no more than those where a group is larger.

    Args:
        start: the groups to begin with, as rows of `scores`; each report alone, for a grouping from nothing.
        scores: for each report its scored neighbours.
        max_compared: how many members of a large group a report was compared with.
        apart: pairs of groups of `start` that must not come together.
    """
    groups = {i: list(rows) for i, rows in enumerate(start)}
    size = {i: len(rows) for i, rows in enumerate(start)}
    links = _sum_links(start, scores)
    foes: dict[int, set[int]] = {i: set() for i in groups}
    for i, j in apart:
        foes[i].add(j)
        foes[j].add(i)
    heap: list[tuple[float, int, int]] = []

    def offer(i: int, j: int, total: float) -> None:
        small, large = sorted((size[i], size[j]))
        average = total / min(small * large, max_compared * small)
        if average >= (FEW_SCORE if small <= FEW else MANY_SCORE) and j not in foes[i]:
            heapq.heappush(heap, (-average, i, j))

    for i, near in links.items():
        for j, total in near.items():
            if i < j:
                offer(i, j, total)
    new = len(groups)
    while heap:
        _, i, j = heapq.heappop(heap)
        if i not in groups or j not in groups:
            continue
        groups[new] = groups.pop(i) + groups.pop(j)
        size[new] = size[i] + size[j]
        foes[new] = foes[i] | foes[j]
        for foe in foes[new]:
            foes[foe].add(new)
        links[new] = _join_links(links, i, j, new)
        for other, total in links[new].items():
            offer(other, new, total)
        new += 1
    return [sorted(groups[i]) for i in sorted(groups)]


def _sum_links(start: Sequence[Sequence[int]], scores: Sequence[Mapping[int, float]]) -> dict[int, dict[int, float]]:
    """Sum the scores between the groups of `start`."""
    group_of = {row: at for at, rows in enumerate(start) for row in rows}
    links: dict[int, dict[int, float]] = {}
    for at, rows in enumerate(start):
        sums: dict[int, float] = {}
        for row in rows:
            for other, score in scores[row].items():
                if (to := group_of[other]) != at:
                    sums[to] = sums.get(to, 0.0) + score
        links[at] = sums
    return links


def _join_links(links: dict[int, dict[int, float]], i: int, j: int, new: int) -> dict[int, float]:
    """Take groups `i` and `j` out of `links`, and give the sums of scores between both together and the others."""
    joined = links.pop(i)
    for other, total in links.pop(j).items():
        joined[other] = joined.get(other, 0.0) + total
    joined.pop(i, None)
    joined.pop(j, None)
    for other, total in joined.items():
        links[other].pop(i, None)
        links[other].pop(j, None)
        links[other][new] = total
    return joined


def attach_small(
    groups: Sequence[Sequence[int]],
    scores: Sequence[Mapping[int, float]],
    *,
    fixed: Collection[int] = (),
) -> list[list[int]]:
    """Let small groups join the larger group that they clearly belong to.

    Args:
        groups: of `link_on_average`.
        scores: for each report its scored neighbours.
        fixed: groups that join no other.
    """
    group_of = {i: at for at, group in enumerate(groups) if len(group) > FEW for i in group}
    joined = [list(group) for group in groups]
    for at, group in enumerate(groups):
        if len(group) > FEW or at in fixed:
            continue
        target = _clear_best(_best_pairs(group, group_of, scores))
        if target is not None:
            joined[target] += group
            joined[at] = []
    return [group for group in joined if group]


def _best_pairs(
    group: Sequence[int], group_of: Mapping[int, int], scores: Sequence[Mapping[int, float]]
) -> dict[int, float]:
    """Give the average of the `ATTACH_TO` best scores between a small group and each larger one."""
    best: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for i in group:
        for other, score in scores[i].items():
            if other in group_of:
                near = best[group_of[other]]
                near[other] = max(score, near.get(other, 0.0))
    return {at: math.fsum(sorted(near.values())[-ATTACH_TO:]) / ATTACH_TO for at, near in best.items()}


def _clear_best(averages: Mapping[int, float]) -> int | None:
    ranked = sorted(((-average, at) for at, average in averages.items()))
    if not ranked or -ranked[0][0] < ATTACH_SCORE:
        return None
    runner_up = -ranked[1][0] if len(ranked) > 1 else 0.0
    return ranked[0][1] if runner_up <= ATTACH_MARGIN * -ranked[0][0] else None
