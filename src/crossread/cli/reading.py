"""What the commands that read reports share: `read` and `add`."""

from __future__ import annotations

from collections.abc import Iterable

import click

published_option = click.option(
    "--published",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of publication of reports that do not say theirs (YYYY-MM-DD).",
    callback=lambda _context, _option, moment: moment.date() if moment else None,
)
outlet_option = click.option("--outlet", metavar="NAME", help="Outlet of reports that do not say theirs.")
full_text_option = click.option(
    "--full-text", is_flag=True, help="Read the pages that a feed links to, not only what it says of them."
)
allow_private_option = click.option(
    "--allow-private", is_flag=True, help="Fetch from this machine and from private networks too."
)
processes_option = click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Read reports in N processes side by side.",
)
model_option = click.option(
    "--model",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False),
    help="Use another language model, exported by training.",
)
quiet_option = click.option("--quiet", is_flag=True, help="No progress, no summary, no problems on standard error.")


def keep_retries_quiet(paths: Iterable[str]) -> None:
    """Log nothing of a server that is asked again: with structlog installed it would stand among the data."""
    if any("://" in path for path in paths):
        from stamina.instrumentation import set_on_retry_hooks  # noqa: PLC0415  (0.1 s, only to fetch)

        set_on_retry_hooks(())
