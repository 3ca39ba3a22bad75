"""The invented stories and their labels: loading, and labels laid on the documents as they were read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crossread.pipeline import read_record
from crossread.records import Document, Record, Span
from crossread.settings import Settings
from evaluation.gold.stories.build_labels import place, story_folder

HERE = Path(__file__).resolve().parent
LABELS = HERE / "gold" / "stories"
STORIES = {
    "dev": ("ferry-collision", "river-talks", "harbour-strike", "island-count"),
    "test": ("halden-court", "lowfield-flood", "keeper-transfer", "marsh-fever"),
}
"""Rules are made with sight of the first; the others are never read, and seldom measured."""

Label = dict[str, Any]


class Gold:
    """The labels of one story, laid on the documents as they were read."""

    def __init__(self, labels: Label, docs: Sequence[Document]) -> None:
        self.labels = labels
        self.docs = docs

    def span(self, anchor: Label) -> Span:
        """Find the span of an anchor."""
        doc = next(d for d in self.docs if d.source.endswith(anchor["doc"]))
        start, end = place(anchor["words"], anchor["nth"], doc.text)
        return Span(doc.id, start, end)


def load_labels(name: str) -> Label:
    """Load the labels of a story by its name."""
    labels: Label = json.loads((LABELS / f"{name}.json").read_text(encoding="utf-8"))
    return labels


def read_story(name: str, *, model: str | None = None) -> Record:
    """Read an invented story as one story."""
    return read_record([str(story_folder(name))], settings=Settings(as_one_story=True, model=model))
