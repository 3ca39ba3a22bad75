"""What goes wrong in the first hour: each message says what would be right, and none is Python's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web_server import REPORT

pytestmark = pytest.mark.e2e


def told(folder: Path, *arguments: str, **environment: str) -> tuple[int, bytes, str]:
    """Run a command in a folder; give its exit code and what it wrote."""
    command = [sys.executable, "-c", "from crossread.cli import main; main()", *arguments]
    given = {**os.environ, "OMP_NUM_THREADS": "1", **environment}
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, cwd=folder, env=given)
    return done.returncode, done.stdout, done.stderr.decode()


def beside(folder: Path) -> str:
    """Give a path of modules on which those in a folder come first."""
    return os.pathsep.join([str(folder), *filter(None, sys.path)])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a report, an empty folder, and files that are no library."""
    tmp_path = tmp_path_factory.mktemp("desk")
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "blank.sqlite").touch()
    assert told(tmp_path, "add", "report.txt", "--unread", "--library", "desk.sqlite")[0] == 0
    return tmp_path


ALL = ("--library", "desk.sqlite")
WRONG: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "an empty folder": (("read", "empty"), ("no report in 'empty'", ".txt", ".html")),
    "a folder that is not there": (("read", "reports"), ("no file or folder 'reports'",)),
    "a day in words": (("read", "report.txt", "--published", "20 May 2031"), ("YYYY-MM-DD", "2031-05-20")),
    "a day that is none": (("add", "report.txt", "--published", "2031-05-32"), ("YYYY-MM-DD",)),
    "a day of a search": (("search", "ferry", "--since", "May", *ALL), ("YYYY-MM-DD",)),
    "a moment": (("new", "--since", "soon", *ALL), ("yesterday", "12h")),
    "no library yet": (("stories", "--library", "none.sqlite"), ("crossread add PATH --library none.sqlite",)),
    "a library without tables": (("stories", "--library", "blank.sqlite"), ("crossread add PATH",)),
    "a library that is a text": (("stories", "--library", "report.txt"), ("'report.txt' is no library", "crossread add")),
    "adding to a text": (("add", "report.txt", "--library", "report.txt"), ("'report.txt' is no library",)),
    "a library that is a folder": (("add", "report.txt", "--library", "empty"), ("empty/crossread.sqlite",)),
    "another database": (("stories", "--library", "mysql://desk@db.example/news"), ("postgresql://user@host/name",)),
    "an unknown story": (("show", "s0", *ALL), ("'s0'", "crossread stories")),
    "a story that was not read": (("show", "s", *ALL), ("was not read yet", "crossread add")),
    "an unknown report": (("remove", "d0", *ALL), ("crossread search",)),
    "an unknown watch": (("watch", "remove", "w0", *ALL), ("crossread watch list",)),
    "an unknown correction": (("correct", "undo", "h0", *ALL), ("crossread correct list",)),
    "nothing to look for": (("search", *ALL), ("--speaker",)),
    "a command that is none": (("raed", "report.txt"), ("read",)),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_told_with_what_would_be_right(case: str, desk: Path) -> None:
    """Exit code 2, nothing on standard output, and the next step."""
    arguments, words = WRONG[case]
    code, out, err = told(desk, *arguments)
    assert (code, out) == (2, b"")
    assert "Traceback" not in err
    assert all(word in err for word in words), err


def test_adding_an_empty_folder_is_told(desk: Path) -> None:
    """A feed that had nothing new is no mistake, an empty folder is worth a word."""
    code, _, err = told(desk, "add", "empty", "--unread", *ALL)
    assert code == 0
    assert "empty-folder: empty:" in err


def test_postgresql_without_its_driver_is_told(desk: Path, tmp_path: Path) -> None:
    """With the line that installs it; also where the driver is there and its library is not."""
    for fault in ("ModuleNotFoundError('No module named psycopg')", "ImportError('no pq wrapper available.')"):
        (tmp_path / "psycopg.py").write_text(f"raise {fault}", "utf-8")
        code, _, err = told(desk, "stories", "--library", "postgresql://a@127.0.0.1/b", PYTHONPATH=beside(tmp_path))
        assert code == 3
        assert "pip install 'crossread[postgres]'" in err


def test_a_database_that_does_not_answer_is_told(desk: Path) -> None:
    """With the address as it was given."""
    pytest.importorskip("psycopg")
    code, _, err = told(desk, "stories", "--library", "postgresql://desk:secret@127.0.0.1:9/news")
    assert code == 1
    assert "'postgresql://desk:***@127.0.0.1:9/news'" in err
    assert "secret" not in err


def test_a_page_is_not_blamed_for_a_broken_installation(tmp_path: Path) -> None:
    """The package is named, and the line that puts it right."""
    (tmp_path / "page.html").write_text(f"<html><body><article><p>{REPORT}</p></article></body></html>", "utf-8")
    (tmp_path / "trafilatura.py").write_text("raise ModuleNotFoundError(name='trafilatura')", "utf-8")
    code, out, err = told(tmp_path, "read", "page.html", "--stories-only", PYTHONPATH=beside(tmp_path))
    assert (code, out) == (1, b"")
    assert "'trafilatura' is missing; install it again with: pip install --force-reinstall crossread" in err
