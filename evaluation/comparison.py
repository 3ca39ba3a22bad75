"""What the reports of a story share and where they differ: every part of the comparison, on the invented stories.

    python -m evaluation comparison --split dev
    python -m evaluation.comparison [--model FOLDER] [--show] [STORY...]

Every story is read once, from its files to its record, and all parts are measured on that record: a name that is misread
costs the quotes, positions and origins that rest on it too. Sums are over the stories, not means of their shares. What each part
counts as right is told in its module: `entities`, `utterances` (and reuse), `points` (and origins), `conflicts`, `positions` (and
conditions, commitments, deadlines). The figures are shares, but for `lookalikes_merged`, a number of utterances.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evaluation.conflicts import count_conflicts
from evaluation.coreference import CONLL, conll_f1
from evaluation.entities import score_entities, score_names
from evaluation.invented import STORIES, load_story
from evaluation.metrics import Matches
from evaluation.points import score_points
from evaluation.positions import score_positions
from evaluation.utterances import score_reuse, score_utterances

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from evaluation.invented import ReadStory, Scores
    from evaluation.metrics import Measured

    Part = Callable[[ReadStory], tuple[Scores, list[str]]]


def evaluate(data: Path | None, split: str) -> Measured:
    """Measure on the stories of a split; `data` is not needed, the gold is ours. `n` counts the reports."""
    del data
    stories = [load_story(name) for name in STORIES.get(split, ())]
    return {
        "n": sum(len(s.record.documents) for s in stories),
        "metrics": as_metrics(added(score_story(s)[0] for s in stories)) if stories else {},
    }


def score_conflicts(read: ReadStory) -> tuple[Scores, list[str]]:
    """Score conflicts, and scope told from conflict."""
    docs = {key: doc for key in read.labels["documents"] if (doc := read.gold.doc(key))}
    counts = count_conflicts(read.story.conflicts, docs, read.labels)
    told = counts.verdicts_right
    return {
        "conflicts": Matches(counts.raised, counts.right, counts.labelled, counts.found),
        "scope_told": Matches(counts.verdicts, told, counts.verdicts, told),
    }, []


PARTS: tuple[Part, ...] = (
    score_entities,
    score_names,
    score_utterances,
    score_reuse,
    score_points,
    score_conflicts,
    score_positions,
)


def score_story(read: ReadStory) -> tuple[Scores, list[str]]:
    """Measure every part of one story; give too what was wrong or missed, in words."""
    scores: Scores = {}
    notes: list[str] = []
    for part in PARTS:
        counted, told = part(read)
        scores |= counted
        notes += told
    return scores, notes


def added(stories: Iterable[Scores]) -> Scores:
    """Add up the counts of several stories."""
    total: Scores = {}
    for scores in stories:
        for name, counted in scores.items():
            total[name] = total.get(name, Matches()) + counted
    return total


def as_metrics(scores: Mapping[str, Matches]) -> dict[str, float]:
    """Give the figures by name."""
    metrics = {f"{who}_conll_f1": conll_f1(scores, who) for who in ("entities", "names")}
    metrics |= {f"entities_{name}_f1": scores[f"entities_{name}"].f1 for name in CONLL}
    for name in ("utterances", "reuse", "points_b3", "positions", "commitments", "deadlines"):
        of = scores[name]
        metrics |= {f"{name}_f1": of.f1, f"{name}_precision": of.precision, f"{name}_recall": of.recall}
    return metrics | {
        "lookalikes_merged": scores["lookalikes_merged"].found,
        "utterances_differ_f1": scores["utterances_differ"].f1,
        "reuse_from_right": scores["reuse_from"].precision,
        "origins_exact": scores["origins"].recall,
        "origins_too_high": scores["origins_too_high"].recall,
        "origins_several_told": scores["origins_several"].recall,
        "origins_linked": scores["origins_linked"].recall,
        "origins_linked_exact": scores["origins_linked"].precision,
        "conflicts_precision": scores["conflicts"].precision,
        "conflicts_recall": scores["conflicts"].recall,
        "scope_told": scores["scope_told"].recall,
        "conditions_recall": scores["conditions"].recall,
    }


def lines(names: Sequence[str], by_story: Sequence[Scores]) -> list[str]:
    """Give a table: a metric a line, a story a column, and all together in the last."""
    columns = [as_metrics(s) for s in (*by_story, added(by_story))]
    heads = [*names, "all"]
    width = max(map(len, columns[0]))
    rows = [" ".join((" " * width, *(f"{h[:15]:>15}" for h in heads)))]
    return rows + [" ".join((f"{m:{width}}", *(f"{c[m]:15.3f}" for c in columns))) for m in columns[0]]


@click.command()
@click.argument("stories", nargs=-1)
@click.option("--model", help="Folder of another language model than the shipped one.")
@click.option("--show", is_flag=True, help="Print what was wrong and what was missed.")
def main(stories: tuple[str, ...], model: str | None, *, show: bool) -> None:
    """Measure every part of the comparison on STORIES, those of the dev half where none is named."""
    names = stories or STORIES["dev"]
    measured = [score_story(load_story(name, model=model)) for name in names]
    if show:
        for name, (_, notes) in zip(names, measured, strict=True):
            click.echo("\n".join((f"## {name}", *notes)))
    click.echo("\n".join(lines(names, [scores for scores, _ in measured])))


if __name__ == "__main__":
    main()
