"""Many stories read: their reports one by one and then together, on any executor, with the same answer.

Small stories go whole to one task, which reads and compares and lets go of what it read. Reports of a large story
are read by several tasks, and one more compares what those kept; meanwhile others are read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from msgspec import Struct

from crossread.extract.report import Report
from crossread.language.analysis import Floats
from crossread.records import Document, Problem, Story
from crossread.run.reading import ReadingOrder, read_shard, unread
from crossread.run.tasks import Executor, Task, WorkerLost

WORKER_DIED = "each process that read this report died, perhaps for want of memory"
WORKERS_DIED = "each process that did died, perhaps for want of memory"


class Plan(Struct, frozen=True):
    """A story to be read: its id and its documents."""

    story: str
    docs: tuple[Document, ...]


class ReadStory(Struct, frozen=True):
    """A story as read, or None with the problem that stood in the way.

    `vectors` has for each report that could be read the mean of the vectors of its sentences. Shape (width,), float32.
    """

    id: str
    story: Story | None
    problems: tuple[Problem, ...] = ()
    vectors: dict[str, Floats] = {}


Compare = Callable[[Plan, Mapping[str, Report]], Story]
"""Compares the reports of a story, given by the id of the document; those that could not be read are not there."""


def read_stories(
    plans: Iterable[Plan],
    *,
    order: ReadingOrder,
    compare: Compare,
    run: Executor[Any],
    on_read: Callable[[int], None] = lambda _: None,
) -> Iterator[ReadStory]:
    """Read stories, and give each when it is done: in the order of the plans on a serial executor, else almost so.

    Args:
        plans: the stories; no more of them are taken than there is room for.
        order: how to read.
        compare: a function of a module.
        run: where.
        on_read: called with how many more reports were read.

    Raises:
        BrokenModel: the language model cannot be loaded.
    """
    shared = run.share(order)
    ahead = _steps(plans, compare, shard=run.shard)
    ready: deque[_Step] = deque()
    under_way: dict[Any, _Step] = {}
    while True:
        while len(under_way) < run.room and (step := ready.popleft() if ready else next(ahead, None)):
            under_way[run.submit(step.task, shared, *step.args())] = step
        if not under_way:
            return
        handle = run.wait(under_way)
        step = under_way.pop(handle)
        try:
            outcome = step.done(run.told(handle), handle)
        except WorkerLost:
            outcome = step.lost()
        on_read(outcome.n_read)
        ready.extend(outcome.steps)
        yield from outcome.stories


def read_and_compare(order: ReadingOrder, compare: Compare, plans: Sequence[Plan]) -> tuple[list[ReadStory], None]:
    """Read small stories, as a task: it tells them, and keeps nothing."""
    return [_compared(compare, plan, *read_shard(order, plan.docs)) for plan in plans], None


def compare_parts(
    _order: ReadingOrder, compare: Compare, plan: Plan, problems: tuple[Problem, ...], *parts: Sequence[Report]
) -> tuple[ReadStory, None]:
    """Compare the reports of a large story, as a task, by what those that read them kept."""
    return _compared(compare, plan, problems, [report for part in parts for report in part]), None


def _compared(compare: Compare, plan: Plan, problems: Iterable[Problem], reports: Iterable[Report]) -> ReadStory:
    report_of = {report.doc.id: report for report in reports}
    found = tuple(sorted(problems, key=lambda p: (p.doc or "", p.code, p.message)))
    vectors = {doc.id: _mean(report_of[doc.id]) for doc in plan.docs if doc.id in report_of}
    try:
        story = compare(plan, report_of)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as e:  # noqa: BLE001  (the boundary: a story that cannot be compared is its own problem)
        return ReadStory(plan.story, None, (*found, _uncompared(plan, f"{type(e).__name__}: {e}")), vectors)
    return ReadStory(plan.story, story, found, vectors)


def _mean(report: Report) -> Floats:
    vectors = report.analysis.vectors
    return vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], np.float32)


def _uncompared(plan: Plan, why: str) -> Problem:
    message = f"story {plan.story} could not be compared ({why}); its reports are kept, unread; please report it"
    return Problem(code="story-unread", message=message)


class _Outcome(Struct, frozen=True):
    """What follows from a step: stories that are done, steps that can be taken now, reports that were read."""

    stories: Sequence[ReadStory] = ()
    steps: Sequence[_Step] = ()
    n_read: int = 0


class _Step(Protocol):
    """A task with its arguments but for the order, and what follows when it is done, or lost with its worker."""

    task: Task

    def args(self) -> tuple[Any, ...]: ...
    def done(self, told: Any, handle: Any) -> _Outcome: ...  # noqa: ANN401  (what the task gave)
    def lost(self) -> _Outcome: ...


def _steps(plans: Iterable[Plan], compare: Compare, *, shard: int) -> Iterator[_Step]:
    """Give the first steps of stories: small ones together, large ones in shards."""
    small: list[Plan] = []
    for plan in plans:
        if len(plan.docs) > shard:
            yield from _Parts(plan, compare).shards(plan.docs, shard)
            continue
        if sum(len(p.docs) for p in small) + len(plan.docs) > shard:
            yield _WholeStories(small, compare)
            small = []
        small.append(plan)
    if small:
        yield _WholeStories(small, compare)


class _WholeStories:
    """Small stories, read and compared by one task."""

    task: Task = staticmethod(read_and_compare)

    def __init__(self, plans: Sequence[Plan], compare: Compare) -> None:
        self.plans = plans
        self.compare = compare

    def args(self) -> tuple[Any, ...]:
        return self.compare, self.plans

    def done(self, told: list[ReadStory], _handle: object) -> _Outcome:
        return _Outcome(told, n_read=sum(len(plan.docs) for plan in self.plans))

    def lost(self) -> _Outcome:
        """Read each alone; read one that is alone as if it were large, report by report."""
        if len(self.plans) > 1:
            return _Outcome(steps=[_WholeStories([plan], self.compare) for plan in self.plans])
        (plan,) = self.plans
        return _Outcome(steps=_Parts(plan, self.compare).shards(plan.docs, 1))


class _Parts:
    """A large story, and what was read of it so far."""

    def __init__(self, plan: Plan, compare: Compare) -> None:
        self.plan = plan
        self.compare = compare
        self.handles: list[Any] = []
        self.problems: list[Problem] = []
        self._n_left = len(plan.docs)

    def shards(self, docs: Sequence[Document], size: int) -> list[_Step]:
        """Cut documents into shards."""
        return [_Shard(self, docs[at : at + size]) for at in range(0, len(docs), size)]

    def add(self, n: int, problems: Iterable[Problem]) -> _Outcome:
        """Note that reports were read, or given up; after the last they are compared."""
        self._n_left -= n
        self.problems += problems
        return _Outcome(steps=() if self._n_left else (_Comparison(self),), n_read=n)


class _Shard:
    """Some reports of a large story."""

    task: Task = staticmethod(read_shard)

    def __init__(self, parts: _Parts, docs: Sequence[Document]) -> None:
        self.parts = parts
        self.docs = docs

    def args(self) -> tuple[Any, ...]:
        return (self.docs,)

    def done(self, problems: tuple[Problem, ...], handle: object) -> _Outcome:
        self.parts.handles.append(handle)
        return self.parts.add(len(self.docs), problems)

    def lost(self) -> _Outcome:
        """Read them one by one; give up one that is alone."""
        if len(self.docs) > 1:
            return _Outcome(steps=self.parts.shards(self.docs, 1))
        return self.parts.add(1, unread(self.docs[0], WORKER_DIED).problems)


class _Comparison:
    """A large story whose reports are all read."""

    task: Task = staticmethod(compare_parts)

    def __init__(self, parts: _Parts) -> None:
        self.parts = parts

    def args(self) -> tuple[Any, ...]:
        return self.parts.compare, self.parts.plan, tuple(self.parts.problems), *self.parts.handles

    def done(self, told: ReadStory, _handle: object) -> _Outcome:
        return _Outcome((told,))

    def lost(self) -> _Outcome:
        problem = _uncompared(self.parts.plan, WORKERS_DIED)
        return _Outcome((ReadStory(self.parts.plan.story, None, (*self.parts.problems, problem)),))
