"""Imports run down the pipeline, never back up."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src/crossread"
TYPES = {"errors", "records", "settings"}
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "records": {"errors", "show"},  # show: a record shows itself in a notebook, imported inside the method
    "settings": set(),
    "schema": TYPES,
    "verify": TYPES,
    "ingest": TYPES,
    "language": TYPES,
    "extract": TYPES | {"language"},
    "stories": TYPES | {"language"},
    "compare": TYPES | {"language", "extract", "stories"},  # stories: how common a word is in general news
    "run": TYPES | {"language", "extract"},
    "reasons": TYPES | {"language", "extract", "compare", "stories"},
    "show": TYPES | {"schema", "reasons"},
    "pipeline": TYPES | {"ingest", "language", "extract", "compare", "stories", "run", "verify"},
    "store": TYPES | {"ingest", "language", "compare", "stories", "verify", "pipeline"},
    "cli": TYPES | {"schema", "verify", "reasons", "show", "pipeline", "store"},
}
"""Which part may import which others; the package itself (`crossread`) is public names and may import all."""
OUTSIDE = {"training", "evaluation", "benchmarks", "tests", "scripts"}


def imports_of(path: Path) -> set[str]:
    """Give every module that a file imports, wherever in it, with dots."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {
                f"{node.module}.{alias.name}" for alias in node.names if node.module == "crossread"
            }
    return found


FILES = sorted(path for path in SRC.rglob("*.py") if path != SRC / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SRC).as_posix())
def test_imports_run_down(path: Path) -> None:
    """A part imports itself and what lies below it, and nothing under src imports what is not in the wheel."""
    part = path.relative_to(SRC).parts[0].removesuffix(".py")
    assert part in MAY_IMPORT, "a new part needs its place in the list"
    modules = imports_of(path)
    inner = {module.split(".")[1] for module in modules if module.startswith("crossread.")}
    parts = {name for name in inner if (SRC / name).is_dir() or (SRC / f"{name}.py").exists()}
    assert parts - {part} <= MAY_IMPORT[part]
    assert not {module.split(".")[0] for module in modules} & OUTSIDE


@pytest.mark.parametrize("part", ["extract", "compare", "stories", "language"])
def test_stages_read_no_clock_and_no_environment(part: str) -> None:
    """The day, and what the environment says, are handed down as settings."""
    for path in (SRC / part).rglob("*.py"):
        calls = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call)
        }
        assert not calls & {
            "date.today",
            "datetime.now",
            "datetime.today",
            "time.time",
            "os.getenv",
            "os.environ.get",
        }, path


def test_no_folder_is_named_for_nothing() -> None:
    """No `utils`, `helpers`, `common`, `base`, `manager` or `core`."""
    names = {path.stem for path in SRC.rglob("*")}
    assert not names & {"utils", "helpers", "common", "base", "manager", "core"}
