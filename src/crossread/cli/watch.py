"""`crossread watch`: a word, a person or an issue, and what changed about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from crossread.cli.library import json_option, library_option, now, opened, write_json, write_lines
from crossread.cli.new import fact_line

if TYPE_CHECKING:
    from crossread.store.watching import Sighting, Watch


@click.group()
def watch() -> None:
    """Watch a word, a person or an issue, and tell what changed about it since the last check.

    \b
    Example:
      crossread watch add person Kovar --library desk.sqlite
      crossread watch check
    """


@watch.command("add")
@click.argument("kind", type=click.Choice(["word", "person", "issue"]))
@click.argument("words")
@library_option
@json_option
def add_watch(kind: Any, words: str, place: str, *, as_json: bool) -> None:  # noqa: ANN401  (click checks it)
    """Watch WORDS from now on: words as in a search, or a name or a part of one.

    \b
    Example:
      crossread watch add word '"hull is checked"'
    """
    from crossread.store.watching import add_watch as add  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        made = add(library, kind, words, now=now())
    write_json(made) if as_json else write_lines([line(made)])


@watch.command("list")
@library_option
@json_option
def list_watches(place: str, *, as_json: bool) -> None:
    """List what is watched.

    \b
    Example:
      crossread watch list
    """
    from crossread.store.watching import list_watches as listed  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        found = listed(library)
    write_json(found) if as_json else write_lines(map(line, found))


@watch.command("remove")
@click.argument("id_", metavar="ID")
@library_option
@json_option
def remove_watch(id_: str, place: str, *, as_json: bool) -> None:
    """Watch something no longer.

    \b
    Example:
      crossread watch remove w0c1f5a7d2b3e
    """
    from crossread.store.watching import remove_watch as remove  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        remove(library, id_)
    write_json({"removed": id_}) if as_json else write_lines([f"{id_} is no longer watched"])


@watch.command("check")
@click.option("--keep", is_flag=True, help="Tell the same again at the next check.")
@library_option
@json_option
def check(place: str, *, keep: bool, as_json: bool) -> None:
    """Tell what changed about everything that is watched since it was checked last.

    \b
    Example:
      crossread watch check --json
    """
    from crossread.store.watching import check_watches  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        found = check_watches(library, keep=keep)
    write_json(found) if as_json else write_lines(map(sighting_line, found))


def line(made: Watch) -> str:
    """Write what is watched in one line."""
    return f"{made.id}  {made.kind}: {made.words}"


def sighting_line(found: Sighting) -> str:
    """Write a change in one line, after what it is about."""
    return f"{found.watch.kind} {found.watch.words}, {found.story}:{fact_line(found.news)[1:]}"
