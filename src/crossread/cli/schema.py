"""`crossread schema`: the format of the record."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of the record.

    \b
    Example:
      crossread schema > record.schema.json
    """
    from crossread.schema import schema_json  # noqa: PLC0415  (--help needs none of it)

    click.echo(schema_json(), nl=False)
