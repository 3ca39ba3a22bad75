"""`crossread new`: what is new in the stories of the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import click

from crossread.cli.library import Moment, json_option, library_option, opened, write_json, write_lines

if TYPE_CHECKING:
    from crossread.store.changes import FactNews, NewReport, Piece, StoryNews


@click.command()
@library_option
@click.option(
    "--since", metavar="WHEN", type=Moment(), required=True, help="A day, a moment, yesterday, or so long ago: 12h, 7d."
)
@click.option("--until", metavar="WHEN", type=Moment(), help="Likewise.  [default: now]")
@click.option("--story", metavar="ID", help="Only this story.")
@click.option("--revised", is_flag=True, help="Also what reads otherwise though no report changed.")
@json_option
def new(
    place: str, since: datetime, until: datetime | None, story: str | None, *, revised: bool, as_json: bool
) -> None:
    """Tell what is new between two moments, fact by fact, and who says it.

    + is new, ~ was changed or corrected (before → after), - is no longer said.

    \b
    Example:
      crossread new --since yesterday --library desk.sqlite
      crossread new --since 2031-05-20T06:00 --story s1f0c4
    """
    from crossread.store.changes import what_is_new  # noqa: PLC0415  (--help needs none of it)
    from crossread.store.library import moment  # noqa: PLC0415
    from crossread.store.read import find_story  # noqa: PLC0415

    with opened(place) as library:
        with library.reading() as conn:
            one = find_story(conn, story) if story else None
        found = what_is_new(
            library, since=moment(since), until=moment(until) if until else None, story=one, revised=revised
        )
    write_json(found) if as_json else write_lines(line for news in found for line in lines(news))


def lines(news: StoryNews) -> Iterator[str]:
    """Write what is new in a story."""
    state = ", new" if news.started else ""
    waiting = ", not read yet" if news.waiting else ""
    yield f"{news.id}  {news.title} ({len(news.reports)} new report{'' if len(news.reports) == 1 else 's'}{state}{waiting})"
    for report in news.reports:
        yield from report_lines(report)
    for fact in news.facts:
        yield fact_line(fact)


def report_lines(report: NewReport) -> Iterator[str]:
    """Write which report came, and what it changed in the version before."""
    verb = "changed its text" if report.replaces else "reports"
    yield f"  {report.outlet} {verb}: {report.title or report.id}"
    for stretch in report.changed:
        yield f"      {compared(stretch)}"


SIGNS = {"appeared": "+", "withdrawn": "-", "removed": "-", "dropped": "-"}


def fact_line(news: FactNews) -> str:
    """Write what happened to a fact, in one line."""
    fact = news.fact
    words = compared(news.words) if news.words else " ".join(fact.text.split())
    before = news.before if news.after else None
    told = [
        changed(before.status if before else fact.status, fact.status),
        changed(before.detail if before else fact.detail, fact.detail),
        changed("; ".join(before.outlets) if before else "; ".join(fact.outlets), "; ".join(fact.outlets)),
    ]
    speaker = f"{fact.speaker}: " if fact.speaker else ""
    return f"  {SIGNS.get(news.what, '~')} {news.what} {news.kind}: {speaker}{words} ({', '.join(filter(None, told))})"


def changed(before: str | None, after: str | None) -> str:
    """Write a value, or how it changed."""
    return after or "" if before == after else f"{before or 'nothing'} → {after or 'nothing'}"


def compared(pieces: Iterable[Piece]) -> str:
    """Write two wordings in one: what both have, and [before → after] where they differ."""
    parts = [piece.after if piece.same else f"[{piece.before or '–'} → {piece.after or '–'}]" for piece in pieces]
    return " ".join(" ".join(parts).split())
