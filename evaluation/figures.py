"""Figures: how many of the gold figures are found, with their value, unit, span and bound.

The gold set is our own (gold/figures.jsonl, labelled by gold/README.md); the published figures
beside ours were measured on NewsQuant, other texts with a guide of their own, so they are a
yardstick and no ranking; on our own set quantulum3 0.10 reaches value F1 .67 and value+unit .58. The set is split in two by the hash of each text: rules were changed on
`dev` only, `test` is what is reported.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from crossread.extract.figures import FigureSpan, find_figure_spans
from evaluation.metrics import Measured

GOLD = Path(__file__).parent / "gold" / "figures.jsonl"


class GoldFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled figure; offsets are code points, half-open."""

    start: int
    end: int
    value: str | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    kind: str | None = None
    bound: str | None = None


class GoldText(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with its figures."""

    text: str
    figures: tuple[GoldFigure, ...] = ()


Key = tuple[Any, ...]
Find = Callable[[str], Sequence[GoldFigure]]


def split_of(text: str) -> str:
    """Say which half of the gold set a text belongs to: "dev" or "test"."""
    return ("dev", "test")[hashlib.sha256(text.encode()).digest()[-1] % 2]


def load_gold(data: Path, split: str) -> list[GoldText]:
    """Load the labelled texts of a split.

    Args:
        data: a JSONL file, or a folder. A folder's `figures_SPLIT.jsonl` (or the same under `figures/`) is read
            whole; where it has none our own set is.
        split: "dev", "test" or "all", the halves of our own set; a file that is no split is halved too.
    """
    whole = [data / name / f"figures_{split}.jsonl" for name in ("", "figures") if data.is_dir()]
    path = next((p for p in whole if p.is_file()), None)
    rows = _rows(path or (data if data.is_file() else GOLD))
    return [row for row in rows if path or split == "all" or split_of(row.text) == split]


def _rows(path: Path) -> list[GoldText]:
    return [msgspec.json.decode(line, type=GoldText) for line in path.read_bytes().splitlines() if line.strip()]


def find_ours(text: str) -> list[GoldFigure]:
    """Give our figures of a text in the form of the gold set."""
    return [_as_gold(figure) for figure in find_figure_spans(text, 0, len(text))]


def evaluate(data: Path, split: str, *, find: Find = find_ours) -> Measured:
    """Measure figures on a split.

    A figure is right when one of the gold set has the same: value (for an open or double number its
    bounds) anywhere in the sentence (`value`), with its unit (`value_unit`), words (`span`), words and bound
    (`bound`), everything (`whole`). Each counts once.

    Returns:
        How many figures the gold has, and the metrics, in [0, 1].
    """
    gold = load_gold(data, split)
    found = [(row.figures, find(row.text)) for row in gold]
    metrics: dict[str, float] = {}
    for name, key in KEYS.items():
        metrics |= _scores(name, ((map(key, want), map(key, have)) for want, have in found))
    n = sum(len(row.figures) for row in gold)
    return Measured(n=n, metrics=metrics)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _value(figure: GoldFigure) -> Key:
    """Say what a figure amounts to: its value, or its bounds where it has none."""
    value = _number(figure.value)
    return (value,) if value is not None else (_number(figure.low), _number(figure.high))


KEYS: dict[str, Callable[[GoldFigure], Key]] = {
    "value": _value,
    "value_unit": lambda f: (*_value(f), f.unit),
    "span": lambda f: (f.start, f.end),
    "bound": lambda f: (f.start, f.end, f.bound),
    "whole": lambda f: (f.start, f.end, *_value(f), f.unit, f.bound, f.kind),
}


def _scores(name: str, pairs: Iterable[tuple[Iterable[Key], Iterable[Key]]]) -> dict[str, float]:
    """Give precision, recall and F1 over multisets of keys, sentence by sentence."""
    right = wanted = given = 0
    for want, have in pairs:
        w, h = Counter(want), Counter(have)
        right, wanted, given = right + (w & h).total(), wanted + w.total(), given + h.total()
    precision, recall = right / given if given else 0.0, right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1}


def _as_gold(figure: FigureSpan) -> GoldFigure:
    def digits(number: Decimal | None) -> str | None:
        return None if number is None else format(number, "f")

    return GoldFigure(
        start=figure.start,
        end=figure.end,
        value=digits(figure.value),
        low=digits(figure.low),
        high=digits(figure.high),
        unit=figure.unit,
        kind=figure.kind,
        bound=figure.bound,
    )
