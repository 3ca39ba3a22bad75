"""Reports like one: the same answers from SQLite, from PostgreSQL, and from PostgreSQL with pgvector."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import insert

from crossread.store.library import Library, open_library
from crossread.store.schema import documents
from crossread.store.settling import save_vectors
from crossread.store.vectors import index_vectors, most_like, vector_bytes
from tests.libraries import at
from tests.postgres import INSTALL_VECTORS, find_programs_with_vectors, running_cluster

pytestmark = pytest.mark.slow

MODEL = "0" * 64
N_REPORTS = 400
WIDTH = 64


@pytest.fixture(scope="module")
def cluster_with_vectors() -> Iterator[str]:
    """Run a PostgreSQL that has pgvector; skip where there is none."""
    pytest.importorskip("psycopg")
    programs = find_programs_with_vectors()
    if programs is None:
        pytest.skip(INSTALL_VECTORS)
    with running_cluster(programs) as url:
        yield url


@pytest.fixture
def with_pgvector(cluster_with_vectors: str) -> Iterator[Library]:
    """Open an empty library in PostgreSQL with pgvector."""
    import psycopg

    with psycopg.connect(f"{cluster_with_vectors}/postgres", autocommit=True) as conn:
        conn.execute("DROP DATABASE IF EXISTS library")
        conn.execute("CREATE DATABASE library")
    with open_library(f"{cluster_with_vectors}/library") as library:
        yield library


def filled(library: Library) -> list[str]:
    """Put reports with made vectors into a library, in groups that are alike, some with the very same vector."""
    chance = np.random.default_rng(7)
    centres = chance.normal(size=(20, WIDTH))
    ids = [f"d{n:012}" for n in range(N_REPORTS)]
    told = {"sha256": "", "outlet": "", "authors": "", "source": "", "about": "{}", "problems": "[]", "text": b""}
    made = {}
    for n, id_ in enumerate(ids):
        vector = centres[n % 20] + (0 if n % 50 < 20 else chance.normal(size=WIDTH))
        made[id_] = vector_bytes(vector[None].astype(np.float32))
    with library.writing() as conn:
        conn.execute(insert(documents), [{**told, "id": id_, "added_at": at(0)} for id_ in ids])
        save_vectors(conn, made, model=MODEL)
    return ids


def answers(library: Library, ids: list[str], limit: int) -> list[list[tuple[str, float]]]:
    """Ask for the reports that are like each tenth."""
    with library.reading() as conn:
        return [most_like(conn, id_, limit=limit) for id_ in ids[::10]]


def indexes(library: Library) -> list[str]:
    """Name the indexes over vectors."""
    with library.reading() as conn:
        found = conn.exec_driver_sql("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%%hnsw%%'")
        return list(found.scalars())


@pytest.mark.parametrize("limit", [1, 20, 300])
def test_pgvector_gives_the_answers_of_sqlite(with_pgvector: Library, tmp_path: Path, limit: int) -> None:
    """The same reports in the same order with the same cosines, ties too; also where more are asked for than it holds."""
    ids = filled(with_pgvector)
    assert indexes(with_pgvector) == ["vectors_near_0000000000000000"]
    with open_library(tmp_path / "library.sqlite") as plain:
        assert filled(plain) == ids
        assert answers(with_pgvector, ids, limit) == answers(plain, ids, limit)


def test_the_index_is_what_is_asked(with_pgvector: Library) -> None:
    """PostgreSQL plans to walk the index, and a report that is taken out or read again is not found twice."""
    ids = filled(with_pgvector)
    with with_pgvector.writing() as conn:
        conn.exec_driver_sql("ANALYZE vectors")
        conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
        ask = f"SELECT document FROM vectors WHERE model = '{MODEL}' ORDER BY (near::vector({WIDTH})) <=> "
        plan = conn.exec_driver_sql(
            f"EXPLAIN {ask} (SELECT near::vector({WIDTH}) FROM vectors LIMIT 1) LIMIT 5"
        ).scalars()
        assert any("vectors_near_0000000000000000" in line for line in plan)
        again = vector_bytes(-np.ones((1, WIDTH), np.float32))
        save_vectors(conn, {ids[0]: again}, model=MODEL)
        found = [id_ for id_, _ in most_like(conn, ids[20], limit=50)]
    assert len(found) == len(set(found)) == 50
    assert ids[0] not in found


def test_vectors_from_before_pgvector_are_put_in(with_pgvector: Library) -> None:
    """A library that had none of it takes in all that it has at the next writing."""
    ids = filled(with_pgvector)
    with with_pgvector.writing() as conn:
        conn.exec_driver_sql("ALTER TABLE vectors DROP COLUMN near")
    before = answers(with_pgvector, ids, 20)
    assert indexes(with_pgvector) == []
    with with_pgvector.writing() as conn:
        index_vectors(conn, model=MODEL)
    assert indexes(with_pgvector) == ["vectors_near_0000000000000000"]
    assert answers(with_pgvector, ids, 20) == before
