"""The executors by name."""

from __future__ import annotations

import os
from typing import Any

from crossread.errors import BadInput
from crossread.run.processes import Processes
from crossread.run.serial import Serial
from crossread.run.tasks import Executor
from crossread.settings import Settings

MIN_REPORTS_A_PROCESS = 8
"""Fewer reports are read in this process: another takes a second to start."""


def choose_executor(settings: Settings, *, n_reports: int) -> Executor[Any]:
    """Choose where reports are read.

    Args:
        settings: `run`, `processes` and `cluster` of it.
        n_reports: how many reports there are; few are not worth more processes.

    Raises:
        BadInput: a cluster is named, and not to be used.
        MissingExtra: Ray is asked for and not installed.
    """
    n = settings.processes
    if settings.run == "ray":
        from crossread.run.ray import Ray  # noqa: PLC0415  (the seam of an extra)

        return Ray(workers=n, cluster=settings.cluster)
    if settings.cluster is not None:
        msg = f"the cluster '{settings.cluster}' would not be used; ask for it with --run ray"
        raise BadInput(msg)
    if settings.run == "serial" or (settings.run is None and n is None):
        return Serial()
    n = min(n or os.cpu_count() or 1, n_reports // MIN_REPORTS_A_PROCESS)
    return Processes(n) if n > 1 else Serial()
