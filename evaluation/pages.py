"""Main text of web pages, measured as the article-extraction benchmark of 181 pages does.

Source: scrapinghub/article-extraction-benchmark, `evaluate.py`: bags of 4-word shingles, each page's
counts divided by their sum, precision and recall averaged over pages, F1 of the averages.
Published there for trafilatura: .958 (2.0.0, 181 pages, its default mode).
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from statistics import mean
from typing import TYPE_CHECKING

from crossread.ingest.decode import decode
from crossread.ingest.html import declared_charset, read_page
from evaluation.metrics import DataMissing, Measured

if TYPE_CHECKING:
    from pathlib import Path

SHINGLE_WORDS = 4
WORD = re.compile(r"\w+")


def evaluate(data: Path, split: str) -> Measured:
    """Measure the main text of the pages in `data/pages`.

    Args:
        data: the folder of gold data.
        split: `pages_{split}` is read where there is one, else `pages`, which has no splits.

    Returns:
        `n`, the number of pages, and `metrics`: `main_text_f1`, `main_text_precision`, `main_text_recall` in [0, 1].

    Raises:
        DataMissing: there is no `truth.json`.
    """
    folder = data / f"pages_{split}" if (data / f"pages_{split}").is_dir() else data / "pages"
    if not (folder / "truth.json").is_file():
        msg = f"no gold data pages/truth.json in {data}"
        raise DataMissing(msg)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    counts = [
        count_shingles(truth[name]["articleBody"], extracted_text(folder / "html" / f"{name}.html.gz"))
        for name in sorted(truth)
    ]
    precision = mean(tp / (tp + fp) for tp, fp, _ in counts if tp + fp)
    recall = mean(tp / (tp + fn) for tp, _, fn in counts if tp + fn)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    metrics = {"main_text_f1": f1, "main_text_precision": precision, "main_text_recall": recall}
    return {"n": len(counts), "metrics": metrics}


def extracted_text(path: Path) -> str:
    """Read the main text of a packed page as `crossread read` does."""
    page = gzip.decompress(path.read_bytes())
    return read_page(decode(page, declared=declared_charset(page)).text, source=path.name).text


def count_shingles(true: str, found: str) -> tuple[float, float, float]:
    """Count shingles right, too many and missing, as shares of their sum so that long pages weigh no more."""
    wanted, given = _shingles(true), _shingles(found)
    right = sum((wanted & given).values())
    counts = right, sum((given - wanted).values()), sum((wanted - given).values())
    total = sum(counts) or 1
    return counts[0] / total, counts[1] / total, counts[2] / total


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    starts = range(max(1, len(words) - SHINGLE_WORDS + 1))
    return Counter(shingle for i in starts if (shingle := tuple(words[i : i + SHINGLE_WORDS])))
