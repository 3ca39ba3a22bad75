"""Quotes and their speakers on the invented stories, whose labels name every stretch in quotation marks.

    python -m evaluation speakers

`quote_half_recall`: labelled quotes of which we have one that shares at least half of its characters.
`speaker_accuracy`: of those, the share whose speaker is the one labelled (by its report); an unnamed one
("a neighbour") is right where we name nobody and point at the same words. Direct and mixed
quotes are labelled without a gap, indirect ones are a sample, so precision is not told here.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from crossread.compare.entities import plain_words
from evaluation.invented import STORIES, Gold, Label, load_labels, read_story

if TYPE_CHECKING:
    from pathlib import Path

    from crossread.records import Quote, Span, Story
    from evaluation.metrics import Measured


def evaluate(data: Path | None, split: str) -> Measured:
    """Measure on the stories of a split; `data` is not needed, the gold is ours."""
    del data
    metrics, _, n = measure(split)
    return {"n": n, "metrics": metrics}


def measure(split: str) -> tuple[dict[str, float], list[str], int]:
    """Give the metrics, a line for every quote that was missed or has another speaker, and the number of quotes."""
    found = wanted = right = named = 0
    misses: list[str] = []
    for name in STORIES.get(split, ()):
        labels = load_labels(name)
        record = read_story(name)
        gold = Gold(labels, record.documents)
        for label in labels["quotes"]:
            spans = [gold.span(anchor) for anchor in label["content"]]
            ours = best_quote(record.stories[0], spans)
            wanted += 1
            if ours is None:
                misses.append(f"{name} {label['id']} not found: {label['content'][0]['words'][:60]}")
                continue
            found += 1
            if label.get("speaker"):
                named += 1
                ok = is_same_name(label["speaker"], ours.speaker_name or "") or is_unnamed_alike(label, ours, gold)
                right += ok
                if not ok:
                    misses.append(
                        f"{name} {label['id']} {label['speaker']!r} as {ours.speaker_name!r}: {label['content'][0]['words'][:60]}"
                    )
    return {"quote_half_recall": found / max(1, wanted), "speaker_accuracy": right / max(1, named)}, misses, wanted


def best_quote(story: Story, wanted: list[Span]) -> Quote | None:
    """Find our quote that shares most characters with a labelled one; None where no quote shares half of either."""
    best, most = None, 0.0
    gold = {(s.doc, i) for s in wanted for i in range(s.start, s.end)}
    for quote in story.quotes:
        if quote.content[0].doc != wanted[0].doc:
            continue
        ours = {(s.doc, i) for s in quote.content for i in range(s.start, s.end)}
        share = len(gold & ours) / min(len(gold), len(ours))
        if share > most:
            best, most = quote, share
    return best if most >= 0.5 else None


def is_unnamed_alike(label: Label, ours: Quote, gold: Gold) -> bool:
    """Say whether both give the words to nobody by name, and to the same words of the text ("a neighbour")."""
    named = label["speaker"].split()[-1][0].isupper()
    if named or ours.speaker is not None or ours.source is None or not label.get("source"):
        return False
    source = gold.span(label["source"])
    return source.start < ours.source.end and ours.source.start < source.end


def is_same_name(label: str, ours: str) -> bool:
    """Say whether two names are one: the same words, or one is the end of the other."""
    for part in label.split(";"):
        a, b = plain_words(part), plain_words(ours)
        if a and b and (a == b or a[-len(b) :] == b or b[-len(a) :] == a):
            return True
    return False


if __name__ == "__main__":
    for _split in sys.argv[1:] or ["dev"]:
        _metrics, _misses, _n = measure(_split)
        print(_split, _n, _metrics, *_misses, sep="\n")
