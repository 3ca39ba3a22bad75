"""The tutorial does what it says: each of its commands is run, and prints what stands there.

`pytest tests/e2e/test_tutorial.py --snapshot-update` writes what the commands print into the page.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.model]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/tutorial.md"
BLOCK = re.compile(r"^```(sh|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
WRITTEN = "127.0.0.1:8000"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
"""How the tables of a library write a moment."""

CHANGING = re.compile(rf"{MOMENT.pattern}|\d{{4}}-\d\d-\d\dT\d\d:\d\d|\bh[0-9a-f]{{12}}\b")
"""What a command prints anew each time: when a correction was made, and its id."""

MAX_WALL_S = 900


@contextmanager
def papers(command: str) -> Iterator[str]:
    """Run the server of the tutorial on a free port; give its host and port."""
    given = [sys.executable, *command.split()[1:], "--port", "0"]
    with subprocess.Popen(given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT) as server:
        try:
            assert server.stdout is not None
            said = re.search(r"http://([\d.:]+)/", server.stdout.readline())
            assert said
            yield said[1]
        finally:
            server.terminate()


def let_a_night_pass(library: Path) -> None:
    """Move every moment in a library back by a day."""
    with closing(sqlite3.connect(library)) as conn, conn:
        tables = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in (name for name in tables if "_words" not in name):
            for column in [row[1] for row in conn.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]:
                said = [value for (value,) in conn.execute(f"SELECT DISTINCT {column} FROM {table}") if value]
                for old in filter(MOMENT.fullmatch, sorted(said)):
                    new = (datetime.fromisoformat(old) - timedelta(days=1)).isoformat(timespec="microseconds")
                    conn.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (new, old))


def environment(folder: Path) -> dict[str, str]:
    """Make an environment in which `crossread` is this one."""
    program = folder / "bin/crossread"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom crossread.cli import main\nmain()\n", "utf-8")
    program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CROSSREAD_")}
    paths = os.pathsep.join(path for path in sys.path if path)
    return {**kept, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": paths, "OMP_NUM_THREADS": "1"}


def ran(page: str, folder: Path) -> str:
    """Run the commands of a page in a folder, one after the other; give the page with what they print."""
    given = environment(folder)
    desk = folder / "desk"
    desk.mkdir()
    made, end, host = "", 0, ""
    with ExitStack() as server:
        for block in BLOCK.finditer(page):
            made += page[end : block.start(2)]
            end = block.end(2)
            if block[1] == "sh":
                if host:
                    let_a_night_pass(desk / "crossread.sqlite")
                server.close()
                host = server.enter_context(papers(block[2]))
                made += block[2]
                continue
            command = block[2].split("\n", 1)[0].removeprefix("$ ")
            made += f"$ {command}\n{printed(command.replace(WRITTEN, host), desk, given).replace(host, WRITTEN)}"
    return made + page[end:]


def printed(command: str, folder: Path, given: dict[str, str]) -> str:
    """Run a command, and give what a terminal would show."""
    done = subprocess.run(
        ["bash", "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=MAX_WALL_S,
        cwd=folder,
        env=given,
    )
    assert done.returncode == 0, done.stdout.decode()
    return done.stdout.decode()


def test_each_command_prints_what_the_page_shows(
    tmp_path: Path, model_folder: str | None, pytestconfig: pytest.Config
) -> None:
    """From an empty folder, in the order of the page; moments and the ids made of them aside."""
    if model_folder:
        pytest.skip("the page shows what the shipped model reads")
    page = PAGE.read_text("utf-8")
    assert sum(block[1] == "console" for block in BLOCK.finditer(page)) == 12
    made = ran(page, tmp_path)
    if pytestconfig.getoption("update_snapshots"):
        PAGE.write_text(made, "utf-8")
        return
    assert CHANGING.sub("-", made).splitlines() == CHANGING.sub("-", page).splitlines()
