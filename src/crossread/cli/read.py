"""`crossread read`: reports in, the story's record and a page to read out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from crossread.cli.reading import (
    allow_private_option,
    full_text_option,
    keep_retries_quiet,
    outlet_option,
    published_option,
    quiet_option,
    run_options,
)


@click.command(no_args_is_help=False)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write record.json, report.md and report.html here.",
)
@published_option
@outlet_option
@click.option("--as-one-story", is_flag=True, help="Take all reports as one story instead of grouping them.")
@click.option("--stories-only", is_flag=True, help="Group the reports by story and read no further.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "md", "html"]),
    help="One format only; without -o it goes to standard output.  [default there: json]",
)
@full_text_option
@allow_private_option
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Read at most N reports.")
@click.option(
    "--issue", "issues", metavar="WORDS", multiple=True, help="Look for stances on this too (as often as you like)."
)
@quiet_option
@run_options
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

    keep_retries_quiet(paths)
    with Terminal(quiet=quiet) as terminal:
        record = crossread.read(paths, on_progress=terminal.progress, **options)
    terminal.problems(record)
    terminal.summary(record, write(record, output, form))


def write(record: Any, output: Path | None, form: Any) -> list[Path]:  # noqa: ANN401  (as above)
    """Write the record to the folder, or in one format to standard output; give the files."""
    from crossread.show.files import FILES, to_bytes, write_report  # noqa: PLC0415  (jinja2 comes with it)

    if output is not None:
        return write_report(record, output, formats=[form] if form else tuple(FILES))
    sys.stdout.buffer.write(to_bytes(record, form or "json"))
    sys.stdout.buffer.flush()  # here, where a broken pipe is still handled
    return []
