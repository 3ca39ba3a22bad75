"""Which reports tell one story, on ECB+: B³ and adjusted Rand index, as published for TF-IDF with average link.

All reports of a split are grouped at once, two look-alike stories a topic. `titles_` figures are with
the title alone, which in ECB+ is the report's first sentence.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from crossread.records import Document
from crossread.stories.cluster import group_reports
from crossread.stories.fingerprints import fingerprint
from evaluation.metrics import Measured, adjusted_rand, b_cubed, load_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def evaluate(data: Path, split: str) -> Measured:
    """Group the reports of `stories/ecbplus_{split}.jsonl`, with their text and by their titles alone."""
    rows = load_rows(data / f"stories/ecbplus_{split}.jsonl")
    wanted = [row["story"] for row in rows]
    whole = [_report(row["id"], row["title"], row["text"]) for row in rows]
    titles = [_report(row["id"], row["title"], "") for row in rows]
    return {"n": len(rows), "metrics": score(whole, wanted) | score(titles, wanted, prefix="titles_")}


def score(docs: Sequence[Document], wanted: Sequence[str], *, prefix: str = "") -> dict[str, float]:
    """Group reports and compare with the stories wanted."""
    groups = group_reports([fingerprint(doc) for doc in docs])
    group_of = {row: at for at, group in enumerate(groups) for row in group}
    found = [group_of[row] for row in range(len(docs))]
    precision, recall, f1 = b_cubed(found, wanted)
    return {
        f"{prefix}b_cubed_f1": f1,
        f"{prefix}b_cubed_precision": precision,
        f"{prefix}b_cubed_recall": recall,
        f"{prefix}adjusted_rand": adjusted_rand(found, wanted),
        f"{prefix}groups_found": len(groups),
        f"{prefix}groups_wanted": len(set(wanted)),
    }


def _report(name: str, title: str, text: str) -> Document:
    return Document(id=name, source=name, sha256=hashlib.sha256(text.encode()).hexdigest(), title=title, text=text)
