"""The command line: `crossread read`, `verify` and `why`, and the commands of a library, from `add` to `correct`.

Standard output is data, standard error is for people. Heavy imports are inside the commands, so
that `crossread --help` answers at once.
"""

from __future__ import annotations

import sys

import click

from crossread import __version__
from crossread.cli.add import add
from crossread.cli.correct import correct
from crossread.cli.export import export
from crossread.cli.new import new
from crossread.cli.read import read
from crossread.cli.remove import remove
from crossread.cli.schema import schema
from crossread.cli.search import search
from crossread.cli.show import show
from crossread.cli.stories import stories
from crossread.cli.verify import verify
from crossread.cli.watch import watch
from crossread.cli.why import why
from crossread.errors import CrossreadError

INTERRUPTED = 130
"""128 + SIGINT: what shells expect of a command that Ctrl-C ended."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="crossread")
def cli() -> None:
    """Read every report of a story at once, and write the story's record.

    \b
    Example:
      crossread read reports/ --published 2031-05-20 -o out
      crossread verify out/record.json
    """


for command in (read, verify, why, schema, add, stories, show, search, new, watch, remove, export, correct):
    cli.add_command(command)


def main() -> None:
    """Run the command line and leave with its exit code; of a broken pipe click itself says nothing, and leaves with 1."""
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as e:
        e.show()
        code = e.exit_code
    except CrossreadError as e:
        click.echo(f"crossread: {e}", err=True)
        code = e.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    except OSError as e:
        click.echo(f"crossread: {e.strerror or e}{f': {e.filename}' if e.filename else ''}", err=True)
        code = 1
    sys.exit(code if isinstance(code, int) else 0)
