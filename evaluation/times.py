"""Time expressions, measured as in TempEval-3 on TimeBank and AQUAINT.

Published: HeidelTime 77.6 value F1 on the TempEval-3 platinum set (UzZaman et al. 2013, SemEval),
which is not among our data; TimeBank and AQUAINT are its training sets, on which our grammar was
tuned. A third of the documents, chosen by a hash of their names, is held back: its mistakes were
never looked at.

Metrics, over all documents of the split together:
    strict_f1    an expression with exactly the gold span counts
    relaxed_f1   an expression that overlaps a gold one counts; each gold one once
    type_f1      relaxed, and the type is the gold type
    value_f1     relaxed, and the value is the gold value, letter by letter
"""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from crossread.extract.times import find_times
from crossread.language.analysis import Sentences
from crossread.records import Document, TimeRef

SETS = ("TimeBank", "AQUAINT")
PUBLISHED = {"HeidelTime, TempEval-3 platinum, value_f1": 77.6}
HELD_BACK_OF = 3
"""One document in three is held back."""

_SENTENCE_END = re.compile(r"(?<=[.!?])['\"”’)]*\s+(?=[\"'“‘(`]*[A-Z])|\n\s*\n")


class GoldTime(Struct, frozen=True):
    """A gold expression: code points in the text, TIMEX3 type in small letters, value."""

    start: int
    end: int
    type: str
    value: str


class GoldDocument(Struct, frozen=True):
    """A TimeML document: its text, the day it was made, its expressions in text order."""

    name: str
    text: str
    created: date
    times: tuple[GoldTime, ...]


class Counts(Struct, frozen=True):
    """How many gold and found expressions there are, and how many agree in which way."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Add field by field."""
        return Counts(*(getattr(self, f) + getattr(other, f) for f in self.__struct_fields__))

    def metrics(self, prefix: str = "") -> dict[str, float]:
        """Give F1 in [0, 1] for each way of agreeing."""
        total = self.gold + self.found
        return {
            f"{prefix}{f}_f1": 2 * getattr(self, f) / total if total else 0.0
            for f in ("strict", "relaxed", "type", "value")
        }


def load_timeml(path: Path) -> GoldDocument:
    """Read a TimeML file. Its entities are those of XML alone, and it is ours, so the standard parser will do."""
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314
    body = root.find("TEXT")
    created = root.find("DCT/TIMEX3")
    if body is None or created is None:
        msg = f"no TEXT or no DCT in {path}"
        raise ValueError(msg)
    pieces: list[str] = []
    times: list[GoldTime] = []
    _walk(body, pieces, times)
    return GoldDocument(path.stem, "".join(pieces), date.fromisoformat(created.attrib["value"][:10]), tuple(times))


def _walk(node: ET.Element, pieces: list[str], times: list[GoldTime]) -> None:
    """Collect text and expressions below a node, in text order."""
    start = sum(map(len, pieces))
    pieces.append(node.text or "")
    for child in node:
        _walk(child, pieces, times)
        pieces.append(child.tail or "")
    if node.tag == "TIMEX3":
        end = sum(map(len, pieces))
        times.append(GoldTime(start, end, node.attrib["type"].lower(), node.attrib.get("value", "")))


def is_held_back(name: str) -> bool:
    """Tell whether a document belongs to the third whose mistakes nobody looks at."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_BACK_OF == 0


def read_times(gold: GoldDocument) -> tuple[TimeRef, ...]:
    """Run our own reader on a gold document."""
    doc = Document(id=gold.name, source=gold.name, sha256="", text=gold.text)
    return find_times(doc, cut_sentences(gold.text), anchor=gold.created).records


def cut_sentences(text: str) -> Sentences:
    """Cut a text into sentences plainly: this measures the times, not the sentences."""
    starts = [0, *(m.end() for m in _SENTENCE_END.finditer(text))]
    ends = [*starts[1:], len(text)]
    return Sentences(*(np.array(column, dtype=np.int32) for column in (starts, ends, [0] * len(starts))))


def matched(gold: GoldDocument, found: tuple[TimeRef, ...]) -> Iterator[tuple[GoldTime, TimeRef]]:
    """Pair each gold expression with the first free one of ours that overlaps it."""
    free = list(found)
    for expected in gold.times:
        hit = next((f for f in free if f.span.start < expected.end and expected.start < f.span.end), None)
        if hit:
            free.remove(hit)
            yield expected, hit


def count(gold: GoldDocument, found: tuple[TimeRef, ...]) -> Counts:
    """Count agreement in one document."""
    pairs = list(matched(gold, found))
    return Counts(
        gold=len(gold.times),
        found=len(found),
        strict=sum((g.start, g.end) == (f.span.start, f.span.end) for g, f in pairs),
        relaxed=len(pairs),
        type=sum(g.type == f.type for g, f in pairs),
        value=sum(g.value == f.value for g, f in pairs),
    )


def evaluate(data: Path, split: str) -> dict[str, Any]:
    """Measure on `data/times`; split "dev" is both sets, "TimeBank" or "AQUAINT" one of them.

    Returns:
        `{task, split, n, metrics, published}`; metrics in [0, 1], over all and with the prefixes
        of each set and of `tuned_` (looked at) and `held_back_` (never looked at) documents.
    """
    sets = SETS if split == "dev" else (split,)
    groups: dict[str, Counts] = {}
    n = 0
    for name in sets:
        for path in sorted((data / "times" / name).glob("*.tml")):
            gold = load_timeml(path)
            counts = count(gold, read_times(gold))
            n += 1
            part = "held_back_" if is_held_back(gold.name) else "tuned_"
            for group in ("", name.lower() + "_", part):
                groups[group] = groups.get(group, Counts()) + counts
    metrics = {key: value for group, counts in groups.items() for key, value in counts.metrics(group).items()}
    return {"task": "times", "split": split, "n": n, "metrics": metrics, "published": PUBLISHED}
