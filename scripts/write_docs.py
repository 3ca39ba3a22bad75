"""Write what the docs have from the code: the JSON Schema, and the help of each command where it is pasted.

Run it with `just docs`, or `uv run python -m scripts.write_docs`.
"""

from __future__ import annotations

import re
from pathlib import Path

import click

from crossread.cli import cli
from crossread.schema import schema_json

DOCS = Path(__file__).parent.parent / "docs"
PASTED = re.compile(r"(<!-- help: ([a-z -]+) -->\n).*?(<!-- end -->)", re.DOTALL)
WIDTH = 90


def help_of(command: str) -> str:
    """Give the help of a command such as "crossread read", as on a terminal of `WIDTH` columns."""
    found: click.Command = cli
    for word in command.split()[1:]:
        found = cli.commands[word]
    context = click.Context(
        found, info_name=command, max_content_width=WIDTH, terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    return found.get_help(context)


def paste_help(page: str) -> str:
    """Put the help of each command between its marks."""
    return PASTED.sub(lambda m: f"{m[1]}```text\n$ {m[2]} --help\n{help_of(m[2])}\n```\n{m[3]}", page)


def made_docs() -> dict[Path, str]:
    """Give each file that is made from the code, with what should stand in it."""
    page = DOCS / "cli.md"
    return {DOCS / "record.schema.json": schema_json(), page: paste_help(page.read_text("utf-8"))}


if __name__ == "__main__":
    for path, text in made_docs().items():
        path.write_text(text, "utf-8")
        click.echo(path)
