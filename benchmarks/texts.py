"""The texts that are read to measure: reports of a folder, or those of the gold data."""

from __future__ import annotations

import hashlib
import itertools
import json
from typing import TYPE_CHECKING

from crossread.records import Document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

GOLD = "attribution/polnear_train.jsonl"


class NoTexts(Exception):
    """There is nothing to read where the texts were looked for."""


def load_texts(*, data: Path | None = None, reports: Path | None = None, limit: int) -> list[str]:
    """Load texts, each once, in a fixed order.

    Args:
        data: folder of the gold data, for the reports of `GOLD`.
        reports: a folder with reports as text files.
        limit: how many to load at most, spread evenly over what is there.

    Raises:
        NoTexts: there are none.
    """
    if reports:
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(reports.rglob("*.txt"))]
    elif data and (data / GOLD).is_file():
        with (data / GOLD).open(encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
    else:
        texts = []
    texts = list(dict.fromkeys(text for text in texts if text.strip()))
    if not texts:
        msg = f"no texts: no '{GOLD}' in '{data}'" if data else f"no .txt file in '{reports}'"
        raise NoTexts(msg)
    return [texts[i * len(texts) // min(limit, len(texts))] for i in range(min(limit, len(texts)))]


def documents(texts: Sequence[str], n: int) -> Iterator[Document]:
    """Make `n` documents of texts, from the first again where there are fewer."""
    for i, text in enumerate(itertools.islice(itertools.cycle(texts), n)):
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        yield Document(id=f"d{i + 1}", source=f"{i + 1}.txt", sha256=sha256, text=text, language="en")
