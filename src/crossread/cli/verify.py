"""`crossread verify`: prove a record."""

from __future__ import annotations

import sys
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO

import click

if TYPE_CHECKING:
    from crossread.verify import Verification


class RecordFile(click.File):
    """A record.json, or the folder that holds it."""

    def __init__(self) -> None:
        super().__init__("rb")

    def convert(
        self, value: str | PathLike[str] | IO[Any], param: click.Parameter | None, ctx: click.Context | None
    ) -> IO[Any]:
        """Open the record.json of a folder where a folder was given."""
        if isinstance(value, str) and Path(value).is_dir():
            value = str(Path(value) / "record.json")
        return super().convert(value, param, ctx)


@click.command()
@click.argument("file", type=RecordFile())
@click.option("--json", "as_json", is_flag=True, help="Write the counts and the failures as JSON.")
def verify(file: BinaryIO, *, as_json: bool) -> None:
    """Prove that every span, word, reference and hash of a record holds.

    FILE is a record.json, the folder that holds it, or "-" for standard input. Exits 0 where all holds, 1 with a line for
    each failure, 2 where there is no record.

    \b
    Example:
      crossread verify out/record.json
    """
    from crossread.verify import verify as verify_record  # noqa: PLC0415  (--help needs none of it)

    found = verify_record(file.read())
    click.echo(to_json(found) if as_json else to_lines(found))
    sys.exit(1 if found.failures else 0)


def to_json(found: Verification) -> str:
    """Give what was found as JSON."""
    import msgspec  # noqa: PLC0415  (--help needs none of it)

    return msgspec.json.encode(found).decode()


def to_lines(found: Verification) -> str:
    """Give a line for each failure, or one that says that all holds."""
    from crossread.cli.terminal import printable  # noqa: PLC0415  (--help needs none of it)

    if not found.failures:
        return f"{found.spans} spans, {found.references} references, {found.documents} documents: all hold"
    return "\n".join(printable(f"{f.where or '/'}: {f.code}: {f.message}") for f in found.failures)
