"""The command line's exit codes, and what goes to which stream."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from crossread.records import Record


def crossread(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-c", "from crossread.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


@pytest.fixture
def written(record: Record, tmp_path: Path) -> Path:
    """Write the hand-made record."""
    path = tmp_path / "record.json"
    path.write_bytes(msgspec.json.encode(record))
    return path


def test_verify_says_what_it_checked(written: Path) -> None:
    """A sound record gives one line and exit code 0."""
    done = crossread("verify", written)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"51 spans, 40 references, 2 documents: all hold\n", b"")


def test_verify_names_each_failure(written: Path) -> None:
    """A changed record gives exit code 1 and on standard output a line for each failure."""
    tree = json.loads(written.read_bytes())
    tree["stories"][0]["figures"][1]["value"] = "190"
    tree["stories"][0]["quotes"][0]["speaker"] = "e9"
    written.write_text(json.dumps(tree))
    done = crossread("verify", written)
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert any(line.startswith("/stories/0/figures/1/value: figure-value: ") for line in lines)
    assert any(line.startswith("/stories/0/quotes/0/speaker: dangling-reference: ") for line in lines)


def test_verify_gives_json(written: Path) -> None:
    """With --json the counts and failures are data, also from standard input."""
    done = crossread("verify", "-", "--json", stdin=written.read_bytes())
    assert json.loads(done.stdout) == {"spans": 51, "references": 40, "documents": 2, "failures": []}


@pytest.mark.parametrize("content", [b"", b"{}", b"no record", b"\x00\xff"])
def test_verify_refuses_what_is_no_record(content: bytes, tmp_path: Path) -> None:
    """A file that is no record, and one that is not there, give exit code 2 and no traceback."""
    path = tmp_path / "record.json"
    path.write_bytes(content)
    for given in (path, tmp_path / "none.json"):
        done = crossread("verify", given)
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"Traceback" not in done.stderr


def test_a_failure_cannot_steer_the_terminal(written: Path) -> None:
    """Control characters of a record do not reach the terminal."""
    tree = json.loads(written.read_bytes())
    tree["stories"][0]["quotes"][0]["speaker"] = "\x1b]0;owned\x07"
    written.write_text(json.dumps(tree))
    assert b"\x1b" not in crossread("verify", written).stdout


def test_why_gives_reasons_and_refuses_what_is_not_there(written: Path) -> None:
    """Reasons go to standard output with exit code 0; an unknown id gives exit code 2, and says on standard error how to list them."""
    point = json.loads(written.read_bytes())["stories"][0]["points"][0]["id"]
    done = crossread("why", point, written, "--recorded")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(f"point {point}: ".encode())
    done = crossread("why", "nothing", written)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"no judgement with the id 'nothing'" in done.stderr
    assert b"crossread why ids RECORD" in done.stderr


def test_schema_is_the_published_one() -> None:
    """`crossread schema` prints docs/record.schema.json."""
    assert crossread("schema").stdout == (Path(__file__).parents[2] / "docs/record.schema.json").read_bytes()


def test_a_reader_that_goes_away_is_no_error() -> None:
    """When the pipe breaks there is no word of it, and exit code 1."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", "from crossread.cli import main; main()", "schema"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    "arguments",
    [
        ("reed",),
        ("read",),
        ("read", "x", "--limit", "0"),
        ("read", "x", "--published", "Monday"),
        ("verify",),
        ("why", "x"),
    ],
)
def test_a_wrong_command_line_is_explained(arguments: tuple[str, ...]) -> None:
    """What cannot be understood gives exit code 2 and a usage line on standard error."""
    done = crossread(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(b"Usage: ")
    assert done.stdout == b""


def test_version() -> None:
    """`crossread --version` is that of the package's metadata."""
    from importlib.metadata import version

    assert crossread("--version").stdout.decode().strip() == f"crossread, version {version('crossread')}"
