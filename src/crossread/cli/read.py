"""`crossread read`: reports in, the story's record and a page to read out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click


@click.command(no_args_is_help=False)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write record.json, report.md and report.html here.",
)
@click.option(
    "--published",
    metavar="DATE",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of publication of reports that do not say theirs (YYYY-MM-DD).",
)
@click.option("--outlet", metavar="NAME", help="Outlet of reports that do not say theirs.")
@click.option("--as-one-story", is_flag=True, help="Take all reports as one story instead of grouping them.")
@click.option("--stories-only", is_flag=True, help="Group the reports by story and read no further.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "md", "html"]),
    help="One format only; without -o it goes to standard output.  [default there: json]",
)
@click.option("--full-text", is_flag=True, help="Read the pages that a feed links to, not only what it says of them.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine and from private networks too.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Read at most N reports.")
@click.option("--quiet", is_flag=True, help="No progress, no summary, no problems on standard error.")
@click.option(
    "--processes",
    metavar="N",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Read reports in N processes side by side.",
)
@click.option(
    "--model",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False),
    help="Use another language model, exported by training.",
)
def read(paths: tuple[str, ...], output: Path | None, form: Any, *, quiet: bool, **options: Any) -> None:  # noqa: ANN401  (click gives them; Settings checks them)
    """Read reports and write the record of each story that they tell.

    PATH is a file, a folder, a glob, a web address (a page or a feed), or "-" for standard input.
    Files are .txt and .md (with YAML front matter or without), .html, .jsonl and .jsonl.gz, .eml,
    feeds, .warc.gz, NewsML-G2 and ninjs. What cannot be read is named on standard error and in the
    record.

    \b
    Example:
      crossread read reports/ --published 2031-05-20 -o out
      crossread read https://example.org/news/feed.xml --full-text -o out
      cat report.html | crossread read - --format md
    """
    import crossread  # noqa: PLC0415  (--help needs none of it)
    from crossread.cli.terminal import Terminal  # noqa: PLC0415

    if any("://" in path for path in paths):
        keep_retries_quiet()
    options["published"] = options["published"].date() if options["published"] else None
    with Terminal(quiet=quiet) as terminal:
        record = crossread.read(paths, on_progress=terminal.progress, **options)
    terminal.problems(record)
    terminal.summary(record, write(record, output, form))


def keep_retries_quiet() -> None:
    """Log nothing of a server that is asked again: with structlog installed it would stand among the data."""
    from stamina.instrumentation import set_on_retry_hooks  # noqa: PLC0415  (0.1 s, only where something is fetched)

    set_on_retry_hooks(())


def write(record: Any, output: Path | None, form: Any) -> list[Path]:  # noqa: ANN401  (as above)
    """Write the record to the folder, or in one format to standard output; give the files."""
    from crossread.show.files import FILES, to_bytes, write_report  # noqa: PLC0415  (jinja2 comes with it)

    if output is not None:
        return write_report(record, output, formats=[form] if form else tuple(FILES))
    sys.stdout.buffer.write(to_bytes(record, form or "json"))
    sys.stdout.buffer.flush()  # here, where a broken pipe is still handled
    return []
