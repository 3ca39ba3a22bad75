"""`crossread add`: reports into the library."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from crossread.cli.library import json_option, library_option, opened
from crossread.cli.reading import (
    allow_private_option,
    full_text_option,
    keep_retries_quiet,
    outlet_option,
    published_option,
    quiet_option,
    run_options,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crossread.cli.terminal import Terminal
    from crossread.records import Problem
    from crossread.settings import Settings
    from crossread.store.growing import AddedBatch
    from crossread.store.library import Library


@click.command()
@click.argument("paths", metavar="[PATH...]", nargs=-1)
@library_option
@published_option
@outlet_option
@full_text_option
@allow_private_option
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Add at most N reports.")
@click.option("--unread", is_flag=True, help="Store and place the reports only; the next add reads their stories.")
@run_options
@quiet_option
@json_option
def add(paths: tuple[str, ...], place: str, *, unread: bool, quiet: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401  (click gives them; Settings checks them)
    """Add reports to the library, place each in its story, and read the stories that they touch.

    PATH is what `crossread read` takes: files, folders, globs, web addresses, or "-" for standard input. A file that has not
    changed since it was added is passed over. Without PATH, adds that were stopped go on, and stories that
    wait are read. With --json each report is a line, written once the report is safe.

    \b
    Example:
      crossread add reports/ --library desk.sqlite
      crossread add --library desk.sqlite
    """
    from crossread.cli.terminal import Terminal  # noqa: PLC0415  (--help needs none of it)
    from crossread.settings import Settings  # noqa: PLC0415
    from crossread.store.growing import read_waiting  # noqa: PLC0415

    keep_retries_quiet(paths)
    settings = Settings(**options)
    counts: Counter[str] = Counter()
    with opened(place, create=True) as library, Terminal(quiet=quiet) as terminal:
        for batch in batches(library, paths, settings, terminal):
            counts.update(one.outcome for one in batch.records)
            tell(batch, as_json=as_json, quiet=quiet)
        n_read = 0
        for one in () if unread else read_waiting(library, settings=settings, on_progress=terminal.progress):
            n_read += one.kept
            tell_problems(one.problems, quiet=quiet)
    if not quiet:
        told = ", ".join(f"{n} {outcome}" for outcome, n in sorted(counts.items())) or "nothing new"
        click.echo(f"{told}; {n_read} {'story' if n_read == 1 else 'stories'} read", err=True)


def batches(library: Library, paths: tuple[str, ...], settings: Settings, terminal: Terminal) -> Iterator[AddedBatch]:
    """Add what was named, or what was left when an add was stopped."""
    from crossread.store.growing import add_reports, stopped_jobs  # noqa: PLC0415  (--help needs none of it)

    for these, by in [(paths, settings)] if paths else stopped_jobs(library):
        yield from add_reports(library, these, settings=by, stdin=sys.stdin.buffer, on_progress=terminal.progress)


def tell(batch: AddedBatch, *, as_json: bool, quiet: bool) -> None:
    """Write a line for each report that is safe now, and name what could not be read."""
    import msgspec  # noqa: PLC0415  (--help needs none of it)

    for one in batch.records if as_json else ():
        sys.stdout.buffer.write(msgspec.json.encode(one) + b"\n")
    sys.stdout.buffer.flush()
    tell_problems(batch.problems, quiet=quiet)


def tell_problems(problems: Iterable[Problem], *, quiet: bool) -> None:
    """Name what could not be read or used."""
    from crossread.cli.terminal import printable  # noqa: PLC0415  (--help needs none of it)

    for problem in () if quiet else problems:
        click.echo(printable(f"{problem.code}: {problem.message}"), err=True)
