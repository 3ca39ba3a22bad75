"""What an executor is: something that does tasks, somewhere.

A task is a plain function of a module and its arguments. It gives two things: what it tells, which comes back to
the caller, and what it keeps, which stays where it is until another task is given it. So what was read of the
reports of a story goes from the tasks that read them to the one that compares them, and is never unpacked on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Protocol, Self, TypeVar

TRIES = 2
"""So often a task is done whose worker dies. One that ran out of memory beside others may have room alone."""

Task = Callable[..., tuple[Any, Any]]
"""Gives what it tells, and what it keeps."""

Handle = TypeVar("Handle")
"""A task that was handed over. Among the arguments of another it stands for what it keeps."""


class WorkerLost(Exception):
    """Each worker that was given a task died of it. What it was about becomes a problem, so no caller sees this."""


class Executor(Protocol[Handle]):
    """Where tasks are done. A `with` statement stops the workers.

    `room` is how many tasks to hand over at once, `shard` how many reports to give to one.
    """

    room: int
    shard: int

    def share(self, value: Any) -> Any:  # noqa: ANN401  (any value, and whatever stands for it)
        """Bring a value that many tasks need to where they are done; what it gives stands for it among the arguments."""

    def submit(self, task: Task, *args: Any) -> Handle:  # noqa: ANN401  (what the task takes)
        """Hand over a task."""

    def wait(self, handles: Collection[Handle]) -> Handle:
        """Wait until one of some tasks is done, and give it."""

    def told(self, handle: Handle) -> Any:  # noqa: ANN401  (what the task gave)
        """Give what a task that is done tells.

        Raises:
            WorkerLost: it could not be done.
            CrossreadError: what the task raised.
        """

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: object) -> None: ...
