"""One task after the other, in this process."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from crossread.run.tasks import Task


class Finished:
    """A task that is done, or a value that is shared."""

    def __init__(self, told: Any, kept: Any) -> None:  # noqa: ANN401  (what a task gave)
        self.told = told
        self.kept = kept


class Serial:
    """Does each task when it is handed over."""

    room = 1
    shard = 1

    def share(self, value: Any) -> Finished:  # noqa: ANN401  (any value)
        """Keep a value."""
        return Finished(None, value)

    def submit(self, task: Task, *args: Any) -> Finished:  # noqa: ANN401  (what the task takes)
        """Do a task."""
        return Finished(*task(*(arg.kept if isinstance(arg, Finished) else arg for arg in args)))

    def wait(self, handles: Collection[Finished]) -> Finished:
        """Give the task handed over first."""
        return next(iter(handles))

    def told(self, handle: Finished) -> Any:  # noqa: ANN401  (what the task gave)
        """Give what a task tells."""
        return handle.told

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing is to be stopped."""
