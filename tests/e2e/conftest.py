"""What the end-to-end tests share: the model, and the command line as a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from tests.web_server import REPORT, Server, serving
from tests.weights import find_model

MAX_CPU_S = 240
"""No test input may take more processor time than this. Time on the wall would tell how busy the machine is."""
MAX_WALL_S = 900

DAY = ("--published", "2024-05-21")


class Run(Struct, frozen=True):
    """One run of the command line; `record` is what it wrote to the folder, None where it wrote none."""

    code: int
    out: bytes
    err: str
    record: Any = None

    @property
    def codes(self) -> set[str]:
        """Codes of the problems in the record."""
        return {p["code"] for p in self.record["problems"]} if self.record else set()

    @property
    def titles(self) -> list[str]:
        """Names of the files that became documents."""
        return sorted(d["source"].rsplit("/", 1)[-1] for d in self.record["documents"]) if self.record else []


Crossread = Callable[..., Run]


def _limit() -> None:
    """End the process at its limit of processor time; the test then sees an exit code below 0."""
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S))


@pytest.fixture(scope="session")
def model_folder() -> str | None:
    """Folder of the model to test with, None for the shipped one."""
    return find_model()


@pytest.fixture
def crossread(model_folder: str | None, tmp_path: Path) -> Crossread:
    """Run `crossread read` on paths and give what came of it; the record is proved in the same way."""
    out = tmp_path / "out-of-crossread"
    model = ("--model", model_folder) if model_folder else ()
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}

    def run(*arguments: str | Path, stdin: bytes = b"", verify: bool = True) -> Run:
        command = [sys.executable, "-c", "from crossread.cli import main; main()"]
        given = [*command, "read", *map(str, arguments), *model, "-o", str(out)]
        done = subprocess.run(
            given, input=stdin, capture_output=True, check=False, timeout=MAX_WALL_S, env=environment, preexec_fn=_limit
        )
        path = out / "record.json"
        record = json.loads(path.read_bytes()) if path.exists() else None
        err = done.stderr.decode()
        assert "Traceback" not in err, err
        if record is not None and verify:
            proof = subprocess.run(
                [*command, "verify", str(path)], capture_output=True, check=False, timeout=MAX_WALL_S
            )
            assert proof.returncode == 0, proof.stdout.decode()[:2_000]
        return Run(done.returncode, done.stdout, err, record)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with one sound report, to which a test adds a bad one."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "sound.txt").write_text(REPORT, encoding="utf-8")
    return reports


@pytest.fixture
def server() -> Iterator[Server]:
    """Run a web server with nothing on it."""
    with serving() as made:
        yield made
