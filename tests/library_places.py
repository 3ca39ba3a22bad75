"""Where libraries lie in the tests: each test that asks for one runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from crossread.store.library import Library, open_library
from tests.postgres import INSTALL, find_programs, running_cluster

_numbers = itertools.count()


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """Run one PostgreSQL for all tests; skip where there is none."""
    programs = find_programs()
    if programs is None:
        pytest.skip(INSTALL)
    pytest.importorskip("psycopg", reason=INSTALL)
    with ExitStack() as stack:
        yield stack.enter_context(running_cluster(programs))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the place of a library that is not there yet: a path, or the URL of an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "library.sqlite")
    import psycopg

    url = request.getfixturevalue("cluster")
    name = f"library_{next(_numbers)}"
    with psycopg.connect(f"{url}/postgres", autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name}")
    return f"{url}/{name}"


@pytest.fixture
def library(place: str) -> Iterator[Library]:
    """Open an empty library."""
    with open_library(place) as made:
        yield made
