"""Positions, conditions, commitments and deadlines against the labels of the invented stories.

    python -m evaluation.positions ferry-collision river-talks [--model FOLDER] [--show]

The labels of commitments are exhaustive, so precision can be told; those of positions and conditions are
representative, so only recall can (see `gold/stories/GUIDE.md`). A commitment is met where a passage that it
rests on overlaps the label's words and its last day is that of the label; a position where actor and stance are
right and a passage overlaps the label's, or its issue has a word of the label's issue; a condition where both of
its sides overlap the label's.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from crossread.records import Commitment, Condition, Position, Record, Span, Story
from evaluation.invented import Gold, Label, load_labels, read_story
from evaluation.metrics import Matches


def meets(a: Span, b: Span) -> bool:
    """Tell whether two spans overlap."""
    return a.doc == b.doc and a.start < b.end and b.start < a.end


def names_of(story: Story, ids: Iterable[str | None]) -> set[str]:
    """Give all names of entities, lower case."""
    wanted = set(ids)
    return {n.lower() for e in story.entities if e.id in wanted for n in (e.name, *e.aliases)}


def is_named(label: str, names: set[str]) -> bool:
    """Tell whether a label's name is one of the names, or ends with one ("the Marine Accident Bureau")."""
    return any(part.strip().lower() in names for part in label.split(";"))


def score_commitments(story: Story, gold: Gold, *, dated: bool) -> Matches:
    """Score commitments passage by passage; `dated` leaves out those without a day on both sides."""
    labels = [c for c in gold.labels["commitments"] if c["due"] or not dated]
    found = [c for c in story.commitments if (c.due and c.due.date) or not dated]
    passages = [(span, c) for c in found for span in c.evidence]

    def right(span: Span, commitment: Commitment, label: Label) -> bool:
        day = commitment.due.date if commitment.due else None
        return meets(span, gold.span(label["what"])) and day == label["due"]

    return Matches(
        len(passages),
        sum(any(right(s, c, label) for label in labels) for s, c in passages),
        len(labels),
        sum(any(right(s, c, label) for s, c in passages) for label in labels),
    )


def position_met(story: Story, gold: Gold, label: Label, position: Position) -> bool:
    """Tell whether a position is that of a label."""
    if position.stance != label["stance"] or not is_named(label["entity"], names_of(story, [position.entity])):
        return False
    issue = next(i for i in story.issues if i.id == position.issue)
    words = set(label["issue"].lower().replace("'s", "").split())
    return any(meets(s, gold.span(label["evidence"])) for s in position.evidence) or bool(words & {*issue.terms})


def condition_met(gold: Gold, label: Label, condition: Condition) -> bool:
    """Tell whether a condition is that of a label."""
    return meets(condition.what, gold.span(label["what"])) and meets(condition.requires, gold.span(label["requires"]))


def measure(record: Record, labels: Label) -> tuple[dict[str, Matches], list[str]]:
    """Score one story: matches by part, and what was missed or made up, in words."""
    story = record.stories[0]
    gold = Gold(labels, record.documents)
    missed = [p for p in labels["positions"] if not any(position_met(story, gold, p, x) for x in story.positions)]
    lost = [c for c in labels["conditions"] if not any(condition_met(gold, c, x) for x in story.conditions)]
    n_positions, n_conditions = len(labels["positions"]), len(labels["conditions"])
    scores = {
        "commitments": score_commitments(story, gold, dated=False),
        "deadlines": score_commitments(story, gold, dated=True),
        "positions": Matches(0, 0, n_positions, n_positions - len(missed)),
        "conditions": Matches(0, 0, n_conditions, n_conditions - len(lost)),
    }
    notes = [f"missed position: {p['entity']} {p['stance']} {p['issue']}: {p['evidence']['words']}" for p in missed]
    notes += [f"missed condition: {c['what']['words']} <= {c['requires']['words']}" for c in lost]
    notes += list(_commitment_notes(story, gold, record))
    return scores, notes


def _commitment_notes(story: Story, gold: Gold, record: Record) -> Iterator[str]:
    texts = {d.id: d for d in record.documents}
    for label in gold.labels["commitments"]:
        at = [c for c in story.commitments if any(meets(s, gold.span(label["what"])) for s in c.evidence)]
        days = [c.due.date if c.due else None for c in at]
        if label["due"] not in days:
            yield f"missed commitment: {label['who']}: {label['what']['words']} due {label['due']}, found {days}"
    for c in story.commitments:
        for span in c.evidence:
            near = [x for x in gold.labels["commitments"] if meets(span, gold.span(x["what"]))]
            if not near:
                yield f"made up: {names_of(story, c.who)} {texts[span.doc][span]!r} {c.due}"


def main() -> None:
    """Measure the stories named, and print recall, and precision where it can be told."""
    parser = argparse.ArgumentParser(description="Measure positions, conditions and commitments.")
    parser.add_argument("stories", nargs="+")
    parser.add_argument("--model", default=None, help="folder of the language model")
    parser.add_argument("--show", action="store_true", help="print what was missed and made up")
    given = parser.parse_args()
    total: dict[str, Matches] = {}
    for name in given.stories:
        labels = load_labels(name)
        record = read_story(name, model=given.model)
        scores, notes = measure(record, labels)
        for part, matches in scores.items():
            total[part] = total.get(part, Matches()) + matches
        if given.show:
            print(f"## {name}", *notes, sep="\n")
    for part, m in total.items():
        right = (
            f"  precision {m.precision:.3f} ({m.found_right:.0f} of {m.found:.0f})  f1 {m.f1:.3f}" if m.found else ""
        )
        print(f"{part}: recall {m.recall:.3f} ({m.wanted_met:.0f} of {m.wanted:.0f}){right}")


if __name__ == "__main__":
    main()
