"""`crossread stories`: the stories of the library."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from crossread.cli.library import Moment, json_option, library_option, opened, write_json, write_lines

if TYPE_CHECKING:
    from crossread.store.read import StoryLine


@click.command()
@library_option
@click.option("--since", metavar="WHEN", type=Moment(), help="Only stories to which something came after this moment.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=50, show_default=True, help="At most N stories."
)
@json_option
def stories(place: str, since: datetime | None, limit: int, *, as_json: bool) -> None:
    """List the stories of the library, those first to which something came last.

    \b
    Example:
      crossread stories --since yesterday --library desk.sqlite
    """
    from crossread.store.library import moment  # noqa: PLC0415  (--help needs none of it)
    from crossread.store.read import list_stories  # noqa: PLC0415

    with opened(place) as library:
        found = list_stories(library, since=moment(since) if since else None, limit=limit)
    write_json(found) if as_json else write_lines(map(line, found))


def line(story: StoryLine) -> str:
    """Write a story in one line."""
    told = told_by(story.first, story.last, story.reports)
    return f"{story.id}  {told}{', waiting' if story.waiting else ''}  {story.title}"


def told_by(first: str | None, last: str | None, n_reports: int) -> str:
    """Write how many reports tell something, and on which days."""
    days = " – ".join(dict.fromkeys(day[:10] for day in (first, last) if day)) or "no day"
    return f"{n_reports} report{'' if n_reports == 1 else 's'}, {days}"
