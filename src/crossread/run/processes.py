"""Tasks in several processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
from collections.abc import Collection
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Self

from crossread.run.tasks import TRIES, Task, WorkerLost

SHARD_REPORTS = 8
"""Reports a task: about a second of work, against a millisecond to hand it over (`python -m benchmarks scale`)."""
AHEAD = 2
"""So many tasks a process are handed over at once, so that none waits for the next."""
THREADS = "OMP_NUM_THREADS"


class Packed:
    """What a task keeps, pickled by its worker; this process passes it on as it is."""

    def __init__(self, data: bytes) -> None:
        self.data = data


class Job:
    """A task that was handed over; it may be done again."""

    def __init__(self, task: Task, args: tuple[Any, ...]) -> None:
        self.task = task
        self.args = args
        self.kept: Packed | None = None
        self.told: Any = None
        self.error: BaseException | None = None
        self.is_done = False
        self.tries = 0

    def end(self, future: Future[tuple[Any, Packed]]) -> None:
        """Take what came of it; its arguments are needed no more."""
        self.error = future.exception()
        if self.error is None:
            self.told, self.kept = future.result()
        self.args, self.is_done = (), True

    def lose(self) -> None:
        """Give it up."""
        self.error, self.args, self.is_done = WorkerLost(), (), True


class Shared:
    """A value that goes with every task, pickled once."""

    def __init__(self, value: Any) -> None:  # noqa: ANN401  (any value)
        self.kept = Packed(pickle.dumps(value))


class Processes:
    """Does tasks in processes, which start when there is work for them.

    When a process dies nobody knows of which task. So all that were under way are done again one by one, until the
    one is known that it was; after `TRIES` it is lost.
    """

    shard = SHARD_REPORTS

    def __init__(self, n: int) -> None:
        self.room = n * AHEAD
        self._n = n
        self._waiting: list[Job] = []
        self._under_way: dict[Future[tuple[Any, Packed]], Job] = {}
        self._suspects: list[Job] = []

    def __enter__(self) -> Self:
        self._threads = os.environ.get(THREADS)
        os.environ[THREADS] = "1"  # what processes start with; or threads multiply with them
        self._pool = self._open()
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        if self._threads is None:
            del os.environ[THREADS]
        else:
            os.environ[THREADS] = self._threads

    def _open(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._n, multiprocessing.get_context("spawn"), initializer=_follow_parent)

    def share(self, value: Any) -> Shared:  # noqa: ANN401  (any value)
        """Pickle a value."""
        return Shared(value)

    def submit(self, task: Task, *args: Any) -> Job:  # noqa: ANN401  (what the task takes)
        """Hand over a task."""
        job = Job(task, tuple(arg.kept if isinstance(arg, Job | Shared) else arg for arg in args))
        self._waiting.append(job)
        self._start()
        return job

    def wait(self, handles: Collection[Job]) -> Job:
        """Wait until one of some tasks is done, and give it."""
        while (ended := next((job for job in handles if job.is_done), None)) is None:
            self._start()
            self._collect()
        return ended

    def told(self, handle: Job) -> Any:  # noqa: ANN401  (what the task gave)
        """Give what a task that is done tells."""
        if handle.error is not None:
            raise handle.error
        return handle.told

    def _start(self) -> None:
        """Start what waits; suspects one by one, and nothing beside them."""
        alone = bool(self._suspects)
        if alone and self._under_way:
            return
        waiting = self._suspects[:1] if alone else self._waiting
        while waiting:
            job = waiting[0]
            try:
                self._under_way[self._pool.submit(_do, job.task, job.args)] = job
            except BrokenProcessPool:  # a process died with nothing to do
                self._recover()
                return
            waiting.pop(0)

    def _collect(self) -> None:
        """Take in what is done, and start anew where a process died."""
        ended = wait(self._under_way, return_when=FIRST_COMPLETED).done
        if any(isinstance(future.exception(), BrokenProcessPool) for future in ended):
            self._recover()
            return
        for future in ended:
            self._end(future)

    def _end(self, future: Future[tuple[Any, Packed]]) -> None:
        job = self._under_way.pop(future)
        if job in self._suspects:
            self._suspects.remove(job)
        job.end(future)

    def _recover(self) -> None:
        """Start other processes; what was under way is suspected, and counts a try where it was alone."""
        wait(self._under_way)
        for future in list(self._under_way):
            if not isinstance(future.exception(), BrokenProcessPool):
                self._end(future)
        victims = list(self._under_way.values())
        self._under_way.clear()
        for job in victims:
            job.tries += len(victims) == 1
            if job.tries == TRIES:
                job.lose()
        kept = [job for job in self._suspects if not job.is_done]
        self._suspects = [*kept, *(job for job in victims if not job.is_done and job not in kept)]
        self._pool.shutdown()
        self._pool = self._open()


def _do(task: Task, args: tuple[Any, ...]) -> tuple[Any, Packed]:
    """Do a task, in its process."""
    told, kept = task(*(pickle.loads(arg.data) if isinstance(arg, Packed) else arg for arg in args))  # noqa: S301  (ours)
    return told, Packed(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))


def _follow_parent() -> None:
    """End this process when the one that started it does, even if that is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
