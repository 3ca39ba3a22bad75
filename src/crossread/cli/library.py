"""What the commands that work on a library share: where it lies, and how moments are given."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from crossread.store.library import Library

DEFAULT = "crossread.sqlite"
F = TypeVar("F", bound=Callable[..., Any])

library_option = click.option(
    "--library",
    "place",
    metavar="PLACE",
    envvar="CROSSREAD_LIBRARY",
    default=DEFAULT,
    show_default=True,
    show_envvar=True,
    help="The library: an SQLite file, or postgresql://user@host/name.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


def opened(place: str, *, create: bool = False) -> AbstractContextManager[Library]:
    """Open the library of a command; only `add` makes one."""
    from crossread.store.library import open_library  # noqa: PLC0415  (--help needs none of it)

    return open_library(place, create=create)


def now() -> datetime:
    """Give the moment at which a command runs."""
    return datetime.now(UTC)


class Day(click.ParamType[date]):
    """A day, as ISO 8601 writes it."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401  (click's)
        """Give the day."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f"'{value}' is no day; give it as YYYY-MM-DD, such as 2031-05-20", param, ctx)


class Moment(click.ParamType[datetime]):
    """A moment: a day, a day and time, "yesterday", "today", or so long ago ("90m", "12h", "7d", "2w")."""

    name = "when"
    units = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401  (click's)
        """Give an aware moment; a day begins at midnight, here."""
        if isinstance(value, datetime):
            return value
        said = str(value).strip()
        today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        if said in {"today", "yesterday"}:
            return today if said == "today" else today - timedelta(days=1)
        if said[:-1].isascii() and said[:-1].isdigit() and said[-1:] in self.units and len(said) < 7:
            return now() - timedelta(**{self.units[said[-1]]: int(said[:-1])})
        try:
            return datetime.fromisoformat(said).astimezone()
        except ValueError:
            self.fail(f"'{said}' is no moment; give 2031-05-20, 2031-05-20T08:00, yesterday, 12h or 7d", param, ctx)


def write_json(made: object) -> None:
    """Write a value as JSON on standard output."""
    import msgspec  # noqa: PLC0415  (--help needs none of it)

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n")
    sys.stdout.buffer.flush()


def write_lines(lines: Iterable[str]) -> None:
    """Write lines on standard output, so that nothing in them steers a terminal."""
    from crossread.cli.terminal import printable  # noqa: PLC0415  (--help needs none of it)

    for line in lines:
        click.echo(printable(line))
