"""`crossread why`: the reasons of any judgement of a record."""

from __future__ import annotations

from typing import BinaryIO

import click

from crossread.cli.reading import model_option
from crossread.cli.verify import RecordFile

ALL_IDS = "ids"
"""Asked for in the place of an id, it lists them."""


@click.command()
@click.argument("id_", metavar="ID")
@click.argument("file", type=RecordFile())
@click.option("--json", "as_json", is_flag=True, help="Write the reasons as JSON.")
@click.option("--recorded", is_flag=True, help="Give only what the record holds; work nothing out again.")
@model_option
def why(id_: str, file: BinaryIO, *, as_json: bool, recorded: bool, model: str | None) -> None:
    """Say why a record says something: what a judgement was made of, what was measured, on which words it rests.

    ID is that of a point, conflict, utterance, entity, quote or anything else that has one in the record, or the
    beginning of it; "brief-1", "position-2", "timeline-3" and "reuse-1" are the parts without ids, counted from 1; "ids"
    lists them all. FILE is a record.json, the folder that holds it, or "-" for standard input.

    What the record does not keep is worked out again from its texts, which may have to be read anew: that takes as long as
    `crossread read` took for them.

    \b
    Example:
      crossread why ids out/record.json
      crossread why p5768505c7c8a out/record.json
      crossread why brief-1 out --recorded
    """
    from crossread.cli.terminal import Terminal, printable  # noqa: PLC0415  (--help needs none of these)
    from crossread.reasons import explain, judgements_of  # noqa: PLC0415
    from crossread.show.json import from_json  # noqa: PLC0415
    from crossread.show.reasons import id_lines, reason_lines, to_json  # noqa: PLC0415

    record = from_json(file.read())
    if id_ == ALL_IDS:
        click.echo("\n".join(map(printable, id_lines(record, judgements_of(record)))))
        return
    with Terminal(quiet=as_json) as terminal:
        found = explain(record, id_, again=not recorded, model=model, on_progress=terminal.progress)
    click.echo(to_json(record, found) if as_json else "\n".join(map(printable, reason_lines(record, found))))
