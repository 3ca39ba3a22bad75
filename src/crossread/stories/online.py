"""Reports as they come -> stories that stay: each report joins, starts or merges stories at once.

An arriving report is looked up by its rarest words and names, scored against the reports that share
most of them and against the members of their stories, and then the few stories around it are grouped
again, by the same score and the same rule as `cluster.group_reports` has. So the work for a report
does not grow with the index, and an early mistake is mended by the reports that follow.

What depends on the order of arrival: which report a story is named after; which of two copies counts
as the copy; and the grouping, as far as a decision rests on reports that are no longer compared: of
stories with more than `WHOLE_STORY` reports, of stories at rest, and where a feature has more than
`DEPTH` newer reports than the one looked for. `evaluation/stories.py` measures it on shuffled arrivals.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from crossread.stories import _online_bytes
from crossread.stories._online_features import Compact, Profile, Scored, compact, with_day
from crossread.stories._online_regroup import EDGE, linked_rows, regroup
from crossread.stories._online_reports import Reports
from crossread.stories._online_stories import Part, Stories, Story
from crossread.stories._online_wishes import Wishes
from crossread.stories.cluster import FEW_SCORE, MANY_SCORE, NO_LINK_SCORE
from crossread.stories.fingerprints import Fingerprint

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

REST_DAYS = 30
"""A story without news for so many days rests."""

WHOLE_STORY = 32
"""A story of up to so many reports is grouped again report by report; a larger one stays as it is, and grows."""

COMPARED = 32
"""A new report is compared with up to so many of a story, those that share most with it and then the latest."""

NEAR_SCORE = 0.05
MAX_NEAR = 5
"""The stories around a new report: those with a pair that scores so high, and no more than so many. Set by hand; in ten
orders of ECB+ dev B³-F is .980 to .987, that of the batch .987 (evaluation/stories.py)."""

CLEAR_LOW_SHARE = 0.1
"""Where fewer pairs with a story are below `cluster.FEW_SCORE`, and the mean is enough, a report joins it at once.
Without this condition two look-alikes stay merged in three of ten orders of ECB+ dev (spread of B³-F .025, not .006)."""

COPY_SHARE = 0.8
COPY_FACTS = 0.9
COPY_WORDS = 8
"""A near copy has this share of bigrams with another report (Jaccard), and names and numbers with this cosine: reports
from a template, such as of earthquakes, differ in nothing else. Reports of fewer content words are no copies."""


class Arrival(Struct, frozen=True, kw_only=True):
    """A report that comes in; `report` is the document's id, `arrived` when it was read."""

    report: str
    fingerprint: Fingerprint | Compact
    published: datetime | None = None
    arrived: datetime


class Moved(Struct, frozen=True):
    """A report that is now in another story."""

    report: str
    story: str


class Placement(Struct, frozen=True, kw_only=True):
    """Where a report went.

    `started`: the story begins with it. `merged`: stories that went into `story` because of it, whole.
    `copy_of`: the report that it is a copy of, exactly or nearly. `score`: mean score of its pairs with
    reports of the story, in [0, 1]; 0 where there are none, 1 for a copy or a person's wish. `moved`: other
    reports whose story changed, without those of `merged`.
    """

    report: str
    story: str
    started: bool = False
    merged: tuple[str, ...] = ()
    copy_of: str | None = None
    score: float = 0.0
    moved: tuple[Moved, ...] = ()


class _Near(Struct, frozen=True):
    """A story around a new report, and which of its rows that one was compared with."""

    story: Story
    compared: list[int]


