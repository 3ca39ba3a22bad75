"""`crossread remove`: reports out of the library."""

from __future__ import annotations

import click

from crossread.cli.library import json_option, library_option, now, opened, write_json, write_lines


@click.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@library_option
@json_option
def remove(ids: tuple[str, ...], place: str, *, as_json: bool) -> None:
    """Take reports out of the library for good, with their text and what rests on them alone.

    ID is a report, or a story with all its reports. The stories that are left are read again by the next
    `crossread add`.

    \b
    Example:
      crossread remove d0a1b2c3d4e5f --library desk.sqlite
    """
    from crossread.store.removing import remove as remove_reports  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        gone = remove_reports(library, ids, now=now())
    write_json({"removed": gone}) if as_json else write_lines(f"{id_} removed" for id_ in gone)
