"""What a person decided of pairs of reports: they belong to one story, or to two. The last word holds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Wishes:
    """Pairs of report ids; a report need not be there yet."""

    def __init__(self, same: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()) -> None:
        self._same: defaultdict[str, set[str]] = defaultdict(set)
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for pairs, of in ((same, self._same), (apart, self._apart)):
            for a, b in pairs:
                _link(of, a, b)

    def keep_same(self, a: str, b: str) -> None:
        """Wish two reports into one story, and give up every wish that held them or what is tied to them apart."""
        ours, theirs = self.same_as(a) | {a}, self.same_as(b) | {b}
        for x in ours:
            for y in theirs & self._apart.get(x, set()):
                _unlink(self._apart, x, y)
        _link(self._same, a, b)

    def keep_apart(self, a: str, b: str, side: Iterable[str] = ()) -> None:
        """Wish two reports into two stories, and give up every wish that ties one side of the cut to the other.

        Args:
            a: stays.
            b: leaves.
            side: the reports that leave with `b`.
        """
        leaving = {b, *side}
        for x in leaving:
            for y in self._same.get(x, set()) - leaving:
                _unlink(self._same, x, y)
        _link(self._apart, a, b)

    def same_as(self, report: str) -> set[str]:
        """Give the reports that are tied to one, directly or through others, without itself."""
        seen, todo = {report}, [report]
        while todo:
            fresh = self._same.get(todo.pop(), set()) - seen
            seen |= fresh
            todo += fresh
        return seen - {report}

    def apart_from(self, report: str) -> set[str]:
        """Give the reports that one must not be together with, nor with what is tied to it."""
        return {other for mine in self.same_as(report) | {report} for other in self._apart.get(mine, set())}

    @property
    def same(self) -> tuple[tuple[str, str], ...]:
        """All pairs that belong together, sorted."""
        return _pairs(self._same)

    @property
    def apart(self) -> tuple[tuple[str, str], ...]:
        """All pairs that do not, sorted."""
        return _pairs(self._apart)


def _link(of: defaultdict[str, set[str]], a: str, b: str) -> None:
    of[a].add(b)
    of[b].add(a)


def _unlink(of: defaultdict[str, set[str]], a: str, b: str) -> None:
    for x, y in ((a, b), (b, a)):
        of[x].discard(y)
        if not of[x]:
            del of[x]


def _pairs(of: defaultdict[str, set[str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((a, b) for a, others in of.items() for b in others if a < b))
