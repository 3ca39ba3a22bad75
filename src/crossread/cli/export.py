"""`crossread export`: what is in the library, as files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from crossread.cli.library import library_option, opened


@click.command()
@click.argument("what", type=click.Choice(["reports", "records", "facts", "gold"]))
@library_option
@click.option("--json", "as_json", is_flag=True, help="One JSON list instead of a line each.")
def export(what: Any, place: str, *, as_json: bool) -> None:  # noqa: ANN401  (click checks it)
    """Write what is in the library to standard output as JSON Lines.

    `reports` are documents with their text, which `crossread add` takes back; `records` the record of each story;
    `facts` what stands of them; `gold` what was corrected by hand, with the passages.

    \b
    Example:
      crossread export reports --library desk.sqlite > reports.jsonl
    """
    from crossread.store.exporting import export_lines  # noqa: PLC0415  (--help needs none of it)

    with opened(place) as library:
        lines = export_lines(library, what)
        for part in as_list(lines) if as_json else lines:
            sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()


def as_list(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Make one JSON list of lines."""
    before = b"["
    for line in lines:
        yield before + line.rstrip()
        before = b",\n"
    yield b"[]\n" if before == b"[" else b"]\n"
