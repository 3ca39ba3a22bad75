"""A run that is killed in the middle goes on where it was, and in the end is as one that was not."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crossread.store.library import open_library
from crossread.store.read import count_waiting, list_stories
from tests.weights import find_model

pytestmark = [pytest.mark.model, pytest.mark.slow]

COMMAND = [sys.executable, "-c", "from crossread.cli import main; main()"]
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1"}
MAX_S = 180
N_STORIES = 20


def invented(chance: random.Random) -> str:
    """Make a word of three syllables."""
    return "".join(chance.choice("bdfghklmnprstvwz") + chance.choice("aeiou") for _ in range(3))


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Write two invented reports of each of some events, which have no name, number or thing in common."""
    lines = []
    for n in range(N_STORIES):
        own = random.Random(n)
        town, person, firm = (invented(own).title() for _ in range(3))
        thing, goods, beast = (invented(own) for _ in range(3))
        said = [
            f"A {thing} with {own.randint(200, 900)} {goods} sank near {town}, said {person}, who speaks for {firm}.",
            f"“Nobody at {firm} counts every {beast} that eats {goods},” {person} said in {town}.",
            f"The {thing} of {firm} was built in {own.randint(1650, 1990)} to carry {goods} and one {beast}.",
        ]
        for outlet in ("Hesk Post", "Tarn Mail"):
            text = f"{thing.title()} of {town} sinks with {goods}\n{' '.join(said * 2)}\n{outlet} was there."
            lines.append({"text": text, "outlet": outlet, "published": f"2031-05-{n % 27 + 1:02}"})
    place = tmp_path / "reports.jsonl"
    place.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return place


def command(*arguments: object) -> list[str]:
    """Put a command line together."""
    model = find_model()
    return [*COMMAND, *map(str, arguments), *(("--model", model) if model else ())]


def run(*arguments: object) -> bytes:
    """Run a command to its end."""
    done = subprocess.run(command(*arguments), capture_output=True, check=True, timeout=MAX_S, env=ENVIRONMENT)
    return done.stdout


def killed_when(is_enough: Callable[[], bool], *arguments: object) -> int:
    """Run a command, and kill it once there is enough; give the number of its session."""
    process = subprocess.Popen(
        command(*arguments),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + MAX_S
        while not is_enough():
            assert process.poll() is None, "it came to its end before it was killed"
            assert time.monotonic() < until
            time.sleep(0.02)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    return process.pid


def kept_files(folder: Path) -> dict[str, int]:
    """Give the readings in a folder, with the moment at which each was written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file() and "." not in path.name}


def processes_of(session: int) -> list[int]:
    """Give the processes of a session that still do something, as Linux lists them."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of, *_ = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(of) == session and state != "Z":
            found.append(int(status.parent.name))
    return found


def wait_for_end(session: int) -> None:
    """Wait until all that was started in a session has ended by itself."""
    until = time.monotonic() + MAX_S
    while left := processes_of(session):
        assert time.monotonic() < until, left
        time.sleep(0.05)


def without_time(record: bytes) -> Any:
    """Give a record without the moment at which it was made."""
    tree = json.loads(record)
    del tree["made_by"]["at"]
    return tree


@pytest.mark.parametrize("processes", [1, 2])
def test_a_killed_read_goes_on_where_it_was(processes: int, reports: Path, tmp_path: Path) -> None:
    """No report that was read before the kill is read again, and the record is that of a run never stopped."""
    kept = tmp_path / "kept"
    given = ("read", reports, "--format", "json", "--readings", kept, "--processes", processes)
    session = killed_when(lambda: len(kept_files(kept)) >= N_STORIES // 2, *given)
    wait_for_end(session)
    before = kept_files(kept)
    assert len(before) >= N_STORIES // 2
    finished = run(*given)
    after = kept_files(kept)
    assert len(after) == 2 * N_STORIES
    assert {name: after[name] for name in before} == before
    assert without_time(finished) == without_time(run("read", reports, "--format", "json"))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_killed_add_goes_on_where_it_was(processes: int, reports: Path, tmp_path: Path) -> None:
    """Stories that were read before the kill are not read again; the next add reads the others."""
    place = tmp_path / "desk.sqlite"
    run("add", reports, "--library", place, "--unread")

    def read_at() -> dict[str, str]:
        with closing(sqlite3.connect(place)) as conn:
            return dict(conn.execute("SELECT story, made_at FROM records"))

    killed_when(lambda: len(read_at()) >= 2, "add", "--library", place, "--processes", processes)
    before = read_at()
    with open_library(str(place)) as library:
        n_stories = len(list_stories(library))
        with library.reading() as conn:
            assert count_waiting(conn) == n_stories - len(before) > 0
    run("add", "--library", place, "--processes", processes)
    after = read_at()
    assert len(after) == n_stories
    assert {story: after[story] for story in before} == before


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up as Linux lists them")
def test_a_killed_run_leaves_no_process_behind(reports: Path, tmp_path: Path) -> None:
    """When the process that started them is killed, those that read for it end by themselves."""
    kept = tmp_path / "kept"
    given = ("read", reports, "--format", "json", "--readings", kept, "--processes", 2)
    session = killed_when(lambda: bool(kept_files(kept)), *given)
    wait_for_end(session)
