"""What the commands of a library share: moments, words as typed, lines that steer no terminal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click
import pytest

from crossread.cli.correct import line as correction_line
from crossread.cli.library import Moment, now, write_lines
from crossread.cli.new import changed, compared, fact_line
from crossread.cli.search import as_typed, lines
from crossread.records import Span
from crossread.store.applying import Correction
from crossread.store.changes import FactNews, Piece
from crossread.store.facts import Fact
from crossread.store.search import Hit


@pytest.mark.parametrize(
    ("said", "ago"),
    [
        ("90m", timedelta(minutes=90)),
        ("12h", timedelta(hours=12)),
        ("7d", timedelta(days=7)),
        ("2w", timedelta(weeks=2)),
    ],
)
def test_a_moment_may_be_so_long_ago(said: str, ago: timedelta) -> None:
    """Minutes, hours, days and weeks back from now."""
    found = Moment().convert(said, None, None)
    assert abs(now() - ago - found) < timedelta(seconds=5)


def test_a_moment_may_be_a_day_or_a_time() -> None:
    """A day begins at midnight here; a time with its zone is that time."""
    assert Moment().convert("2031-05-20T08:00+00:00", None, None) == datetime(2031, 5, 20, 8, tzinfo=UTC)
    day = Moment().convert("2031-05-20", None, None)
    assert (day.hour, day.tzinfo is not None) == (0, True)
    assert Moment().convert("today", None, None) - Moment().convert("yesterday", None, None) == timedelta(days=1)


@pytest.mark.parametrize("said", ["", "soon", "7", "d", "-3d", "99999999d", "٣d", "2031-13-01"])
def test_what_is_no_moment_is_refused(said: str) -> None:
    """The message shows what can be given."""
    with pytest.raises(click.BadParameter, match="12h or 7d"):
        Moment().convert(said, None, None)


def test_words_that_the_shell_held_together_are_a_phrase() -> None:
    """`search ferry "hull is checked"` looks for the phrase; what is quoted already stays so."""
    assert [as_typed(word) for word in ("ferry", "hull is checked", '"hull is"')] == [
        "ferry",
        '"hull is checked"',
        '"hull is"',
    ]


def test_an_answer_marks_the_words_that_were_asked_for() -> None:
    """Two lines: where it stands, and its words with those asked for between asterisks."""
    hit = Hit(
        kind="quote",
        id="f1",
        story="s1",
        text="We sail\nagain",
        span=Span("d1", 0, 13),
        hits=((3, 7),),
        speaker="Ines Kovar",
        day="2031-05-20",
    )
    assert lines(hit) == ["quote f1 in s1: (2031-05-20, Ines Kovar)", "    We *sail* again"]


def test_a_change_is_shown_with_both_wordings() -> None:
    """Before and after stand beside each other where they differ."""
    before = Fact(kind="point", text="Nine were hurt", status="single_source", outlets=("Ellery Herald",))
    after = Fact(
        kind="point",
        text="Ten were hurt",
        status="disputed",
        outlets=("Coast Courier", "Ellery Herald"),
        speaker="Ines Kovar",
    )
    words = (Piece("Nine", "Ten", same=False), Piece("were hurt", "were hurt", same=True))
    news = FactNews(id="f1", n=1, kind="point", what="corrected", before=before, after=after, words=words)
    assert fact_line(news) == (
        "  ~ corrected point: Ines Kovar: [Nine → Ten] were hurt "
        "(single_source → disputed, Ellery Herald → Coast Courier; Ellery Herald)"
    )
    assert compared((Piece("", "new", same=False),)) == "[– → new]"
    assert changed(None, "2031-05-20") == "nothing → 2031-05-20"


def test_a_correction_is_one_line() -> None:
    """Kind, names, the words that it is about, who, when and why."""
    made = Correction(
        id="h1",
        kind="set-speaker",
        story="s1",
        who="desk",
        at="2031-05-20T08:00:00.000000+00:00",
        why="heard it",
        names=("Ines Kovar",),
        words=("We sail\nagain",),
    )
    assert (
        correction_line(made)
        == "h1  set-speaker in s1: Ines Kovar “We sail again” (by desk 2031-05-20T08:00, because: heard it)"
    )


def test_nothing_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of a report come out as marks."""
    write_lines(["title \x1b]0;owned\x07"])
    assert "\x1b" not in capsys.readouterr().out
