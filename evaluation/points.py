"""Points: the scorer of pairs on public pairs, and points and origins on the labelled example stories.

    python -m evaluation.points --data ../shared/data [--model FOLDER] [ferry-collision river-talks] [--errors]

`msrp_*` and `nanco_*`: the scorer that points are made with, at its own fixed thresholds (nothing is fitted
here). The stories have gold quotes and speakers, the rest is read by the model: `spoken_recall` is the share
of pairs of gold quotes of one utterance, in two reports, of which some claims are in one point;
`spoken_precision` the share of pairs of claims of one point, both inside gold quotes of two reports, that
are of one utterance or of unlabelled indirect speech; `origins_*` how often the number of origins of a labelled
point is exact, and too high.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from crossread.compare._similarity import similarity
from crossread.compare.people import resolve_people
from crossread.compare.points import link_points
from crossread.compare.reuse import link_reuse
from crossread.compare.utterances import link_utterances
from crossread.extract.citations import cover_claims, find_citations
from crossread.extract.claims import find_claims
from crossread.extract.report import Report
from crossread.language.model import LanguageModel, load_model
from crossread.records import Entity, Point, Span
from crossread.run.reading import read_report
from evaluation.metrics import Matches, Measured, confusion, load_rows, ranking_auc
from evaluation.utterances import _find, gold_pairs, load_story

SAME = 0.5
"""Score from which a pair of MSRP is "same": the scorer is calibrated."""

ANSWERS_SAME = 0.08
"""Answers to one question are fragments, told apart from a lower score on (training/same_point.py)."""


def evaluate(data: Path, split: str = "dev", *, model: LanguageModel | None = None) -> Measured:
    """Measure the scorer on MSRP and NAnCo.

    Raises:
        DataMissing: there are no such pairs.
    """
    model = model or load_model(None)
    rows = load_rows(data / f"pairs/msrp_{split}.jsonl")
    scores = similarity(model, [(r["a"], r["b"]) for r in rows])
    metrics = _figures("msrp", scores, [r["label"] == "same" for r in rows], SAME)
    couples = [
        c for r in load_rows(data / f"pairs/nanco_{split}.jsonl") for c in itertools.combinations(r["answers"], 2)
    ]
    scores = similarity(model, [(a["answer"], b["answer"]) for a, b in couples])
    metrics |= _figures("nanco", scores, [a["cluster"] == b["cluster"] for a, b in couples], ANSWERS_SAME)
    return {"n": len(rows) + len(couples), "metrics": metrics}


def _figures(name: str, scores: Sequence[float], labels: Sequence[bool], threshold: float) -> dict[str, float]:
    tp, fp, fn, tn = confusion(scores, labels, threshold)
    return {
        f"{name}_f1": 2 * tp / max(1, 2 * tp + fp + fn),
        f"{name}_accuracy": (tp + tn) / len(labels),
        f"{name}_balanced_accuracy": (tp / max(1, tp + fn) + tn / max(1, tn + fp)) / 2,
        f"{name}_auc": ranking_auc(scores, labels),
    }


def read_story(name: str, model: LanguageModel) -> tuple[dict[str, Any], tuple[Report, ...], tuple[Entity, ...]]:
    """Read an example story with its gold quotes and speakers; all else is what the model finds."""
    gold, labelled, people = load_story(name)
    resolved, found = resolve_people([read_report(model, r.doc) for r in labelled])
    entities = (*people, *found)
    return gold, tuple(_with_claims(r, known, found) for r, known in zip(resolved, labelled, strict=True)), entities


def _with_claims(report: Report, labelled: Report, entities: Sequence[Entity]) -> Report:
    quotes = labelled.quotes
    claims = find_claims(report.analysis, quotes, report.figures, report.times, entities).records
    citations = find_citations(report.analysis, quotes, entities).records
    return replace(
        report, quotes=quotes, claims=claims, citations=cover_claims(report.analysis, citations, claims, quotes)
    )


def _overlap(a: Span, b: Span) -> bool:
    return a.doc == b.doc and a.start < b.end and b.start < a.end


def score_spoken(
    gold: Mapping[str, Any], reports: Sequence[Report], points: Sequence[Point]
) -> tuple[Matches, list[str]]:
    """Compare pairs of claims in one point with the gold utterances."""
    wanted, free = gold_pairs(gold)
    doc_of = {q.id: r.doc.id for r in reports for q in r.quotes}
    wanted = {p for p in wanted if len({doc_of.get(q) for q in p}) == 2 and all(q in doc_of for q in p)}
    words = {c.id: f"{r.doc.label}: {r.words(c.span)}" for r in reports for c in r.claims}
    by = {c.id: c.by for r in reports for c in r.claims}
    found, met, wrong = 0, set(), []
    right = 0
    for point in points:
        for a, b in itertools.combinations(point.claims, 2):
            pair = frozenset((by[a], by[b]))
            if "outlet" in pair or len({doc_of[q] for q in pair}) < 2 or (pair in free and pair not in wanted):
                continue
            found += 1
            if pair in wanted:
                right += 1
                met.add(pair)
            else:
                wrong.append(f"{words[a]}\n      {words[b]}")
    missed = [" / ".join(sorted(p)) for p in wanted - met]
    return Matches(found, right, len(wanted), len(met)), [*(f"  together: {w}" for w in wrong), f"  apart: {missed}"]


def score_origins(
    gold: Mapping[str, Any], reports: Sequence[Report], points: Sequence[Point]
) -> Iterator[tuple[int, int, str, str]]:
    """Yield for each labelled point the number of origins wanted and found, what it is about, and why."""
    claims = [c for r in reports for c in r.claims]
    by_id = {c.id: c for c in claims}
    for label in gold["origins"]:
        evidence = [s for e in label["evidence"] for r in reports if (s := _find(e, r.doc))]
        held = {p.id: sum(any(_overlap(by_id[c].span, e) for c in p.claims) for e in evidence) for p in points}
        best: Point | None = max(points, key=lambda p: held[p.id], default=None)
        if best is not None and held[best.id]:
            yield (
                label["origins"],
                best.origins,
                label["about"],
                f"{held[best.id]} of {len(evidence)} passages; {best.why}",
            )
        else:
            yield label["origins"], 0, label["about"], "no claim"


def evaluate_stories(names: Sequence[str], model: LanguageModel, *, errors: bool = False) -> Measured:
    """Measure points and origins on example stories; `errors` prints what is wrong."""
    pairs, exact, high, n = Matches(), 0, 0, 0
    n_claims = n_shared = 0
    for name in names:
        gold, reports, entities = read_story(name, model)
        points = link_points(
            reports, entities, reuse=link_reuse(reports), utterances=link_utterances(reports, entities)
        )
        found, wrong = score_spoken(gold, reports, points)
        pairs += found
        n_claims += sum(len(r.claims) for r in reports)
        n_shared += sum(len(p.outlets) > 1 for p in points)
        for wanted, ours, about, why in score_origins(gold, reports, points):
            n, exact, high = n + 1, exact + (wanted == ours), high + (ours > wanted)
            wrong.append(f"  origins {wanted}, ours {ours}: {about} ({why})")
        if errors:
            print(name, *wrong, sep="\n")
    return {
        "n": n_claims,
        "metrics": {
            "spoken_precision": pairs.precision,
            "spoken_recall": pairs.recall,
            "points_of_two_or_more": float(n_shared),
            "origins_exact": exact / max(1, n),
            "origins_too_high": high / max(1, n),
        },
    }


@click.command()
@click.argument("names", nargs=-1)
@click.option(
    "--data", type=click.Path(path_type=Path), help="Folder of the gold data; without it only stories are measured."
)
@click.option("--model", "folder", type=click.Path(path_type=Path), help="Another language model.")
@click.option("--errors", is_flag=True, help="Print what is wrong.")
def main(names: Sequence[str], data: Path | None, folder: Path | None, *, errors: bool) -> None:
    """Measure the scorer of pairs on gold data, and points on the example stories NAMES."""
    model = load_model(folder)
    parts = [evaluate(data, model=model)] if data else []
    if names:
        parts.append(evaluate_stories(names, model, errors=errors))
    for measured in parts:
        print(f"n = {measured['n']}")
        for name, value in measured["metrics"].items():
            print(f"{name:28} {value:.3f}")


if __name__ == "__main__":
    main()
