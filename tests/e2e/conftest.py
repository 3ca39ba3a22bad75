"""What the end-to-end tests share: the model, and the command line as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from tests.weights import find_model

MAX_S = 120
"""No test input may keep `crossread read` busier than this, on two cores that do other things too."""


class Run(Struct, frozen=True):
    """One run of the command line; `record` is what it wrote to the folder, None where it wrote none."""

    code: int
    out: bytes
    err: str
    wall_s: float
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

    def run(*arguments: str | Path, stdin: bytes = b"", limit_s: float = MAX_S, verify: bool = True) -> Run:
        command = [sys.executable, "-c", "from crossread.cli import main; main()"]
        start = time.monotonic()
        given = [*command, "read", *map(str, arguments), *model, "-o", str(out)]
        done = subprocess.run(given, input=stdin, capture_output=True, check=False, timeout=limit_s, env=environment)
        wall_s = time.monotonic() - start
        path = out / "record.json"
        record = json.loads(path.read_bytes()) if path.exists() else None
        err = done.stderr.decode()
        assert "Traceback" not in err, err
        if record is not None and verify:
            proof = subprocess.run([*command, "verify", str(path)], capture_output=True, check=False, timeout=limit_s)
            assert proof.returncode == 0, proof.stdout.decode()[:2_000]
        return Run(done.returncode, done.stdout, err, wall_s, record)

    return run
