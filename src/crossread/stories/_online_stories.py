"""The stories of the index: which rows they have, what they are called, when they rest."""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.records import content_id
from crossread.stories._online_regroup import most_linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossread.stories._online_reports import Reports

REST_REPORTS = 8
"""So many of a story's reports can still be found when it rests: those that the others score highest with."""


class Story:
    """A story: rows of its reports in ascending order (copies follow theirs), and the day of its last news.

    `number` is its place
    among all stories that ever began. `held`: a person merged or split it, so its reports stay together. `resting`: it has been without
    news so long that only few of its reports can be found.
    """

    __slots__ = ("held", "id", "last", "number", "resting", "rows")

    def __init__(self, id_: str, number: int, last: int) -> None:
        self.id, self.number, self.last = id_, number, last
        self.rows: list[int] = []
        self.held = self.resting = False


class Part(Struct, frozen=True):
    """What belongs together by a regrouping: single rows, and stories that stayed whole."""

    rows: Sequence[int]
    whole: Sequence[Story]


class Stories:
    """Stories by id and by row. Ids that were merged lead to the story that has their reports now."""

    def __init__(self, reports: Reports, *, rest_days: int) -> None:
        self.by_id: dict[str, Story] = {}
        self.went: dict[str, str] = {}
        self.rest_days, self.today = rest_days, 0
        self._reports = reports
        self._numbers = itertools.count()
        self._of_row: dict[int, Story] = {}
        self._due: defaultdict[int, list[str]] = defaultdict(list)

    def at(self, row: int) -> Story:
        """Give the story of a row, or of the one that it is a copy of."""
        return self._of_row[self._reports.original(row)]

    def find(self, row: int) -> Story | None:
        """Give the story of a row, None where it was taken out."""
        return self._of_row.get(self._reports.original(row))

    def named(self, story: str) -> Story:
        """Give a story by its id, also one that it had before a merge.

        Raises:
            KeyError: no such story.
        """
        while story not in self.by_id:
            story = self.went[story]
        return self.by_id[story]

    def open(self, rows: list[int], last: int) -> Story:
        """Begin a story with rows, named after the first of its reports that no other story is named after."""
        names = [self._reports.ids[row] or str(row) for row in rows]
        tries = itertools.chain(
            (content_id("s", name) for name in names), (content_id("s", names[0], n) for n in itertools.count())
        )
        return self.restore(next(id_ for id_ in tries if id_ not in self.by_id), rows, last)

    def restore(self, id_: str, rows: list[int], last: int) -> Story:
        """Begin a story under a given id."""
        story = self.by_id[id_] = Story(id_, next(self._numbers), last)
        self.went.pop(id_, None)
        self._due[last].append(id_)
        self.fill(story, rows)
        return story

    def fill(self, story: Story, rows: list[int]) -> None:
        """Let a story have just these rows."""
        story.rows = []
        self.add(story, rows)

    def add(self, story: Story, rows: Iterable[int]) -> None:
        """Let a story have more rows."""
        for row in rows:
            bisect.insort(story.rows, row)
            self._of_row[row] = story
            if self._reports.columns[row]:
                self._reports.story[row] = story.number

    def end(self, story: Story) -> None:
        """Take out a story whose reports are in others now; its id leads to the one that has most of them."""
        heirs = Counter(self._of_row[row].id for row in story.rows)
        del self.by_id[story.id]
        self.went[story.id] = min(heirs, key=lambda id_: (-heirs[id_], id_))

    def forget(self, row: int) -> None:
        """Take out a report that nothing stands for any more, and its story where it was the last."""
        story = self._of_row.pop(row)
        self._reports.release(row)
        story.rows.remove(row)
        if not story.rows:
            del self.by_id[story.id]

    def renew(self, story: Story, news: int) -> None:
        """Note the day of a story's news; one that rested is awake."""
        story.last = max(story.last, news)
        if story.resting:
            story.resting = False
            self._due[story.last].append(story.id)

    def let_rest(self, today: int) -> None:
        """Let stories rest that have been without news for long; the clock is the latest arrival."""
        if today <= self.today:
            return
        self.today = today
        for day in sorted(day for day in self._due if day < today - self.rest_days):
            for id_ in self._due.pop(day):
                story = self.by_id.get(id_)
                if story is None or story.resting:
                    continue
                if story.last < today - self.rest_days:
                    self._rest(story)
                else:
                    self._due[story.last].append(id_)

    def _rest(self, story: Story) -> None:
        story.resting = True
        found = [row for row in story.rows if self._reports.columns[row]]
        if len(found) > REST_REPORTS:
            for row in set(found) - most_linked(found, self._reports.edges, REST_REPORTS):
                self._reports.release(row)

    def share_out(self, parts: Sequence[Part], near: Sequence[Story]) -> dict[int, str]:
        """Let each part of a regrouping be the story that most of it was in, or else a new one.

        A story takes one part only, its largest; a story that gets none has ended.

        Args:
            parts: what `near` has, each once, and new rows.
            near: the stories that were grouped again.

        Returns:
            For each row whose story changed the id of the one that it was in.
        """
        whole = {story.id for part in parts for story in part.whole}
        was = {row: story.id for story in near if story.id not in whole for row in story.rows}
        shares = [Counter(was[row] for row in part.rows if row in was) for part in parts]
        for share, part in zip(shares, parts, strict=True):
            share.update({story.id: len(story.rows) for story in part.whole})
        heirs: dict[int, str] = {}
        for _, id_, at in sorted((-n, id_, at) for at, share in enumerate(shares) for id_, n in share.items()):
            if at not in heirs and id_ not in heirs.values():
                heirs[at] = id_
        changed: dict[int, str] = {}
        for at, part in enumerate(parts):
            came = {row: was[row] for row in part.rows if row in was and was[row] != heirs.get(at)}
            came |= {row: story.id for story in part.whole if story.id != heirs.get(at) for row in story.rows}
            changed |= came
            self._settle(part, heirs.get(at), [*came, *(row for row in part.rows if row not in was)], shares[at])
        for story in near:
            if story.id not in heirs.values():
                self.end(story)
        return changed

    def _settle(self, part: Part, heir: str | None, added: list[int], shares: Iterable[str]) -> None:
        """Let a part be a story that is there already, with the rows that are new to it, or a new one."""
        sources = [self.by_id[id_] for id_ in shares]
        last = max((story.last for story in sources), default=self.today)
        if heir is None:
            self.open(sorted(added), last)
            return
        story = self.by_id[heir]
        story.held |= any(source.held for source in sources)
        if story in part.whole:
            self.add(story, added)
        else:
            self.fill(story, sorted([*part.rows, *(row for other in part.whole for row in other.rows)]))
        self.renew(story, last)
