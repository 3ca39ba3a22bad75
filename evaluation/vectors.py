"""Vectors of sentences: how well they rank pairs of headlines by likeness, on STS headlines.

Spearman's rank correlation between the cosine of two headlines and the mean of what people said of them: `spearman` as
sentences are compared, without what the vectors of all headlines have in common; `plain_spearman` with that.
None of these pairs trains the model, so the whole of `sts_headlines_train` measures, whatever the split.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from evaluation.metrics import DataMissing, Measured, load_rows, spearman

if TYPE_CHECKING:
    from pathlib import Path

Numbers = np.ndarray[Any, np.dtype[np.float64]]

MEASURED_ON = "dev"
"""The split that this counts as."""


def evaluate(data: Path, split: str) -> Measured:
    """Measure; `n` counts pairs.

    Raises:
        DataMissing: the file is not there, or another split was asked for.
    """
    if split != MEASURED_ON:
        msg = f"vectors are measured on the training pairs of STS headlines, as '{MEASURED_ON}': there is no '{split}'"
        raise DataMissing(msg)

    from crossread.language.centred import apart, common_of  # noqa: PLC0415  (not there in every checkout)
    from crossread.language.model import load_model  # noqa: PLC0415  (not there in every checkout)
    from crossread.language.read import read_document  # noqa: PLC0415
    from crossread.records import Document  # noqa: PLC0415

    rows = load_rows(data / "pairs/sts_headlines_train.jsonl")
    model = load_model(None)

    def vector(text: str) -> Numbers:
        # a headline may be cut into two sentences: their vectors lie in one space, so their sum stands for both
        doc = Document(id="x", source="", sha256="", text=text)
        return np.asarray(read_document(model, doc).vectors.sum(0), np.float64)

    plain = np.array([vector(row[side]) for row in rows for side in ("a", "b")])
    plain /= np.maximum(np.linalg.norm(plain, axis=1, keepdims=True), 1e-9)
    compared = np.asarray(apart(np.asarray(plain, np.float32), common_of([plain])), np.float64)
    wanted = [float(row["score"]) for row in rows]
    return {
        "n": len(rows),
        "metrics": {
            "spearman": spearman(_cosines(compared), wanted),
            "plain_spearman": spearman(_cosines(plain), wanted),
        },
    }


def _cosines(vectors: Numbers) -> list[float]:
    """Give the cosine of each two unit vectors that follow on each other."""
    return [float(a @ b) for a, b in zip(vectors[::2], vectors[1::2], strict=True)]
