"""`crossread correct`: a person's hand over what was read."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from crossread.cli.library import json_option, library_option, now, opened, write_json, write_lines

if TYPE_CHECKING:
    from crossread.store.applying import Correction
    from crossread.store.corrections import By


@click.group()
def correct() -> None:
    """Set right what was read; each correction says who, when and why, holds for every later run, and can be undone.

    IDs of quotes, claims, points and conflicts are those of `crossread show STORY --json`, or of the facts in
    `crossread search` and `crossread new`.

    \b
    Example:
      crossread correct merge-stories s1f0c4 s9a3b1 --why "one strike" --library desk.sqlite
      crossread correct set-speaker s1f0c4 q0a1b2c3d4e5f "Ines Kovar"
      crossread correct undo h5d1c0b2a3f4e
    """


def correction(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command of a function that gives the correction it made; the options of all are the same."""

    def made(function: Callable[..., Any]) -> click.Command:
        options = [
            library_option,
            json_option,
            click.option("--who", metavar="NAME", help="Who sets it right.  [default: the user of this machine]"),
            click.option("--why", metavar="WORDS", help="Why."),
        ]
        for option in reversed(options):
            function = option(function)
        return correct.command(name)(function)

    return made


@correction("merge-stories")
@click.argument("into")
@click.argument("gone")
def merge_stories(into: str, gone: str, place: str, **told: Any) -> None:  # noqa: ANN401  (who, why, as_json)
    """Let story GONE be part of story INTO.

    \b
    Example:
      crossread correct merge-stories s1f0c4 s9a3b1
    """
    from crossread.store import corrections  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        tell(corrections.merge_stories(library, into, gone, by=by(told)), told)


@correction("split-story")
@click.argument("story")
@click.argument("reports", nargs=-1, required=True)
def split_story(story: str, reports: tuple[str, ...], place: str, **told: Any) -> None:  # noqa: ANN401  (as above)
    """Let REPORTS of a story be a story of their own.

    \b
    Example:
      crossread correct split-story s1f0c4 d0a1b2c3d4e5f d5f4e3d2c1b0a
    """
    from crossread.store import corrections  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        tell(corrections.split_story(library, story, reports, by=by(told)), told)


@correction("merge-entities")
@click.argument("story")
@click.argument("names", nargs=-1, required=True)
def merge_entities(story: str, names: tuple[str, ...], place: str, **told: Any) -> None:  # noqa: ANN401  (as above)
    """Let NAMES in a story be of one person, organization or place.

    \b
    Example:
      crossread correct merge-entities s1f0c4 "Ines Kovar" "the harbour master"
    """
    from crossread.store import corrections  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        tell(corrections.merge_entities(library, story, names, by=by(told)), told)


@correction("split-entity")
@click.argument("story")
@click.argument("name")
@click.argument("others", nargs=-1, required=True)
def split_entity(story: str, name: str, others: tuple[str, ...], place: str, **told: Any) -> None:  # noqa: ANN401  (as above)
    """Let OTHERS, names that were taken for NAME's, be somebody else's.

    \b
    Example:
      crossread correct split-entity s1f0c4 "Ines Kovar" "Lena Kovar"
    """
    from crossread.store import corrections  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        tell(corrections.split_entity(library, story, name, others, by=by(told)), told)


@correction("set-speaker")
@click.argument("story")
@click.argument("quote")
@click.argument("name")
def set_speaker(story: str, quote: str, name: str, place: str, **told: Any) -> None:  # noqa: ANN401  (as above)
    """Say that a quote is the words of NAME.

    \b
    Example:
      crossread correct set-speaker s1f0c4 q0a1b2c3d4e5f "Ines Kovar"
    """
    from crossread.store import corrections  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        tell(corrections.set_speaker(library, story, quote, name, by=by(told)), told)


@correction("reject-claim")
@click.argument("story")
@click.argument("claim")
def reject_claim(story: str, claim: str, place: str, **told: Any) -> None:  # noqa: ANN401  (as above)
    """Say that the report makes no such claim; for a point, none of its reports does.

    \b
    Example:
      crossread correct reject-claim s1f0c4 k0a1b2c3d4e5f
    """
    from crossread.store import corrections  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        tell(corrections.reject_claim(library, story, claim, by=by(told)), told)


@correction("reject-conflict")
@click.argument("story")
@click.argument("conflict")
def reject_conflict(story: str, conflict: str, place: str, **told: Any) -> None:  # noqa: ANN401  (as above)
    """Say that what looks like a conflict is none.

    \b
    Example:
      crossread correct reject-conflict s1f0c4 x0a1b2c3d4e5f --why "two ships"
    """
    from crossread.store import corrections  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        tell(corrections.reject_conflict(library, story, conflict, by=by(told)), told)


@correction("mark-point")
@click.argument("story")
@click.argument("point")
@click.argument("label")
def mark_point(story: str, point: str, label: str, place: str, **told: Any) -> None:  # noqa: ANN401  (as above)
    """Mark a point with a word of one's own, such as "to check".

    \b
    Example:
      crossread correct mark-point s1f0c4 p0a1b2c3d4e5f "to check"
    """
    from crossread.store import corrections  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        tell(corrections.mark_point(library, story, point, label, by=by(told)), told)


@correction("undo")
@click.argument("id_", metavar="ID")
def undo(id_: str, place: str, **told: Any) -> None:  # noqa: ANN401  (as above)
    """Take a correction back.

    \b
    Example:
      crossread correct undo h5d1c0b2a3f4e
    """
    from crossread.store import corrections  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        tell(corrections.undo(library, id_, by=by(told)), told)


@correct.command("list")
@library_option
@json_option
def list_corrections(place: str, *, as_json: bool) -> None:
    """List all corrections, those that were undone too.

    \b
    Example:
      crossread correct list --json
    """
    from crossread.store.corrections import load_corrections  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library, library.reading() as conn:
        found = load_corrections(conn)
    write_json(found) if as_json else write_lines(map(line, found))


def by(told: dict[str, Any]) -> By:
    """Give who sets something right, when, and why."""
    from crossread.store.corrections import By  # noqa: PLC0415  (--help needs none of it)

    return By(who=told["who"] or getpass.getuser(), at=now(), why=told["why"])


def tell(made: Correction, told: dict[str, Any]) -> None:
    """Write a correction."""
    write_json(made) if told["as_json"] else write_lines([line(made)])


def line(made: Correction) -> str:
    """Write a correction in one line."""
    about = ", ".join((*made.names, *made.documents, *((made.label,) if made.label else ())))
    words = f" “{' '.join(made.words[0].split())}”" if made.words else ""
    why = f", because: {made.why}" if made.why else ""
    undone = f", undone by {made.undone_by} {made.undone_at}" if made.undone_at else ""
    return f"{made.id}  {made.kind} in {made.story}: {about}{words} (by {made.who} {made.at[:16]}{why}{undone})"
