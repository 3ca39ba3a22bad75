"""What `crossread read` tells the person at the terminal, all of it on standard error."""

from __future__ import annotations

import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

if TYPE_CHECKING:
    from types import TracebackType

    from crossread.records import Record

MOST_PROBLEMS = 20
"""So many problems are named on standard error; the record has them all."""


class Terminal:
    """Progress, problems and the summary of one run. Progress only where somebody looks on."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.watched = not quiet and sys.stderr.isatty()
        self._bar: Any = None
        self._stages: dict[str, Any] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        if self.watched:
            from rich.console import Console  # noqa: PLC0415  (60 ms, only where somebody looks on)
            from rich.progress import Progress  # noqa: PLC0415

            self._bar = self._stack.enter_context(Progress(console=Console(stderr=True), transient=True))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def progress(self, stage: str, done: int, total: int) -> None:
        """Move the bar of a stage."""
        if self._bar is None:
            return
        if stage not in self._stages:
            self._stages[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._stages[stage], completed=done, total=total)

    def problems(self, record: Record) -> None:
        """Name what could not be read or used."""
        shown = () if self.quiet else record.problems[:MOST_PROBLEMS]
        labels = {d.id: d.label for d in record.documents}
        for problem in shown:
            where = f" ({labels[problem.doc]})" if problem.doc in labels else ""
            click.echo(printable(f"{problem.code}: {problem.message}{where}"), err=True)
        if len(record.problems) > len(shown) > 0:
            click.echo(f"... and {len(record.problems) - len(shown)} more problems, all in the record", err=True)

    def summary(self, record: Record, files: list[Path]) -> None:
        """Say what was made, where it lies, and what to do next."""
        if self.quiet:
            return
        click.echo(summary_line(record), err=True)
        for path in files:
            click.echo(f"  {path}", err=True)
        for path in (path for path in files if path.name == "report.html"):
            click.echo(
                f"next: open {path} in a browser, or prove the record: {command()} verify {path.with_name('record.json')}",
                err=True,
            )


def command() -> str:
    """Give the words by which this program is called: its name, or the path that it was called by where no shell would find the name."""
    called = sys.argv[0]
    is_script = Path(called).name == "crossread"
    return called if is_script and shutil.which("crossread") is None else "crossread"


def summary_line(record: Record) -> str:
    """Count what a record has, in one line."""
    stories = record.stories
    counts = (
        (len(stories), "story", "stories"),
        (len(record.documents), "report", "reports"),
        (sum(len(story.quotes) for story in stories), "quote", "quotes"),
        (sum(len(story.conflicts) for story in stories), "conflict", "conflicts"),
        (len(record.problems), "problem", "problems"),
    )
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts)


def printable(text: str) -> str:
    """Put marks for control characters, so that the name of a file cannot steer the terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
