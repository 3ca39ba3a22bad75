"""Points: the facts behind the claims of several reports; who has each, and how independently.

Claims become candidates through an inverted index over rare words, entities and figures, and by the
vectors of neighbouring reports; within each pair of reports only the best-ranked stay. The score of a
pair is that of `_similarity`; what differs in polarity, subject, figures or days is never put into one
point, but is given out with its slots by `candidate_pairs`, for the search for conflicts. The two
groups that are most alike on average are joined first, so that a chain of likenesses does not join unlike things.

Cost: every list that is walked is capped, so the work grows linearly with the number of claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from decimal import Context, Decimal
from heapq import heapify, heappop, heappush

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from crossread.compare._claim_units import Slot, Unit, differing_slots, make_units
from crossread.compare._origins import count_origins, find_origins, why_so_many
from crossread.compare._same_claim import are_apart, are_same, closeness, is_surely_same, same_wording, score_claims
from crossread.compare._similarity import rarity, share_run
from crossread.extract.report import Report
from crossread.records import Claim, Conflict, Entity, Point, Reuse, Span, Utterance, content_id

MADE_BY = "points@1"

RARE_NATS = 3.2
"""A word in fewer than one report of 25 of general news can bring two claims together."""

NUMBER_NATS = 5.0
"""What a number that tells weighs beside words, by its first two digits: rounded or not, it brings claims together."""

MAX_POSTING = 64
"""So many claims of one key are looked at around a claim; a word that every report has tells nothing anyway."""

VECTOR_WINDOW = 12
"""Reports are compared by their vectors with so many that follow: all with all in a story of up to 13."""

BEST_BY_VECTOR = 5
"""So many of the nearest of each other report are looked at: with 3, one labelled pair of a hundred is lost."""

MIN_CLOSENESS = 0.15
"""Claims without a rare word in common are looked at from this closeness on, read against the mean of the story."""

MAX_CANDIDATES = 16
"""Candidates of one claim that are scored: so many by their words, and so many by their vectors."""

MAX_RANK = 2
"""A pair stays where each is among the best so many of the other in its report; with 4 no labelled point changes."""

RELATED = 0.15
"""Score from which a pair is given out as a candidate."""

JOINED = 0.4
"""Mean score between two groups from which they are joined. Left out in turn, the dev stories give B³ F1 .787 (precision .874) at 0.15
and .781 (.899) here; but at 0.15, in a real story of talks about talks, 22 claims of several meetings came together, which no label judges."""

COPIED_WORDS = 9
"""A shared run of so many words outside quotations means that one text was carried over."""

SAMPLE = 6
"""Claims of a group that stand for it when groups are compared."""

MAX_SILENT = 60
"""In a story of more reports, the silent ones are listed only for points that two or more carry."""


class ClaimPair(Struct, frozen=True, kw_only=True):
    """Two claims of two reports that are about the same thing: ids, score in [0, 1], and the slots in which they differ."""

    a: str
    b: str
    score: float
    slots: tuple[Slot, ...]


def candidate_pairs(reports: Sequence[Report], entities: Sequence[Entity] = ()) -> tuple[ClaimPair, ...]:
    """Find pairs of claims of different reports that are about the same thing.

    Args:
        reports: the reports of one story, with their claims.
        entities: the entities of the story; without them names are compared as they stand.

    Returns:
        Pairs in the order of the claims; `a` stands in the earlier report. Those without slots that keep
        them apart, and a score of `SAME`, are what points are made of.
    """
    units = make_units(reports, entities)
    return tuple(
        ClaimPair(a=units[i].claim.id, b=units[j].claim.id, score=score, slots=differing_slots(units[i], units[j]))
        for (i, j), score in sorted(_scored(units, reports).items())
    )


def link_points(
    reports: Sequence[Report],
    entities: Sequence[Entity],
    reuse: Sequence[Reuse] = (),
    utterances: Sequence[Utterance] = (),
    pairs: Sequence[ClaimPair] | None = None,
) -> tuple[Point, ...]:
    """Put the claims of a story together into points: every claim belongs to one.

    Args:
        reports: the reports of one story, with claims, quotes and citations.
        entities: the entities of the story.
        reuse: passages carried over; copies are one origin.
        utterances: quotes of one act of speaking are one origin of what was said.
        pairs: what `candidate_pairs` gave for the same reports and entities, where it has been called already.

    Returns:
        Points, those that most outlets have first, then in the order of the reports.
    """
    units = make_units(reports, entities)
    scored = _scored(units, reports) if pairs is None else _by_row(units, pairs)
    spoken = {q: u.id for u in utterances for q in u.quotes}
    groups = _groups(units, scored, spoken)
    direct = {q.id for r in reports for q in r.quotes if q.type != "indirect"}
    origins = find_origins(reports, reuse, utterances, entities)
    points = []
    for group in groups:
        members = [units[i] for i in group]
        claims = [u.claim for u in members]
        docs = list(dict.fromkeys(u.report for u in members))
        outlets = tuple(dict.fromkeys(reports[r].doc.label for r in docs))
        copies = _copies(members, direct)
        least, most = count_origins(claims, origins, copies, _confirming(members))
        n = min(least, len(outlets))
        silent = tuple(r.doc.id for row, r in enumerate(reports) if row not in set(docs))
        points.append(
            (
                -len(docs),
                group[0],
                Point(
                    id=content_id("p", *(c.id for c in claims)),
                    span=_best_claim(group, units, scored).span,
                    claims=tuple(c.id for c in claims),
                    outlets=outlets,
                    origins=n,
                    status="corroborated" if n > 1 else "single_source",
                    silent=silent if len(docs) > 1 or len(reports) <= MAX_SILENT else (),
                    why=why_so_many(claims, origins, n, len(outlets), len(copies)),
                    origins_most=max(n, min(most, len(outlets))),
                ),
            )
        )
    return tuple(p for *_, p in sorted(points, key=lambda x: (x[0], x[1])))


def _confirming(members: Sequence[Unit]) -> Callable[[str, str], bool]:
    """Give what tells of two claims of a point whether one surely tells the fact of the other."""
    by_id = {u.claim.id: u for u in members}
    return lambda a, b: is_surely_same(by_id[a], by_id[b], score_claims(by_id[a], by_id[b]))


def mark_disputed(points: Sequence[Point], conflicts: Sequence[Conflict], claims: Sequence[Claim]) -> tuple[Point, ...]:
    """Mark the points that a conflict is about: those with a claim that holds a number of it, or that says little else than its words.

    Args:
        conflicts: only those with the verdict "conflict" count; scope and wording are no dispute.
        claims: all claims of the story.
    """
    evidence: dict[str, list[tuple[Span, bool]]] = defaultdict(list)
    for conflict in conflicts:
        for side in conflict.sides if conflict.verdict == "conflict" else ():
            for span in side.evidence:
                evidence[span.doc].append((span, conflict.kind in NUMBERED))
    in_dispute = {c.id for c in claims if any(is_about(c.span, span, part=part) for span, part in evidence[c.span.doc])}
    return tuple(
        replace(p, status="disputed", why=f"the reports cannot all be right; {p.why}")
        if in_dispute & set(p.claims)
        else p
        for p in points
    )


NUMBERED = frozenset({"figure", "sequence"})
"""Kinds of conflicts whose evidence is a part of what is said: a number, a day."""


def is_about(claim: Span, evidence: Span, *, part: bool) -> bool:
    """Tell whether a dispute is about a claim: its words are more than half of it, or with `part` lie mostly in it."""
    if claim.doc != evidence.doc:
        return False
    shared = min(claim.end, evidence.end) - max(claim.start, evidence.start)
    sizes = (claim.end - claim.start, evidence.end - evidence.start)
    return 2 * shared > (min(sizes) if part else sizes[0])


def _by_row(units: Sequence[Unit], pairs: Sequence[ClaimPair]) -> dict[tuple[int, int], float]:
    rows = {u.claim.id: i for i, u in enumerate(units)}
    return {(rows[p.a], rows[p.b]): p.score for p in pairs}


def _scored(units: Sequence[Unit], reports: Sequence[Report]) -> dict[tuple[int, int], float]:
    """Score the candidates, and keep those that rank high in both reports. Keys (i, j) with i < j."""
    scores = {(i, j): score_claims(units[i], units[j]) for i, j in sorted(_candidates(units, reports))}
    best: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
    for (i, j), score in scores.items():
        if score >= RELATED:
            best[i, units[j].report].append((-score, j))
            best[j, units[i].report].append((-score, i))
    top = {key: {other for _, other in sorted(found)[:MAX_RANK]} for key, found in best.items()}
    return {
        (i, j): score
        for (i, j), score in scores.items()
        if score >= RELATED and j in top[i, units[j].report] and i in top[j, units[i].report]
    }


def _candidates(units: Sequence[Unit], reports: Sequence[Report]) -> set[tuple[int, int]]:
    shared = _by_keys(units)
    near = _by_vectors(units, len(reports))
    pairs: set[tuple[int, int]] = set()
    for i in range(len(units)):
        for others in (shared[i], near[i]):
            ranked = sorted(others.items(), key=lambda x: (-x[1], x[0]))[:MAX_CANDIDATES]
            pairs.update((min(i, j), max(i, j)) for j, _ in ranked)
    return pairs


def _keys(unit: Unit) -> Iterator[tuple[str, float]]:
    """Yield what a claim can be found by, with its weight: rare words, entities, numbers."""
    for word in dict.fromkeys(unit.words.content):
        if rarity(word) >= RARE_NATS:
            yield word, rarity(word)
    for entity in unit.claim.entities:
        yield f"entity:{entity}", 2.0
    for amount in unit.amounts:
        if amount.digits > 1:
            yield f"number:{Context(prec=2).plus(amount.said or Decimal(0)).normalize()}", NUMBER_NATS


def _by_keys(units: Sequence[Unit]) -> list[dict[int, float]]:
    """Give for each claim those of other reports that share keys with it, and the weight of what they share."""
    postings: dict[str, list[int]] = defaultdict(list)
    keys = [tuple(_keys(u)) for u in units]
    for i, found in enumerate(keys):
        for key, _ in found:
            postings[key].append(i)
    shared: list[dict[int, float]] = [defaultdict(float) for _ in units]
    for key, members in postings.items():
        weight = next(w for k, w in keys[members[0]] if k == key) / (1 + np.log(len(members)))
        for at, i in enumerate(members):
            for j in members[at + 1 : at + 1 + MAX_POSTING // 2]:
                if units[i].report != units[j].report:
                    shared[i][j] += float(weight)
                    shared[j][i] += float(weight)
    return shared


def _by_vectors(units: Sequence[Unit], n_reports: int) -> list[dict[int, float]]:
    """Give for each claim the nearest of each of the reports around it, with the cosine of their sentences."""
    rows: list[list[int]] = [[] for _ in range(n_reports)]
    for i, unit in enumerate(units):
        rows[unit.report].append(i)
    stacked = [np.array([units[i].meaning for i in row]) if row else np.zeros((0, 1), np.float32) for row in rows]
    near: list[dict[int, float]] = [{} for _ in units]
    for a in range(n_reports):
        for b in range(a + 1, min(n_reports, a + 1 + VECTOR_WINDOW)):
            if not rows[a] or not rows[b]:
                continue
            cosines = stacked[a] @ stacked[b].T
            for matrix, own, other in ((cosines, rows[a], rows[b]), (cosines.T, rows[b], rows[a])):
                for x, best in enumerate(np.argsort(-matrix, axis=1, kind="stable")[:, :BEST_BY_VECTOR]):
                    near[own[x]].update(
                        (other[y], float(matrix[x, y]))
                        for y in best
                        if closeness(units[own[x]], units[other[y]]) >= MIN_CLOSENESS
                    )
    return near


def _groups(
    units: Sequence[Unit], pairs: Mapping[tuple[int, int], float], spoken: Mapping[str, str]
) -> list[list[int]]:
    """Group the claims: the two groups first that are most alike on average, as long as nothing keeps any of them apart.

    A pair waits in the queue with its own score; when its turn has come and its groups are less alike than it, it waits again with
    their likeness.
    """
    group_of = list(range(len(units)))
    members: dict[int, list[int]] = {i: [i] for i in range(len(units))}
    likeness = _Likeness(units, pairs)
    queue = [(-s, i, j) for (i, j), s in pairs.items() if are_same(units[i], units[j], s, spoken)]
    heapify(queue)
    while queue:
        waiting, i, j = heappop(queue)
        a, b = sorted((group_of[i], group_of[j]))
        if a == b:
            continue
        alike = likeness.between(members[a], members[b], i, j)
        if alike < -waiting - TIE and alike >= JOINED:
            heappush(queue, (-alike, i, j))
        elif alike >= JOINED:
            members[a] += members.pop(b)
            for x in members[a]:
                group_of[x] = a
    return [sorted(m) for _, m in sorted(members.items())]


TIE = 1e-9
"""Scores that differ by no more are equal."""


class _Likeness:
    """Measures how alike two groups are, each pair of claims once."""

    def __init__(self, units: Sequence[Unit], pairs: Mapping[tuple[int, int], float]) -> None:
        self._units = units
        self._scores = dict(pairs)
        self._apart: dict[tuple[int, int], bool] = {}

    def between(self, a: Sequence[int], b: Sequence[int], i: int, j: int) -> float:
        """Give the mean score of claims that stand for two groups, i and j among them; 0 where two of them must not meet."""
        across = [
            (min(x, y), max(x, y))
            for x in _standing_for(a, i if i in a else j)
            for y in _standing_for(b, j if j in b else i)
        ]
        if any(self._are_apart(pair) for pair in across):
            return 0.0
        return float(np.mean([self._score(pair) for pair in across]))

    def _are_apart(self, pair: tuple[int, int]) -> bool:
        if pair not in self._apart:
            self._apart[pair] = _apart(self._units[pair[0]], self._units[pair[1]])
        return self._apart[pair]

    def _score(self, pair: tuple[int, int]) -> float:
        if pair not in self._scores:
            self._scores[pair] = score_claims(self._units[pair[0]], self._units[pair[1]])
        return self._scores[pair]


def _standing_for(members: Sequence[int], one: int) -> list[int]:
    """Give a few claims that stand for a group: the one that is linked, and others spread over it."""
    rest = [m for m in sorted(members) if m != one]
    step = max(1, len(rest) // (SAMPLE - 1))
    return [one, *rest[::step][: SAMPLE - 1]]


def _apart(a: Unit, b: Unit) -> bool:
    """Tell whether two claims must not meet in one point, however they are linked: unlike slots, or two claims of one report that overlap."""
    if a.report == b.report and a.claim.span.start < b.claim.span.end and b.claim.span.start < a.claim.span.end:
        return True
    return are_apart(a, b)


def _copies(members: Sequence[Unit], direct: Container[str]) -> list[tuple[str, str]]:
    """Give pairs of claims of two reports whose words are the same for a long run: one text was carried over.

    Args:
        members: the claims of a point.
        direct: ids of the quotes that give words as they were spoken.
    """
    out = []
    for at, a in enumerate(members):
        for b in members[at + 1 : at + 1 + MAX_POSTING // 2]:
            if a.report == b.report:
                continue
            if a.speaker and b.speaker:
                # two do not choose the same words: one of the reports has the speaker wrong
                if a.claim.by in direct and b.claim.by in direct and same_wording(a, b):
                    out.append((a.claim.id, b.claim.id))
                continue
            least = min(COPIED_WORDS, max(6, len(a.own_words) - 1, len(b.own_words) - 1))
            if share_run(a.own_words, b.own_words, least):
                out.append((a.claim.id, b.claim.id))
    return out


def _best_claim(group: Sequence[int], units: Sequence[Unit], pairs: Mapping[tuple[int, int], float]) -> Claim:
    """Choose the claim that says it best: complete, of medium length, asserted, and near to the others."""

    def worth(i: int) -> tuple[float, int]:
        unit = units[i]
        n = len(unit.own_words)
        near = sum(pairs.get((min(i, j), max(i, j)), 0.0) for j in group if j != i) / max(1, len(group) - 1)
        length = -abs(n - 16) / 16
        plain = 0.5 * (unit.claim.modality == "asserted") + 0.3 * (unit.claim.by == "outlet") - 0.5 * unit.first_person
        return near + length + plain + 0.4 * (unit.subject is not None), -i

    return units[max(group, key=worth)].claim
