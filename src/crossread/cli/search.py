"""`crossread search`: words, names and days in all reports of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from crossread.cli.library import Day, json_option, library_option, opened, write_json, write_lines

if TYPE_CHECKING:
    from datetime import date

    from crossread.store.search import Hit

KINDS = ("report", "quote", "point", "figure", "conflict", "position", "deadline")


@click.command()
@click.argument("words", nargs=-1)
@library_option
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="What to look for; may be given more than once.  [default: report; with --speaker: quote]",
)
@click.option("--speaker", metavar="NAME", help="Who says it; a part of the name is enough.")
@click.option("--outlet", metavar="NAME", help="The outlet that reports it.")
@click.option("--entity", metavar="NAME", help="Somebody or something named in it.")
@click.option("--since", metavar="DATE", type=Day(), help="Published on this day or later (YYYY-MM-DD).")
@click.option("--until", metavar="DATE", type=Day(), help="Published on this day or before (YYYY-MM-DD).")
@click.option("--like", metavar="ID", help="Reports that are most like this report, or like this story.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="At most N answers of each kind.",
)
@json_option
def search(
    words: tuple[str, ...],
    place: str,
    *,
    as_json: bool,
    since: date | None,
    until: date | None,
    **asked: Any,  # noqa: ANN401  (click gives them; Asked checks them)
) -> None:
    """Look for words in all reports of the library, or in what was read out of them.

    All words must be there, in any of their forms. "words in marks" stand together, -word must not be there
    (put -- before the words then), and OR stands between two ways to ask.

    \b
    Example:
      crossread search ferry "hull is checked" --library desk.sqlite
      crossread search --speaker Kovar --since 2031-05-19
    """
    import msgspec  # noqa: PLC0415  (--help needs none of it)

    from crossread.store.search import Asked, search_library  # noqa: PLC0415

    typed = " ".join(map(as_typed, words))
    days = {name: day.isoformat() if day else None for name, day in (("since", since), ("until", until))}
    with opened(place) as library:
        found = search_library(library, msgspec.convert({**asked, **days, "words": typed}, Asked))
    if as_json:
        write_json(found)
        return
    write_lines(line for hit in found for line in lines(hit))
    if not found:
        click.echo("nothing in the library has all of that; fewer words may find more", err=True)


def as_typed(word: str) -> str:
    """Put words that the shell held together into marks again."""
    return f'"{word}"' if " " in word and '"' not in word else word


def lines(hit: Hit) -> list[str]:
    """Write an answer in two lines: where it stands, and its words."""
    about = ", ".join(part for part in (hit.day, "; ".join(hit.outlets), hit.speaker, hit.detail, hit.status) if part)
    named = f"{hit.title} " if hit.title else ""
    return [f"{hit.kind} {hit.id} in {hit.story or 'no story'}: {named}({about})", f"    {marked(hit)}"]


def marked(hit: Hit) -> str:
    """Write the passage on one line with the words that were asked for between asterisks."""
    parts, at = [], 0
    for start, end in hit.hits:
        parts += [hit.text[at:start], "*", hit.text[start:end], "*"]
        at = end
    return " ".join("".join([*parts, hit.text[at:]]).split())
