"""Conflicts of the labelled example stories: precision, recall, and scope told from conflict.

    python -m evaluation.conflicts [--model FOLDER] [--show] STORY...

A raised conflict meets a label where two of its sides, in this order or the other, overlap the evidence of two
sides of the label. A raised one with the verdict "conflict" that meets no label is a mistake; one with another
verdict is none, unless it meets a labelled conflict. Scope is told from conflict where a labelled conflict that was
found has the verdict "conflict", and a look-alike was not raised with it.

The labels are few (four stories), so a share here has a wide margin: the numbers are given beside it.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import click
from msgspec import Struct

from crossread.records import Conflict, Document, Span, Story
from evaluation.invented import STORIES, load_labels, read_story

Label = Mapping[str, Any]


class Counts(Struct, frozen=True):
    """What was counted on one story."""

    labelled: int = 0
    found: int = 0
    raised: int = 0
    right: int = 0
    verdicts: int = 0
    verdicts_right: int = 0
    scores: tuple[tuple[float, bool], ...] = ()

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f) + getattr(other, f) for f in self.__struct_fields__))

    def as_metrics(self) -> dict[str, float]:
        """Give precision, recall, and the share of scope told from conflict, in [0, 1]."""
        return {
            "precision": self.right / self.raised if self.raised else 0.0,
            "recall": self.found / self.labelled if self.labelled else 0.0,
            "scope_told": self.verdicts_right / self.verdicts if self.verdicts else 0.0,
        }


def read_with_keys(name: str, *, model: str | None) -> tuple[Story, dict[str, Document]]:
    """Read an invented story; documents by the key that the labels give them."""
    record = read_story(name, model=model)
    return record.stories[0], {_key(d.source): d for d in record.documents}


def _key(source: str) -> str:
    return source.replace("\\", "/").rsplit("/", 1)[-1]


def spans_of(evidence: Sequence[Label], docs: Mapping[str, Document]) -> tuple[Span, ...]:
    """Find the words of labels in the documents as they were read; words that are not there give nothing."""
    found = []
    for label in evidence:
        doc = docs.get(label["doc"])
        if doc is None:
            continue
        start = -1
        for _ in range(label["nth"]):
            start = doc.text.find(label["words"], start + 1)
        if start >= 0:
            found.append(Span(doc.id, start, start + len(label["words"])))
    return tuple(found)


def _touch(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return any(x.doc == y.doc and x.start < y.end and y.start < x.end for x in a for y in b)


def meets(conflict: Conflict, sides: Sequence[Sequence[Span]]) -> bool:
    """Tell whether two sides of a conflict overlap two sides of a label."""
    hits = [{j for j, side in enumerate(sides) if _touch(own.evidence, side)} for own in conflict.sides]
    return any(x != y for i, a in enumerate(hits) for b in hits[i + 1 :] for x in a for y in b)


def count_story(story: Story, docs: Mapping[str, Document], gold: Label) -> Counts:
    """Compare the conflicts of a story with its labels."""
    labels = [[spans_of(side["evidence"], docs) for side in c["sides"]] for c in gold["conflicts"]]
    alike = [[spans_of([e], docs) for e in c["evidence"]] for c in gold["not_conflicts"]]
    raised = [c for c in story.conflicts if c.verdict == "conflict"]
    met = [any(meets(c, sides) for sides in labels) for c in raised]
    found = [[c for c in story.conflicts if meets(c, sides)] for sides in labels]
    told = [any(c.verdict == "conflict" for c in by) for by in found if by]
    kept = [not any(meets(c, sides) and not any(meets(c, s) for s in labels) for c in raised) for sides in alike]
    return Counts(
        labelled=len(labels),
        found=sum(map(bool, found)),
        raised=len(raised),
        right=sum(met),
        verdicts=len(told) + len(kept),
        verdicts_right=sum(told) + sum(kept),
        scores=tuple((c.score, right) for c, right in zip(raised, met, strict=True)),
    )


def calibration(scores: Sequence[tuple[float, bool]], *, edges: Sequence[float] = (0.5, 0.65, 0.8, 1.01)) -> list[str]:
    """Give a line for each band of scores: how many were raised, the mean score, and the share that is right."""
    lines = []
    for low, high in itertools.pairwise(edges):
        band = [(s, r) for s, r in scores if low <= s < high]
        if band:
            lines.append(
                f"  score {low:.2f} to {min(high, 1):.2f}: {len(band)} raised, mean {sum(s for s, _ in band) / len(band):.2f}, right {sum(r for _, r in band) / len(band):.2f}"
            )
    return lines


def show(story: Story, gold: Label, docs: Mapping[str, Document]) -> None:
    """Print every conflict raised, and every label that was missed."""
    for c in story.conflicts:
        click.echo(f"  {c.kind} {c.verdict} {c.score:.2f} | {c.about} | {c.why}")
        for side in c.sides:
            click.echo(f"      {side.says!r} {', '.join(side.outlets)}")
    for label in gold.get("conflicts", ()):
        if not any(meets(c, [spans_of(s["evidence"], docs) for s in label["sides"]]) for c in story.conflicts):
            click.echo(f"  MISSED {label['kind']}: {label['about']}")


@click.command()
@click.argument("stories", nargs=-1)
@click.option("--model", help="Folder of the language model.")
@click.option("--show", "shows", is_flag=True, help="Print what was raised and missed.")
def main(stories: tuple[str, ...], model: str | None, *, shows: bool) -> None:
    """Measure conflicts on labelled STORIES; the two of the dev half where none is named."""
    total = Counts()
    for name in stories or STORIES["dev"]:
        gold = load_labels(name)
        story, docs = read_with_keys(name, model=model)
        counts = count_story(story, docs, gold)
        total += counts
        click.echo(f"{name}: " + _line(counts))
        if shows:
            show(story, gold, docs)
    click.echo("all: " + _line(total))
    click.echo("\n".join(calibration(total.scores)))


def _line(c: Counts) -> str:
    m = c.as_metrics()
    return (
        f"precision {m['precision']:.2f} ({c.right}/{c.raised})  recall {m['recall']:.2f} ({c.found}/{c.labelled})  "
        f"scope told {m['scope_told']:.2f} ({c.verdicts_right}/{c.verdicts})"
    )


if __name__ == "__main__":
    sys.exit(main())
