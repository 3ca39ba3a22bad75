"""Whatever users can name is documented, and importing is quick."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest

import crossread
from crossread import errors
from crossread.cli import cli
from crossread.settings import Settings

ROOT = Path(__file__).parents[2]
API = (ROOT / "docs/api.md").read_text("utf-8")
CLI = (ROOT / "docs/cli.md").read_text("utf-8")
HEAVY = (
    "numpy",
    "onnxruntime",
    "jinja2",
    "lxml",
    "rich",
    "trafilatura",
    "babel",
    "tokenizers",
    "dateparser",
    "sqlalchemy",
)


@pytest.mark.parametrize("name", crossread.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    """docs/api.md names it, and it has a docstring."""
    assert f"`{name}" in API or f"`crossread.{name}" in API
    found = getattr(crossread, name)
    assert inspect.getdoc(found)


def test_public_names_are_sorted_and_there() -> None:
    """`dir` and `__all__` agree, and a name that is none raises as attributes do."""
    assert dir(crossread) == sorted(crossread.__all__)
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        _ = crossread.reed


def errors_of_crossread() -> list[type[Exception]]:
    """Give every exception class of ours."""
    return [e for e in vars(errors).values() if inspect.isclass(e) and issubclass(e, errors.CrossreadError)]


@pytest.mark.parametrize("error", errors_of_crossread(), ids=lambda e: e.__name__)
def test_every_error_is_public_and_documented(error: type[errors.CrossreadError]) -> None:
    """The table of errors has it with its exit code and HTTP status, and so has the tree of the module."""
    assert error.__name__ in crossread.__all__
    row = next(line for line in API.splitlines() if line.startswith(f"| `{error.__name__}`"))
    assert row.endswith(f"| {error.exit_code} | {error.http_status} |")
    assert re.search(rf"{error.__name__} +exit {error.exit_code}, HTTP {error.http_status}", errors.__doc__ or "")


@pytest.mark.parametrize("name", Settings.__struct_fields__)
def test_every_setting_is_documented(name: str) -> None:
    """docs/api.md has a row for it, and `read` takes it as a keyword."""
    assert f"| `{name}` |" in API
    options = next(node for node in ast.walk(ast.parse(inspect.getsource(crossread))) if isinstance(node, ast.ClassDef))
    assert name in {
        line.target.id for line in options.body if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    }


def test_a_setting_that_is_none_is_refused() -> None:
    """The message names the wrong one and those there are."""
    with pytest.raises(errors.BadInput, match=r"no setting named 'limmit'; choose from .*limit"):
        crossread.read([], limmit=3)  # type: ignore[call-arg]  # that is what it is about


def test_a_setting_of_the_wrong_type_is_refused() -> None:
    """A day that is none is a mistake of the caller, with a word on which setting."""
    with pytest.raises(errors.BadInput, match="published"):
        crossread.read([], published="last Monday")


@pytest.mark.parametrize("command", cli.commands.values(), ids=lambda c: c.name)
def test_every_command_is_documented_with_an_example(command: click.Command) -> None:
    """docs/cli.md has a section for it, its help an example, and every option a help text."""
    assert f"## `crossread {command.name}`" in CLI
    assert "Example:" in (command.help or "")
    assert all(option.help for option in command.params if isinstance(option, click.Option))


def codes_in(folder: Path, pattern: str) -> set[str]:
    """Give what a pattern finds in the Python files of a folder."""
    return {code for path in folder.rglob("*.py") for code in re.findall(pattern, path.read_text("utf-8"))}


def test_every_problem_code_is_documented() -> None:
    """docs/problems.md lists every code that the source gives to a problem, and each is kebab-case."""
    codes = codes_in(ROOT / "src", r'code="([^"]+)"')
    problems = (ROOT / "docs/problems.md").read_text("utf-8")
    assert codes
    assert {code for code in codes if f"`{code}`" not in problems} == set()
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in codes)


def test_every_failure_of_verify_is_documented() -> None:
    """docs/cli.md lists every code that `verify` can give."""
    codes = codes_in(ROOT / "src/crossread/verify", r'\bfail\(\s*"([^"]+)"')
    assert {"wrong-hash", "dangling-reference", "brief-words"} <= codes
    assert {code for code in codes if f"`{code}`" not in CLI} == set()


def test_help_answers_at_once(record_property: Callable[[str, object], None]) -> None:
    """`crossread --help` loads nothing heavy and stays far under the time that a person would notice."""
    code = f"import sys; from crossread.cli import cli; cli.main(['--help'], standalone_mode=False); print([m for m in {HEAVY!r} if m in sys.modules])"
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    took_s = time.perf_counter() - began
    record_property("help_s", round(took_s, 3))
    assert done.stdout.strip().endswith("[]")
    assert took_s < 1.5, f"crossread --help took {took_s:.2f} s"
