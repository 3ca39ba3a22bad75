"""What the commands that read reports share: `read` and `add`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from crossread.cli.library import Day

Command = TypeVar("Command", bound=Callable[..., Any])

published_option = click.option(
    "--published",
    metavar="DATE",
    type=Day(),
    help="Day of publication of reports that do not say theirs (YYYY-MM-DD).",
)
outlet_option = click.option("--outlet", metavar="NAME", help="Outlet of reports that do not say theirs.")
full_text_option = click.option(
    "--full-text", is_flag=True, help="Read the pages that a feed links to, not only what it says of them."
)
allow_private_option = click.option(
    "--allow-private", is_flag=True, help="Fetch from this machine and from private networks too."
)
run_option = click.option(
    "--run",
    type=click.Choice(["serial", "processes", "ray"]),
    help="Read reports one after the other, in several processes, or on a Ray cluster.  [default: serial; with --processes, processes]",
)
processes_option = click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(min=1),
    help="Read reports in N processes side by side.  [default with --run: one for each core]",
)
cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="With --run ray, the cluster to use, such as 10.0.0.5:6379.  [default: RAY_ADDRESS, or a Ray on this machine]",
)
readings_option = click.option(
    "--readings",
    metavar="FOLDER",
    type=click.Path(file_okay=False),
    help="Keep what is read of each report here; a run that was stopped does not read it again.",
)
model_option = click.option(
    "--model",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False),
    help="Use another language model, exported by training.",
)
_RUN_OPTIONS = (run_option, processes_option, cluster_option, readings_option, model_option)
quiet_option = click.option("--quiet", is_flag=True, help="No progress, no summary, no problems on standard error.")


def keep_retries_quiet(paths: Iterable[str]) -> None:
    """Log nothing of a server that is asked again: with structlog installed it would stand among the data."""
    if any("://" in path for path in paths):
        from stamina.instrumentation import set_on_retry_hooks  # noqa: PLC0415  (0.1 s, only to fetch)

        set_on_retry_hooks(())


def run_options(command: Command) -> Command:
    """Add the options that say where and with what reports are read; the record does not depend on where."""
    for option in reversed(_RUN_OPTIONS):
        command = option(command)
    return command
