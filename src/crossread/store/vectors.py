"""One vector a report, and the reports that are most like one.

Every vector is kept as bytes, in both databases. Where PostgreSQL has pgvector each is kept as its `vector`
too, with an index, in a column `near` that is there in no other library. The index gives candidates, and the
bytes decide, so that both databases give the same answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from crossread.errors import BadInput
from crossread.store.schema import documents, vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from crossread.language.analysis import Floats

READ_ROWS = 5_000
"""Vectors compared at a time: 4 MB of them."""

MIN_CANDIDATES = 200
CANDIDATES_AN_ANSWER = 4
MAX_CANDIDATES = 1_000
"""How many of the nearest the index is asked for; its list of them (`hnsw.ef_search`) has no room for more than 1,000.

Of 600 vectors in 20 groups, 64 wide, some of them equal, the answers for 60 were those of the search through all,
for 1, 20 and 300 answers (pgvector 0.8.5).
"""


def vector_bytes(sentences: Floats) -> bytes:
    """Give the mean of the vectors of sentences as a unit vector, float16, little-endian.

    Args:
        sentences: unit vectors. Shape (n_sentences, width), float32.
    """
    mean = sentences.mean(axis=0) if len(sentences) else np.zeros(sentences.shape[1], np.float32)
    return (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype("<f2").tobytes()


def index_vectors(conn: Connection, *, model: str) -> None:
    """Put the vectors that are new into the index of pgvector; nothing where there is none.

    Args:
        conn: inside a writing transaction.
        model: whose vectors; those of different models have nothing in common.
    """
    if not _has_column(conn) and not _add_column(conn):
        return
    new = select(vectors.c.document, vectors.c.data).where(vectors.c.model == model, text("near IS NULL"))
    rows = conn.execute(new).all()
    for start in range(0, len(rows), READ_ROWS):
        part = rows[start : start + READ_ROWS]
        values = [{"document": row.document, "near": _literal(row.data)} for row in part]
        conn.execute(text("UPDATE vectors SET near = CAST(:near AS vector) WHERE document = :document"), values)
    if rows and model.isalnum():
        width = len(rows[0].data) // 2
        conn.exec_driver_sql(
            f"CREATE INDEX IF NOT EXISTS {_index_name(model)} ON vectors "
            f"USING hnsw ((near::vector({width})) vector_cosine_ops) WHERE model = '{model}'"
        )


def most_like(conn: Connection, document: str, *, limit: int) -> list[tuple[str, float]]:
    """Give the reports most like one, with the cosine between them, the nearest first.

    Raises:
        BadInput: the report has no vector, for its story was not read yet.
    """
    query = select(vectors.c.model, vectors.c.data).where(vectors.c.document == document)
    row = conn.execute(query).one_or_none()
    if row is None:
        msg = f"report '{document}' was not read yet, so that nothing can be compared with it; run: crossread add"
        raise BadInput(msg)
    candidates = _candidates(conn, row.model, row.data, limit=limit)
    if candidates is not None:
        best = _compared(conn, document, row.model, row.data, limit=limit, among=candidates)
        if len(best) == limit or len(candidates) < MIN_CANDIDATES:  # else earlier versions took their places
            return best
    return _compared(conn, document, row.model, row.data, limit=limit)


def _compared(
    conn: Connection, document: str, model: str, data: bytes, *, limit: int, among: Sequence[str] | None = None
) -> list[tuple[str, float]]:
    """Compare a report with all others, or with some; earlier versions of reports are left out."""
    asked = _unpacked([data])[0]
    query = (
        select(vectors.c.document, vectors.c.data)
        .join(documents, documents.c.id == vectors.c.document)
        .where(vectors.c.model == model, documents.c.superseded_by.is_(None), vectors.c.document != document)
        .order_by(vectors.c.document)
        .execution_options(yield_per=READ_ROWS)
    )
    if among is not None:
        query = query.where(vectors.c.document.in_(among))
    best: list[tuple[str, float]] = []
    for part in conn.execute(query).partitions():
        cosines = _unpacked([packed for _, packed in part]) @ asked
        best += [(id_, float(cosine)) for (id_, _), cosine in zip(part, cosines, strict=True)]
        best = sorted(best, key=lambda pair: (-pair[1], pair[0]))[:limit]
    return best


def _candidates(conn: Connection, model: str, data: bytes, *, limit: int) -> list[str] | None:
    """Give the reports that the index holds for the nearest; None where there is no index, or it has no room."""
    n = max(MIN_CANDIDATES, CANDIDATES_AN_ANSWER * limit) + 1  # the report itself is one
    if n > MAX_CANDIDATES or not _has_index(conn, model):
        return None
    near = f"(near::vector({len(data) // 2}))"
    conn.exec_driver_sql(f"SET LOCAL hnsw.ef_search = {n}")
    query = f"SELECT document FROM vectors WHERE model = '{model}' ORDER BY {near} <=> CAST(:asked AS vector) LIMIT {n}"  # noqa: S608  (letters and digits, numbers)
    return list(conn.execute(text(query), {"asked": _literal(data)}).scalars())


def _has_column(conn: Connection) -> bool:
    if conn.dialect.name != "postgresql":
        return False
    found = "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('vectors') AND attname = 'near'"
    return conn.exec_driver_sql(found).first() is not None


def _add_column(conn: Connection) -> bool:
    """Make the column where the server has pgvector and lets us use it."""
    if conn.dialect.name != "postgresql":
        return False
    if conn.exec_driver_sql("SELECT 1 FROM pg_available_extensions WHERE name = 'vector'").first() is None:
        return False
    try:
        with conn.begin_nested():
            conn.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS vector")
            conn.exec_driver_sql("ALTER TABLE vectors ADD COLUMN near vector")
    except DBAPIError:  # only an administrator may make it here; what is found is the same without it
        return False
    return True


def _has_index(conn: Connection, model: str) -> bool:
    if conn.dialect.name != "postgresql" or not model.isalnum():
        return False
    found = f"SELECT 1 FROM pg_class WHERE oid = to_regclass('{_index_name(model)}')"  # noqa: S608  (letters and digits)
    return conn.exec_driver_sql(found).first() is not None


def _index_name(model: str) -> str:
    return f"vectors_near_{model[:16].lower()}"


def _literal(data: bytes) -> str:
    """Write a vector as pgvector reads it."""
    return f"[{','.join(str(float(x)) for x in _unpacked([data])[0])}]"


def _unpacked(rows: list[bytes]) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.frombuffer(b"".join(rows), "<f2").reshape(len(rows), -1).astype(np.float32)
