"""Names of persons, organizations and places: entity F1, the span exact and the kind right, as in CoNLL-2003.

Kinds that a set has and we do not compare (nationalities, dates, events, MISC) are left out on both
sides: what we call "nationality", "facility" or "other" neither helps nor harms.

The sentences of one report are read together, as the product reads it; `*_sentence_f1` is the same with
every sentence read on its own, as taggers of sentences are published.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from evaluation.metrics import DataMissing, Matches, Measured, load_rows, match_exactly, tag_runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

KINDS: Mapping[str, Mapping[str, str]] = {
    "worldwide": {"Person": "person", "Organization": "organization", "Location": "location"},
    "conll2003": {"PER": "person", "ORG": "organization", "LOC": "location"},
    "crossner_politics": {
        "person": "person",
        "politician": "person",
        "organisation": "organization",
        "politicalparty": "organization",
        "location": "location",
        "country": "location",
    },
}
"""The labels of each set that are compared, and our kind for each."""

COMPARED = ("person", "organization", "location")


def evaluate(data: Path, split: str) -> Measured:
    """Measure on every set that has this split.

    Raises:
        DataMissing: none has.
    """
    files = {name: data / f"names/{name}_{split}.jsonl" for name in KINDS}
    files = {name: path for name, path in files.items() if path.is_file()}
    if not files:
        msg = f"no gold data names/*_{split}.jsonl in {data}"
        raise DataMissing(msg)

    from crossread.language.model import load_model  # noqa: PLC0415  (not there in every checkout)
    from crossread.language.read import read_report, read_tokens  # noqa: PLC0415

    model = load_model(None)
    metrics: dict[str, float] = {}
    n = 0
    for name, path in files.items():
        rows = load_rows(path)
        reports = [[row["tokens"] for row in report] for _, report in groupby(rows, key=_report)]
        wanted = [row["tags"] for row in rows]
        together = [reading.names for report in reports for reading in read_report(model, report)]
        alone = [reading.names for report in reports for reading in read_tokens(model, report)]
        metrics |= score(list(zip(together, wanted, strict=True)), KINDS[name], name)
        metrics[f"{name}_sentence_f1"] = score(list(zip(alone, wanted, strict=True)), KINDS[name], name)[f"{name}_f1"]
        n += len(rows)
    return {"n": n, "metrics": metrics}


def _report(row: Mapping[str, Any]) -> object:
    """Tell which report a sentence is of; CrossNER numbers none, and each of its sentences stands alone."""
    return row["doc"] or tuple(row["tokens"])


def score(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]], kinds: Mapping[str, str], name: str
) -> dict[str, float]:
    """Compare pairs of found and wanted tags; wanted labels are mapped by `kinds`, others left out."""
    total = dict.fromkeys(COMPARED, Matches())
    for found, wanted in pairs:
        ours = {run for run in tag_runs(found) if run[2] in COMPARED}
        gold = {(first, end, kinds[kind]) for first, end, kind in tag_runs(wanted) if kind in kinds}
        for kind in COMPARED:
            of_kind = ({r for r in side if r[2] == kind} for side in (ours, gold))
            total[kind] += match_exactly(*of_kind)
    every = sum(total.values(), Matches())
    return {
        f"{name}_f1": every.f1,
        f"{name}_precision": every.precision,
        f"{name}_recall": every.recall,
        **{f"{name}_{kind}_f1": total[kind].f1 for kind in COMPARED},
    }
