"""`crossread show`: the record of a story of the library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crossread.cli.library import library_option, opened
from crossread.cli.read import write


@click.command()
@click.argument("story")
@library_option
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write record.json, report.md and report.html here.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "md", "html"]),
    help="One format only; without -o it goes to standard output.  [default there: md]",
)
@click.option("--json", "form", flag_value="json", help="The same as --format json.")
def show(story: str, place: str, output: Path | None, form: Any) -> None:  # noqa: ANN401  (click gives it)
    """Show what the reports of a story say, as it was read last and corrected since.

    STORY is the id of a story or the beginning of one, as `crossread stories` lists them.

    \b
    Example:
      crossread show s1f0c4 --library desk.sqlite
      crossread show s1f0c4 -o out
    """
    from crossread.store.corrections import story_record  # noqa: PLC0415  (--help needs none of it)
    from crossread.store.read import find_story  # noqa: PLC0415

    with opened(place) as library, library.reading() as conn:
        record = story_record(conn, find_story(conn, story))
    write(record, output, form or (None if output else "md"))
