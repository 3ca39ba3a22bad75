"""`crossread show`: the record of a story of the library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crossread.cli.library import library_option, opened, write_json, write_lines
from crossread.cli.read import write
from crossread.cli.stories import told_by

if TYPE_CHECKING:
    from crossread.store.threads import Thread


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
@click.option("--threads", is_flag=True, help="Show only the threads of the story, in lines or as JSON.")
def show(story: str, place: str, output: Path | None, form: Any, *, threads: bool) -> None:  # noqa: ANN401  (click gives it)
    """Show what the reports of a story say, as it was read last and corrected since.

    STORY is the id of a story or the beginning of one, as `crossread stories` lists them. A long
    story has threads, such as an accident, the inquiry and the trial: on standard output they
    follow the story. A thread is called by the headline of one of its reports.

    \b
    Example:
      crossread show s1f0c4 --library desk.sqlite
      crossread show s1f0c4 --threads --json
      crossread show s1f0c4 -o out
    """
    if threads and (output or form in {"md", "html"}):
        raise click.UsageError("--threads are lines, or JSON with --json: leave out -o and --format")
    from crossread.store.corrections import story_record  # noqa: PLC0415  (--help needs none of it)
    from crossread.store.read import find_story  # noqa: PLC0415
    from crossread.store.threads import story_threads  # noqa: PLC0415

    with opened(place) as library, library.reading() as conn:
        id_ = find_story(conn, story)
        parts = story_threads(conn, id_) if threads or (output is None and form in {None, "md"}) else ()
        record = None if threads else story_record(conn, id_)
    if threads:
        write_json(parts) if form == "json" else write_lines(map(line, parts) if parts else [ONE_PIECE])
        return
    write(record, output, form or (None if output else "md"))
    if parts:
        write_lines(["", "## Threads", "", *map(markdown_item, parts)])


ONE_PIECE = "no threads: the reports of this story are of one piece"


def line(thread: Thread) -> str:
    """Write a thread in one line: how many reports, when, and the headline with the report that has it."""
    told = told_by(thread.first, thread.last, len(thread.documents))
    return f"{told}  {thread.title} [{thread.titled_by}]" if thread.title else f"{told}  no headline"


def markdown_item(thread: Thread) -> str:
    """Write a thread as an item of a list in Markdown."""
    from crossread.show.markdown import escaped  # noqa: PLC0415  (--help needs none of it)

    return f"- {escaped(line(thread))}"
