"""One vector a report, and the reports that are most like one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import select

from crossread.errors import BadInput
from crossread.store.schema import documents, vectors

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from crossread.language.analysis import Floats

READ_ROWS = 5_000
"""Vectors compared at a time: 4 MB of them."""


def vector_bytes(sentences: Floats) -> bytes:
    """Give the mean of the vectors of sentences as a unit vector, float16, little-endian.

    Args:
        sentences: unit vectors. Shape (n_sentences, width), float32.
    """
    mean = sentences.mean(axis=0) if len(sentences) else np.zeros(sentences.shape[1], np.float32)
    return (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype("<f2").tobytes()


def most_like(conn: Connection, document: str, *, limit: int) -> list[tuple[str, float]]:
    """Give the reports most like one, with the cosine between them, the nearest first.

    Raises:
        BadInput: the report has no vector, for its story was not read yet.
    """
    row = conn.execute(select(vectors).where(vectors.c.document == document)).one_or_none()
    if row is None:
        msg = f"report '{document}' was not read yet, so that nothing can be compared with it; run: crossread add"
        raise BadInput(msg)
    asked = _unpacked([row.data])[0]
    query = (
        select(vectors.c.document, vectors.c.data)
        .join(documents, documents.c.id == vectors.c.document)
        .where(vectors.c.model == row.model, documents.c.superseded_by.is_(None), vectors.c.document != document)
        .order_by(vectors.c.document)
    )
    best: list[tuple[str, float]] = []
    for part in conn.execution_options(yield_per=READ_ROWS).execute(query).partitions(READ_ROWS):
        cosines = _unpacked([data for _, data in part]) @ asked
        best += [(id_, float(cosine)) for (id_, _), cosine in zip(part, cosines, strict=True)]
        best = sorted(best, key=lambda pair: (-pair[1], pair[0]))[:limit]
    return best


def _unpacked(rows: list[bytes]) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.frombuffer(b"".join(rows), "<f2").reshape(len(rows), -1).astype(np.float32)
