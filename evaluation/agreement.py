"""How far two labellers agree on the invented stories: what a system that read as they do would get.

    python -m evaluation agreement --split test

A second reader, who saw neither the first labels nor any output, labelled conflicts, commitments and utterances of the unseen
stories by the same guide (`gold/stories/second`). Their labels are measured against the first ones as ours are in `comparison`:
a conflict is met where two of its sides overlap two of the label's, a commitment where the words overlap and the last day is
the same; `deadlines` are those with a day on both sides. Utterances are pairs of labelled quotes; a pair that the first labels
lack is left out where one of the quotes is indirect, as these are not labelled to the last.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from crossread.records import Span
from evaluation.conflicts import sides_meet, touch
from evaluation.gold.stories.build_labels import HERE, Reports, build_sides, rows_of
from evaluation.invented import STORIES, load_labels
from evaluation.metrics import Matches, match_exactly
from evaluation.utterances import gold_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.invented import Label, Scores
    from evaluation.metrics import Measured

SECOND = HERE / "second"


def evaluate(data: Path | None, split: str) -> Measured:
    """Measure the second labels of a split against the first; `data` is not needed. `n` counts the stories."""
    del data
    names = [name for name in STORIES.get(split, ()) if (SECOND / f"{name}.yaml").is_file()]
    total: Scores = {}
    for name in names:
        for part, counted in compare(name).items():
            total[part] = total.get(part, Matches()) + counted
    return {
        "n": len(names),
        "metrics": {
            f"{part}_{figure}": getattr(counted, figure)
            for part, counted in total.items()
            for figure in ("f1", "precision", "recall")
        },
    }


def compare(name: str) -> Scores:
    """Count what the second labels of a story have in common with the first."""
    source: dict[str, Any] = yaml.safe_load((SECOND / f"{name}.yaml").read_text(encoding="utf-8"))
    reports = Reports(name, source["docs"])
    first = load_labels(name)
    short = {key: letter for letter, key in source["docs"].items()}

    def placed(anchors: Sequence[Label]) -> list[Span]:
        return [
            Span(a["doc"], *reports.span(short[a["doc"]], f"{a['words']} @{a['nth']}"))
            for a in anchors
            if a["doc"] in short
        ]

    sides = [[placed(s["evidence"]) for s in c["sides"]] for c in first["conflicts"]]
    own_sides = [[placed(s["evidence"]) for s in build_sides(reports, c["sides"])] for c in source["conflicts"]]
    due = [(placed([c["what"]]), c["due"] or "") for c in first["commitments"]]
    own_due = [
        (placed([reports.anchored(letter, words)]), day)
        for letter, _, words, _, day, _ in rows_of(source["commitments"], 6)
    ]
    wanted, free = gold_pairs(first)
    own = {
        frozenset(pair)
        for (row,) in rows_of(source["utterances"])
        for pair in combinations(sorted(set(row.split())), 2)
    }
    return {
        "conflicts": _matches(own_sides, sides, sides_meet),
        "commitments": _matches(own_due, due, _is_one),
        "deadlines": _matches([c for c in own_due if c[1]], [c for c in due if c[1]], _is_one),
        "utterances": match_exactly(own - free, wanted),
    }


def _matches(own: Sequence[Any], first: Sequence[Any], agree: Any) -> Matches:  # noqa: ANN401  (a test of two labels of a kind)
    met = sum(any(agree(a, b) for b in first) for a in own)
    return Matches(len(own), met, len(first), sum(any(agree(a, b) for a in own) for b in first))


def _is_one(a: tuple[list[Span], str], b: tuple[list[Span], str]) -> bool:
    return a[1] == b[1] and touch(a[0], b[0])
