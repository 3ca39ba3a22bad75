"""Conflicts of the labelled example stories: precision, recall, and scope told from conflict.

    python -m evaluation.conflicts [--model FOLDER] [--show] [--passages dev|test] [STORY...]

With --passages the stories are those of `gold/conflicts.jsonl`: three or four short reports each, of many domains,
split in two by the hash of their names. Rules and weights are made with sight of "dev" only.

A raised conflict meets a label where two of its sides, in this order or the other, overlap the evidence of two
sides of the label. A raised one with the verdict "conflict" that meets no label is a mistake; one with another
verdict is none, unless it meets a labelled conflict. Scope is told from conflict where a labelled conflict that was
found has the verdict "conflict", and a look-alike was not raised with it.

The labels are few, so a share here has a wide margin: the numbers are given beside it.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from crossread.compare.conflicts import find_conflicts
from crossread.compare.people import resolve_people
from crossread.compare.story import complete
from crossread.compare.utterances import link_utterances
from crossread.extract.report import Report
from crossread.ingest.load import documents_from
from crossread.pipeline import read_all
from crossread.records import Conflict, Document, Entity, Span, Utterance
from crossread.settings import Settings
from evaluation.figures import split_of
from evaluation.gold.stories.build_labels import story_folder
from evaluation.invented import STORIES, load_labels

PASSAGES = Path(__file__).parent / "gold" / "conflicts.jsonl"

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


class ReadStory(Struct, frozen=True):
    """The reports of an invented story as the search for conflicts gets them; documents by the key of the labels."""

    reports: tuple[Report, ...]
    entities: tuple[Entity, ...]
    utterances: tuple[Utterance, ...]
    docs: dict[str, Document]


def read_for_conflicts(name: str, *, model: str | None) -> ReadStory:
    """Read an invented story as far as the search for conflicts needs it."""
    settings = Settings(as_one_story=True, model=model)
    return read_documents(documents_from([str(story_folder(name))], settings=settings).records, model=model)


def read_documents(docs: Sequence[Document], *, model: str | None) -> ReadStory:
    """Read the documents of one story as far as the search for conflicts needs it."""
    read = read_all(docs, settings=Settings(model=model)).reports
    resolved, entities = resolve_people([read[d.id] for d in docs if d.id in read])
    reports = tuple(complete(r, entities) for r in resolved)
    return ReadStory(reports, tuple(entities), link_utterances(reports, entities), {_key(d.source): d for d in docs})


def load_passages(split: str) -> list[Label]:
    """Load the short stories of one half of `PASSAGES`: "dev" or "test"."""
    rows: list[Label] = [json.loads(line) for line in PASSAGES.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if split_of(row["story"]) == split]


def read_short_story(label: Label, *, model: str | None) -> ReadStory:
    """Read the reports of a short story, which stand in its label."""
    docs = [
        Document(
            id=f"{label['story']}-{r['doc']}",
            source=r["doc"],
            sha256="",
            outlet=r["outlet"],
            published=r["published"],
            language="en",
            text=r["text"],
        )
        for r in label["reports"]
    ]
    return read_documents(docs, model=model)


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


def sides_of(gold: Label, docs: Mapping[str, Document]) -> list[list[tuple[Span, ...]]]:
    """Find the words of both sides of each labelled conflict."""
    return [[spans_of(side["evidence"], docs) for side in c["sides"]] for c in gold["conflicts"]]


def touch(a: Sequence[Span], b: Sequence[Span]) -> bool:
    """Tell whether two lists of spans share a character."""
    return any(x.overlaps(y) for x in a for y in b)


def meets(conflict: Conflict, sides: Sequence[Sequence[Span]]) -> bool:
    """Tell whether two sides of a conflict overlap two sides of a label."""
    return sides_meet([own.evidence for own in conflict.sides], sides)


def sides_meet(own: Sequence[Sequence[Span]], sides: Sequence[Sequence[Span]]) -> bool:
    """Tell whether two of some sides overlap two of others."""
    hits = [{j for j, side in enumerate(sides) if touch(one, side)} for one in own]
    return any(x != y for i, a in enumerate(hits) for b in hits[i + 1 :] for x in a for y in b)


def count_conflicts(conflicts: Sequence[Conflict], docs: Mapping[str, Document], gold: Label) -> Counts:
    """Compare the conflicts of a story with its labels."""
    labels = sides_of(gold, docs)
    alike = [[spans_of([e], docs) for e in c["evidence"]] for c in gold["not_conflicts"]]
    raised = [c for c in conflicts if c.verdict == "conflict"]
    met = [any(meets(c, sides) for sides in labels) for c in raised]
    found = [[c for c in conflicts if meets(c, sides)] for sides in labels]
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


def show(conflicts: Sequence[Conflict], gold: Label, docs: Mapping[str, Document]) -> None:
    """Print every conflict raised, and every label that was missed."""
    for c in conflicts:
        click.echo(f"  {c.kind} {c.verdict} {c.score:.2f} | {c.about} | {c.why}")
        for side in c.sides:
            click.echo(f"      {side.says!r} {', '.join(side.outlets)}")
    for label in gold.get("conflicts", ()):
        if not any(meets(c, [spans_of(s["evidence"], docs) for s in label["sides"]]) for c in conflicts):
            click.echo(f"  MISSED {label['kind']}: {label['about']}")


@click.command()
@click.argument("stories", nargs=-1)
@click.option("--model", help="Folder of the language model.")
@click.option("--show", "shows", is_flag=True, help="Print what was raised and missed.")
@click.option("--passages", type=click.Choice(["dev", "test"]), help="Measure on a half of the short stories.")
def main(stories: tuple[str, ...], model: str | None, passages: str | None, *, shows: bool) -> None:
    """Measure conflicts on labelled STORIES; those of the dev half where none is named."""
    total = Counts()
    for name, gold, story in _read(stories, passages, model=model):
        conflicts = find_conflicts(story.reports, story.entities, story.utterances)
        counts = count_conflicts(conflicts, story.docs, gold)
        total += counts
        click.echo(f"{name}: " + _line(counts))
        if shows:
            show(conflicts, gold, story.docs)
    click.echo("all: " + _line(total))
    click.echo("\n".join(calibration(total.scores)))


def _read(names: Sequence[str], passages: str | None, *, model: str | None) -> Iterator[tuple[str, Label, ReadStory]]:
    """Yield stories with their names and labels: short ones of a half of `PASSAGES`, or the long ones."""
    if passages:
        for label in load_passages(passages):
            yield label["story"], label, read_short_story(label, model=model)
        return
    for name in names or STORIES["dev"]:
        yield name, load_labels(name), read_for_conflicts(name, model=model)


def _line(c: Counts) -> str:
    m = c.as_metrics()
    return (
        f"precision {m['precision']:.2f} ({c.right}/{c.raised})  recall {m['recall']:.2f} ({c.found}/{c.labelled})  "
        f"scope told {m['scope_told']:.2f} ({c.verdicts_right}/{c.verdicts})"
    )


if __name__ == "__main__":
    sys.exit(main())
