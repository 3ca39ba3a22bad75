"""The invented stories and their labels: loading, and labels laid on the documents as they were read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from crossread.pipeline import read_record
from crossread.records import Document, Record, Span, Story
from crossread.settings import Settings
from evaluation.gold.stories.build_labels import LabelError, place, story_folder
from evaluation.metrics import Matches

HERE = Path(__file__).resolve().parent
LABELS = HERE / "gold" / "stories"
STORIES = {
    "dev": (
        *("ferry-collision", "river-talks", "harbour-strike", "island-count", "heron-launch", "ledger-scandal"),
        *("halden-court", "lowfield-flood", "keeper-transfer", "marsh-fever", "tinworks-results", "square-protest"),
        *("delta-cholera", "summit-of-three", "prisoner-swap", "coal-mine", "pension-vote"),
        *("air-crash", "tariff-talks", "market-strike", "emergency-rule", "boat-sinking", "food-recall"),
        *("border-truce", "minister-quits", "rebel-attack", "nuclear-talks"),
        *("dam-dispute", "leaders-summit", "hospital-strike", "embassy-standoff"),
        *("bridge-collapse", "rail-merger", "runoff-vote", "refinery-blast"),
        *("metro-fire", "grain-accord", "chip-plant", "river-spill", "senate-inquiry", "cup-riot"),
    ),
    "test": ("night-train", "ceasefire-round", "bank-breach", "ridge-fire", "capital-mayor", "tour-ban"),
}
"""Rules are made with sight of the first; the others are never read, and seldom measured. Those of the second row were
such themselves before, and measured several times."""

Label = dict[str, Any]
Scores = dict[str, Matches]
"""What was counted, by part; the sums of several stories can be added."""


class Gold:
    """The labels of one story, laid on the documents as they were read."""

    def __init__(self, labels: Label, docs: Sequence[Document]) -> None:
        self.labels = labels
        self.docs = docs

    def doc(self, key: str) -> Document | None:
        """Find the document that labels call by a key; None where it was not read."""
        return next((d for d in self.docs if d.source.endswith(key)), None)

    def span(self, anchor: Label) -> Span:
        """Find the span of an anchor.

        Raises:
            LabelError: the words do not stand in the document as it was read.
        """
        doc = self.doc(anchor["doc"])
        if doc is None:
            msg = f"not read: {anchor['doc']}"
            raise LabelError(msg)
        start, end = place(anchor["words"], anchor["nth"], doc.text)
        return Span(doc.id, start, end)

    def spans(self, anchors: Iterable[Label]) -> list[Span]:
        """Find the spans of anchors; those whose words do not stand in the text as it was read are left out."""
        found = []
        for anchor in anchors:
            try:
                found.append(self.span(anchor))
            except LabelError:
                continue
        return found


class ReadStory(Struct, frozen=True):
    """A story as it was read, and its labels."""

    name: str
    record: Record
    gold: Gold

    @property
    def story(self) -> Story:
        """The story of the record: there is one."""
        return self.record.stories[0]

    @property
    def labels(self) -> Label:
        """The labels as they were written."""
        return self.gold.labels

    def words(self, span: Span) -> str:
        """Give the words of a span."""
        doc = next(d for d in self.record.documents if d.id == span.doc)
        return doc[span]


def load_labels(name: str) -> Label:
    """Load the labels of a story by its name."""
    labels: Label = json.loads((LABELS / f"{name}.json").read_text(encoding="utf-8"))
    return labels


@cache
def read_story(name: str, *, model: str | None = None) -> Record:
    """Read an invented story as one story; once, however many parts of it are measured."""
    return read_record([str(story_folder(name))], settings=Settings(as_one_story=True, model=model))


def load_story(name: str, *, model: str | None = None) -> ReadStory:
    """Read an invented story, and lay its labels on it."""
    record = read_story(name, model=model)
    return ReadStory(name, record, Gold(load_labels(name), record.documents))


def shared_chars(a: Span, b: Span) -> int:
    """Count the characters that two spans share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start)) if a.doc == b.doc else 0
