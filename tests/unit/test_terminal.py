"""What `crossread read` tells the person at the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from crossread.cli.terminal import MOST_PROBLEMS, Terminal, printable, summary_line
from crossread.records import Problem, Record


def with_problems(record: Record, n: int) -> Record:
    """Give the record with so many problems."""
    problems = tuple(Problem(code="empty-file", message=f"file {i} is empty") for i in range(n))
    return msgspec.structs.replace(record, problems=problems)


def test_problems_go_to_standard_error(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    """A line has the code and the message; standard output stays clean."""
    Terminal(quiet=False).problems(record)
    assert capsys.readouterr() == ("", "no-author: no author is named (Coast Courier)\n")


def test_quiet_is_quiet(record: Record, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """With --quiet there is nothing, on a terminal either."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Terminal(quiet=True) as terminal:
        terminal.progress("reading", 1, 2)
    terminal.problems(record)
    terminal.summary(record, [Path("out/report.html")])
    assert capsys.readouterr() == ("", "")


def test_nothing_moves_on_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody looks on there is no bar."""
    with Terminal(quiet=False) as terminal:
        terminal.progress("reading", 1, 2)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("is_terminal", [True, False])
def test_the_summary_says_what_to_do_next(
    record: Record, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool
) -> None:
    """It counts what was made, names the files, and gives the next command; in the log of a script too."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    Terminal(quiet=False).summary(record, [Path("out/record.json"), Path("out/report.html")])
    out, said = capsys.readouterr()
    assert out == ""
    assert said.splitlines()[0] == "1 story, 2 reports, 2 quotes, 1 conflict, 1 problem"
    assert "crossread verify out/record.json" in said


def test_many_problems_are_counted(record: Record, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of a thousand bad files does not flood the terminal."""
    Terminal(quiet=False).problems(with_problems(record, MOST_PROBLEMS + 5))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == MOST_PROBLEMS + 1
    assert lines[-1].startswith("... and 5 more problems")


def test_one_is_one(record: Record) -> None:
    """Numbers and nouns agree."""
    assert summary_line(with_problems(record, 0)).endswith("1 conflict, 0 problems")


def test_a_file_name_cannot_steer_the_terminal() -> None:
    """Escape sequences are shown as marks."""
    assert printable("a\x1b[2Jb\n") == "a\ufffd[2Jb\ufffd"