class StoryIndex:
    """All reports and their stories; one writer at a time."""

    def __init__(self, *, rest_days: int = REST_DAYS) -> None:
        self._reports = Reports()
        self._stories = Stories(self._reports, rest_days=rest_days)
        self._wishes = Wishes()

    def __len__(self) -> int:
        return len(self._reports.row_of)

    def __contains__(self, report: str) -> bool:
        return report in self._reports.row_of

    @property
    def stories(self) -> tuple[str, ...]:
        """The ids of all stories, in the order in which they began."""
        return tuple(self._stories.by_id)

    def story_of(self, report: str) -> str:
        """Give the story of a report.

        Raises:
            KeyError: no such report.
        """
        return self._story(report).id

    def reports_of(self, story: str) -> tuple[str, ...]:
        """Give the reports of a story in the order in which they came; an id that was merged is that of the whole.

        Raises:
            KeyError: no such story.
        """
        return tuple(self._reports.ids_of(self._stories.named(story).rows))

    def is_resting(self, story: str) -> bool:
        """Tell whether a story has been without news so long that only few of its reports are looked up.

        Raises:
            KeyError: no such story.
        """
        return self._stories.named(story).resting

    def place(self, arrival: Arrival) -> Placement:
        """Put a report into a story; one that is there already stays where it is."""
        if arrival.report in self:
            return self._standing(arrival.report)
        made = _dated(arrival)
        today = _ordinal(arrival.arrived)
        self._stories.let_rest(today)
        news = min(_ordinal(arrival.published or arrival.arrived), today)
        row = self._reports.append(arrival.report, made)
        profile = Profile(made)
        rows = sorted({*self._reports.find_copies(row), *self._reports.find_near(made, profile.day)})
        scored = self._reports.score(profile, rows)
        barred = {self.story_of(other) for other in self._wishes.apart_from(arrival.report) if other in self}
        tied = next((other for other in sorted(self._wishes.same_as(arrival.report)) if other in self), None)
        original = _find_original(profile, rows, scored)
        if original is not None and tied is None and self._stories.at(original).id not in barred:
            return self._join_copy(row, original, news)
        self._reports.publish(row, made)
        known = dict(zip(rows, scored.score.tolist(), strict=True))
        near = self._near_stories(known, barred)
        self._compare_members(profile, near, known)
        self._reports.edges[row] = _edges(known)
        if tied is not None:
            return self._join(row, self._story(tied), news, score=1.0)
        if not near:
            return self._start(row, news)
        if len(near) == 1 and self._is_clear(near[0], known):
            return self._join(row, near[0].story, news, score=_mean([known[member] for member in near[0].compared]))
        return self._regroup(row, near, known, news)

    def remove(self, report: str) -> None:
        """Take a report out; the others of its story stay together, and what is a copy of it keeps its story.

        Raises:
            KeyError: no such report.
        """
        row = self._reports.row_of.pop(report)
        self._reports.ids[row] = None
        original = self._reports.original(row)
        if original != row:
            self._reports.drop_copy(row)
        if not self._reports.ids_of([original]):
            self._stories.forget(original)

    def force_same(self, a: str, b: str) -> tuple[Moved, ...]:
        """Merge the story of report `b` into that of report `a`, as a person wishes; holds for reports to come too.

        Returns:
            The reports that are now in another story.
        """
        self._wishes.keep_same(a, b)
        if a not in self or b not in self:
            return ()
        into, gone = self._story(a), self._story(b)
        into.held = True
        if into is gone:
            return ()
        moved = tuple(Moved(report, into.id) for report in self._reports.ids_of(gone.rows))
        self._stories.fill(into, sorted([*into.rows, *gone.rows]))
        self._stories.renew(into, gone.last)
        self._stories.end(gone)
        return moved

    def force_apart(self, a: str, b: str) -> tuple[Moved, ...]:
        """Put two reports into two stories, as a person wishes; holds for reports to come too.

        Where both are in one story, `b` leaves it, and with it the reports that score higher with
        `b` than with `a`.

        Returns:
            The reports that are now in another story.

        Raises:
            ValueError: the two are one report.
        """
        if a == b:
            msg = f"report '{a}' cannot be kept apart from itself; give two reports"
            raise ValueError(msg)
        if a not in self or b not in self:
            self._wishes.keep_apart(a, b)
            return ()
        story, other = self._story(a), self._story(b)
        story.held = other.held = True
        if story is not other:
            self._wishes.keep_apart(a, b)
            return ()
        leaving = self._side_of(story, self._reports.row_of[a], self._reports.row_of[b])
        self._stories.fill(story, [row for row in story.rows if row not in leaving])
        new = self._stories.open(sorted(leaving), story.last)
        new.held = True
        side = self._reports.ids_of(new.rows)
        self._wishes.keep_apart(a, b, side=side)
        return tuple(Moved(report, new.id) for report in side)

    def to_bytes(self) -> bytes:
        """Give the whole index as bytes, which takes as much memory again."""
        reports, stories = self._reports, self._stories
        return _online_bytes.encode(
            _online_bytes.SavedIndex(
                made_with=_online_bytes.made_with(),
                rest_days=stories.rest_days,
                today=stories.today,
                ids=reports.ids,
                heads=reports.heads[: len(reports.ids)].tobytes(),
                bands=reports.bands[: len(reports.ids)].tobytes(),
                columns=reports.columns,
                edges=reports.edges,
                original_of=reports.original_of,
                stories=[
                    _online_bytes.SavedStory(s.id, s.rows, s.last, s.held, s.resting) for s in stories.by_id.values()
                ],
                went=stories.went,
                same=self._wishes.same,
                apart=self._wishes.apart,
            )
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> StoryIndex:
        """Make the index that `to_bytes` gave the bytes of.

        Raises:
            BadInput: the bytes are no index, or made by another version or with another way to sketch.
        """
        saved = _online_bytes.decode(data)
        index = cls(rest_days=saved.rest_days)
        reports = index._reports = Reports.restore(saved.ids, saved.heads, saved.bands, saved.columns, saved.edges)
        for row, original in saved.original_of.items():
            reports.add_copy(row, original)
        stories = index._stories = Stories(reports, rest_days=saved.rest_days)
        for s in saved.stories:
            story = stories.restore(s.id, s.rows, s.last)
            story.held, story.resting = s.held, s.resting
        stories.went, stories.today = saved.went, saved.today
        index._wishes = Wishes(saved.same, saved.apart)
        return index

    def _story(self, report: str) -> Story:
        return self._stories.at(self._reports.row_of[report])

    def _standing(self, report: str) -> Placement:
        row = self._reports.row_of[report]
        first = self._reports.ids_of([self._reports.original(row)])[0]
        copy_of = first if first != report and row in self._reports.original_of else None
        return Placement(report=report, story=self.story_of(report), copy_of=copy_of, score=1.0)

    def _near_stories(self, known: Mapping[int, float], barred: Collection[str]) -> list[_Near]:
        """Give the stories around a report, the nearest first: those whose three best pairs sum highest."""
        rows_of: defaultdict[str, list[int]] = defaultdict(list)
        for row in known:
            rows_of[self._stories.at(row).id].append(row)
        ranked = []
        for id_, rows in rows_of.items():
            best = sorted(known[row] for row in rows)[-3:]
            if best[-1] >= NEAR_SCORE and id_ not in barred:
                ranked.append((-math.fsum(best), id_))
        return [_Near(self._stories.by_id[id_], rows_of[id_]) for _, id_ in sorted(ranked)[:MAX_NEAR]]

    def _compare_members(self, profile: Profile, near: Sequence[_Near], known: dict[int, float]) -> None:
        """Score a report against members of the stories around it that it was not scored against yet."""
        more: list[int] = []
        for one in near:
            latest = (row for row in reversed(one.story.rows) if row not in known and self._reports.columns[row])
            rows = list(itertools.islice(latest, max(0, COMPARED - len(one.compared))))
            one.compared.extend(rows)
            more += rows
        if more:
            known.update(zip(more, self._reports.score(profile, more).score.tolist(), strict=True))

    def _start(self, row: int, news: int) -> Placement:
        story = self._stories.open([row], news)
        return Placement(report=self._id(row), story=story.id, started=True)

    def _join(self, row: int, story: Story, news: int, *, score: float) -> Placement:
        self._stories.add(story, [row])
        self._stories.renew(story, news)
        return Placement(report=self._id(row), story=story.id, score=score)

    def _join_copy(self, row: int, original: int, news: int) -> Placement:
        """Put a copy beside what it is a copy of; it is not looked up itself."""
        story = self._stories.at(original)
        copy_of = self._reports.ids_of([original])[0]
        self._reports.add_copy(row, original)
        self._stories.renew(story, news)
        return Placement(report=self._id(row), story=story.id, copy_of=copy_of, score=1.0)

    def _regroup(self, row: int, near: Sequence[_Near], known: Mapping[int, float], news: int) -> Placement:
        """Group a report and the stories around it again."""
        whole = [one for one in near if self._stays_whole(one.story)]
        free = {member: one.story.id for one in near if one not in whole for member in one.story.rows}
        start = [[row], *([member] for member in free), *self._linked([row, *free], whole)]
        stories = [one.story for one in whole]
        first = 1 + len(free)
        groups = regroup(start, self._reports.edges, max_compared=COMPARED, apart=self._kept_apart(stories, first))
        parts = [
            Part(
                rows=[start[at][0] for at in group if at < first],
                whole=[stories[at - first] for at in group if at >= first],
            )
            for group in groups
        ]
        changed = self._stories.share_out(parts, [one.story for one in near])
        home = self._stories.at(row)
        self._stories.renew(home, news)
        ended = {one.story.id for one in near if one.story.id not in self._stories.by_id}
        merged = ended - {was for member, was in changed.items() if self._stories.at(member) is not home}
        moved = sorted(member for member, was in changed.items() if was not in merged)
        return Placement(
            report=self._id(row),
            story=home.id,
            started=all(one.story is not home for one in near),
            merged=tuple(sorted(merged)),
            score=_mean([known[member] for member in known if self._stories.at(member) is home]),
            moved=tuple(Moved(id_, self._stories.at(m).id) for m in moved for id_ in self._reports.ids_of([m])),
        )

    def _is_clear(self, near: _Near, known: Mapping[int, float]) -> bool:
        """Tell whether a report joins the only story around it without a doubt that grouping again could settle."""
        scores = [known[row] for row in near.compared]
        n_low = sum(score < FEW_SCORE for score in scores)
        doubtful = n_low > CLEAR_LOW_SHARE * len(scores) and not self._stays_whole(near.story)
        return _mean(scores) >= MANY_SCORE and not doubtful

    def _stays_whole(self, story: Story) -> bool:
        """Tell whether a story is too large to be grouped again, has reports that cannot be, or is as a person wants."""
        return story.held or len(story.rows) > WHOLE_STORY or not all(self._reports.columns[row] for row in story.rows)

    def _linked(self, free: Sequence[int], whole: Sequence[_Near]) -> list[list[int]]:
        """Give the reports that stand for stories that stay whole: those compared with the others, and the latest."""
        found = self._reports.columns
        rows_of = {
            one.story.id: {*one.compared, *(row for row in one.story.rows[-COMPARED:] if found[row])} for one in whole
        }
        for row in linked_rows([*free, *(row for rows in rows_of.values() for row in rows)], self._reports.edges):
            story = self._stories.find(row)
            if story is not None and story.id in rows_of:
                rows_of[story.id].add(row)
        return [sorted(rows_of[one.story.id]) for one in whole]

    def _kept_apart(self, whole: Sequence[Story], first: int) -> list[tuple[int, int]]:
        """Give the pairs of whole stories that a person keeps apart, numbered from `first`."""
        held = {story.id: first + at for at, story in enumerate(whole) if story.held}
        if len(held) < 2:
            return []
        pairs = [(self.story_of(a), self.story_of(b)) for a, b in self._wishes.apart if a in self and b in self]
        return [(held[a], held[b]) for a, b in pairs if a in held and b in held]

    def _side_of(self, story: Story, stays: int, leaves: int) -> set[int]:
        """Give the rows that leave a story with one of them where another stays."""
        a, b = self._reports.original(stays), self._reports.original(leaves)
        if a == b:
            return {self._detach(story, stays, leaves)}
        rows = [row for row in story.rows if self._reports.columns[row]]
        to_a, to_b = (self._scores_of(row, rows) for row in (a, b))
        side = {row for row in rows if to_b[row] > to_a[row]}
        tied = {row for row in story.rows if self._is_tied(row, b)}
        return (side | tied | {b}) - {a}

    def _detach(self, story: Story, stays: int, leaves: int) -> int:
        """Part a copy from the other; give the row that leaves."""
        copy = leaves if leaves in self._reports.original_of else stays
        self._reports.drop_copy(copy)
        self._stories.fill(story, sorted([*story.rows, copy]))
        return leaves

    def _scores_of(self, row: int, rows: Sequence[int]) -> dict[int, float]:
        """Score a row against others; one whose features are forgotten scores nothing."""
        profile = Profile(self._reports.compact_at(row))
        scores = self._reports.score(profile, rows).score.tolist() if self._reports.columns[row] else [0.0] * len(rows)
        return dict(zip(rows, scores, strict=True))

    def _is_tied(self, row: int, other: int) -> bool:
        ties = {t for report in self._reports.ids_of([other]) for t in self._wishes.same_as(report)}
        return not ties.isdisjoint(self._reports.ids_of([row]))

    def _id(self, row: int) -> str:
        return self._reports.ids[row] or ""


def _dated(arrival: Arrival) -> Compact:
    """Give the compact form of an arrival's fingerprint, with the day of its publication."""
    made = arrival.fingerprint if isinstance(arrival.fingerprint, Compact) else compact(arrival.fingerprint)
    return with_day(made, _ordinal(arrival.published)) if arrival.published else made


def _ordinal(at: datetime) -> int:
    """Give the day of a time as its proleptic ordinal, in UTC; a time without zone counts as UTC."""
    return (at.astimezone(UTC) if at.tzinfo else at).toordinal()


def _edges(known: Mapping[int, float]) -> bytes:
    """Give the pairs of a new report that are worth keeping."""
    return np.array([(row, score) for row, score in sorted(known.items()) if score >= NO_LINK_SCORE], EDGE).tobytes()


def _mean(scores: Sequence[float]) -> float:
    return math.fsum(scores) / len(scores) if scores else 0.0


def _find_original(profile: Profile, rows: Sequence[int], scored: Scored) -> int | None:
    """Give the row that a report is a copy of, the one that shares most with it."""
    if profile.n_words < COPY_WORDS:
        return None
    facts = np.minimum(scored.same_names, scored.same_numbers)
    copied = scored.identical | ((scored.same_bigrams >= COPY_SHARE) & (facts >= COPY_FACTS))
    shares = scored.same_bigrams.tolist()
    found = [(-shares[at], rows[at]) for at in np.flatnonzero(copied).tolist()]
    return min(found)[1] if found else None
