"""Vectors of sentences: how well they rank pairs of headlines by likeness, on STS headlines.

Spearman's rank correlation between the cosine of two headlines and the mean of what people said of them.
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

    from crossread.language.model import load_model  # noqa: PLC0415  (not there in every checkout)
    from crossread.language.read import read_document  # noqa: PLC0415
    from crossread.records import Document  # noqa: PLC0415

    rows = load_rows(data / "pairs/sts_headlines_train.jsonl")
    model = load_model(None)

    def vector(text: str) -> Numbers:
        # a headline may be cut into two sentences: their vectors lie in one space, so their sum stands for both
        doc = Document(id="x", source="", sha256="", text=text)
        return np.asarray(read_document(model, doc).vectors.sum(0), np.float64)

    found = [cosine(vector(row["a"]), vector(row["b"])) for row in rows]
    wanted = [float(row["score"]) for row in rows]
    return {"n": len(rows), "metrics": {"spearman": spearman(found, wanted)}}


def cosine(a: Numbers, b: Numbers) -> float:
    """Give the cosine of two vectors of any length but 0; 0 where one is 0."""
    return float(a @ b / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-9))
