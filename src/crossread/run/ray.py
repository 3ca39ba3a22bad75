"""Tasks on a Ray cluster: the only module that knows Ray, the extra `cluster`.

What tasks keep stays in the object store of the machine where it was made, and goes to the next task from there.
Every machine of the cluster has Crossread installed, of the same version, and finds the language model at the
same place.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Collection
from typing import Any, Self

from msgspec import Struct

from crossread.errors import BadInput, CrossreadError, MissingExtra
from crossread.run.tasks import TRIES, Task, WorkerLost

SHARD_REPORTS = 16
"""Reports a task: two seconds of work, against some milliseconds to hand it over (`python -m benchmarks scale`)."""
AHEAD = 2
"""So many tasks a worker are handed over at once, so that none waits for the next."""
STORE_BYTES = 512_000_000
"""Object store of a Ray that is started here; more than that goes to the disk. A report read is some 50 kB."""


class Job(Struct, frozen=True, eq=False):
    """References to what a task tells and keeps."""

    told: Any
    kept: Any


class Ray:
    """Does tasks on the workers of a cluster, or on those of a Ray that is started for it and ended after."""

    shard = SHARD_REPORTS

    def __init__(self, *, workers: int | None, cluster: str | None) -> None:
        """Make an executor.

        Args:
            workers: how many tasks at once; None is one for each core.
            cluster: the address of a cluster, such as "10.0.0.5:6379" or "ray://10.0.0.5:10001"; None is the one that
                the variable RAY_ADDRESS names, or else a Ray on this machine.

        Raises:
            MissingExtra: Ray is not installed.
        """
        try:
            import ray  # noqa: PLC0415  (a second, only where it is asked for)
        except ModuleNotFoundError as e:
            doing = "running on a cluster"
            raise MissingExtra(doing, extra="cluster") from e
        self._ray = ray
        self._workers = workers
        self._cluster = cluster
        lost = ray.exceptions
        self._lost = (lost.WorkerCrashedError, lost.OutOfMemoryError, lost.NodeDiedError, lost.ObjectLostError)
        self._is_ours = False

    def __enter__(self) -> Self:
        ray = self._ray
        if not ray.is_initialized():
            self._connect(self._cluster or os.environ.get("RAY_ADDRESS"))
            self._is_ours = True
        self.room = AHEAD * (self._workers or int(ray.cluster_resources().get("CPU", 1)))
        self._do = ray.remote(num_returns=2, max_retries=TRIES - 1)(_do)
        return self

    def _connect(self, address: str | None) -> None:
        """Join the cluster at an address, or start a small Ray here.

        Raises:
            BadInput: there is no cluster at the address.
            CrossreadError: no Ray could be started here.
        """
        quiet: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
        if address is None:
            os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would report its use to its makers
            workers = self._workers or os.cpu_count()
            try:
                self._ray.init(num_cpus=workers, include_dashboard=False, object_store_memory=STORE_BYTES, **quiet)
            except Exception as e:  # Ray raises a bare one after half a minute
                msg = f"Ray did not start on this machine ({e}); try again when it is less busy, or read with --run processes"
                raise CrossreadError(msg) from e
            return
        try:
            self._ray.init(address=address, **quiet)
        except (ConnectionError, ValueError, RuntimeError) as e:
            msg = (
                f"no Ray cluster answers at '{address}' ({e}); give --cluster the address that `ray start --head` names"
            )
            raise BadInput(msg) from e

    def __exit__(self, *error: object) -> None:
        if self._is_ours:
            self._ray.shutdown()

    def share(self, value: Any) -> Job:  # noqa: ANN401  (any value)
        """Put a value into the object store."""
        return Job(None, self._ray.put(value))

    def submit(self, task: Task, *args: Any) -> Job:  # noqa: ANN401  (what the task takes)
        """Hand over a task."""
        told, kept = self._do.remote(task, *(arg.kept if isinstance(arg, Job) else arg for arg in args))
        return Job(told, kept)

    def wait(self, handles: Collection[Job]) -> Job:
        """Wait until one of some tasks is done, and give it."""
        job_of = {job.told: job for job in handles}
        (ended, *_), _ = self._ray.wait(list(job_of), num_returns=1)
        return job_of[ended]

    def told(self, handle: Job) -> Any:  # noqa: ANN401  (what the task gave)
        """Give what a task that is done tells."""
        try:
            return self._ray.get(handle.told)
        except self._lost as e:
            raise WorkerLost from e
        except self._ray.exceptions.RayTaskError as e:  # what the task raised, wrapped
            if isinstance(e.cause, self._lost):
                raise WorkerLost from e
            raise e.cause from None


def _do(task: Task, *args: Any) -> tuple[Any, Any]:  # noqa: ANN401  (what the task takes)
    """Do a task, in a worker; what references stood for came with it."""
    return task(*args)
